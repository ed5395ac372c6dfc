"""The official report at the unit's desk: looking at it, taking it out as PDF or Word, handing in one's own (R4.5)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.appraisal.enums import OPEN
from thuocdo.appraisal.queries import asked
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import midnight
from thuocdo.desks.handing_out import handed_out, handed_paper
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.signing.paper_forms import OwnDraftForm
from thuocdo.desks.unit.signing.signed_box import SignedBox
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.documents import files
from thuocdo.documents.official import Paper, missing_letters, pictures, typeset
from thuocdo.documents.views import attachment
from thuocdo.reports.models import PrintedReport
from thuocdo.reports.official import Beside, report_paper
from thuocdo.reports.printing import print_report, use_own_draft
from thuocdo.reports.rules import may_fill, may_print, sends


def beside(workspace: Workspace) -> Beside:
    """What is exempt, and what the unit asks not to be assessed in."""
    requested = {code: row.reason for code, row in workspace.requests.items() if row.state in OPEN}
    return Beside(workspace.exempt, requested, asked(workspace.requests.values()))


def preview(workspace: Workspace) -> Paper:
    """The report as it stands, marked as a preview; dated today, so that it is the same paper all day."""
    return report_paper(workspace.report, beside(workspace), midnight(clock.today()), preview=True)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The official report: its pages, what to take out; a POST hands in the unit's own."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    form = OwnDraftForm(request.POST, request.FILES) if request.method == "POST" else OwnDraftForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        said = _("The report that the unit drafted itself is kept. The figures stay those of the form.")
        attempt(request, lambda: use_own_draft(request.user, report, upload, beside(workspace).asked), said)
        return redirect("desks:paper", pk)
    context = _context(request, workspace, form)
    return render(request, "desks/unit/paper.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, workspace: Workspace, form: OwnDraftForm) -> dict[str, object]:
    report = workspace.report
    shown, signed = preview(workspace), SignedBox(report, request.user, workspace.requests.values())
    printed = list(report.printed.select_related("file", "printed_by"))
    return {
        "ws": workspace,
        "report": report,
        "form": form,
        "pages": range(1, len(pictures(shown)) + 1),
        "unprintable": sorted(missing_letters(shown)),
        "printed": printed,
        "newest": printed[0] if printed else None,
        "is_outdated": bool(printed) and not signed.now.holds(printed[0].content_sha256, printed[0].beside_sha256),
        "may_take_out": may_print(report) and sends(request.user, report.season_unit.unit_id),
        "may_fill": may_fill(request.user, report),
        "signed": signed,
    }


@require_safe
def paper_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page of the preview as a picture."""
    made = pictures(preview(own_workspace(request, pk)))
    if not 1 <= page <= len(made):
        raise Http404
    return HttpResponse(made[page - 1], content_type=files.PNG)


@require_safe
def paper_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview as PDF; not kept, and marked on every page."""
    workspace = own_workspace(request, pk)
    return handed_out(typeset(preview(workspace)), files.PDF, _name(workspace, "xem-truoc.pdf"), "inline")


@require_safe
def paper_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as Word, for units that finish it there."""
    workspace = own_workspace(request, pk)
    paper = report_paper(workspace.report, beside(workspace), clock.now())
    return handed_paper(request, "report", paper, _name(workspace, "bao-cao.docx"))


@require_POST
def paper_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the PDF for signing, or finds the one that says the same, and hands it out."""
    workspace = own_workspace(request, pk)
    made: list[PrintedReport] = []
    if attempt(request, lambda: made.append(print_report(request.user, workspace.report, beside(workspace)))):
        return redirect("desks:paper_file", pk, made[0].pk)
    return redirect("desks:paper", pk)


@require_safe
def paper_file(request: HttpRequest, pk: int, printed: int) -> HttpResponseBase:
    """A PDF that was made for signing, or a report that the unit drafted itself."""
    workspace = own_workspace(request, pk)
    row = get_object_or_404(PrintedReport.objects.select_related("file"), pk=printed, report_id=workspace.report.pk)
    return attachment(row.file, row.file_name or _name(workspace, f"bao-cao-{row.content_sha256[:8]}.pdf"))


def _name(workspace: Workspace, ending: str) -> str:
    unit = workspace.report.season_unit
    return f"{unit.season.key}-{unit.unit.key}-{ending}"
