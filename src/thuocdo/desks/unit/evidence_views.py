"""Evidence: handing it out, taking it off a component."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.documents.views import attachment
from thuocdo.reports.actions import remove_evidence
from thuocdo.reports.models import Evidence
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import may_read


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for its unit's people and for whoever may read the component; 404 for everybody else."""
    row = get_object_or_404(Evidence.objects.select_related("file", "report__season_unit__season"), pk=pk)
    if not _may_have(request.user, row):
        raise Http404
    return attachment(row.file, row.file_name)


def _may_have(user: User, row: Evidence) -> bool:
    """A verifier has the files of the components that they verify, not of the whole report."""
    if own_reports(user).filter(pk=row.report_id).exists():
        return True
    shared = assignments(row.report.season_unit.season)
    reads = may_read(user, row.report, row.component, shared)
    return reads and readable_reports(user).filter(pk=row.report_id).exists()


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
