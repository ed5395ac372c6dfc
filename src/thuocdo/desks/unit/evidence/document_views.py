"""One document of the evidence list: what it is known by, its files and revisions, what cites it."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.acting import attempt
from thuocdo.common.faults import AlreadyThere, Conflict, Refused
from thuocdo.desks.unit.evidence.finding import own_components, own_document, own_file
from thuocdo.desks.unit.evidence.forms import CitationForm, DetailsForm, FilesForm, PlaceForm, RevisionForm, file_limit
from thuocdo.desks.unit.evidence.list_views import told
from thuocdo.desks.unit.finding import check_fills
from thuocdo.reports.evidence import Details, describe_evidence
from thuocdo.reports.evidence_citing import cite, uncite
from thuocdo.reports.evidence_files import add_file, is_listed, remove_file
from thuocdo.reports.evidence_period import counted_elsewhere, period_mark
from thuocdo.reports.models import Evidence, EvidenceFile, Report
from thuocdo.reports.rules import may_fill


def evidence_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; sent, it corrects the details. 8 queries besides those of every page."""
    report, row = own_document(request, pk)
    if request.method != "POST":
        return page(request, report, row, details=DetailsForm.about(row))
    check_fills(request, report)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return page(request, report, row, details=form, status=422)
    now = Details.of(row)
    try:
        describe_evidence(request.user, row, form.details(), seen=form.seen_details(now) or form.details())
    except Conflict as fault:
        form.see(now)
        return page(request, report, row, details=form, stored=now, fault=str(fault), status=409)
    except Refused as fault:
        form.add_error("date" if is_listed(row) else None, str(fault))
        return page(request, report, row, details=form, status=422)
    messages.success(request, _("Saved"))
    return redirect("desks:evidence_document", pk)


def page(request: HttpRequest, report: Report, row: Evidence, *, status: int = 200, **shown: object) -> HttpResponse:
    """`shown`: a form that could not be carried out, in place of the fresh one."""
    components = own_components(report)
    cited = _cited_by(row)
    named = dict(components)
    free = [pair for pair in components if pair[0] not in cited]
    current = row.current_files
    context = {
        "report": report,
        "row": row,
        "mark": told(row, period_mark(row, report.season_unit.season, counted_elsewhere(report))),
        "may_fill": may_fill(request.user, report),
        "details": DetailsForm.about(row),
        "files": [(kept, _revision(kept)) for kept in current],
        "earlier": [kept for kept in row.files.all() if kept not in current],
        "more": FilesForm(),
        "limit": file_limit(),
        "citations": [(c, named.get(c.component, c.component), _place(c)) for c in row.citations.all()],
        "citing": CitationForm(components=free) if free else None,
        **shown,
    }
    return render(request, "desks/unit/evidence_document.html", context, status=status)


def _revision(kept: EvidenceFile) -> RevisionForm:
    return RevisionForm(auto_id=f"id_{kept.pk}_%s")


def _place(citation) -> PlaceForm:
    told = {"page": citation.page, "quote": citation.quote}
    return PlaceForm(initial=told, auto_id=f"id_{citation.component}_%s")


@require_POST
def evidence_files(request: HttpRequest, pk: int) -> HttpResponse:
    """More files of a document, or a revision in the place of the file that `revision_of` names."""
    report, row = own_document(request, pk)
    check_fills(request, report)
    replaced = own_file(row, request.POST["revision_of"]) if request.POST.get("revision_of") else None
    form, shown = (RevisionForm if replaced else FilesForm)(request.POST, request.FILES), {}
    if form.is_valid():
        given = form.cleaned_data["file"]
        faults = _added(request, row, given if isinstance(given, list) else [given], replaced)
        if not faults:
            return redirect("desks:evidence_document", pk)
        for fault in faults:
            form.add_error("file", str(fault))
        report, row = own_document(request, pk)
        shown["elsewhere"] = _elsewhere(row, faults)
    if replaced:
        form.auto_id = f"id_{replaced.pk}_%s"
        files = [(kept, form if kept == replaced else _revision(kept)) for kept in row.current_files]
        return page(request, report, row, files=files, faulty=form, status=422, **shown)
    return page(request, report, row, more=form, faulty=form, status=422, **shown)


def _elsewhere(row: Evidence, faults: Iterable[Refused]) -> list[tuple[Evidence, list[str]]]:
    """Other documents of the list that have the files already, each with the components that cite this document and not
    that one."""
    there = {fault.row for fault in faults if isinstance(fault, AlreadyThere) and fault.row != row}
    cited = [citation.component for citation in row.citations.all()]
    listed = sorted((other for other in row.report.evidence.all() if other in there), key=lambda other: other.number)
    return [(other, [code for code in cited if code not in _cited_by(other)]) for other in listed]


def _cited_by(row: Evidence) -> set[str]:
    return {citation.component for citation in row.citations.all()}


def _added(request: HttpRequest, row: Evidence, uploads: list, replaced) -> list[Refused]:
    """Adds what can be added, and says of each other file what is wrong with it."""
    faults = []
    for upload in uploads:
        try:
            add_file(request.user, row, upload, revision_of=replaced)
        except Refused as fault:
            named = fault if isinstance(fault, AlreadyThere) else Refused(f"{upload.name}: {fault}")
            faults.append(named)
        else:
            messages.success(request, _("%(name)s: attached.") % {"name": upload.name})
    return faults


@require_POST
def evidence_file_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one file off its document."""
    found = get_object_or_404(EvidenceFile.objects.only("evidence_id"), pk=pk)
    report, row = own_document(request, found.evidence_id)
    check_fills(request, report)
    kept = own_file(row, str(pk))
    return _done(request, row, lambda: remove_file(request.user, kept), _("The file is taken off."))


@require_POST
def evidence_cite(request: HttpRequest, pk: int) -> HttpResponse:
    """A component comes to rest on the document, or page and quote are corrected."""
    report, row = own_document(request, pk)
    check_fills(request, report)
    form = CitationForm(request.POST, components=own_components(report))
    if not form.is_valid():
        return page(request, report, row, citing=form, faulty=form, status=422)
    told = form.cleaned_data
    act = lambda: cite(request.user, row, told["component"], page=told["page"], quote=told["quote"])  # noqa: E731
    return _done(request, row, act, _("Saved"))


@require_POST
def evidence_uncite(request: HttpRequest, pk: int) -> HttpResponse:
    report, row = own_document(request, pk)
    check_fills(request, report)
    code = request.POST.get("component", "")
    return _done(request, row, lambda: uncite(request.user, row, code), _("The component no longer cites it."))


def _done(request: HttpRequest, row: Evidence, act: Callable[[], object], words: str) -> HttpResponse:
    if attempt(request, act, words) or is_listed(row):
        return redirect("desks:evidence_document", row.pk)
    return redirect("desks:evidence_list", row.report_id)
