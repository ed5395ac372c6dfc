"""Evidence: handing it out, taking it off a component."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.documents.views import attachment
from thuocdo.reports.evidence import remove_evidence
from thuocdo.reports.models import Evidence, EvidenceFile
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import may_read


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for its unit's people and for whoever may read a component that cites it; 404 for everybody else."""
    rows = EvidenceFile.objects.select_related("file", "evidence__report__season_unit__season")
    row = get_object_or_404(rows, pk=pk)
    if not _may_have(request.user, row):
        raise Http404
    return attachment(row.file, row.file_name)


def _may_have(user: User, row: EvidenceFile) -> bool:
    """A verifier has the files of the components that they verify, not of the whole report."""
    report = row.evidence.report
    if own_reports(user).filter(pk=report.pk).exists():
        return True
    shared = assignments(report.season_unit.season)
    cited = row.evidence.citations.values_list("component", flat=True)
    reads = any(may_read(user, report, component, shared) for component in cited)
    return reads and readable_reports(user).filter(pk=report.pk).exists()


def evidence_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Asks once, then takes the document off the list; its files' bytes stay in the store."""
    row = get_object_or_404(Evidence.objects.filter(report__in=own_reports(request.user).values("pk")), pk=pk)
    workspace = own_workspace(request, row.report_id)
    if not may_fill(request.user, workspace.report):
        raise PermissionDenied(_("The report was sent: its evidence can no longer be changed."))
    back = reverse("desks:report", args=[row.report_id])
    if request.method == "POST":
        attempt(request, lambda: remove_evidence(request.user, row), _("The document is removed."))
        return redirect(back)
    cited = ", ".join(row.citations.values_list("component", flat=True))
    context = {
        "title": _("Remove evidence"),
        "question": _("Remove “%(name)s” from the evidence list?") % {"name": row},
        "consequences": [_("It no longer proves: %(codes)s. You can attach it again.") % {"codes": cited}],
        "submit_label": _("Remove the document"),
        "cancel_url": back,
        "danger": True,
    }
    return render(request, "common/confirm.html", context)
