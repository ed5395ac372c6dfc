"""What an answer has been: who changed it, when, from what to what; any earlier version can be had again."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import check_fills, own_line
from thuocdo.desks.unit.reading import Value, declared_values
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.regulation import Component
from thuocdo.reports.actions import clear_answers, restore_answer
from thuocdo.reports.models import AnswerChange
from thuocdo.reports.queries import past
from thuocdo.reports.rules import may_fill

A_PAGE = 20


def history(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The past of one component, a page at a time; posting takes one version back. 3 queries besides the workspace."""
    workspace, line = own_line(request, pk, code)
    if request.method == "POST":
        return _restored(request, workspace, line)
    leaves = {leaf.code: leaf for leaf in line.component.leaves}
    page = Paginator(past(workspace.report, leaves), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "ws": workspace,
        "report": workspace.report,
        "line": line,
        "page_obj": page,
        "rows": [_told(leaves[change.answer.component], change) for change in page],
        "has_parts": len(leaves) > 1,
        "may_fill": may_fill(request.user, workspace.report),
    }
    return render(request, "desks/unit/history.html", context)


def _told(leaf: Component, change: AnswerChange) -> dict[str, object]:
    is_present = change.version == change.answer.version
    same = change.values == change.answer.values
    return {
        "leaf": leaf,
        "change": change,
        "changed": list(_changed(leaf, change)),
        "is_present": is_present,
        "same": same,
    }


def _changed(leaf: Component, change: AnswerChange) -> Iterator[tuple[Value, Value]]:
    """Each figure that became another, before and after, in words."""
    before, after = declared_values(leaf, change.before or {}), declared_values(leaf, change.values)
    return ((old, new) for old, new in zip(before, after, strict=True) if old.text != new.text)


def _restored(request: HttpRequest, workspace: Workspace, line: Line) -> HttpResponse:
    check_fills(request, workspace.report)
    leaf, old, seen = (request.POST.get(name, "") for name in ("leaf", "version", "seen"))
    if leaf in [inner.code for inner in line.component.leaves] and old.isdecimal() and seen.isdecimal():
        attempt(
            request,
            lambda: restore_answer(request.user, workspace.report, leaf, int(old), version=int(seen)),
            _("The earlier version is the answer again; the history keeps both."),
        )
    return redirect("desks:history", workspace.report.pk, line.component.code)


@require_POST
def answer_clear(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Takes the component's answers back; the history has them."""
    workspace, line = own_line(request, pk, code)
    check_fills(request, workspace.report)
    versions = {}
    for place, leaf in enumerate(line.component.leaves):
        seen = request.POST.get(f"p{place}-version", "")
        if seen.isdecimal():
            versions[leaf.code] = int(seen)
    done = attempt(
        request,
        lambda: clear_answers(request.user, workspace.report, versions),
        _("The answer is deleted. To have it again, restore it below."),
    )
    return redirect("desks:history" if done else "desks:component", pk, code)
