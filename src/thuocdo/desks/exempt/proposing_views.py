"""What the lead department does for many requests: proposing, the submission, one acceptance for all of them (R5.3)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal import exemptions, proposing
from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import readable_exemptions
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import comes_here
from thuocdo.desks.exempt.forms import AcceptanceForm, ProposalForm
from thuocdo.desks.exempt.submission import submission
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.season.views import find
from thuocdo.documents.models import DocumentKind


@for_those(runs_the_season)
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """A proposal by hand, of any unit but one's own; with `act=zero` the one that the list offers."""
    season = find(key)
    if request.POST.get("act") == "zero":
        return _propose_listed(request, season)
    form = ProposalForm(season, request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = proposing.propose(request.user, form.report, form.cleaned_data["component"], **form.facts())
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Proposed. It counts nothing before the written acceptance."))
            return redirect("desks:exemption_request", key, row.pk)
    context = {"season": season, "form": form}
    return render(request, "desks/exempt/propose.html", context, status=422 if form.errors else 200)


def _propose_listed(request: HttpRequest, season: Season) -> HttpResponse:
    """What the figures say, in the words of the law; only what stands on the list now."""
    number, code = request.POST.get("report", ""), request.POST.get("code", "")
    listed = proposing.proposable(request.user, season)
    found = next((row for row in listed if str(row.report.pk) == number and row.component.code == code), None)
    if found is None:
        messages.error(request, _("This is no longer on the list: somebody proposed it, or the figures changed."))
        return redirect("desks:exemptions", season.key)
    facts = {"ground": Ground.NO_CONTENT, "reason": found.reason}
    done = _("Proposed. It counts nothing before the written acceptance.")
    attempt(request, lambda: proposing.propose(request.user, found.report, code, **facts), done)
    return redirect("desks:exemptions", season.key)


@for_those(comes_here)
def withdraw(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The lead department takes back what it proposed."""
    season = find(key)
    row = get_object_or_404(readable_exemptions(request.user, season), pk=pk)
    if not row.is_leads or not exemptions.deals_with(request.user, row.report):
        raise PermissionDenied(_("The lead department proposed this; it may take it back."))
    if request.method == "POST":
        attempt(request, lambda: exemptions.withdraw(request.user, row), _("The proposal is withdrawn."))
        return redirect("desks:exemption_request", key, pk)
    context = {
        "title": _("Withdraw the proposal"),
        "question": f"{row.report.season_unit.name} · {row.component}",
        "consequences": [_("The component is assessed like any other. The unit may ask for itself.")],
        "submit_label": _("Withdraw the proposal"),
        "cancel_url": reverse("desks:exemption_request", args=[key, pk]),
    }
    return render(request, "common/confirm.html", context)


def advised(user: User, season: Season) -> list[Exemption]:
    """The requests that wait for the People's Committee."""
    return list(readable_exemptions(user, season).filter(state=ExemptionState.ADVISED))


@require_safe
@for_those(runs_the_season)
def paper(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The submission to the People's Committee, as PDF and as Word."""
    season = find(key)
    rows = advised(request.user, season)
    if kind not in KINDS:
        raise Http404(kind)
    if not rows:
        messages.info(request, _("No request with advice waits: there is nothing to submit."))
        return redirect("desks:exemptions", key)
    made = submission(season, rows, clock.now())
    return handed_paper(request, "exemption_submission", made, f"to-trinh-{key}.{kind}")


@for_those(runs_the_season)
def acceptance_new(request: HttpRequest, key: str) -> HttpResponse:
    """One written acceptance for one or many requests at once."""
    season = find(key)
    rows = [row for row in advised(request.user, season) if exemptions.deals_with(request.user, row.report)]
    form = AcceptanceForm(rows, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done: list[int] = []

        @transaction.atomic
        def act() -> None:
            document = form.record(request.user, DocumentKind.ACCEPTANCE)
            done.append(proposing.enter_acceptances(request.user, form.chosen(), document))

        if attempt(request, act):
            words = ngettext("%(n)s request stands under it.", "%(n)s requests stand under it.", done[0])
            entered = _("The acceptance is entered. It counts once a second officer has checked it.")
            messages.success(request, f"{entered} {words % {'n': done[0]}}")
            return redirect("desks:exemptions", key)
    context = {"season": season, "form": form, "rows": rows}
    return render(request, "desks/exempt/acceptance_new.html", context, status=422 if form.errors else 200)
