"""One component before the council: taking the verified answer over, settling it otherwise."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.accounts.rules import oversees, settles
from thuocdo.appraisal.actions import settle_lines, take_over
from thuocdo.appraisal.queries import can_take_over
from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.access import for_those
from thuocdo.desks.check import component_page
from thuocdo.desks.check.component_views import points_box
from thuocdo.desks.check.conflict import both_versions
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.finding import line_of
from thuocdo.desks.check.sheet import Line
from thuocdo.desks.council.finding import Appraised, appraised


@for_those(oversees)
def component(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Self, verified and final side by side, the rule, the evidence; for chair and secretary the decision."""
    found = appraised(request, pk)
    line = line_of(found.sheet, code)
    if request.method != "POST":
        return _page(request, found, line, DecisionForm(found.sheet, line.component) if writable(line) else None)
    if not writable(line):
        raise PermissionDenied(_("Only the council's chair or secretary enters its decisions."))
    form = DecisionForm(found.sheet, line.component, request.POST)
    form.is_valid()
    act = _take_over if request.POST.get("act") == "agree" else _settle
    return act(request, found, line, form)


def writable(line: Line) -> bool:
    return line.is_mine and not line.is_exempt


def _take_over(request: HttpRequest, found: Appraised, line: Line, form: DecisionForm) -> HttpResponse:
    try:
        take_over(request.user, found.report, [line.code], seen=form.seen_whole())
    except Refused as fault:
        messages.error(request, str(fault))
        fresh = appraised(request, found.report.pk)
        now = line_of(fresh.sheet, line.code)
        status = 409 if isinstance(fault, Conflict) else 422
        return _page(request, fresh, now, DecisionForm(fresh.sheet, now.component), status)
    messages.success(request, _("%(code)s: the verified points are taken over.") % {"code": line.code})
    return _onward(request, found.report.pk, line.code)


def _settle(request: HttpRequest, found: Appraised, line: Line, form: DecisionForm) -> HttpResponse:
    differs = form.is_valid() and (form.differs() or line.is_councils)
    if form.is_valid() and not differs and line.is_open:
        form.add_error(None, _("Nothing differs from what was verified: take it over instead."))
    if differs and not form.cleaned_data["reason"].strip():
        form.add_error("reason", _("Give the council's reason."))
    if not form.is_valid():
        return _page(request, found, line, form, 422)
    try:
        settle_lines(request.user, found.report, line.code, form.drafts(), seen=form.seen())
    except Conflict as fault:
        fresh = appraised(request, found.report.pk)
        now = line_of(fresh.sheet, line.code)
        return both_versions(request, "desks/council/conflict.html", fresh.sheet, now, form, fault)
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, found, line, form, 422)
    messages.success(request, _("%(code)s: the council's decision is saved.") % {"code": line.code})
    return _onward(request, found.report.pk, line.code)


def _onward(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    following = appraised(request, pk).sheet.next_open(code)
    if following:
        return redirect(following.url)
    messages.info(request, _("Every component is decided. Look at the whole once more, then finish the appraisal."))
    return redirect("desks:council_report", pk)


def _page(
    request: HttpRequest, found: Appraised, line: Line, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    context = component_page.context(found.sheet, line, form)
    context |= {
        "found": found,
        "settles": settles(request.user),
        "can_take_over": can_take_over(line.component) and line.is_open,
        "shows_form": bool(form and (form.errors or line.is_councils)),
    }
    return render(request, "desks/council/component.html", context, status=status)


@require_POST
@for_those(oversees)
def component_points(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the typed figures would earn; only computes, keeps nothing."""
    found = appraised(request, pk)
    line = line_of(found.sheet, code)
    if not writable(line):
        raise PermissionDenied
    return points_box(request, found.sheet, line)
