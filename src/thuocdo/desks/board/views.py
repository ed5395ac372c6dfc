"""The board of a season: who has reported, what is verified, what is in dispute (R4.1, R9.1)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.appraisal.queries import exempt
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law, seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.board import sheet
from thuocdo.desks.board.disputes import disputes
from thuocdo.desks.board.filters import Filters, choices
from thuocdo.desks.board.kept import BOARDS, stand
from thuocdo.desks.board.rows import by_tier, figures, in_dispute
from thuocdo.desks.handing_out import handed_out
from thuocdo.documents.files import EXCEL
from thuocdo.reports.queries import reports

UNITS_A_PAGE = 60


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


@require_safe
@for_those(oversees)
def board(request: HttpRequest, key: str) -> HttpResponse:
    """14 queries besides those of every page, however many units and components there are; units come 60 a page. As
    long as nothing is written, 2."""
    place = (stand(), key, request.GET.urlencode(), get_language(), clock.today())
    season = find(key)
    shown = BOARDS.find(place)
    if shown is None:
        made = render_to_string("desks/board/season.html", _context(request, season), request)
        shown = BOARDS.keep(place, made)
    return render(request, "desks/board/board.html", {"season": season, "shown": shown})


def _context(request: HttpRequest, season: Season) -> dict[str, object]:
    """Of what is the same for everybody who may see the board."""
    chosen, accepted = Filters.read(request.GET, season), exempt(season)
    found = disputes(season, accepted)
    rows = reports(season).filter(chosen.rows)
    if chosen.only_disputed:
        rows = rows.filter(pk__in=in_dispute(found, _shown_codes(season, chosen)))
    page = Paginator(rows, UNITS_A_PAGE).get_page(request.GET.get("page"))
    tiers = list(season.tiers.all())
    return {
        "season": season,
        "criteria_set": law(season.pinned_set),
        "tiers": tiers,
        "today": clock.today(),
        "chosen": chosen,
        "choices": choices(season, tiers),
        "figures": figures(season, found, chosen),
        "page": page,
        "blocks": by_tier(season, list(page), accepted, chosen),
    }


def _shown_codes(season: Season, chosen: Filters) -> set[str]:
    return {component.code for form in law(season.pinned_set).forms.values() for component in chosen.columns(form)}


@require_safe
@for_those(oversees)
def workbook(request: HttpRequest, key: str) -> HttpResponse:
    """Every unit and component in three columns, as Excel."""
    season = find(key)
    return handed_out(sheet.workbook(season), EXCEL, f"diem-{key}.xlsx")
