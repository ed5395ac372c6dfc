"""Filling in by Excel: taking the form out, handing it in, looking at what it would change, applying it."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.queries import law
from thuocdo.desks.unit.workbook.form import CLOSED_TO_FILES, WorkbookForm, choices_of, chosen
from thuocdo.documents.files import EXCEL
from thuocdo.reports.actions import check_filling
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.models import Report, WaitingWorkbook
from thuocdo.reports.queries import own_reports, with_answers
from thuocdo.reports.rules import fills, is_open, may_fill
from thuocdo.reports.workbook.contents import contents_of
from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.keeping import apply_workbook, hand_in, let_go, plan_of, waiting
from thuocdo.reports.workbook.out import build


def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The way out and the way in. 5 queries besides those of every page."""
    report = _own(request, pk)
    if request.method != "POST":
        return _page(request, report, WorkbookForm())
    check_filling(request.user, report)
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid() or not _hand_in(request, report, form):
        return _page(request, report, form, status=422 if is_open(report) else 403)
    if not is_open(report):
        form.add_error(None, CLOSED_TO_FILES)
        return _page(request, report, form, status=403)
    return redirect("desks:workbook_preview", pk)


def _own(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(own_reports(request.user), pk=pk)


def _hand_in(request: HttpRequest, report: Report, form: WorkbookForm) -> bool:
    try:
        hand_in(request.user, report, form.cleaned_data["file"])
    except BookFault as fault:
        form.add_error("file", fault.say())
        return False
    return True


def _page(request: HttpRequest, report: Report, form: WorkbookForm, status: int = 200) -> HttpResponse:
    context = {
        "report": report,
        "law": law(report.season_unit.season.pinned_set),
        "last_day": last_day_of(report),
        "may_fill": may_fill(request.user, report),
        "fills": fills(request.user, report.season_unit.unit_id),
        "form": form,
        "kept": waiting(request.user, report),
    }
    return render(request, "desks/unit/workbook.html", context, status=status)


@require_safe
def workbook_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as it stands now; for whoever cannot fill it, a copy to read. `?nam-truoc=1`: begun with last year's
    figures."""
    report = get_object_or_404(with_answers(own_reports(request.user)), pk=pk)
    content = build(
        contents_of(
            report,
            notes=_exempt(report),
            starts="nam-truoc" in request.GET or report.starts_from_last_year,
            is_open=may_fill(request.user, report),
        )
    )
    unit = report.season_unit
    response = HttpResponse(content, content_type=EXCEL)
    name = quote(f"bieu-tu-danh-gia-{unit.unit.key}-{unit.season.key}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "no-store"  # the versions in it are those of this moment
    return response


def _exempt(report: Report) -> dict[str, str]:
    """A word on the components that are not assessed (R5.3)."""
    rows = exemptions_by_report([report]).get(report.pk, [])
    accepted = [row for row in rows if row.state == ExemptionState.ACCEPTED]
    words = _("Not assessed, by the written acceptance %(number)s: it need not be filled in.")
    return {row.component: words % {"number": row.acceptance.number} for row in accepted}


def workbook_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change and every fault; applying it or letting it go. 9 queries besides those of every page."""
    report = _own(request, pk)
    if request.method == "POST":
        check_filling(request.user, report)
    kept = waiting(request.user, report)
    if request.method == "POST" and "let-go" in request.POST:
        return _let_go(request, report)
    if kept:
        return _apply(request, report, kept) if request.method == "POST" else _preview(request, report, kept)
    if request.method == "POST" and not is_open(report):
        raise PermissionDenied(_("Nothing was changed: the report has been sent, or reporting is not open."))
    messages.info(request, _("No file is waiting. What you applied is in the report; else choose the file again."))
    return redirect("desks:workbook", pk)


def _let_go(request: HttpRequest, report: Report) -> HttpResponse:
    let_go(request.user, report)
    messages.info(request, _("Nothing was changed. The file on your computer is as it was."))
    return redirect("desks:workbook", report.pk)


def _apply(request: HttpRequest, report: Report, kept: WaitingWorkbook) -> HttpResponse:
    if not is_open(report):
        return _preview(request, report, kept, CLOSED_TO_FILES, status=403)
    try:
        written = apply_workbook(request.user, report, request.POST.get("plan", ""), chosen(request.POST))
    except Conflict as fault:
        return _preview(request, report, kept, fault, status=409)
    except Refused as fault:
        return _preview(request, report, kept, fault, status=422)
    messages.success(request, _done(written))
    return redirect("desks:report", report.pk)


def _done(written: int) -> str:
    words = ngettext(
        "Applied: %(count)s component is now as in the workbook.",
        "Applied: %(count)s components are now as in the workbook.",
        written,
    )
    return words % {"count": written} if written else _("Everything was kept as it is stored.")


def _preview(
    request: HttpRequest, report: Report, kept: WaitingWorkbook, fault: object = "", status: int = 200
) -> HttpResponse:
    try:
        plan = plan_of(kept, report)
    except BookFault as broken:  # the season's form was changed after the file was handed in
        let_go(request.user, report)
        messages.error(request, broken.say())
        return redirect("desks:workbook", report.pk)
    context = {
        "report": report,
        "kept": kept,
        "plan": plan,
        "conflicts": choices_of(plan, request.POST),
        "is_open": is_open(report),
        "fault": fault,
    }
    return render(request, "desks/unit/workbook_preview.html", context, status=status)
