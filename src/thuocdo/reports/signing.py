"""The report as it comes back: signed, numbered, dated (R4.5). Part of this floor's actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.enums import OVER, SignedCopies
from thuocdo.documents import files
from thuocdo.documents.checks.unfit import Reason, Unfit
from thuocdo.documents.models import StoredFile
from thuocdo.documents.signatures import Judged, judge, read_trust
from thuocdo.reports.actions import locked
from thuocdo.reports.binding import content_of
from thuocdo.reports.content import NOTHING, Digests, digests
from thuocdo.reports.enums import EDITABLE, CopyKind, ReportState
from thuocdo.reports.models import PrintedReport, Report, SignedCopy
from thuocdo.reports.queries import reports
from thuocdo.reports.rules import OPEN_PHASES, sends
from thuocdo.reports.signers import roles
from thuocdo.reports.verdicts import BAD, About, Content, Row, signature_rows, stamp_rows, whole_rows, worst

NOT_A_PDF = gettext_lazy(
    "This is not a PDF, whatever its name says. The signed report is the PDF that your signing tool saved; a "
    "photograph or scan of paper is recorded as a scanned copy."
)
# What the general check of files says would have people save or print the file anew, which takes the signatures out.
ADVICE = {
    Reason.CUT_OFF: gettext_lazy(
        "The file breaks off before its end. Download it again from the document management system; do not save it "
        "anew, which would break the signatures."
    ),
    Reason.DAMAGED: gettext_lazy(
        "The file is damaged and cannot be read. Download it again from the document management system; do not save "
        "it anew, which would break the signatures."
    ),
    Reason.ENCRYPTED: gettext_lazy(
        "The file is locked with a password, so nobody can check its signatures. Have the report signed without a "
        "password."
    ),
    Reason.CARRIES_FILES: gettext_lazy(
        "The PDF carries other files inside. Have the report signed alone; evidence belongs in the evidence list."
    ),
    Reason.SCRIPT: gettext_lazy("The PDF contains a script. Have the report signed as it was made here."),
    Reason.LAUNCHES: gettext_lazy(
        "The PDF starts something when it is opened. Have the report signed as it was made here."
    ),
    Reason.FORM: gettext_lazy("The PDF is an interactive XFA form. Have the report signed as it was made here."),
}


@dataclass(frozen=True)
class Numbering:
    """What the clerk's system gave the report."""

    number: str
    date: date
    through_dms_at: datetime | None = None


@dataclass(frozen=True)
class _Looked:
    """A file with what was found of it, against what the report declared at that moment."""

    file: StoredFile
    now: Digests
    verdicts: list[Row]


def record_signed_copy(
    actor: User,
    report: Report,
    upload: UploadedFile,
    numbering: Numbering,
    *,
    kind: str = CopyKind.SIGNED,
    own_draft: bool = False,
    asked: Mapping[str, str] = NOTHING,
) -> SignedCopy:
    """Keeps the copy with what was found of it, and the report's number and date. The newest copy counts.

    `own_draft`: the unit signed a report of its own making. `asked`: the unit's requests, as in `Beside`. A copy with
    faults is kept too, so that everybody sees what they are; `fault_of_copy` says whether it lets the report go. The
    file is stored and judged before the report is locked, for nobody's saving to wait: what is saved meanwhile is a
    change after signing. Raises NotAllowed, Refused.
    """
    row = _open_for_copies(actor, reports().get(pk=report.pk))
    _check_kind(row, kind)
    stored = _stored(upload, kind)
    _check_numbering(row, numbering)
    looked = _looked_at(row, stored, numbering.date, kind, asked, own_draft=own_draft)
    with transaction.atomic():
        row = _open_for_copies(actor, locked(report))
        _check_numbering(row, numbering)
        return _keep(actor, row, looked, upload.name or "", numbering, kind)


def check_again(actor: User, copy: SignedCopy, *, asked: Mapping[str, str] = NOTHING) -> SignedCopy:
    """The newest copy judged anew, as after a root or a list was put into the installation: a further copy with the
    same file. What was found before stays on record."""
    row = _open_for_copies(actor, reports().get(pk=copy.report_id))
    numbering = Numbering(copy.document_number, copy.document_date, copy.through_dms_at)
    own_draft = any(found["kind"] == Content.OWN_DRAFT for found in copy.verdicts)
    looked = _looked_at(row, copy.file, copy.document_date, copy.kind, asked, own_draft=own_draft)
    with transaction.atomic():
        row = _open_for_copies(actor, locked(copy.report))
        newest = row.signed_copies.first()
        require(newest == copy, _("A newer copy has been recorded meanwhile."), Refused)
        return _keep(actor, row, looked, copy.file_name, numbering, copy.kind)


@transaction.atomic
def record_number(actor: User, report: Report, numbering: Numbering) -> None:
    """Number, date and time of the paper that travels apart; before or after sending."""
    row = _open_for_copies(actor, locked(report))
    _check_numbering(row, numbering)
    _number(actor, row, numbering)


def may_record(user: User, report: Report) -> bool:
    """Whether the person may record a copy or a number as the report now stands."""
    return sends(user, report.season_unit.unit_id) and not _closed(report)


def fault_of_copy(report: Report, now: Digests) -> str:
    """Why the report may not go for want of its signed copy, or an empty text. 1 query where a copy is demanded."""
    demanded = report.season_unit.season.signed_copies
    if demanded == SignedCopies.APART:
        return ""
    copy = report.signed_copies.first()
    if copy is None:
        return _("Attach the signed report first: this season does not take a report without it.")
    if is_outdated(copy, now):
        return _("The report was changed after it was signed. Take it out anew, have it signed and attach it.")
    if copy.kind == CopyKind.SCANNED and demanded == SignedCopies.CERTIFICATE:
        return _("This season asks for a report signed by certificate; a scan is not enough.")
    if worst(copy.verdicts) == BAD:
        return _("The signed report has faults. See what was found of it, and attach a mended one.")
    return ""


def is_outdated(copy: SignedCopy, now: Digests) -> bool:
    """ "Đã sửa sau khi ký": the report declares, asks for or names as signer something else than when this copy came
    in."""
    return not now.holds(copy.content_sha256, copy.beside_sha256)


def _closed(report: Report) -> str:
    """Why nothing can be recorded now, or an empty text."""
    phase, season = report.season_unit.season_tier.phase, report.season_unit.season
    if report.state == ReportState.NOT_STARTED:
        return _("Begin the report first: there is nothing to sign yet.")
    if phase in OVER:
        return _("The result of this season is published: its reports stay as they are.")
    if season.signed_copies == SignedCopies.APART:
        return ""
    if report.state not in EDITABLE:
        return _("The report was sent with its signed copy. Withdraw it, or ask for its return, to attach another.")
    return "" if phase in OPEN_PHASES else _("Reporting is not open for this season.")


def _open_for_copies(actor: User, row: Report) -> Report:
    require(sends(actor, row.season_unit.unit_id), _("Only the unit's own people may record its signed report."))
    closed = _closed(row)
    require(not closed, closed, Refused)
    return row


def _check_kind(report: Report, kind: str) -> None:
    demanded = report.season_unit.season.signed_copies
    require(
        kind != CopyKind.SCANNED or demanded != SignedCopies.CERTIFICATE,
        _("This season asks for a report signed by certificate; a scan is not enough."),
        Refused,
    )


def _stored(upload: UploadedFile, kind: str) -> StoredFile:
    limit = settings.EVIDENCE_MAX_BYTES // 1024**2
    require(
        kind == CopyKind.SCANNED or (upload.size or 0) <= settings.EVIDENCE_MAX_BYTES,
        _("The file is larger than %(limit)s MB. Have the report signed as it was made here, without enclosures.")
        % {"limit": limit},
        Refused,
    )
    try:
        stored = files.store(upload)
    except Refused as fault:
        reason = fault.__cause__.reason if isinstance(fault.__cause__, Unfit) else None
        raise Refused(str(ADVICE.get(reason, fault))) from fault
    allowed = {files.PDF} if kind == CopyKind.SIGNED else {files.PDF, files.PNG, files.JPEG}
    words = NOT_A_PDF if kind == CopyKind.SIGNED else _("A scanned copy is a PDF, PNG or JPEG file.")
    require(stored.media_type in allowed, words, Refused)
    return stored


def _check_numbering(report: Report, numbering: Numbering) -> None:
    now = clock.now()
    require(numbering.number.strip(), _("Give the number and symbol of the report."), Refused)
    require(
        numbering.date <= clock.local(now).date(),
        _("The date of the report is in the future. Give the day that stands on the signed report."),
        Refused,
    )
    first = _first_printed(report)
    require(
        first is None or numbering.date >= first,
        _("The report was taken out on %(day)s; its date cannot be earlier. Give the day that stands on it.")
        % {"day": date_format(first, "d/m/Y") if first else ""},
        Refused,
    )
    sent = numbering.through_dms_at
    require(
        sent is None or (sent <= now and clock.local(sent).date() >= numbering.date),
        _("The time in the document management system lies between the date of the report and now."),
        Refused,
    )


def _first_printed(report: Report) -> date | None:
    """The day on which this report was first printed here for signing."""
    first = PrintedReport.objects.filter(report=report).order_by("pk").first()
    return clock.local(first.printed_at).date() if first else None


def _keep(actor: User, report: Report, looked: _Looked, name: str, numbering: Numbering, kind: str) -> SignedCopy:
    copy = SignedCopy.objects.create(
        report=report,
        kind=kind,
        file=looked.file,
        file_name=name[-255:],
        document_number=numbering.number.strip(),
        document_date=numbering.date,
        through_dms_at=numbering.through_dms_at,
        content_sha256=looked.now.content,
        beside_sha256=looked.now.beside,
        verdicts=looked.verdicts,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    record(
        "report.signed_copy",
        actor=actor.pk,
        subject=f"report:{report.pk}",
        after={"copy": copy.pk, "file": looked.file.sha256, "content": looked.now.content},
    )
    _number(actor, report, numbering)
    return copy


def _looked_at(
    report: Report, stored: StoredFile, day: date, kind: str, asked: Mapping[str, str], *, own_draft: bool
) -> _Looked:
    """With every row that is said of the file."""
    now = digests(report, asked)
    if kind == CopyKind.SCANNED:
        return _Looked(stored, now, [{"about": str(About.CONTENT), "kind": str(Content.SCAN)}])
    content = b"".join(files.chunks(stored.sha256))
    judged: Judged = judge(content, read_trust(settings.TRUST_FOLDER), clock.now())
    bound = content_of(report, content, now, own_draft=own_draft)
    signatures = signature_rows(judged, roles(report, judged.signatures, day))
    said = {"about": str(About.CONTENT), "kind": str(bound)}
    rows = [said, *signatures, *stamp_rows(judged), *whole_rows(judged, signatures)]
    return _Looked(stored, now, rows)


def _number(actor: User, report: Report, numbering: Numbering) -> None:
    facts = {
        "document_number": numbering.number.strip(),
        "document_date": numbering.date,
        "through_dms_at": numbering.through_dms_at,
    }
    Report.objects.filter(pk=report.pk).update(**facts)
    after = {
        "number": facts["document_number"],
        "date": numbering.date.isoformat(),
        "dms": numbering.through_dms_at.isoformat() if numbering.through_dms_at else None,
    }
    record("report.numbered", actor=actor.pk, subject=f"report:{report.pk}", after=after)
