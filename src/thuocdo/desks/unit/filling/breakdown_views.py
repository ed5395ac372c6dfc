"""The breakdown of a component's figures by commune or office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.unit.evidence.box import breakdown_sums
from thuocdo.desks.unit.filling.breakdown_form import SPARE, BreakdownForm
from thuocdo.desks.unit.finding import check_fills, own_workspace
from thuocdo.desks.unit.reading import as_read
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.regulation import Component
from thuocdo.reports.breakdown import can_be_broken_down, declared, rows_of, save_breakdown, seen
from thuocdo.reports.models import Answer
from thuocdo.reports.rules import may_fill

MORE = 10  # rows that the button adds without a script


def breakdown(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The table: typed, pasted, summed; saved together with the declared figures. `code`: a scored line."""
    workspace = own_workspace(request, pk)
    line, leaf = _line_of(workspace, code)
    if request.method != "POST":
        rows = rows_of(workspace.report, code)
        stored = {"was": seen(rows), "version": _version(declared(workspace.report, code))}
        return _page(request, workspace, line, leaf, BreakdownForm.stored(leaf, rows), **stored)
    check_fills(request, workspace.report)
    spare = MORE if "more" in request.POST else SPARE
    form = BreakdownForm.typed(leaf, request.POST, spare)
    page = {"was": request.POST.get("was", ""), "version": _seen_version(request)}
    if form.too_many:
        return _page(request, workspace, line, leaf, form, **page, fault=form.too_many, status=422)
    if {"more", "paste", "plain"} & request.POST.keys():
        return _page(request, workspace, line, leaf, form, **page)
    if form.faults:
        return _page(request, workspace, line, leaf, form, **page, status=422)
    fill = "fill" in request.POST
    try:
        save_breakdown(request.user, workspace.report, code, form.result, **page, fill=fill)
    except Conflict as fault:
        told = _changed(workspace, leaf, **page)
        return _page(request, workspace, line, leaf, form, **told, fault=str(fault), status=409)
    except Refused as fault:
        return _page(request, workspace, line, leaf, form, **page, fault=str(fault), status=422)
    messages.success(request, _("Breakdown saved; the figures are its sums.") if fill else _("Saved"))
    return redirect("desks:component", pk, line.component.code)


def _version(answer: Answer | None) -> int:
    return answer.version if answer else 0


def _seen_version(request: HttpRequest) -> int:
    """Of the answer that the page showed beside the table; a page that does not say saw none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _changed(workspace: Workspace, leaf: Component, *, was: str, version: int) -> dict[str, object]:
    """What of the stored rows and figures is not what the page began with; saving again is against these."""
    rows, answer = rows_of(workspace.report, leaf.code), declared(workspace.report, leaf.code)
    values = answer.values if answer else {}
    figures = [(figure, as_read(values.get(figure.key, ""))) for figure in leaf.figures]
    return {
        "was": seen(rows),
        "version": _version(answer),
        "stored": BreakdownForm.stored(leaf, rows) if seen(rows) != was else None,
        "declared": figures if _version(answer) != version else None,
    }


def _differing(workspace: Workspace, line: Line, leaf: Component) -> list[tuple[object, str, str]]:
    """Figures declared otherwise than what is stored of the breakdown sums up to."""
    rows = breakdown_sums(workspace, line, leaf)
    return [(figure, total, said) for figure, total, said, agrees in rows if said and not agrees]


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
        "differing": _differing(workspace, line, leaf),
        "fill": request.method != "POST" or "fill" in request.POST,
        **told,
    }
    return render(request, "desks/unit/breakdown.html", context, status=status)
