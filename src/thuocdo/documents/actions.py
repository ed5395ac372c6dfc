"""Recording documents of bodies that do not sign in."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.documents import files
from thuocdo.documents.models import Document, DocumentKind, ReplacedFile, StoredFile


def record_document(
    actor: User, *, kind: str, number: str, date: date, signer: str = "", issuer: str = "", upload: UploadedFile | None
) -> Document:
    """Keeps a numbered document; inside the caller's transaction, which has checked the right to do so.

    Recorded once more by who entered it, before a second officer has checked it, its file, signer and issuer are
    replaced: that is how a wrong file is mended. Raises Refused without number or file, or when the number is already
    recorded with another file that is no longer theirs to replace.
    """
    require(number.strip(), _("Give the document's number and symbol."), Refused)
    require(upload, _("Attach the document's file."), Refused)
    stored = files.store(upload)
    document, made = Document.objects.get_or_create(
        kind=kind,
        number=number.strip(),
        date=date,
        defaults={
            "signer": signer,
            "issuer": issuer,
            "file": stored,
            "file_name": upload.name,
            "entered_by": actor,
            "entered_at": clock.now(),
        },
    )
    if made:
        record("document.recorded", actor=actor.pk, subject=f"document:{document.pk}", after={"sha256": stored.sha256})
    elif document.file_id != stored.pk:
        _replace_file(actor, document, stored, upload.name or "", signer=signer, issuer=issuer)
    return document


def _replace_file(actor: User, document: Document, stored: StoredFile, name: str, **texts: str) -> None:
    """Recorded once more by who entered it, a document takes the new file; an approving decision asks for a reason."""
    row = _locked(document)
    is_own = row.entered_by_id == actor.pk and row.checked_by_id is None and row.kind != DocumentKind.APPROVAL
    words = _("A document with this number and date is recorded already, with another file. Check the number.")
    require(is_own, words, Refused)
    _put(actor, row, stored, name, **texts)
    document.refresh_from_db()


@transaction.atomic
def replace_file(actor: User, document: Document, upload: UploadedFile | None, reason: str) -> None:
    """Puts the right file in place of a wrong one, until a second officer has checked the document; the caller has
    checked the right to do so, and that nothing rests on the document yet.

    The old file is kept with the reason. Whoever replaces it has entered the document from then on, so that somebody
    else checks it. Raises Refused without file or reason, for the same file, and for a document that was checked.
    """
    require(reason.strip(), _("Say what was wrong with the file."), Refused)
    require(upload, _("Attach the document's file."), Refused)
    stored = files.store(upload)
    row = _locked(document)
    require(
        row.checked_by_id is None,
        _("This document has been checked: its file stays as it is. A correction needs a document of its own."),
        Refused,
    )
    require(row.file_id != stored.pk, _("This is the file that is recorded already. Choose the right one."), Refused)
    _put(actor, row, stored, upload.name or "", reason=reason.strip())
    document.refresh_from_db()


def _locked(document: Document) -> Document:
    return Document.objects.select_for_update(of=("self",)).select_related("file").get(pk=document.pk)


def _put(actor: User, row: Document, stored: StoredFile, name: str, *, reason: str = "", **texts: str) -> None:
    """The document's row is locked."""
    now, before = clock.now(), row.file.sha256 if row.file else ""
    if row.file:
        ReplacedFile.objects.create(
            document=row,
            file=row.file,
            file_name=row.file_name,
            entered_by_id=row.entered_by_id,
            replaced_by=actor,
            replaced_at=now,
            reason=reason,
        )
    facts = {"file": stored, "file_name": name[-255:], "entered_by": actor, "entered_at": now, **texts}
    Document.objects.filter(pk=row.pk).update(**facts)
    record(
        "document.file_replaced",
        actor=actor.pk,
        subject=f"document:{row.pk}",
        reason=reason,
        before={"sha256": before},
        after={"sha256": stored.sha256},
    )


@transaction.atomic
def check_document(actor: User, document: Document, *, seen: str = "") -> None:
    """A second officer has compared number, date, signer and file with the original; `seen`: that file's SHA-256.

    Raises NotAllowed for the officer who entered it and for anyone outside the lead department, Conflict when the file
    was replaced meanwhile.
    """
    require(runs_the_season(actor), _("Only the lead department checks recorded documents."))
    row = _locked(document)
    require(actor.pk != row.entered_by_id, _("You entered this document: a second officer checks it."))
    replaced = seen and row.file and row.file.sha256 != seen
    require(not replaced, _("The file was replaced meanwhile. Look at the document again, then check it."), Conflict)
    changed = Document.objects.filter(pk=document.pk, checked_by=None).update(checked_by=actor, checked_at=clock.now())
    require(changed, _("This document has been checked already."), Refused)
    record("document.checked", actor=actor.pk, subject=f"document:{document.pk}")
    document.refresh_from_db()
