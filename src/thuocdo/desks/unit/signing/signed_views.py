"""The signed report at the unit's desk: attaching it, what was found of it, its number and date (R4.5)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.models import User
from thuocdo.appraisal.queries import asked
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.signing.signed_box import SignedBox
from thuocdo.desks.unit.signing.signed_forms import SignedForm
from thuocdo.documents.views import attachment
from thuocdo.reports.enums import ARRIVED
from thuocdo.reports.models import Report, SignedCopy
from thuocdo.reports.queries import own_reports
from thuocdo.reports.signing import check_again, record_number, record_signed_copy
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_finish


def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """What came back, in words; a POST attaches it, or records number and date alone where the paper travels apart."""
    workspace = own_workspace(request, pk)
    report, box = workspace.report, SignedBox(workspace.report, request.user, workspace.requests.values())
    form = _form(request, report, box)
    if request.method == "POST" and form.is_valid() and _recorded(request, box, form):
        return redirect("desks:signed", pk)
    shown = SignedBox(report, request.user, workspace.requests.values())
    context = {"ws": workspace, "report": report, "signed": shown, "form": form}
    return render(request, "desks/unit/signed.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, report: Report, box: SignedBox) -> SignedForm:
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return SignedForm(report, *posted, needs_file=box.is_demanded, takes_scans=box.takes_scans)


def _recorded(request: HttpRequest, box: SignedBox, form: SignedForm) -> bool:
    """A refusal stays beside the form, which keeps what was typed."""
    upload = form.cleaned_data["file"]
    try:
        if upload:
            record_signed_copy(request.user, box.report, upload, form.numbering, asked=box.asked, **form.options)
        else:
            record_number(request.user, box.report, form.numbering)
    except Refused as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("Attached. See below what was found.") if upload else _("Saved"))
    return True


@require_POST
def signed_again(request: HttpRequest, pk: int, copy: int) -> HttpResponse:
    """Judges the newest copy anew, as after the installation was given a root or a list."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    row = get_object_or_404(SignedCopy.objects.select_related("report", "file"), pk=copy, report_id=report.pk)
    requests = asked(workspace.requests.values())
    attempt(
        request, lambda: check_again(request.user, row, asked=requests), _("Checked again. See below what was found.")
    )
    return redirect("desks:signed", pk)


@require_safe
def signed_file(request: HttpRequest, pk: int, copy: int) -> HttpResponseBase:
    """The copy itself. It is the whole report with the preparer's contacts: for its unit and for who verifies all of
    it."""
    rows = SignedCopy.objects.select_related("file", "report__season_unit__season")
    row = get_object_or_404(rows, pk=copy, report_id=pk)
    if not own_reports(request.user).filter(pk=pk).exists() and not may_have(request.user, row.report):
        raise Http404
    return attachment(row.file, row.file_name)


def may_have(user: User, report: Report) -> bool:
    """Verifies the whole of a report that has arrived."""
    return report.state in ARRIVED and may_finish(user, report, assignments(report.season_unit.season))
