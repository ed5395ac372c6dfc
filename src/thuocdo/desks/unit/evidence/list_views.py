"""The numbered list of a unit's evidence, and putting a document on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.desks.unit.evidence.finding import own_components, own_document, own_report
from thuocdo.desks.unit.evidence.forms import NewDocumentForm, file_limit
from thuocdo.desks.unit.finding import check_fills
from thuocdo.reports.evidence import list_evidence, remove_evidence
from thuocdo.reports.evidence_period import FAULTS, MENDS, PeriodMark, period_marks, period_of, standing_told
from thuocdo.reports.links import waiting_files
from thuocdo.reports.models import Evidence, Report
from thuocdo.reports.rules import may_fill


@require_safe
def evidence_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every document by its number, and what is to be said about its date. 6 queries besides those of every page."""
    report = own_report(request, pk)
    context = {
        "report": report,
        "rows": marked(report),
        "period": period_of(report.season_unit.season),
        "may_fill": may_fill(request.user, report),
        "waiting": waiting_files(report),
    }
    return render(request, "desks/unit/evidence_list.html", context)


def marked(report: Report) -> list[tuple[Evidence, dict[str, object]]]:
    """Each document with the mark that its date earns; at most 2 queries, on a border day only."""
    marks = period_marks(report)
    return [(row, told(row, marks.get(row.pk))) for row in report.evidence.all()]


def told(row: Evidence, mark: PeriodMark | None) -> dict[str, object]:
    """The document's standing in words; a mark with how to mend it where it is a fault."""
    marked = {"label": mark.label, "is_fault": mark in FAULTS, "mend": MENDS.get(mark, "")} if mark else {}
    return {"standing": standing_told(row, mark), **marked}


def evidence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Details, files and a component in one form; a refused file is said at its field, the rest stays typed."""
    report = own_report(request, pk)
    check_fills(request, report)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    components, there = own_components(report), None
    wanted = request.GET.get("component", "")
    form = NewDocumentForm(*given, components=components, initial={"component": wanted})
    if request.method == "POST" and form.is_valid():
        chosen = [code for code in [form.cleaned_data["component"]] if code]
        try:
            evidence = list_evidence(request.user, report, form.details(), form.cleaned_data["file"], chosen)
        except Refused as fault:
            form.add_error("file" if form.cleaned_data["file"] else None, str(fault))
            there = getattr(fault, "row", None)
        else:
            return redirect("desks:evidence_document", evidence.pk)
    context = {"report": report, "form": form, "limit": file_limit(), "there": there}
    return render(request, "desks/unit/evidence_new.html", context, status=422 if form.errors else 200)


def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then takes the document off the list; its files' bytes stay in the store."""
    report, row = own_document(request, pk)
    check_fills(request, report)
    if request.method == "POST":
        attempt(request, lambda: remove_evidence(request.user, row), _("The document is removed."))
        return redirect("desks:evidence_list", report.pk)
    cited = ", ".join(citation.component for citation in row.citations.all())
    gone = _("It no longer proves: %(codes)s. You can attach it again.") % {"codes": cited}
    context = {
        "title": _("Remove evidence"),
        "question": _("Remove “%(name)s” from the evidence list?") % {"name": row},
        "consequences": [
            gone if cited else _("No component cites it."),
            _("Its number is not given to another document."),
        ],
        "submit_label": _("Remove the document"),
        "cancel_url": reverse("desks:evidence_document", args=[row.pk]),
        "danger": True,
    }
    return render(request, "common/confirm.html", context)
