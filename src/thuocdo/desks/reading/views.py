"""How Article 6 is read: what settled it, what changed it, and which units it decides on (I2)."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.cycles.enums import OVER, SUBMITTED, Phase
from thuocdo.cycles.models import LevelReading, Season
from thuocdo.cycles.queries import seasons
from thuocdo.cycles.readings import changes_of_reading, other, settle_reading
from thuocdo.desks.access import for_those
from thuocdo.desks.paper_form import RightFileForm
from thuocdo.desks.reading.forms import ChangeForm, SettlingForm
from thuocdo.desks.reading.units import concerned, kept
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import handed_out
from thuocdo.results import readings
from thuocdo.results.queries import unit_names


def find(key: str) -> Season:
    return get_object_or_404(seasons().select_related("reading_document__file", "opening_document__file"), key=key)


def change_of(key: str, pk: int) -> LevelReading:
    return get_object_or_404(LevelReading.objects.select_related("season", "document__file"), season__key=key, pk=pk)


@require_safe
@for_those(oversees)
def reading(request: HttpRequest, key: str) -> HttpResponse:
    """What is in force and by which document, a change that waits, the units concerned, every change. 10 queries."""
    season = find(key)
    changes = list(changes_of_reading(season).prefetch_related("document__replaced_files__replaced_by"))
    names = unit_names(season)
    context = {
        "season": season,
        "runs": runs_the_season(request.user),
        "waiting": next((row for row in changes if row.is_waiting), None),
        "history": [(row, kept(row.affected, names)) for row in changes if not row.is_waiting],
        "in_force": next((row for row in changes if row.in_force_at), None),
        "concerned": concerned(season),
        "other": other(season.level_rule),
        **_what_may_be_done(season),
    }
    return render(request, "desks/reading/reading.html", context)


def _what_may_be_done(season: Season) -> dict[str, bool]:
    phases = {tier.phase for tier in season.tiers.all()}
    return {
        "is_preparing": phases <= {Phase.PREPARING},
        "is_submitted": bool(phases & SUBMITTED),
        "is_over": bool(phases & OVER),
    }


@for_those(runs_the_season)
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Before the season opens."""
    season = find(key)
    form = SettlingForm(request.POST or None, request.FILES or None, initial={"level_rule": season.level_rule})
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act() -> None:
            document = form.record(request.user, DocumentKind.READING)
            settle_reading(request.user, season, form.cleaned_data["level_rule"], document)

        if attempt(request, act, _("The reading is settled with its document.")):
            return redirect("desks:reading", key)
    lead = _("The document by which it is settled before the season opens. The opening letter has to say the same.")
    return _paper(request, season, form, _("Settle how Article 6 is read"), lead)


@for_those(runs_the_season)
def change_new(request: HttpRequest, key: str) -> HttpResponse:
    """One officer enters the document of the People's Committee; the units concerned are listed first."""
    season = find(key)
    form = ChangeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act() -> None:
            document = form.record(request.user, DocumentKind.READING)
            readings.enter_change(request.user, season, form.cleaned_data["reason"], document)

        if attempt(request, act, _("The change is entered. A second officer now checks it against the original.")):
            return redirect("desks:reading", key)
    context = {"season": season, "form": form, "concerned": concerned(season), "other": other(season.level_rule)}
    return render(request, "desks/reading/change.html", context, status=422 if form.errors else 200)


@require_POST
@for_those(runs_the_season)
def change_check(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A second officer has compared it with the original and seen the units concerned: it comes into force."""
    change = change_of(key, pk)
    seen = {name: request.POST.get(name, "") for name in ("seen", "listed")}
    done = _("The change is in force: levels follow from the other reading now.")
    attempt(request, lambda: readings.check_change(request.user, change, **seen), done)
    return redirect("desks:reading", key)


@for_those(runs_the_season)
def change_end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Who entered it takes it back, or the second officer sends it back."""
    change = change_of(key, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(request, lambda: readings.end_change(request.user, change, reason), _("The change is taken back."))
        return redirect("desks:reading", key)
    context = {
        "title": _("Take the change of the reading back"),
        "question": change.document.number,
        "consequences": [_("The reading stays as it is. What was entered stays on record with your reason.")],
        "form": form,
        "submit_label": _("Take back"),
        "cancel_url": reverse("desks:reading", args=[key]),
        "cancel_label": _("Reading of Article 6"),
        "danger": True,
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def change_file(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    return handed_out(change_of(key, pk).document, request.GET.get("ban-cu", ""))


@for_those(runs_the_season)
def change_replace(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The right file under the document, as long as no second officer has checked it."""
    change = change_of(key, pk)
    form = RightFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done = _("The file is replaced. An officer other than you now checks it against the original.")
        if attempt(request, lambda: readings.replace_change_file(request.user, change, *form.facts()), done):
            return redirect("desks:reading", key)
    title = _("Replace the file of document %(number)s") % {"number": change.document.number}
    lead = _("Number and date stay. Whoever replaces the file leaves the check to another officer.")
    return _paper(request, change.season, form, title, lead)


def _paper(request: HttpRequest, season: Season, form, title: str, lead: str) -> HttpResponse:
    back = {"back": reverse("desks:reading", args=[season.key]), "back_label": _("Reading of Article 6")}
    context = {"form": form, "title": title, "lead": lead, **back}
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)
