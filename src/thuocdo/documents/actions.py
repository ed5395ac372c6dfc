"""Recording documents of bodies that do not sign in."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.documents import files
from thuocdo.documents.models import Document


def record_document(
    actor: User, *, kind: str, number: str, date: date, signer: str = "", issuer: str = "", upload: UploadedFile | None
) -> Document:
    """Keeps a numbered document; inside the caller's transaction, which has checked the right to do so.

    Raises Refused without number or file, or when the number is already recorded with another file.
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
    require(
        made or document.file_id == stored.pk,
        _("A document with this number and date is recorded already, with another file. Check the number."),
        Refused,
    )
    if made:
        record("document.recorded", actor=actor.pk, subject=f"document:{document.pk}", after={"sha256": stored.sha256})
    return document


@transaction.atomic
def check_document(actor: User, document: Document) -> None:
    """A second officer has compared number, date, signer and file with the original.

    Raises NotAllowed for the officer who entered it and for anyone outside the lead department.
    """
    require(runs_the_season(actor), _("Only the lead department checks recorded documents."))
    require(actor.pk != document.entered_by_id, _("You entered this document: a second officer checks it."))
    changed = Document.objects.filter(pk=document.pk, checked_by=None).update(checked_by=actor, checked_at=clock.now())
    require(changed, _("This document has been checked already."), Refused)
    record("document.checked", actor=actor.pk, subject=f"document:{document.pk}")
    document.refresh_from_db()
