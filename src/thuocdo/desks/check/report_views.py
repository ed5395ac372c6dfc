"""A whole report on the verifiers' desk, and the acts that concern all of it."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thuocdo.appraisal.going_back import verify_again
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.desks.back_form import BackForm, codes_of
from thuocdo.desks.check.finding import Checked, checked
from thuocdo.desks.check.returning import ReturnForm
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.desks.unit.signing.signed_box import SignedBox
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.rules import OPEN_PHASES
from thuocdo.verification import actions
from thuocdo.verification.actions import to_agree_with
from thuocdo.verification.enums import RequestState
from thuocdo.verification.rules import verifies
from thuocdo.verification.threads import requests_about


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Three columns side by side, what differs, and the next step. 13 queries in all."""
    found = checked(request, pk)
    sheet, row = found.sheet, found.report
    context = {
        "found": found,
        "sheet": sheet,
        "report": row,
        "rest": [line for line in sheet.my_open_lines if not line.is_verifiers and not line.is_again],
        "signed": SignedBox(row, request.user, sheet.requests.values()),
        "may_have": found.may_finish,
        "may_finish": found.may_finish and row.state == ReportState.SENT,
        "may_return": found.may_finish and _can_be_mended(found),
        "may_take_up_again": found.may_finish and row.state == ReportState.VERIFIED,
        "everything_checked": not sheet.open_lines,
        "verifies": verifies(request.user),  # who may have to ask the preparer: contacts are for nobody else
    }
    return render(request, "desks/check/report.html", context)


def _can_be_mended(found: Checked) -> bool:
    row = found.report
    return row.state == ReportState.SENT and row.season_unit.season_tier.phase in OPEN_PHASES


def agree_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, naming them, then agrees with everything nobody has checked yet."""
    found = checked(request, pk)
    rest = to_agree_with(request.user, found.report)
    if request.method == "POST" and not any(line.is_mine for line in found.sheet.lines):
        raise PermissionDenied(_("This report is verified by somebody else."))
    if request.method == "POST":
        done = []
        if attempt(request, lambda: done.append(actions.agree_with_the_rest(request.user, found.report))):
            words = ngettext("Agreed with %(n)s component.", "Agreed with %(n)s components.", done[0])
            messages.success(request, words % {"n": done[0]})
        return redirect("desks:check_report", pk)
    if not rest:
        return redirect("desks:check_report", pk)
    asked = {row.component: row.state for row in requests_about(found.report) if row.state != RequestState.CLOSED}
    rows = [(component, asked.get(component.code, "")) for component in rest]
    context = {"found": found, "sheet": found.sheet, "rest": rows, "is_asked": any(state for _component, state in rows)}
    return render(request, "desks/check/agree_rest.html", context)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = checked(request, pk)
    attempt(
        request,
        lambda: actions.finish(request.user, found.report),
        _("The report is verified. The council can take it up."),
    )
    return redirect("desks:check_report", pk)


def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Returns the report to its unit for completion, with a reason that the unit reads and a new last day."""
    found = checked(request, pk)
    latest = found.report.season_unit.season.approval_last_day
    form = ReturnForm(request.POST or None, initial={"until": min(_usual_day(found.report), latest)}, latest=latest)
    return _with_form(
        request,
        found,
        form,
        lambda facts: actions.return_report(request.user, found.report, facts["reason"], until=facts["until"]),
        done=_("The report is returned to its unit."),
        then="desks:verification",
        words={
            "title": _("Return for completion"),
            "consequences": [
                _("The unit reads the reason and the day, mends its report and sends it again."),
                _("What was checked is kept; what the unit changes has to be checked again."),
                _("The report leaves your list until it is sent again. Sent again by that day, in time stays in time."),
            ],
        },
    )


def _usual_day(report: Report) -> date:
    """A week from now, or the unit's own last day where that is later."""
    return max(clock.today() + timedelta(days=7), last_day_of(report))


def take_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A verified report back to verification, with a reason."""
    found = checked(request, pk)
    return _with_form(
        request,
        found,
        BackForm(request.POST or None, known=codes_of(found.report)),
        lambda facts: verify_again(request.user, found.report, facts["reason"], facts["components"]),
        done=_("Verification is taken up again."),
        then="",
        words={
            "title": _("Back to verification"),
            "consequences": [
                _("Components can be checked anew; what was verified is kept until it is changed."),
                _("The council cannot decide on this report until verification is finished again."),
                _("The unit and those who verified are told and read your reason."),
            ],
        },
    )


def _with_form(
    request: HttpRequest, found: Checked, form: ReasonForm, act: Callable, *, done: str, then: str, words: dict
) -> HttpResponse:
    """Asks with a form, then does it: `act` gets what was filled in. A refusal keeps what was typed."""
    pk = found.report.pk
    if not found.may_finish:
        raise PermissionDenied(_("This report is verified by somebody else."))
    if request.method == "POST" and form.is_valid():
        if attempt(request, lambda: act(form.cleaned_data), done):
            return redirect(then) if then else redirect("desks:check_report", pk)
        return redirect("desks:check_report", pk)
    unit = found.report.season_unit
    context = {
        **words,
        "question": f"{unit.name} · {unit.season.label}",
        "form": form,
        "submit_label": words["title"],
        "cancel_url": reverse("desks:check_report", args=[pk]),
        "danger": True,
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)
