"""Asking a unit about components of its report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.common.templatetags.words import day
from thuocdo.cycles.queries import form_of
from thuocdo.desks.ask.forms import AskForm
from thuocdo.desks.ask.rows import Row
from thuocdo.reports.models import Report
from thuocdo.verification.asking import ASKABLE, ask, latest_due, usual_due
from thuocdo.verification.enums import RequestState
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import may_read, may_verify
from thuocdo.verification.threads import requests_about


def ask_new(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The question, its last day, and what else of the report it is about. 9 queries."""
    report = get_object_or_404(readable_reports(request.user), pk=pk)
    shared = assignments(report.season_unit.season)
    form = form_of(report.season_unit)
    asked = next((component for component in form.components if component.code == code), None)
    if asked is None or not may_read(request.user, report, code, shared):
        raise Http404(code)
    mine = [c for c in form.components if may_verify(request.user, report, c.code, shared)]
    if asked not in mine:
        raise PermissionDenied(_("This component of this unit is verified by somebody else."))
    today = clock.today()
    first = {"due": usual_due(today), "components": [code]}
    question = AskForm(mine, request.POST or None, initial=first)
    if request.method == "POST" and question.is_valid() and (pk_of_first := _ask(request, report, question)):
        return redirect("desks:request", pk_of_first)
    context = {
        "report": report,
        "component": asked,
        "form": question,
        "askable": report.state in ASKABLE,
        "latest": day(latest_due(report.season_unit.season, today)),
        "open": [Row(row, today) for row in requests_about(report, [code]).exclude(state=RequestState.CLOSED)],
    }
    return render(request, "desks/ask/new.html", context, status=422 if question.errors else 200)


def _ask(request: HttpRequest, report: Report, form: AskForm) -> int | None:
    """The first request that was made; None where it was refused, which the form then says."""
    facts = form.cleaned_data
    try:
        asked = ask(request.user, report, facts["components"], text=facts["text"], due=facts["due"])
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
    words = ngettext(
        "The unit is asked about %(n)s component.", "The unit is asked about %(n)s components.", len(asked)
    )
    messages.success(request, words % {"n": len(asked)})
    return asked[0].pk
