"""The letter that opens the season for the units of a tier, as PDF and as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.cycles.models import SeasonTier
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.season import opening_paper as paper


@require_safe
@for_those(runs_the_season)
def opening_paper(request: HttpRequest, key: str, tier: str, kind: str) -> HttpResponse:
    """As the season is settled now; whoever takes it out is whom the units ask."""
    rows = SeasonTier.objects.select_related("season__pinned_set", "tier")
    found = get_object_or_404(rows, season__key=key, tier__code=tier)
    if kind not in KINDS:
        raise Http404
    made = paper.opening_paper(found, request.user, clock.now())
    return handed_paper(request, "opening", made, f"mo-dau-{key}-{tier}.{kind}")
