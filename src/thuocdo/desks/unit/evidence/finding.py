"""A document of the evidence list, or a file of it, if the person's unit lists it; anything else answers 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from thuocdo.cycles.queries import form_of
from thuocdo.desks.unit.answer_form import language
from thuocdo.reports.links import with_handed_in
from thuocdo.reports.models import Evidence, EvidenceFile, Report
from thuocdo.reports.queries import own_reports, with_evidence


def own_report(request: HttpRequest, pk: int) -> Report:
    """The unit's report with its whole evidence list, and what came in by its links: 3 queries."""
    return get_object_or_404(with_handed_in(with_evidence(own_reports(request.user))), pk=pk)


def own_document(request: HttpRequest, pk: int) -> tuple[Report, Evidence]:
    """The document with files and citations, out of its report's list: 4 queries."""
    found = get_object_or_404(Evidence.objects.only("report_id"), pk=pk)
    report = own_report(request, found.report_id)
    row = next((row for row in report.evidence.all() if row.pk == found.pk), None)
    if row is None:  # removed since the query above
        raise Http404(str(pk))
    return report, row


def own_file(evidence: Evidence, pk: str) -> EvidenceFile:
    kept = next((row for row in evidence.files.all() if str(row.pk) == pk), None)
    if kept is None:
        raise Http404(pk)
    return kept


def own_components(report: Report) -> list[tuple[str, str]]:
    """Code and name of the components on which the unit itself reports."""
    form = form_of(report.season_unit)
    lines = [*form.components, *(extra.component for extra in form.adjustments)]
    own = [line for line in lines if any(leaf.answered_by == "unit" for leaf in line.leaves)]
    return [(line.code, f"{line.code} {line.name.get(language())}"[:110]) for line in own]
