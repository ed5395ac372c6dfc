"""One component of a report: filling it, and its points while somebody types."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thuocdo.common import clock
from thuocdo.common.acting import is_typist
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.common.views import csrf_failure
from thuocdo.desks.unit.answer_form import AnswerForm
from thuocdo.desks.unit.evidence import box as evidence_box
from thuocdo.desks.unit.evidence.box import FileFault
from thuocdo.desks.unit.filling.conflict import both_versions
from thuocdo.desks.unit.filling.exemption_views import may_ask
from thuocdo.desks.unit.filling.last_year_box import begins_here, last_year_box, starting_answers
from thuocdo.desks.unit.finding import own_line
from thuocdo.desks.unit.forms import CLOSED
from thuocdo.desks.unit.reading import declared_values, rule
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.reports.actions import check_filling, save_answers
from thuocdo.reports.queries import saved_at
from thuocdo.reports.rules import may_fill

STAYING = {"stay", "cite_here"}  # buttons after which the page is shown again


@never_cache
def component(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The form while the report may be filled, else what was declared. 6 queries besides those of every page."""
    workspace, line = own_line(request, pk, code)
    editable = line.is_own and may_fill(request.user, workspace.report)
    if request.method != "POST":
        starting = editable and begins_here(request, line)
        form = _form(workspace, line, starting=starting) if editable else None
        return _page(request, workspace, line, form, starting=starting)
    if not is_typist(request):
        return csrf_failure(request)
    form = _form(workspace, line, request)
    if editable:
        return _save(request, workspace, line, form)
    check_filling(request.user, workspace.report)
    require(line.is_own, _("Your unit does not answer this component."))
    form.add_error(None, CLOSED)
    return _page(request, workspace, line, form, status=403)


def _form(
    workspace: Workspace, line: Line, request: HttpRequest | None = None, *, starting: bool = False
) -> AnswerForm:
    given = (request.POST, request.FILES) if request else ()
    answers = starting_answers(workspace, line) if starting else workspace.answers(line.component)
    return AnswerForm(line.component, answers, *given)


def _save(request: HttpRequest, workspace: Workspace, line: Line, form: AnswerForm) -> HttpResponse:
    """The file first: a browser would drop it while the figures are being mended."""
    report, code = workspace.report, line.component.code
    file_faults = evidence_box.save(request, workspace, line, request.FILES.getlist("file"))
    if not form.is_valid():
        return _page(request, *own_line(request, report.pk, code), form, status=422, file_faults=file_faults)
    try:
        _save_drafts(request, workspace, form)
    except Conflict as fault:
        return both_versions(request, line, form, fault)
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, workspace, line, form, status=422, file_faults=file_faults)
    if file_faults:
        fresh = own_line(request, report.pk, code)
        return _page(request, *fresh, _form(*fresh), status=422, file_faults=file_faults)
    if STAYING & request.POST.keys():
        return redirect("desks:component", report.pk, code)
    return _onward(request, report.pk, code)


def _save_drafts(request: HttpRequest, workspace: Workspace, form: AnswerForm) -> None:
    drafts, key = form.drafts(), form.cleaned_data["key"]
    if drafts:
        save_answers(request.user, workspace.report, drafts, key=key)
    # The page's script has saved the same figures a moment ago, in the name of this key.
    moment = clock.now() if drafts else saved_at(workspace.report, key) if key else None
    if moment:
        messages.success(request, _("Saved at %(time)s") % {"time": f"{clock.local(moment):%H:%M}"})
    elif "stay" in request.POST and not request.FILES:
        messages.info(request, _("Nothing has changed since the last saving."))


def _onward(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """To the next component that is still open; to the whole report once there is none."""
    following = own_line(request, pk, code)[0].next_open(code)
    if following:
        return redirect(following.url)
    messages.info(request, _("Every component is answered. Check the report once more, then send it."))
    return redirect("desks:report", pk)


def _page(
    request: HttpRequest,
    workspace: Workspace,
    line: Line,
    form: AnswerForm | None,
    status: int = 200,
    *,
    starting: bool = False,
    file_faults: Iterable[FileFault] = (),
) -> HttpResponse:
    leaves, answers = line.component.leaves, workspace.answers(line.component)
    stored = {code: answer.values for code, answer in answers.items()}
    before, after = workspace.beside(line.component.code)
    context = {
        "ws": workspace,
        "report": workspace.report,
        "line": line,
        "group": workspace.group_of(line),
        "form": form,
        "starting": starting,
        "box": last_year_box(workspace, line),
        "result": line.declared,
        "rules": [(leaf, *rule(leaf)) for leaf in leaves],
        "shown": [(leaf, declared_values(leaf, stored.get(leaf.code, {}))) for leaf in leaves],
        "answer": max(answers.values(), key=lambda row: row.changed_at, default=None),
        "has_values": any(stored.values()),
        "before": before,
        "after": after,
        "may_ask": may_ask(request.user, workspace, line),
        **evidence_box.shown(workspace, line, file_faults),
    }
    if form and form.is_bound:
        context |= _typed(workspace, line, form)
    return render(request, "desks/unit/component.html", context, status=status)


def _typed(workspace: Workspace, line: Line, form: AnswerForm) -> dict[str, object]:
    """What is typed would earn this, or cannot be read."""
    form.is_valid()
    tried = workspace.tried(form.preview())
    return {
        "result": next(r for r in (*tried.components, *tried.adjustments) if r.code == line.component.code),
        "unsaved": bool(form.drafts()),
        "faults": [(form[name].label, errors[0]) for name, errors in form.errors.items() if name in form.fields],
    }


@require_POST
def component_points(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the typed figures would earn; only computes, keeps nothing."""
    workspace, line = own_line(request, pk, code)
    context = {"line": line, **_typed(workspace, line, _form(workspace, line, request))}
    return render(request, "desks/unit/points_box.html", context)
