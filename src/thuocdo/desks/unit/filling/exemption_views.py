"""Asking that a component not be assessed (R5.3, I3)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import OPEN, ExemptionState
from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_line
from thuocdo.desks.unit.forms import CLOSED, ExemptionForm
from thuocdo.desks.unit.workspace import Line, Workspace
from thuocdo.reports.rules import fills, is_open


def may_ask(user: User, workspace: Workspace, line: Line) -> bool:
    """Whether the person may ask here that the component not be assessed, or take an open request back."""
    if not line.is_own or line.sign or not fills(user, workspace.report.season_unit.unit_id):
        return False
    asked = line.exemption is not None and line.exemption.state != ExemptionState.WITHDRAWN
    return line.exemption.state in OPEN if asked else is_open(workspace.report)


def exemption(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The request: made, changed while nobody has dealt with it, or taken back."""
    workspace, line = own_line(request, pk, code)
    present = line.exemption if line.exemption and line.exemption.state in OPEN else None
    posted = request.method == "POST"
    form = ExemptionForm(request.POST if posted and not present else None)
    allowed = may_ask(request.user, workspace, line)
    if not allowed and not posted:
        return redirect(line.url)
    if not allowed and not _would_lose(request.user, workspace, line, form):
        raise PermissionDenied(_("A request can no longer be made or withdrawn here."))
    if not allowed:
        form.add_error(None, CLOSED)
    elif posted and _done(request, workspace, line, present, form):
        return redirect(line.url)
    context = {"ws": workspace, "report": workspace.report, "line": line, "form": form, "present": present}
    return render(request, "desks/unit/exemption.html", context, status=(422 if allowed else 403) if posted else 200)


def _would_lose(user: User, workspace: Workspace, line: Line, form: ExemptionForm) -> bool:
    """Whether there is a reason that a person of the unit typed, and would lose."""
    return form.is_bound and line.is_own and fills(user, workspace.report.season_unit.unit_id)


def _done(request: HttpRequest, workspace: Workspace, line: Line, present, form: ExemptionForm) -> bool:
    if present:
        return attempt(request, lambda: exemptions.withdraw(request.user, present), _("The request is withdrawn."))
    if not form.is_valid():
        return False
    facts = form.cleaned_data
    return attempt(
        request,
        lambda: exemptions.ask(request.user, workspace.report, line.component.code, **facts),
        _("The request is recorded. The component counts until it is accepted in writing."),
    )
