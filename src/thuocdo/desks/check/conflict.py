"""Somebody else decided meanwhile: what stands beside what was typed; nothing is lost, nothing overwritten."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.common.faults import Conflict
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.sheet import Line, Sheet
from thuocdo.desks.unit.reading import as_read, declared_values
from thuocdo.reports.models import Answer

NOT_TYPED = {"csrfmiddlewaretoken"}


def both_versions(
    request: HttpRequest, template: str, sheet: Sheet, line: Line, form: DecisionForm, fault: Conflict
) -> HttpResponse:
    """The page to choose on (409). `sheet` and `line` are read anew; `form` holds what was typed, and its form on the
    page carries it on, now against the versions that stand."""
    fresh = DecisionForm(sheet, line.component)
    context = {
        "sheet": sheet,
        "report": sheet.report,
        "line": line,
        "fault": str(fault),
        "rows": list(_rows(form, fresh)),
        "reason": form.cleaned_data.get("reason", ""),
        "hidden": _hidden(request, fresh),
    }
    return render(request, template, context, status=409)


def _rows(form: DecisionForm, fresh: DecisionForm) -> Iterator[dict[str, object]]:
    for prefix, leaf in form.leaves.items():
        standing: Answer | None = fresh.answers.get(leaf.code)
        theirs = declared_values(leaf, standing.values if standing else {})
        mine = declared_values(leaf, form.declared(prefix, leaf))
        settled = form.cleaned_data.get(f"{prefix}-settled")
        yield {
            "leaf": leaf,
            "answer": standing,
            "pairs": list(zip(theirs, mine, strict=True)),
            "settled": as_read(standing.settled) if standing and standing.settled is not None else "",
            "my_settled": as_read(str(settled)) if settled is not None else "",
        }


def _hidden(request: HttpRequest, fresh: DecisionForm) -> list[tuple[str, object]]:
    versions = {name: made.initial for name, made in fresh.fields.items() if name.endswith(("-version", "-seen"))}
    typed = [(name, text) for name, texts in request.POST.lists() for text in texts]
    return [pair for pair in typed if pair[0] not in NOT_TYPED | versions.keys()] + list(versions.items())
