"""Evidence: handing it out, taking it off a component."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.documents.views import attachment
from thuocdo.reports.actions import remove_evidence
from thuocdo.reports.models import Evidence
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill
from thuocdo.verification.queries import readable_reports


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for its unit's people and for whoever may read the report; 404 for everybody else."""
    own, readable = own_reports(request.user).values("pk"), readable_reports(request.user).values("pk")
    allowed = Q(report__in=own) | Q(report__in=readable)
    row = get_object_or_404(Evidence.objects.filter(allowed).select_related("file"), pk=pk)
    return attachment(row.file, row.file_name)


def evidence_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Asks once, then takes the file off; its bytes stay in the store."""
    row = get_object_or_404(Evidence.objects.filter(report__in=own_reports(request.user).values("pk")), pk=pk)
    workspace = own_workspace(request, row.report_id)
    if not may_fill(request.user, workspace.report):
        raise PermissionDenied(_("The report was sent: its evidence can no longer be changed."))
    line = workspace.line(row.component)
    if request.method == "POST":
        attempt(request, lambda: remove_evidence(request.user, row), _("The file is removed."))
        return redirect(line.url)
    context = {
        "title": _("Remove evidence"),
        "question": _("Remove “%(name)s” from component %(code)s?") % {"name": row.file_name, "code": row.component},
        "consequences": [_("The file no longer proves this component. You can attach it again.")],
        "submit_label": _("Remove the file"),
        "cancel_url": line.url,
        "danger": True,
    }
    return render(request, "common/confirm.html", context)
