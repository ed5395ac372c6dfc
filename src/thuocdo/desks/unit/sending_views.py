"""Sending a report: the check before, the receipt after, taking it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.audit.actions import receipt_seal
from thuocdo.audit.models import Entry
from thuocdo.audit.queries import attests, checkpoint_of, entries_about
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.cycles.enums import LateReports
from thuocdo.cycles.queries import deadline
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.forms import SendForm
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.reports.content import content_digest
from thuocdo.reports.enums import ARRIVED, ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.rules import may_fill, may_send, sends
from thuocdo.reports.sending import send_report, withdraw_report


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What is unanswered, unproven or missing, and whether it is late; then it goes."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    if not may_send(request.user, report):
        return redirect("desks:report", pk)
    form = SendForm(request.POST if request.method == "POST" else None, asks=bool(workspace.open_lines))
    if request.method == "POST" and form.is_valid() and attempt(request, lambda: send_report(request.user, report)):
        receipt_seal(_sending(report))  # the receipt names the checkpoint: it waits for its seal
        return redirect("desks:receipt", pk)
    late = _is_late(report)
    refused = late and report.season_unit.season.late_reports == LateReports.REFUSED
    filling = may_fill(request.user, report)
    context = {"ws": workspace, "report": report, "form": form, "late": late, "refused": refused, "may_fill": filling}
    return render(request, "desks/unit/send.html", context, status=422 if request.method == "POST" else 200)


def _is_late(report: Report) -> bool:
    """As `send_report` will judge it; the act itself asks again under lock."""
    return report.is_late if report.return_reason else clock.now() >= deadline(report.season_unit)


def _sending(report: Report) -> Entry | None:
    """The audit's entry of the latest sending."""
    return entries_about(f"report:{report.pk}").filter(act="report.send").last()


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Phiếu xác nhận: what was received, when, from whom; its digest is the one that the audit keeps."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    if report.state not in ARRIVED:
        return redirect("desks:report", pk)
    entry, digest = _sending(report), content_digest(report)
    stated = {"state": ReportState.SENT, "sha256": digest}
    context = {
        "ws": workspace,
        "report": report,
        "digest": digest,
        "entry": entry,
        "checkpoint": checkpoint_of(entry) if entry else None,
        "agrees": attests(entry, "after", stated) if entry else None,
    }
    return render(request, "desks/unit/receipt.html", context)


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
