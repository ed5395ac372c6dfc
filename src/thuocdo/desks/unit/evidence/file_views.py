"""A file of the evidence: handing it out, and showing its pages; to its unit and to whoever verifies what cites it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.documents import previews
from thuocdo.documents.views import attachment, drawn
from thuocdo.reports.models import EvidenceFile
from thuocdo.reports.queries import own_reports
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import may_read


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, as an attachment."""
    row = readable_file(request, pk)
    return attachment(row.file, row.file_name)


@require_safe
def evidence_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures of the first pages: a page of its own, or for the page that asks (htmx) only its inside."""
    row = readable_file(request, pk)
    shown, of = previews.pages(row.file)
    context = {"kept": row, "row": row.evidence, "pages": range(1, shown + 1), "of": of, "shown": shown}
    name = "desks/unit/evidence_pages.html" if request.htmx else "desks/unit/evidence_preview.html"
    return render(request, name, context)


@require_safe
def evidence_picture(request: HttpRequest, pk: int, page: int) -> FileResponse:
    """One page as PNG, drawn by us."""
    file = previews.picture(readable_file(request, pk).file, page)
    if file is None:
        raise Http404(page)
    return drawn(file)


def readable_file(request: HttpRequest, pk: int) -> EvidenceFile:
    """404 unless the person's unit lists it or they verify a component that cites it."""
    rows = EvidenceFile.objects.select_related("file", "evidence__report__season_unit__season")
    row = get_object_or_404(rows, pk=pk)
    if not _may_have(request.user, row):
        raise Http404
    return row


def _may_have(user: User, row: EvidenceFile) -> bool:
    """A verifier has the files of the components that they verify, not of the whole report."""
    report = row.evidence.report
    if own_reports(user).filter(pk=report.pk).exists():
        return True
    shared = assignments(report.season_unit.season)
    cited = row.evidence.citations.values_list("component", flat=True)
    reads = any(may_read(user, report, component, shared) for component in cited)
    return reads and readable_reports(user).filter(pk=report.pk).exists()
