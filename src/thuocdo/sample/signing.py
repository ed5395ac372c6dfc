"""Signed reports of the sample: real PDFs, really signed, by an authority that only the sample trusts (R4.5)."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from thuocdo.accounts.letterheads import letterhead_on
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.documents import files
from thuocdo.reports.enums import CopyKind
from thuocdo.reports.models import PrintedReport, Report
from thuocdo.reports.official import Beside
from thuocdo.reports.printing import print_report
from thuocdo.reports.signing import Numbering, record_signed_copy
from thuocdo.sample.authority import Authority, Box, sign
from thuocdo.sample.evidence import symbol
from thuocdo.sample.papers import pdf
from thuocdo.sample.people import person
from thuocdo.sample.stage import report_of

WHOLE = ["vpubnd", "snv"]  # signed as it should be
UNSEALED = "skhcn"  # the clerk forgot the agency's signature: the verifier sees what is missing
SCANNED = "stc"
HEAD_BOX: Box = (330, 60, 540, 120)
AGENCY_BOX: Box = (60, 770, 260, 815)


def sign_some(season: Season) -> None:
    """Copies of some reports that were sent: two whole, one without the agency's signature, one scanned."""
    authority = Authority()
    authority.install(settings.TRUST_FOLDER)
    for place, key in enumerate([*WHOLE, UNSEALED]):
        report = report_of(season, key)
        unit, name = report.season_unit.unit, report.season_unit.name_vi
        number = symbol(214 + 7 * place, "BC", letterhead_on(unit, clock.today(), name).symbol)
        content = signed(authority, report, number, is_sealed=key != UNSEALED)
        _record(report, SimpleUploadedFile(f"bao-cao-{key}-da-ky.pdf", content, files.PDF), number, CopyKind.SIGNED)
    report = report_of(season, SCANNED)
    _record(report, pdf(f"ban-quet-{SCANNED}.pdf", "signed and sealed, scanned"), "388/BC-STC", CopyKind.SCANNED)


def signed(authority: Authority, report: Report, number: str, *, is_sealed: bool = True) -> bytes:
    """The report as it goes out, with the head's signature and, as a clerk's tool does it, number and date as the
    appearance of the agency's (in plain letters: the tool's standard font has no Vietnamese ones)."""
    printed: PrintedReport = print_report(_preparer(report), report, Beside())
    content = b"".join(files.chunks(printed.file.sha256))
    unit = report.season_unit.name_vi
    content = sign(
        content, authority.issue(report.signer_name, unit), field_name="ThuTruong", text="Da ky so (mau)", box=HEAD_BOX
    )
    if not is_sealed:
        return content
    text = f"So: {number} (mau)\nngay {clock.today():%d/%m/%Y}"
    return sign(content, authority.issue(unit, "(mẫu)"), field_name="CoQuan", text=text, box=AGENCY_BOX)


def _record(report: Report, upload: SimpleUploadedFile, number: str, kind: str) -> None:
    numbering = Numbering(f"{number} (mẫu)", clock.today(), clock.now())
    record_signed_copy(_preparer(report), report, upload, numbering, kind=kind)


def _preparer(report: Report):
    return person(f"nguoilap.{report.season_unit.unit.key}")
