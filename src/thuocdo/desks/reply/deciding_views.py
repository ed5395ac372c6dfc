"""One disagreement before who decides it: what was shown, what the unit says, the decision with its reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thuocdo.accounts.models import User
from thuocdo.appraisal import replies as acts
from thuocdo.appraisal.enums import RoundKind, Stance
from thuocdo.appraisal.models import Reply
from thuocdo.appraisal.reply_rounds import exact, points_now, whole_replies
from thuocdo.appraisal.rules import may_decide
from thuocdo.appraisal.sitting import open_session
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.models import Season
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import comes_here
from thuocdo.desks.reply.forms import DecidingForm
from thuocdo.desks.reply.rows import sheet
from thuocdo.desks.reply.unit_views import reads
from thuocdo.desks.season.views import find
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_finish, may_verify


def _found(request: HttpRequest, key: str, pk: int) -> tuple[Season, Reply]:
    season = find(key)
    rows = whole_replies().filter(round__season_tier__season=season, stance=Stance.DISAGREES)
    row = get_object_or_404(rows, pk=pk)
    if not reads(request.user, row):
        raise Http404
    return season, row


def decides(user: User, row: Reply) -> bool:
    """Whose decision it is; that the council sits is asked by the act."""
    if row.round.kind == RoundKind.DRAFT:
        return may_decide(user, row.report)
    return may_verify(user, row.report, row.component, assignments(row.report.season_unit.season))


@never_cache
@for_those(comes_here)
def decide(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """About 20 queries."""
    season, row = _found(request, key, pk)
    may = decides(request.user, row)
    form = DecidingForm(request.POST or None, initial={"seen": row.version})
    if request.method != "POST":
        return _page(request, season, row, form if may and not row.decision else None)
    if not may:
        raise PermissionDenied(_("Another person decides this reply."))
    if not form.is_valid():
        return _page(request, season, row, form, 422)
    facts = form.cleaned_data
    try:
        acts.decide(request.user, row, facts["decision"], facts["reason"], version=facts["seen"])
    except Refused as fault:
        season, row = _found(request, key, pk)
        form.data = form.data.copy()
        form.data["seen"] = row.version
        form.add_error(None, str(fault))
        return _page(request, season, row, form, 409 if isinstance(fault, Conflict) else 422)
    messages.success(request, _("The reply is decided. The unit is told, with your reason."))
    return redirect("desks:reply_round", key, row.round_id)


def _may_go_back(user: User, report: Report) -> bool:
    return report.state == ReportState.VERIFIED and may_finish(user, report, assignments(report.season_unit.season))


def _page(request: HttpRequest, season: Season, row: Reply, form: DecidingForm | None, status: int = 200):
    report = with_answers(reports()).get(pk=row.report_id)
    seen = sheet(row.round, report, clock.today())
    is_draft = row.round.kind == RoundKind.DRAFT
    context = {
        "season": season,
        "reply": row,
        "unit": row.report.season_unit,
        "row": seen.row(row.component),
        "now": exact(points_now(row.round.season_tier, row.round.kind).get(str(report.pk), {}).get(row.component)),
        "form": form,
        "is_draft": is_draft,
        "session": open_session(season) if is_draft else None,
        "back_url": ""
        if is_draft or not _may_go_back(request.user, report)
        else reverse("desks:check_again", args=[report.pk]),
    }
    return render(request, "desks/reply/decide.html", context, status=status)
