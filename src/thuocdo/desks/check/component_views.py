"""One component on the verifiers' desk: agreeing with it, adjusting it, its points while somebody types."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.check import component_page
from thuocdo.desks.check.across import Across
from thuocdo.desks.check.beside import beside
from thuocdo.desks.check.conflict import both_versions
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.finding import Checked, checked, line_of
from thuocdo.desks.check.sheet import Line, Sheet
from thuocdo.desks.check.verdict_form import VerdictForm
from thuocdo.reports.same_files import same_files
from thuocdo.verification.actions import adjust_lines, agree
from thuocdo.verification.enums import Verdict
from thuocdo.verification.reasons import reasons_for
from thuocdo.verification.verdicts import applied, verdicts


def component(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Self beside verified, the rule, the evidence, other years and units; for who verifies it the verdict. 30 queries
    at most, whatever the number of units."""
    found = checked(request, pk)
    line = line_of(found.sheet, code)
    if request.method != "POST":
        return _page(request, found, line, _form(found, line))
    if not writable(line):
        raise PermissionDenied(_("This component of this unit is verified by somebody else."))
    form = _form(found, line, request.POST)
    form.is_valid()
    is_agreed = request.POST.get("act") == "agree" or form.chosen == Verdict.COMMENTED
    return (_agree if is_agreed else _adjust)(request, found, line, form)


def writable(line: Line) -> bool:
    return line.is_mine and any(leaf.answered_by != "council" for leaf in line.component.leaves)


def _form(found: Checked, line: Line, data=None) -> VerdictForm | None:
    """None for whoever only reads along, and once two verdicts differ."""
    if not writable(line) or (data is None and line.second == "different"):
        return None
    reasons = reasons_for(found.report.season_unit.season, line.code)
    return VerdictForm(found.sheet, line.component, data, reasons=reasons, last=applied(found.report, line.code))


def _agree(request: HttpRequest, found: Checked, line: Line, form: VerdictForm) -> HttpResponse:
    comment = form.cleaned_data.get("comment", "") if form.chosen == Verdict.COMMENTED else ""
    if form.chosen == Verdict.COMMENTED and not comment.strip():
        form.add_error("comment", _("Write the comment: the unit will read it."))
        return _page(request, found, line, form, 422)
    try:
        agree(request.user, found.report, line.code, seen=form.seen_whole(), comment=comment)
    except Conflict as fault:
        return _again(request, found, line, str(fault), comment, status=409)
    except Refused as fault:
        return _again(request, found, line, str(fault), comment, status=422)
    messages.success(request, _said(found, line.code, _("%(code)s: agreed."), across=goes_across(request)))
    return _onward(request, found.report.pk, line.code)


def _said(found: Checked, code: str, words: str, *, across: bool) -> str:
    """What became of the verdict: applied, or kept until a second verifier's. `across`: the next page is another
    unit's."""
    if found.report.season_unit.season.double_checks:
        words = _("%(code)s: your verdict is kept. It counts once a second verifier comes to the same.")
    return words % {"code": f"{found.report.season_unit.name}, {code}" if across else code}


def _again(
    request: HttpRequest, found: Checked, line: Line, fault: str, comment: str = "", *, status: int
) -> HttpResponse:
    """The page as it now stands, with what hindered the act on top; the comment stays typed."""
    messages.error(request, fault)
    fresh = checked(request, found.report.pk)
    now = line_of(fresh.sheet, line.code)
    form = _form(fresh, now)
    if form and comment:
        form.initial |= {"comment": comment, "verdict": Verdict.COMMENTED}
    return _page(request, fresh, now, form, status)


def _adjust(request: HttpRequest, found: Checked, line: Line, form: VerdictForm) -> HttpResponse:
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
    messages.success(
        request, _said(found, line.code, _("%(code)s: the adjustment is saved."), across=goes_across(request))
    )
    return _onward(request, found.report.pk, line.code)


def goes_across(request: HttpRequest) -> bool:
    """The person works through one component, unit by unit."""
    return request.GET.get("hang") == "chi-so"


def _onward(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """To the next component to check, or along the queue to the next unit; to the list once there is none."""
    found = checked(request, pk)
    if goes_across(request):
        return _to_next_unit(request, found, code)
    following = found.sheet.next_open(code)
    if following:
        return redirect(following.url)
    messages.info(request, _("Everything that you verify in this report is checked."))
    return redirect("desks:check_report", pk)


def _to_next_unit(request: HttpRequest, found: Checked, code: str) -> HttpResponse:
    across = Across(request.user, found.report, line_of(found.sheet, code).component, found.shared)
    following = across.next_open()
    if following:
        return redirect(across.address(following))
    messages.info(request, _("Component %(code)s is checked in every report that waits for you.") % {"code": code})
    return redirect("desks:check_component_list", found.report.season_unit.season.key, code)


def _page(
    request: HttpRequest, found: Checked, line: Line, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    across = Across(request.user, found.report, line.component, found.shared)
    context = component_page.context(found.sheet, line, form)
    context |= {
        "found": found,
        "across": across,
        "goes_across": goes_across(request),
        "verdicts": verdicts(found.report, line.code, request.user),
        "years": beside(found.report, line.component),
    }
    context |= {"ask_url": _ask_url(line, found), "difference_url": _difference_url(line, found)}
    if goes_across(request):
        context["units_beside"] = [(row, row and across.address(row)) for row in across.beside()]
    if not found.is_own:  # the unit's own people are not told who else uses its files
        context["duplicates"] = same_files(found.report, line.evidence)
    return render(request, "desks/check/component.html", context, status=status)


def _ask_url(line: Line, found: Checked) -> str:
    """The room of clarification requests, where there is one."""
    if not line.is_mine or line.sign:
        return ""
    try:
        return reverse("desks:ask_new", args=[found.report.pk, line.code])
    except NoReverseMatch:
        return ""


def _difference_url(line: Line, found: Checked) -> str:
    settles = line.second == "different" and found.may_finish
    return reverse("desks:check_difference", args=[found.report.pk, line.code]) if settles else ""


@require_POST
def component_points(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the typed figures would earn; only computes, keeps nothing."""
    found = checked(request, pk)
    line = line_of(found.sheet, code)
    if not writable(line):
        raise PermissionDenied
    return points_box(request, found.sheet, line, VerdictForm(found.sheet, line.component, request.POST))


def points_box(request: HttpRequest, sheet: Sheet, line: Line, form: DecisionForm | None = None) -> HttpResponse:
    form = form or DecisionForm(sheet, line.component, request.POST)
    result = component_page.tried(sheet, line, form)
    faults = [(form[name].label, errors[0]) for name, errors in form.errors.items() if name in form.fields]
    context = {"line": line, "result": result, "unsaved": True, "faults": faults, "stage": sheet.stage}
    return render(request, "desks/check/points_box.html", context)
