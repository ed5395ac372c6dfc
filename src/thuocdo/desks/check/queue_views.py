"""The verifiers' list of reports, and one component across all of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue import Row, component_rows, listed_components, queue
from thuocdo.verification.rules import verifies


def comes_here(user) -> bool:
    return verifies(user) or oversees(user)


def chosen_season(request: HttpRequest, running: list[Season]) -> Season | None:
    """The season that the address asks for, else the latest."""
    wanted = request.GET.get("ky", "")
    return next((season for season in running if season.key == wanted), running[0] if running else None)


@require_safe
@for_those(comes_here)
def queue_page(request: HttpRequest) -> HttpResponse:
    """Reports that arrived, those that wait first; by tier where one is asked for. 12 queries in all."""
    every = list(seasons())
    season = chosen_season(request, every)
    rows = queue(request.user, season) if season else []
    tiers = list({row.tier.code: row.tier for row in rows}.values())
    tier = next((tier for tier in tiers if tier.code == request.GET.get("cap", "")), None)
    shown = [row for row in rows if tier is None or row.tier == tier]
    context = {
        "seasons": every,
        "season": season,
        "tiers": tiers,
        "tier": tier,
        "waiting": [row for row in shown if _waits_for(row)],
        "others": [row for row in shown if not _waits_for(row)],
        "open": sum(row.open for row in shown),
        "components": listed_components(request.user, season, rows) if season else [],
        "verifies": verifies(request.user),
        "keeps_reasons": runs_the_season(request.user),
    }
    return render(request, "desks/check/queue.html", context)


@require_safe
@for_those(comes_here)
def of_season(request: HttpRequest, key: str) -> HttpResponse:
    """Where a notice about a season leads its verifiers."""
    return redirect(f"{reverse('desks:verification')}?{urlencode({'ky': key})}")


def _waits_for(row: Row) -> bool:
    return row.waits and bool(row.codes)


@require_safe
@for_those(comes_here)
def component_list(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """One component of every report: self beside verified. 13 queries in all."""
    season = get_object_or_404(seasons(), key=key)
    rows = component_rows(request.user, season, code)
    every = listed_components(request.user, season, queue(request.user, season))
    codes = [component.code for component in every]
    if code not in codes:
        raise Http404(code)
    place = codes.index(code)
    context = {
        "season": season,
        "component": every[place],
        "rows": rows,
        "open": sum(row.line.waits_for_me for row in rows),
        "first": next((row.line for row in rows if row.line.waits_for_me), None),
        "before": every[place - 1] if place else None,
        "after": every[place + 1] if place + 1 < len(every) else None,
    }
    return render(request, "desks/check/component_list.html", context)
