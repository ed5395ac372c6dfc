"""The object that an address names, if it is the person's to see; another unit's answers 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thuocdo.common.faults import require
from thuocdo.desks.unit.workspace import Line, Workspace, own_workspaces, workspaces
from thuocdo.reports.actions import check_filling
from thuocdo.reports.models import Report
from thuocdo.reports.rules import is_open


def own_workspace(request: HttpRequest, pk: int) -> Workspace:
    return workspaces([get_object_or_404(own_workspaces(request.user), pk=pk)])[0]


def own_line(request: HttpRequest, pk: int, code: str) -> tuple[Workspace, Line]:
    workspace = own_workspace(request, pk)
    line = workspace.line(code)
    if line is None:
        raise Http404(code)
    return workspace, line


def check_fills(request: HttpRequest, report: Report) -> None:
    """403 for those of the unit who only read, and for everybody once the report was sent."""
    check_filling(request.user, report)
    require(is_open(report), _("The report was sent, or reporting is closed: it can no longer be changed."))
