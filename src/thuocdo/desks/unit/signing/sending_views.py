"""Sending a report: the check before, the receipt after, taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.appraisal.queries import asked
from thuocdo.audit.actions import receipt_seal
from thuocdo.audit.queries import attests, checkpoint_of
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.enums import LateReports
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.forms import SendForm
from thuocdo.desks.unit.signing.attached import Attached
from thuocdo.desks.unit.signing.receipt_paper import receipt_pdf
from thuocdo.desks.unit.signing.signed_box import SignedBox
from thuocdo.desks.unit.summary import missing_contacts
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.documents import files
from thuocdo.reports.content import Digests, digests
from thuocdo.reports.deadlines import last_day_of, would_be_late
from thuocdo.reports.enums import ARRIVED, ReportState
from thuocdo.reports.models import Report, Sending
from thuocdo.reports.rules import may_fill, may_send, sends
from thuocdo.reports.sending import send_report, withdraw_report


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What is declared, what is missing or contradicts, whether it is late; then it goes."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    if not may_send(request.user, report):
        return redirect("desks:report", pk)
    if request.method != "POST":
        return _shown(request, workspace, SendForm(asks=bool(workspace.open_lines)))
    form = SendForm(request.POST, asks=bool(workspace.open_lines))
    try:
        if form.is_valid() and _sent(request, workspace):
            receipt_seal(report.sendings.first().entry)  # the receipt names the checkpoint: it waits for its seal
            return redirect("desks:receipt", pk)
    except Conflict as fault:
        messages.error(request, str(fault))
        anew = own_workspace(request, pk)
        return _shown(request, anew, SendForm(asks=bool(anew.open_lines)), status=409)
    return _shown(request, workspace, form, status=422)


def _sent(request: HttpRequest, workspace: Workspace) -> bool:
    """Raises Conflict where the report is no longer what the sender's page showed."""
    options = {"asked": asked(workspace.requests.values()), "seen": request.POST.get("seen", "")}
    try:
        send_report(request.user, workspace.report, **options)
    except Conflict:
        raise
    except Refused as fault:
        messages.error(request, str(fault))
        return False
    return True


def _shown(request: HttpRequest, workspace: Workspace, form: SendForm, *, status: int = 200) -> HttpResponse:
    context = _checked(request, workspace) | {"form": form}
    return render(request, "desks/unit/send.html", context, status=status)


def _checked(request: HttpRequest, workspace: Workspace) -> dict[str, object]:
    """As `send_report` will judge it; the act itself asks again under lock."""
    report = workspace.report
    late = would_be_late(report, clock.now())
    return {
        "ws": workspace,
        "report": report,
        "last_day": last_day_of(report),
        "late": late,
        "refused": late and report.season_unit.season.late_reports == LateReports.REFUSED,
        "may_fill": may_fill(request.user, report),
        "contacts": missing_contacts(report),
        "signed": SignedBox(report, request.user, workspace.requests.values()),
    }


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu xác nhận of the latest sending: what was received, when, from whom; its digest is the audit's."""
    workspace = own_workspace(request, pk)
    sendings = _sendings(workspace.report)
    if not sendings:
        return redirect("desks:report", pk)
    return render(request, "desks/unit/receipt.html", receipt_data(workspace, sendings[0], sendings))


@require_safe
def receipt_of(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The receipt of an earlier sending: withdrawn or returned since, and still true."""
    return render(request, "desks/unit/receipt.html", _numbered(request, pk, number))


@require_safe
def receipt_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The same as PDF, for the unit's files."""
    data = _numbered(request, pk, number)
    unit = data["report"].season_unit
    name = f"{unit.season.key}-{unit.unit.key}-phieu-xac-nhan-{number}.pdf"
    return handed_out(receipt_pdf(data), files.PDF, name)


def _numbered(request: HttpRequest, pk: int, number: int) -> dict[str, object]:
    workspace = own_workspace(request, pk)
    sendings = _sendings(workspace.report)
    wanted = next((row for row in sendings if row.number == number), None)
    if wanted is None:
        raise Http404(number)
    return receipt_data(workspace, wanted, sendings)


def _sendings(report: Report) -> list[Sending]:
    return list(report.sendings.select_related("sent_by", "entry"))


def receipt_data(workspace: Workspace, sending: Sending, sendings: list[Sending]) -> dict[str, object]:
    """What a receipt says, on the page and as PDF alike."""
    report = workspace.report
    stands = sending == sendings[0] and report.state in ARRIVED
    return {
        "ws": workspace,
        "report": report,
        "sending": sending,
        "sendings": sendings,
        "stands": stands,
        "entry": sending.entry,
        "checkpoint": checkpoint_of(sending.entry),
        "digest": sending.content_sha256,
        "agrees": _agrees(sending, digests(report) if stands else None),
        "attached": _attached(report) if stands else None,
    }


def _attached(report: Report) -> Attached | None:
    copy = report.signed_copies.select_related("file").first()
    return Attached(copy) if copy else None


def _agrees(sending: Sending, now: Digests | None) -> bool | None:
    """Whether the audit's entry was made over what was kept, and that is what is declared `now`; None once its salt has
    been erased, or where no digest was kept."""
    kept = sending.content_sha256
    if not kept:
        return None
    digest = kept if now is None or now.holds(kept) else now.content
    return attests(sending.entry, "after", {"state": ReportState.SENT, "sha256": digest})


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit takes its report back before its deadline."""
    workspace: Workspace = own_workspace(request, pk)
    report = workspace.report
    if report.state != ReportState.SENT or not sends(request.user, report.season_unit.unit_id):
        return redirect("desks:report", pk)
    if request.method == "POST":
        attempt(
            request,
            lambda: withdraw_report(request.user, report),
            _("The report is withdrawn. Mend it and send it again before the deadline."),
        )
        return redirect("desks:report", pk)
    return render(request, "common/confirm.html", _withdrawing(report))


def _withdrawing(report: Report) -> dict[str, object]:
    return {
        "title": _("Withdraw the report"),
        "question": _("Take the report back to change it?"),
        "consequences": [
            _("The report is a draft again; everything filled in is kept."),
            _("The lead department no longer sees it until you send it again."),
            _("It has to be sent again before the end of the last day, or it is late."),
        ],
        "submit_label": _("Withdraw the report"),
        "cancel_url": reverse("desks:report", args=[report.pk]),
        "danger": True,
    }
