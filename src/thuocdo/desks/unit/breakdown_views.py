"""The breakdown of a component's figures by commune or office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.desks.unit.breakdown_form import SPARE, BreakdownForm
from thuocdo.desks.unit.evidence_finding import check_fills
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.regulation import Component
from thuocdo.reports.breakdown import can_be_broken_down, rows_of, save_breakdown, seen
from thuocdo.reports.rules import may_fill

MORE = 10  # rows that the button adds without a script


def breakdown(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The table: typed, pasted, summed; saved together with the declared figures. `code`: a scored line."""
    workspace = own_workspace(request, pk)
    line, leaf = _line_of(workspace, code)
    rows = rows_of(workspace.report, code)
    if request.method != "POST":
        return _page(request, workspace, line, leaf, BreakdownForm.stored(leaf, rows), was=seen(rows))
    check_fills(request, workspace.report)
    spare = MORE if "more" in request.POST else SPARE
    form = BreakdownForm.typed(leaf, request.POST, spare)
    was = request.POST.get("was", "")
    if "more" in request.POST or "paste" in request.POST:
        return _page(request, workspace, line, leaf, form, was=was)
    if form.faults:
        return _page(request, workspace, line, leaf, form, was=was, status=422)
    try:
        save_breakdown(request.user, workspace.report, code, form.result, was=was, fill="fill" in request.POST)
    except Conflict as fault:
        told = {"was": seen(rows), "fault": str(fault), "stored": BreakdownForm.stored(leaf, rows)}
        return _page(request, workspace, line, leaf, form, **told, status=409)
    except NotAllowed as fault:
        raise PermissionDenied(str(fault)) from fault
    except Refused as fault:
        return _page(request, workspace, line, leaf, form, was=was, fault=str(fault), status=422)
    messages.success(request, _("Breakdown saved; the figures are its sums.") if "fill" in request.POST else _("Saved"))
    return redirect("desks:component", pk, line.component.code)


def _line_of(workspace: Workspace, code: str) -> tuple[Line, Component]:
    for line in workspace.lines:
        for leaf in line.component.leaves:
            if leaf.code == code and can_be_broken_down(leaf):
                return line, leaf
    raise Http404(code)


def _page(
    request: HttpRequest, workspace: Workspace, line: Line, leaf: Component, form: BreakdownForm, *, status=200, **told
) -> HttpResponse:
    context = {
        "report": workspace.report,
        "line": line,
        "leaf": leaf,
        "form": form,
        "may_fill": may_fill(request.user, workspace.report),
        **told,
    }
    return render(request, "desks/unit/breakdown.html", context, status=status)
