"""One component on the verifiers' desk: agreeing with it, adjusting it, its points while somebody types."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.check import component_page
from thuocdo.desks.check.conflict import both_versions
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.finding import Checked, checked, line_of
from thuocdo.desks.check.sheet import Line
from thuocdo.reports.same_files import same_files
from thuocdo.verification.actions import adjust_lines, agree


def component(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Self beside verified, the rule, the evidence; and for who verifies it the decision. 12 queries in all."""
    found = checked(request, pk)
    line = line_of(found.sheet, code)
    if request.method != "POST":
        form = DecisionForm(found.sheet, line.component) if writable(line) else None
        return _page(request, found, line, form)
    if not writable(line):
        raise PermissionDenied(_("This component of this unit is verified by somebody else."))
    form = DecisionForm(found.sheet, line.component, request.POST)
    form.is_valid()
    act = _agree if request.POST.get("act") == "agree" else _adjust
    return act(request, found, line, form)


def writable(line: Line) -> bool:
    return line.is_mine and any(leaf.answered_by != "council" for leaf in line.component.leaves)


def _agree(request: HttpRequest, found: Checked, line: Line, form: DecisionForm) -> HttpResponse:
    try:
        agree(request.user, found.report, line.code, seen=form.seen_whole())
    except Conflict as fault:
        return _again(request, found, line, str(fault), status=409)
    except Refused as fault:
        return _again(request, found, line, str(fault), status=422)
    messages.success(request, _("%(code)s: agreed.") % {"code": line.code})
    return _onward(request, found.report.pk, line.code)


def _again(request: HttpRequest, found: Checked, line: Line, fault: str, *, status: int) -> HttpResponse:
    """The page as it now stands, with what hindered the act on top."""
    messages.error(request, fault)
    fresh = checked(request, found.report.pk)
    now = line_of(fresh.sheet, line.code)
    return _page(request, fresh, now, DecisionForm(fresh.sheet, now.component) if writable(now) else None, status)


def _adjust(request: HttpRequest, found: Checked, line: Line, form: DecisionForm) -> HttpResponse:
    if form.is_valid() and not form.differs():
        form.add_error(None, _("Nothing differs from what the unit declared: agree with it instead."))
    if form.is_valid() and not form.cleaned_data["reason"].strip():
        form.add_error("reason", _("Give the reason for the change: the unit will read it."))
    if not form.is_valid():
        return _page(request, found, line, form, 422)
    try:
        adjust_lines(request.user, found.report, line.code, form.drafts(), seen=form.seen())
    except Conflict as fault:
        fresh = checked(request, found.report.pk)
        now = line_of(fresh.sheet, line.code)
        return both_versions(request, "desks/check/conflict.html", fresh.sheet, now, form, fault)
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, found, line, form, 422)
    messages.success(request, _("%(code)s: the adjustment is saved.") % {"code": line.code})
    return _onward(request, found.report.pk, line.code)


def _onward(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """To the next component to check; to the whole report once there is none."""
    following = checked(request, pk).sheet.next_open(code)
    if following:
        return redirect(following.url)
    messages.info(request, _("Everything that you verify in this report is checked."))
    return redirect("desks:check_report", pk)


def _page(
    request: HttpRequest, found: Checked, line: Line, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    context = component_page.context(found.sheet, line, form)
    context |= {"found": found, "shows_form": bool(form and form.errors)}
    if not found.is_own:  # the unit's own people are not told who else uses its files
        context["duplicates"] = same_files(found.report, line.evidence)
    return render(request, "desks/check/component.html", context, status=status)


@require_POST
def component_points(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the typed figures would earn; only computes, keeps nothing."""
    found = checked(request, pk)
    line = line_of(found.sheet, code)
    if not writable(line):
        raise PermissionDenied
    return points_box(request, found.sheet, line)


def points_box(request: HttpRequest, sheet, line: Line) -> HttpResponse:
    form = DecisionForm(sheet, line.component, request.POST)
    result = component_page.tried(sheet, line, form)
    faults = [(form[name].label, errors[0]) for name, errors in form.errors.items() if name in form.fields]
    context = {"line": line, "result": result, "unsaved": True, "faults": faults, "stage": sheet.stage}
    return render(request, "desks/check/points_box.html", context)
