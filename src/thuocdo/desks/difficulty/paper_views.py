"""The report on difficulties to the People's Committee, as PDF and as Word (R9)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.desks.access import for_those
from thuocdo.desks.difficulty import paper
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.season.views import find
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.queries import difficulties, rulings_in_force


@require_safe
@for_those(runs_the_season)
def difficulties_paper(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    season = find(key)
    if kind not in KINDS:
        raise Http404(kind)
    rows = (
        difficulties()
        .filter(season=season)
        .exclude(state=DifficultyState.WITHDRAWN)
        .order_by("unit__tier__order", "unit__order", "pk")
    )
    made = paper.difficulties_paper(season, list(rows), list(rulings_in_force(season)), clock.now())
    return handed_paper(request, "difficulties", made, f"vuong-mac-{key}.{kind}")
