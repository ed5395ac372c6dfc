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
from thuocdo.documents.models import Document, DocumentKind, StoredFile


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
    before = document.file.sha256 if document.file else ""
    own = Document.objects.filter(pk=document.pk, entered_by=actor, checked_by=None)
    own = own.exclude(kind=DocumentKind.APPROVAL)  # its second officer decides on what they saw
    changed = own.update(file=stored, file_name=name, entered_at=clock.now(), **texts)
    require(
        changed,
        _("A document with this number and date is recorded already, with another file. Check the number."),
        Refused,
    )
    record(
        "document.file_replaced",
        actor=actor.pk,
        subject=f"document:{document.pk}",
        before={"sha256": before},
        after={"sha256": stored.sha256},
    )
    document.refresh_from_db()


@transaction.atomic
def check_document(actor: User, document: Document, *, seen: str = "") -> None:
    """A second officer has compared number, date, signer and file with the original; `seen`: that file's SHA-256.

    Raises NotAllowed for the officer who entered it and for anyone outside the lead department, Conflict when the file
    was replaced meanwhile.
    """
    require(runs_the_season(actor), _("Only the lead department checks recorded documents."))
    require(actor.pk != document.entered_by_id, _("You entered this document: a second officer checks it."))
    row = Document.objects.select_for_update(of=("self",)).select_related("file").get(pk=document.pk)
    replaced = seen and row.file and row.file.sha256 != seen
    require(not replaced, _("The file was replaced meanwhile. Look at the document again, then check it."), Conflict)
    changed = Document.objects.filter(pk=document.pk, checked_by=None).update(checked_by=actor, checked_at=clock.now())
    require(changed, _("This document has been checked already."), Refused)
    record("document.checked", actor=actor.pk, subject=f"document:{document.pk}")
    document.refresh_from_db()
