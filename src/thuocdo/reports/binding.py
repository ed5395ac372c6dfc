"""Which report a file is: by its bytes, else by the digest that it states (R4.5)."""

import re
from collections.abc import Iterable

from thuocdo.cycles.models import PRACTICE
from thuocdo.documents.reading import words
from thuocdo.documents.signatures import only_signed, revisions
from thuocdo.reports.content import Digests
from thuocdo.reports.models import PrintedReport, Report
from thuocdo.reports.verdicts import Content

DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
MARK = re.compile(rf"thuocdo:((?:{PRACTICE})?\d{{4}}):([\w-]+)")


def content_of(report: Report, content: bytes, now: Digests, *, own_draft: bool) -> Content:
    """What the PDF is against what the report declares `now`. `own_draft`: its bearer says that the unit wrote it. A
    file of ours is told from another's whatever its bearer says. Costs 1 to 3 queries."""
    printed = PrintedReport.objects.select_related("report__season_unit", "file")
    by_bytes = _made_here(printed.filter(file__sha256__in=revisions(content)))
    ours = [row for row in by_bytes if row.report_id == report.pk]
    if ours:
        return _of_ours(content, ours[0], now)
    stated, marks = _stated(content)
    found = by_bytes or list(printed.filter(content_sha256__in=stated))
    if found and not any(row.report_id == report.pk for row in found):
        return _others(report, found[0].report.season_unit.unit_id)
    is_current = any(now.holds(digest) for digest in stated)
    if found or is_current:
        return Content.STATED if is_current else Content.OUTDATED
    return _by_marks(report, marks) or (Content.OWN_DRAFT if own_draft else Content.OTHER)


def _made_here(rows: Iterable[PrintedReport]) -> list[PrintedReport]:
    """Whoever hands in as a draft of its own what was printed here does not make it its own."""
    found = list(rows)
    return [row for row in found if not row.is_own] or found


def _of_ours(content: bytes, printed: PrintedReport, now: Digests) -> Content:
    if not only_signed(content, printed.file.size):
        return Content.ALTERED
    if not now.holds(printed.content_sha256, printed.beside_sha256):
        return Content.OUTDATED
    return Content.OWN_DRAFT if printed.is_own else Content.PRINTED


def _others(report: Report, unit_id: int) -> Content:
    return Content.OTHER_YEAR if unit_id == report.season_unit.unit_id else Content.OTHER_UNIT


def _by_marks(report: Report, marks: set[tuple[str, str]]) -> Content | None:
    """Our own mark in the file's properties, of a report that this installation has not kept."""
    season, unit = report.season_unit.season.key, report.season_unit.unit.key
    if not marks or (season, unit) in marks:
        return None
    return Content.OTHER_YEAR if any(key == unit for _season, key in marks) else Content.OTHER_UNIT


def _stated(content: bytes) -> tuple[set[str], set[tuple[str, str]]]:
    """The digests and marks that the file's properties and pages state; nothing where it cannot be read."""
    properties, text = words(content) or ("", "")
    squeezed = re.sub(r"\s+", "", text).lower()
    return set(DIGEST.findall(properties)) | set(DIGEST.findall(squeezed)), set(MARK.findall(properties))
