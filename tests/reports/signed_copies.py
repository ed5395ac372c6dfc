"""Signed copies of a report on a season that asks for a certificate, as the tests of signing bring them in."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.signing import (
    plain,
    signers,
)

from thuocdo.accounts.models import Signatory, Unit
from thuocdo.common import clock
from thuocdo.documents import files
from thuocdo.reports.content import content_digest
from thuocdo.reports.models import PrintedReport, Report, SignedCopy
from thuocdo.reports.signing import (
    Numbering,
    record_signed_copy,
)

TODAY = date(2022, 10, 17)
NUMBER = Numbering("123/BC-SYT", TODAY)
GOOD_ROWS = [("content", "printed", ""), ("signature", "valid", "head"), ("signature", "valid", "agency")]


def printed(cast, report: Report, text: str = "") -> bytes:
    """The report as it goes out; what is printed is told apart by its title."""
    content = plain(text or f"Bao cao {report.pk}")
    PrintedReport.objects.create(
        report=report,
        file=files.keep(content, files.PDF),
        content_sha256=content_digest(report),
        printed_by=cast.preparer,
        printed_at=clock.now(),
    )
    return content


def bring(cast, report: Report, content: bytes, name: str = "da-ky.pdf", **options) -> SignedCopy:
    numbering = options.pop("numbering", NUMBER)
    upload = SimpleUploadedFile(name, content, "application/pdf")
    return record_signed_copy(cast.clerk, report, upload, numbering, **options)


def said(copy: SignedCopy) -> list[tuple[str, str, str]]:
    return [(row["about"], row["kind"], row.get("role", "")) for row in copy.verdicts]


def in_office(name: str = "Lê Văn Ký", *, is_head: bool = True, **facts: object) -> Signatory:
    defaults = {"title": "Giám đốc" if is_head else "Phó Giám đốc", "valid_from": date(2022, 1, 1)}
    unit = Unit.objects.get(key="syt")
    return Signatory.objects.create(unit=unit, full_name=name, is_head=is_head, **(defaults | facts))


def issued(name: str, body: str):
    return signers().authority.issue(name, body)
