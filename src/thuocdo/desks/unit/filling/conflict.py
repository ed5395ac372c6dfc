"""Somebody else saved meanwhile: what is stored beside what was typed; nothing is lost, nothing overwritten."""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from thuocdo.common.faults import Conflict
from thuocdo.desks.unit.answer_form import AnswerForm
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.reading import declared_values
from thuocdo.desks.unit.workspace import Line
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import declared_answers

NOT_TYPED = {"csrfmiddlewaretoken", "stay"}


def both_versions(request: HttpRequest, line: Line, form: AnswerForm, fault: Conflict) -> HttpResponse:
    """The page to choose on (409). Its form holds what was typed, now against the version that is stored."""
    report_id = int(request.resolver_match.kwargs["pk"])
    workspace = own_workspace(request, report_id)
    stored = workspace.answers(line.component)
    context = {
        "ws": workspace,
        "line": line,
        "fault": str(fault),
        "rows": list(_rows(form, stored)),
        "hidden": _hidden(request, form, stored),
    }
    return render(request, "desks/unit/conflict.html", context, status=409)


def box(report: Report, form: AnswerForm, fault: Conflict) -> str:
    """Both versions as a part of the page on which somebody types, with the numbers of those stored. 1 query."""
    stored = declared_answers(report, [leaf.code for leaf in form.leaves.values()])
    context = {"fault": str(fault), "rows": list(_rows(form, stored)), "versions": json.dumps(_versions(form, stored))}
    return render_to_string("desks/unit/conflict_box.html", context)


def _rows(form: AnswerForm, stored: Mapping[str, Answer]):
    for prefix, leaf in form.leaves.items():
        answer = stored.get(leaf.code)
        theirs = declared_values(leaf, answer.values if answer else {})
        mine = declared_values(leaf, form.declared(prefix, leaf))
        yield {"leaf": leaf, "answer": answer, "pairs": list(zip(theirs, mine, strict=True))}


def _hidden(request: HttpRequest, form: AnswerForm, stored: Mapping[str, Answer]) -> list[tuple[str, object]]:
    versions = _versions(form, stored)
    typed = [(name, text) for name, texts in request.POST.lists() for text in texts]
    return [pair for pair in typed if pair[0] not in NOT_TYPED | versions.keys()] + list(versions.items())


def _versions(form: AnswerForm, stored: Mapping[str, Answer]) -> dict[str, int]:
    return {f"{prefix}-version": _version(stored.get(leaf.code)) for prefix, leaf in form.leaves.items()}


def _version(answer: Answer | None) -> int:
    return answer.version if answer else 0
