"""Planning an on-site check, changing its plan, calling it off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.common.acting import attempt
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of, season_units
from thuocdo.desks.access import for_those
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.desks.season.views import find
from thuocdo.desks.visit.finding import Seen, seen, written
from thuocdo.desks.visit.forms import PlanForm
from thuocdo.regulation import Component
from thuocdo.reports.models import Report
from thuocdo.verification import visiting
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify, verifies


@for_those(verifies)
def visit_new(request: HttpRequest, key: str) -> HttpResponse:
    """First the unit (`?don-vi=`), of those that the person verifies; then the plan. 8 queries."""
    season = find(key)
    shared = assignments(season)
    units = [row for row in season_units(season) if _mine(request, row, shared)]
    chosen = next((row for row in units if row.unit.key == request.GET.get("don-vi", "")), None)
    if chosen is None:
        context = {"season": season, "units": units}
        return render(request, "desks/visit/choose.html", context, status=200)
    first = {"components": [request.GET.get("chi-so", "")]}
    form = PlanForm(_mine(request, chosen, shared), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = visiting.plan_visit(request.user, chosen, form.plan())
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The visit is planned. The unit sees the plan."))
            return redirect("desks:visit", made.pk)
    context = {"season": season, "unit": chosen, "form": form}
    return render(request, "desks/visit/plan.html", context, status=422 if form.errors else 200)


def _mine(request: HttpRequest, unit: SeasonUnit, shared) -> list[Component]:
    """What the person verifies of the unit; none of their own (I12)."""
    report = Report(season_unit=unit)
    return [c for c in form_of(unit).components if may_verify(request.user, report, c.code, shared)]


def visit_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes the plan, against the version that the person saw."""
    found = written(request, pk)
    unit = get_object_or_404(season_units(found.visit.season_unit.season), pk=found.visit.season_unit_id)
    mine = _mine(request, unit, assignments(unit.season))
    form = PlanForm(mine, request.POST or None, initial=PlanForm.stored(found.visit))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            visiting.change_plan(request.user, found.visit, form.plan(), version=version)
        except Conflict as fault:
            return _again(request, pk, form, str(fault))
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The plan is changed."))
            return redirect("desks:visit", pk)
    return _page(request, found, form, 422 if form.errors else 200)


def _again(request: HttpRequest, pk: int, form: PlanForm, fault: str) -> HttpResponse:
    """The plan as it now stands beside what was typed, which the next saving puts in its place."""
    fresh = seen(request.user, pk)
    form.data = form.data.copy()
    form.data["version"] = fresh.visit.version
    form.add_error(None, fault)
    return _page(request, fresh, form, 409, stored=True)


def _page(request: HttpRequest, found: Seen, form: PlanForm, status: int, *, stored: bool = False) -> HttpResponse:
    unit = found.visit.season_unit
    context = {"season": unit.season, "unit": unit, "visit": found.visit, "form": form, "seen": found, "stored": stored}
    return render(request, "desks/visit/plan.html", context, status=status)


def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls the visit off, with a reason that the unit reads."""
    found = written(request, pk)
    if not found.is_planned:
        raise PermissionDenied(_("The visit was held or cancelled already."))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(request, lambda: visiting.cancel(request.user, found.visit, reason), _("The visit is cancelled."))
        return redirect("desks:visit", pk)
    unit = found.visit.season_unit
    context = {
        "title": _("Cancel the visit"),
        "question": f"{unit.name} · {found.visit.day:%d/%m/%Y}",
        "consequences": [_("The unit reads the reason."), _("The plan stays readable; a new visit is planned anew.")],
        "form": form,
        "submit_label": _("Cancel the visit"),
        "cancel_url": reverse("desks:visit", args=[pk]),
        "danger": True,
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)
