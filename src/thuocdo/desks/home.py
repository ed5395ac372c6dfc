"""Where each person begins: what is due, and the next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.cycles.enums import OVER, Phase
from thuocdo.desks.doors import doors_of
from thuocdo.desks.notices.rows import Row
from thuocdo.desks.unit.workspace import Workspace, own_workspaces, workspaces
from thuocdo.desks.waiting import waiting_for
from thuocdo.desks.went_back import Back, of_reports
from thuocdo.notices.queries import unread as unread_notices
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill

TOLD_AT_ONCE = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """11 queries besides those of every page and of `waiting_for`, however many seasons there are."""
    user = request.user
    context = {"doors": doors_of(user), "reports_for_a_unit": user.holds(REPORTING)}
    context["waiting"] = waiting_for(user, clock.today())
    context["told"] = [Row(notice) for notice in unread_notices(user)[:TOLD_AT_ONCE]]
    if context["reports_for_a_unit"]:
        running = own_workspaces(user).exclude(season_unit__season_tier__phase__in=OVER)
        own = workspaces(running)
        backs = of_reports(workspace.report for workspace in own)
        context["running"] = [_card(user, workspace, backs[workspace.report.pk]) for workspace in own]
        context["older"] = list(own_reports(user).filter(season_unit__season_tier__phase__in=OVER))
    return render(request, "desks/home.html", context)


def _card(user: User, workspace: Workspace, went_back: list[Back]) -> dict[str, object]:
    report = workspace.report
    return {
        "ws": workspace,
        "report": report,
        "may_fill": may_fill(user, report),
        "went_back": went_back,
        "is_editable": report.state in EDITABLE,
        "is_preparing": report.season_unit.season_tier.phase == Phase.PREPARING,
    }
