"""Sharing out the verification: who checks what, how much that is, and how far it is (R4.1-2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.assign.forms import AgencyForm, AssignForm
from thuocdo.desks.assign.table import sharing_of
from thuocdo.verification import assigning
from thuocdo.verification.heirs import heirs
from thuocdo.verification.loads import checked_by, loads, without_officers
from thuocdo.verification.models import Assignment


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


def rows_of(season: Season):
    """Every assignment with all that is said of it: 1 query."""
    rows = Assignment.objects.filter(season=season).select_related(
        "agency",
        "verifier",
        "season__pinned_set",
        "season_tier__tier",
        "season_unit__season_tier__tier",
        "season_unit__unit",
    )
    return rows.order_by("season_unit__order", "component", "agency__order", "pk")


@require_safe
@for_those(oversees)
def sharing(request: HttpRequest, key: str) -> HttpResponse:
    """Components x agencies, and everybody's load. 8 queries besides those of every page."""
    season = find(key)
    rows = list(rows_of(season))
    taken = heirs()
    context = {
        "season": season,
        "sharing": sharing_of(season, rows),
        "loads": loads(season, rows),
        "merged": list({row.agency for row in rows if row.agency_id in taken}),
        "without_officers": without_officers(rows),
        "may_change": runs_the_season(request.user) and assigning.may_change(season),
    }
    return render(request, "desks/assign/sharing.html", context)


@for_those(runs_the_season)
def assign_new(request: HttpRequest, key: str) -> HttpResponse:
    """One more assignment; the address may name the component, tier or unit."""
    season = find(key)
    form = AssignForm(season, request.POST or None, initial=_named(request, season))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(
            request,
            lambda: assigning.assign(request.user, season, form.place(), said["agency"], said["verifier"]),
            _("Shared out."),
        ):
            return redirect("desks:sharing", key)
    context = {"season": season, "form": form, "title": _("Give a component or a report to an agency")}
    return render(request, "desks/assign/form.html", context, status=422 if form.errors else 200)


def _named(request: HttpRequest, season: Season) -> dict[str, object]:
    tier = next((row for row in season.tiers.all() if row.tier.code == request.GET.get("cap")), None)
    return {"component": request.GET.get("chi-so", ""), "tier": tier and tier.pk, "unit": request.GET.get("don-vi", "")}


@for_those(runs_the_season)
def assign_change(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Another agency or officer for the same component or report."""
    season = find(key)
    row = get_object_or_404(rows_of(season), pk=pk)
    form = AgencyForm(request.POST or None, initial={"agency": row.agency_id, "verifier": row.verifier_id})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(
            request, lambda: assigning.reassign(request.user, row, said["agency"], said["verifier"]), _("Shared out.")
        ):
            return redirect("desks:sharing", key)
    context = {"season": season, "form": form, "row": row, "title": what(row), "done": _done(row)}
    return render(request, "desks/assign/form.html", context, status=422 if form.errors else 200)


@for_those(runs_the_season)
def assign_remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Takes an assignment back, after asking."""
    season = find(key)
    row = get_object_or_404(rows_of(season), pk=pk)
    if request.method == "POST":
        attempt(request, lambda: assigning.unassign(request.user, row), _("Taken back."))
        return redirect("desks:sharing", key)
    said = {"agency": row.agency.name, "what": what(row)}
    question = _("%(agency)s no longer checks this: %(what)s.") % said
    consequences = [_("The lead department checks it, and whoever else it is given to."), *filter(None, [_done(row)])]
    return _confirm(request, season, _("Take the assignment back"), question, consequences, _("Take back"))


@for_those(runs_the_season)
def assign_reset(request: HttpRequest, key: str) -> HttpResponse:
    """Back to what the criteria set names, after asking."""
    season = find(key)
    if request.method == "POST":
        done = _("The verification is shared out as the criteria set names it.")
        attempt(request, lambda: assigning.reset(request.user, season), done)
        return redirect("desks:sharing", key)
    question = _("Each component goes to the agency that the criteria set names; every other assignment is dropped.")
    rows = rows_of(season)
    by_hand = sum(row.season_unit_id is not None or row.verifier_id is not None for row in rows)
    consequences = [_("Named officers and what is given by unit or by hand: %(n)s.") % {"n": by_hand}, _stands()]
    return _confirm(request, season, _("Back to the usual sharing"), question, consequences, _("Share out anew"))


def _confirm(request: HttpRequest, season: Season, title: str, question: str, consequences: list[str], label: str):
    context = {
        "title": title,
        "question": question,
        "consequences": consequences,
        "submit_label": label,
        "cancel_url": reverse("desks:sharing", args=[season.key]),
        "cancel_label": _("Sharing out the verification"),
        "danger": True,
    }
    return render(request, "common/confirm.html", context)


def what(row: Assignment) -> str:
    """The component and whose, or the unit whose whole report it is."""
    if row.season_unit and not row.component:
        return _("Whole report: %(unit)s") % {"unit": row.season_unit.name}
    if row.season_unit:
        return _("Component %(code)s: %(unit)s") % {"code": row.component, "unit": row.season_unit.name}
    tier = row.season_tier.tier.name if row.season_tier else _("Every tier")
    return _("Component %(code)s: %(unit)s") % {"code": row.component, "unit": tier}


def _done(row: Assignment) -> str:
    """What is there already, in words; empty where nothing is."""
    n = checked_by(row)
    if not n:
        return ""
    words = ngettext("Its people have verified %(n)s line here.", "Its people have verified %(n)s lines here.", n)
    return f"{words % {'n': n}} {_stands()}"


def _stands() -> str:
    return _("What was verified so far stands, under the name of whoever verified it.")
