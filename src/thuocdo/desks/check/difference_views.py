"""Where two blind verifiers differ: all differences that the person may settle, and one of them side by side."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.difference_page import Said, said, with_points
from thuocdo.desks.check.finding import Checked, checked, line_of
from thuocdo.desks.check.queue import brief
from thuocdo.desks.check.sheet import Line
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.verification.blind import read_drafts
from thuocdo.verification.differences import Difference, difference_of, differences, settle_difference
from thuocdo.verification.rules import verifies

OTHER = "other"


class SettlingForm(DecisionForm):
    """One of the two verdicts, or another decision; always with a reason. `seen`: the verdicts that were shown."""

    def __init__(self, found: Checked, line: Line, difference: Difference, data=None) -> None:
        super().__init__(found.sheet, line.component, data)
        self.difference = difference
        names = [(str(check.pk), _("As %(name)s") % {"name": check.verifier.full_name}) for check in difference.checks]
        self.fields["choice"] = forms.ChoiceField(
            label=_("What stands as verified"),
            choices=[*names, (OTHER, _("Something else"))],
            widget=forms.RadioSelect,
        )
        self.fields["reason"].required = True
        self.fields["reason"].initial = ""

    def settled_drafts(self) -> dict[str, Draft]:
        chosen = next((c for c in self.difference.checks if str(c.pk) == self.cleaned_data["choice"]), None)
        return read_drafts(chosen) if chosen else self.drafts()


@require_safe
@for_those(verifies)
def difference_list(request: HttpRequest, key: str) -> HttpResponse:
    """By unit, in official order. 12 queries in all."""
    season = get_object_or_404(seasons(), key=key)
    rows = [(row, said(row)) for row in differences(request.user, season)]
    return render(request, "desks/check/differences.html", {"season": season, "rows": rows})


def difference(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Both verdicts beside what was declared; the one who settles it gives the reason."""
    found = checked(request, pk)
    line = line_of(found.sheet, code)
    open_one = difference_of(request.user, found.report, code)
    if open_one is None:
        raise Http404(code)
    form = SettlingForm(found, line, open_one, request.POST or None)
    if request.method == "POST" and form.is_valid() and _settled(request, found, line, form):
        messages.success(request, _("%(code)s: the difference is settled.") % {"code": code})
        return redirect("desks:check_differences", found.report.season_unit.season.key)
    return _page(request, found, line, form, with_points(found.sheet, said(open_one)))


def _settled(request: HttpRequest, found: Checked, line: Line, form: SettlingForm) -> bool:
    """True when it was done; a refusal stands at the form, which keeps what was typed."""
    between = [int(pk) for pk in request.POST.getlist("between") if pk.isdecimal()]
    reason = form.cleaned_data["reason"]
    drafts = form.settled_drafts()
    try:
        settle_difference(request.user, found.report, line.code, drafts=drafts, reason=reason, between=between)
    except Conflict as fault:
        form.conflict = True
        form.add_error(None, str(fault))
    except Refused as fault:
        form.add_error(None, str(fault))
    return not form.errors


def _page(request: HttpRequest, found: Checked, line: Line, form: SettlingForm, verdicts: list[Said]) -> HttpResponse:
    declared = brief(line.component, found.sheet.standing(line.component, Stage.SELF))
    context = {"found": found, "report": found.report, "line": line, "form": form, "verdicts": verdicts}
    context["declared"] = declared
    status = 409 if getattr(form, "conflict", False) else 422 if form.errors else 200
    return render(request, "desks/check/difference.html", context, status=status)
