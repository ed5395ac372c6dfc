"""Lists of clarification requests: of a season for those who verify, of a report for its unit."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thuocdo.common import clock
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.ask.rows import STATES, rows_of
from thuocdo.desks.check.queue_views import chosen_season, comes_here
from thuocdo.reports.models import Delegation
from thuocdo.reports.queries import own_reports
from thuocdo.verification.asking import answers_for
from thuocdo.verification.threads import asked_requests, requests_about

A_PAGE = 50


@require_safe
@for_those(comes_here)
def request_list(request: HttpRequest) -> HttpResponse:
    """Of the chosen season, by state: waiting for the unit, overdue, waiting for the verifier, closed. 10 queries."""
    every = list(seasons())
    season = chosen_season(request, every)
    rows = rows_of(asked_requests(request.user, season), clock.today()) if season else []
    counts = Counter(row.state for row in rows)
    wanted = request.GET.get("trang-thai", "")
    shown = [row for row in rows if wanted not in STATES or row.state == wanted]
    context = {
        "seasons": every,
        "season": season,
        "states": [(state, counts[state]) for state in STATES if counts[state]],
        "wanted": wanted if wanted in STATES else "",
        "page_obj": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "total": len(rows),
    }
    return render(request, "desks/ask/list.html", context)


@require_safe
def report_requests(request: HttpRequest, pk: int) -> HttpResponse:
    """What one's own unit was asked about this report; only what was given to oneself with `?cua=toi`. 9 queries."""
    report = get_object_or_404(own_reports(request.user), pk=pk)
    rows = rows_of(requests_about(report), clock.today())
    given = set(Delegation.objects.filter(report=report, person=request.user).values_list("component", flat=True))
    mine = request.GET.get("cua") == "toi"
    context = {
        "report": report,
        "has_given": bool(given),
        "mine": mine,
        "waiting": [row for row in rows if row.is_asked and (not mine or row.request.component in given)],
        "others": [row for row in rows if not row.is_asked and (not mine or row.request.component in given)],
        "answers": answers_for(request.user, report.season_unit.unit_id),
    }
    return render(request, "desks/ask/report.html", context)
