"""A unit's whole report, and the contacts in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.letterheads import head_on
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.enums import OVER
from thuocdo.desks.unit.choosing import choices, shown_groups
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.forms import CLOSED, ContactsForm
from thuocdo.reports.actions import check_filling, contacts_seen, set_contacts
from thuocdo.reports.enums import ARRIVED, ReportState
from thuocdo.reports.links import outliving_links, waiting_files
from thuocdo.reports.models import CONTACTS, Report
from thuocdo.reports.rules import delegates, may_fill, may_send, sends


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Groups, points, what is missing or contradicts, one next step; all components or a choice. 9 queries in all,
    besides those for what stands beside the report on other desks."""
    workspace = own_workspace(request, pk)
    row = workspace.report
    views = choices(request, workspace)
    context = {
        "ws": workspace,
        "report": row,
        "choices": views,
        "groups": shown_groups(workspace, next(choice for choice in views if choice.current)),
        "can_start": row.starts_from_last_year or any(line.may_start for line in workspace.lines),
        "may_delegate": delegates(request.user, row.season_unit.unit_id),
        **_handed_in(request, row),
        "may_send": may_send(request.user, row),
        "has_arrived": row.state in ARRIVED,
        "was_sent": row.state not in ARRIVED and row.was_sent,
        "has_columns": len(workspace.stages) > 1,
        "is_published": row.season_unit.season_tier.phase in OVER,
        "may_withdraw": row.state == ReportState.SENT and sends(request.user, row.season_unit.unit_id),
    }
    return render(request, "desks/unit/report.html", context)


def _handed_in(request: HttpRequest, row: Report) -> dict[str, object]:
    """Whether the person fills the report, and then what came in by its links and what may come in too late."""
    if not may_fill(request.user, row):
        return {"may_fill": False}
    return {"may_fill": True, "waiting": waiting_files(row), "outliving": outliving_links(row)}


def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Preparer and signer (R4.5); blanks are filled from the account of whoever opens it first, and with the head in
    office."""
    workspace = own_workspace(request, pk)
    row = workspace.report
    editable = may_fill(request.user, row)
    if request.method == "POST":
        check_filling(request.user, row)
    told = {"was": request.POST.get("was", contacts_seen(row))}
    form = ContactsForm(request.POST or None, instance=row, initial=_from_account(request, row))
    if form.is_bound and not editable:
        form.add_error(None, CLOSED)
    status = 403 if request.method == "POST" and not editable else 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in CONTACTS}
        try:
            set_contacts(request.user, row, was=request.POST.get("was"), **given)
        except Conflict as fault:
            stored = Report.objects.get(pk=pk)
            status, told = 409, {"was": contacts_seen(stored), "stored": stored, "fault": str(fault)}
        except Refused as fault:
            status, told = 422, told | {"fault": str(fault)}
        else:
            messages.success(request, _("Contacts saved."))
            return redirect("desks:send" if request.GET.get("next") == "send" else "desks:report", pk)
    context = {"ws": workspace, "report": row, "form": form, "may_fill": editable or form.is_bound, **told}
    return render(request, "desks/unit/contacts.html", context, status=status)


def _from_account(request: HttpRequest, row) -> dict[str, str]:
    user, head = request.user, head_on(row.season_unit.unit, clock.today())
    known = {
        "preparer_name": user.full_name,
        "landline": user.landline,
        "mobile": user.mobile,
        "email": user.email,
        "signer_name": head.full_name if head else "",
        "signer_title": head.title if head else "",
    }
    return {name: text for name, text in known.items() if text and not getattr(row, name)}
