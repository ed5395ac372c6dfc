"""Writes about the official report on its way out: the PDF for signing, or what the unit drafted itself (R4.5)."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.audit.models import Checkpoint
from thuocdo.audit.queries import latest_checkpoint
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.documents import files
from thuocdo.documents.models import StoredFile
from thuocdo.documents.official import typeset
from thuocdo.reports.actions import locked
from thuocdo.reports.binding import content_of
from thuocdo.reports.content import NOTHING, Digests, digests
from thuocdo.reports.models import PrintedReport, Report
from thuocdo.reports.official import Beside, report_paper
from thuocdo.reports.queries import reports, with_answers, with_evidence
from thuocdo.reports.rules import may_print, sends
from thuocdo.reports.verdicts import Content

NOT_OWN = {
    Content.OTHER_UNIT: gettext_lazy(
        "This PDF is another unit's report as it was made here. Hand in the report of your own unit."
    ),
    Content.OTHER_YEAR: gettext_lazy(
        "This PDF is your unit's report of another year. Hand in the report of this season."
    ),
    Content.ALTERED: gettext_lazy(
        "This PDF was made here and altered afterwards. Take out the Word file to change its text, or hand in the "
        "PDF as it was made."
    ),
    Content.OUTDATED: gettext_lazy(
        "This PDF was made here before figures or evidence of the form changed. Take out a new one first."
    ),
}


@transaction.atomic
def print_report(actor: User, report: Report, beside: Beside) -> PrintedReport:
    """The PDF for signing, kept: what comes back signed is held against it. As long as nothing that it says has
    changed, the same file is handed out again.

    Raises NotAllowed for other units' people, Refused without contacts (R4.5) or before reporting opens.
    """
    row = _printable(actor, locked(report))
    missing = ", ".join(row.missing_contacts)
    require(not missing, _("Before the report can be signed, fill in: %(fields)s.") % {"fields": missing}, Refused)
    whole = _whole(row)
    now = digests(whole, beside.asked)
    bound = {"content_sha256": now.content, "beside_sha256": now.beside}
    before = row.printed.filter(**bound, is_own=False).select_related("file", "checkpoint").first()
    if before is None or not _says_the_same(before, whole, beside):
        states = {"printed_at": clock.now(), "checkpoint": latest_checkpoint()}
        return _keep(actor, row, now, files.keep(_set(whole, beside, **states), files.PDF), **states)
    if row.printed.first() == before:
        return before
    return _keep(actor, row, now, before.file, printed_at=before.printed_at, checkpoint=before.checkpoint)


def _whole(report: Report) -> Report:
    return with_evidence(with_answers(reports())).get(pk=report.pk)


def _says_the_same(printed: PrintedReport, report: Report, beside: Beside) -> bool:
    """Set anew under its own time, the report is the same to the byte: letterhead, signer and requests included."""
    again = _set(report, beside, printed_at=printed.printed_at, checkpoint=printed.checkpoint)
    return sha256(again).hexdigest() == printed.file.sha256


def _set(report: Report, beside: Beside, *, printed_at: datetime, checkpoint: Checkpoint | None) -> bytes:
    return typeset(report_paper(report, beside, printed_at, checkpoint=checkpoint))


def use_own_draft(
    actor: User, report: Report, upload: UploadedFile, asked: Mapping[str, str] = NOTHING
) -> PrintedReport:
    """Keeps a report that the unit drafted itself, to be signed in place of ours. Figures stay those of the form.
    `asked`: the unit's requests, as in `Beside`.

    Raises Refused for anything but a sound PDF or Word file, and for a PDF of ours that is not this report's. The file
    is looked at before the report is locked: nobody's saving waits for it.
    """
    whole = _printable(actor, _whole(report))
    stored = files.store(upload)
    require(
        stored.media_type in (files.PDF, files.WORD),
        _("Hand in the report as PDF or Word (.docx)."),
        Refused,
    )
    now = digests(whole, asked)
    _refuse_others(whole, stored, now)
    own = {"file_name": (upload.name or "")[-255:], "is_own": True, "printed_at": clock.now()}
    with transaction.atomic():
        return _keep(actor, _printable(actor, locked(report)), now, stored, **own)


def _refuse_others(report: Report, stored: StoredFile, now: Digests) -> None:
    if stored.media_type == files.PDF:
        found = content_of(report, b"".join(files.chunks(stored.sha256)), now, own_draft=True)
        require(found not in NOT_OWN, str(NOT_OWN.get(found, "")), Refused)


def _printable(actor: User, row: Report) -> Report:
    require(sends(actor, row.season_unit.unit_id), _("Only the unit's own people take out its official report."))
    require(may_print(row), _("Reporting is not open for this season."), Refused)
    return row


def _keep(actor: User, report: Report, now: Digests, stored: StoredFile, **facts: object) -> PrintedReport:
    """`printed_at`, `checkpoint`: what the file itself bears."""
    bound = {"content_sha256": now.content, "beside_sha256": now.beside}
    printed = PrintedReport.objects.create(report=report, file=stored, printed_by=actor, **bound, **facts)
    after = {"content": now.content, "sha256": stored.sha256}
    act = "report.own_draft" if printed.is_own else "report.printed"
    record(act, actor=actor.pk, subject=f"report:{report.pk}", after=after)
    return printed
