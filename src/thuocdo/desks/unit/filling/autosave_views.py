"""Saving while somebody types: one component, in as few statements as it takes. The page's script reads the answer.

200 saved       the versions now stored, and when
200 refused     what could not be read, by field; nothing was saved
401             no sign-in (config.sign_in), or that of somebody else than the page was made for
403 closed      the report was sent meanwhile, or is not the person's to fill
409 conflict    another version was stored meanwhile: both, as a box for the page
"""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common import clock
from thuocdo.common.acting import is_typist
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.desks.unit.answer_form import AnswerForm
from thuocdo.desks.unit.filling.conflict import box
from thuocdo.desks.unit.forms import CLOSED
from thuocdo.regulation import Component
from thuocdo.reports.actions import check_filling, save_answers
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import report_to_fill
from thuocdo.reports.rules import is_open


@require_POST
def autosave(request: HttpRequest, pk: int, code: str) -> JsonResponse:
    """Takes the component page's own fields, with the versions that it shows and the key of this saving."""
    report = report_to_fill(request.user, pk)
    component = _component(report, code)
    if not is_typist(request):
        return JsonResponse({"state": "signed_out"}, status=401)
    form = AnswerForm(component, {}, request.POST)  # what is stored already the action finds out, under lock
    try:
        require(form.leaves, _("Your unit does not answer this component."))
        return _saved(request, report, form) if form.is_valid() else _unreadable(request, report, form)
    except NotAllowed as fault:
        return _closed(fault)


def _component(report: Report | None, code: str) -> Component:
    form = form_of(report.season_unit) if report else None
    for component in (*form.components, *(extra.component for extra in form.adjustments)) if form else ():
        if component.code == code:
            return component
    raise Http404(code)


def _saved(request: HttpRequest, report: Report, form: AnswerForm) -> JsonResponse:
    try:
        stored = save_answers(request.user, report, form.all_drafts(), key=form.cleaned_data["key"])
    except Conflict as fault:
        return JsonResponse({"state": "conflict", "html": box(report, form, fault)}, status=409)
    except Refused as fault:
        return _refused({}, fault) if is_open(report) else _closed(CLOSED)
    return _as_stored(form, stored)


def _as_stored(form: AnswerForm, stored: dict[str, Answer]) -> JsonResponse:
    rows = {prefix: stored.get(leaf.code) for prefix, leaf in form.leaves.items()}
    versions = {f"{prefix}-version": row.version if row else 0 for prefix, row in rows.items()}
    moments = [row.changed_at for row in rows.values() if row]
    said = _("Saved at %(time)s") % {"time": f"{clock.local(max(moments)):%H:%M}"} if moments else ""
    return JsonResponse({"state": "saved", "versions": versions, "said": said})


def _unreadable(request: HttpRequest, report: Report, form: AnswerForm) -> JsonResponse:
    check_filling(request.user, report)
    if not is_open(report):
        return _closed(CLOSED)
    faults = {name: " ".join(errors) for name, errors in form.errors.items() if name in form.fields}
    return _refused(faults, _("Not saved: mend what is marked."))


def _refused(faults: dict[str, str], said: object) -> JsonResponse:
    return JsonResponse({"state": "refused", "faults": faults, "said": str(said)})


def _closed(said: object) -> JsonResponse:
    return JsonResponse({"state": "closed", "said": str(said)}, status=403)
