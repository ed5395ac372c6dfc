"""The object that an address names, if it is the person's to see; another unit's answers 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from thuocdo.desks.unit.workspace import Line, Workspace, own_workspaces, workspaces


def own_workspace(request: HttpRequest, pk: int) -> Workspace:
    return workspaces([get_object_or_404(own_workspaces(request.user), pk=pk)])[0]


def own_line(request: HttpRequest, pk: int, code: str) -> tuple[Workspace, Line]:
    workspace = own_workspace(request, pk)
    line = workspace.line(code)
    if line is None:
        raise Http404(code)
    return workspace, line
