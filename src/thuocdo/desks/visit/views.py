"""On-site checks: the list of a season, one with its plan and minutes, the signed file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import chosen_season, comes_here
from thuocdo.desks.visit.finding import seen
from thuocdo.desks.visit.forms import SignedForm
from thuocdo.documents.views import attachment
from thuocdo.verification.enums import VisitState
from thuocdo.verification.models import Visit
from thuocdo.verification.rules import verifies
from thuocdo.verification.visits import readable_visits


def reads_visits(user: User) -> bool:
    """Those who check, and those who may be visited."""
    return comes_here(user) or user.holds(REPORTING)


@require_safe
@for_those(reads_visits)
def visit_list(request: HttpRequest) -> HttpResponse:
    """Of the chosen season, by day: 9 queries."""
    every = list(seasons())
    season = chosen_season(request, every)
    rows = readable_visits(request.user, season) if season else []
    context = {
        "seasons": every,
        "season": season,
        "groups": [(state, found) for state in VisitState.values if (found := _in(rows, state))],
        "may_plan": bool(season) and verifies(request.user),
    }
    return render(request, "desks/visit/list.html", context)


def _in(rows: list[Visit], state: str) -> list[Visit]:
    return [row for row in rows if row.state == state]


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan, minutes once there are any for this reader, the next act. 7 queries."""
    found = seen(request.user, pk)
    context = {"seen": found, "visit": found.visit, "unit": found.visit.season_unit, "signed": SignedForm()}
    return render(request, "desks/visit/visit.html", context)


@require_safe
def visit_signed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes as signed, for everybody who may read the visit."""
    row = seen(request.user, pk).visit
    if row.signed_file is None:
        raise Http404
    return attachment(row.signed_file, row.signed_file_name)
