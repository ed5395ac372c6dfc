"""The unit's own result after publication: why it is what it is, and what would have made it better (R2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thuocdo.common import clock
from thuocdo.common.chart_files import chart_file
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.unit.outcome.finding import own_outcome, told_of
from thuocdo.desks.unit.outcome.sheet import sheet_pdf
from thuocdo.documents import files
from thuocdo.portal.ranking import level_names


@require_safe
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Level, total and position as published; then what they are made of. 4 queries of its own."""
    found = own_outcome(request, pk)
    context = {
        "outcome": found,
        "report": found.report,
        "season": found.report.season_unit.season,
        "edition": found.edition,
        "set": found.edition.content["set"],
        "unit": found.unit,
        "level_name": level_names(found.edition.content["set"]).get(found.unit["level"]),
        "told": told_of(found) if found.has_total else None,
    }
    return render(request, "desks/unit/outcome.html", context)


@require_safe
def outcome_chart(request: HttpRequest, pk: int, file: str) -> HttpResponse:
    return chart_file(told_of(own_outcome(request, pk)).charts, file)


@require_safe
def outcome_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu điểm, one page, as PDF/A."""
    found = own_outcome(request, pk)
    if not found.has_total:
        raise Http404
    unit = found.report.season_unit
    name = f"{unit.season.key}-{unit.unit.key}-phieu-diem.pdf"
    return handed_out(sheet_pdf(found, clock.now()), files.PDF, name)
