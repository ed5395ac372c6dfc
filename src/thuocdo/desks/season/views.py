"""The lead department's desk: opening a season, following it, moving it on (R4, R9.1)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to, oversees, runs_the_season
from thuocdo.appraisal.enums import OPEN
from thuocdo.appraisal.going_back import step_back
from thuocdo.appraisal.queries import council_of, exemption_counts
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.cycles.actions import attach_opening_letter, extend, move
from thuocdo.cycles.enums import OVER, Phase
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law, season_units, seasons
from thuocdo.cycles.readings import changes_of_reading
from thuocdo.cycles.transitions import FROM_THE_TOP_DOWN, SEASON, TAKEN_ABOVE, Transition
from thuocdo.desks.access import for_those
from thuocdo.desks.paper_form import PaperForm
from thuocdo.desks.season.board import board, timeline
from thuocdo.desks.season.forms import AbsenceForm, ExtensionForm, ReasonForm, SeasonForm
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import attachment
from thuocdo.reports.queries import reports
from thuocdo.reports.sending import explain_absence
from thuocdo.results.corrections import in_force
from thuocdo.verification.actions import begin_season


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


@require_safe
@for_those(oversees)
def season_list(request: HttpRequest) -> HttpResponse:
    return render(request, "desks/season/list.html", {"seasons": seasons(), "runs": runs_the_season(request.user)})


@for_those(runs_the_season)
def season_new(request: HttpRequest) -> HttpResponse:
    form = SeasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        if attempt(
            request,
            lambda: begin_season(request.user, year, form.chosen_set, **form.settings()),
            _("The season is prepared. Record the opening letter, then open it for reports."),
        ):
            return redirect("desks:season", str(year))
    return render(request, "desks/season/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def season(request: HttpRequest, key: str) -> HttpResponse:
    found = find(key)
    context = {
        "season": found,
        "criteria_set": law(found.pinned_set),
        "tiers": board(found, clock.today()),
        "phases": timeline(),
        "council": council_of(found),
        "open_requests": sum(n for state, n in exemption_counts(found).items() if state in OPEN),
        "runs": runs_the_season(request.user),
        "is_decided": found.phase in OVER or in_force(found) is not None,
        "lacks_opening_letter": runs_the_season(request.user)
        and found.phase == Phase.PREPARING
        and found.opening_document is None,
        "reading_waits": changes_of_reading(found).filter(in_force_at=None, ended_at=None).exists(),
    }
    return render(request, "desks/season/season.html", context)


@for_those(runs_the_season)
def season_step(request: HttpRequest, key: str, tier: str, act: str) -> HttpResponse:
    """One tier of the season one step on, or back with a reason; asks first."""
    found = find(key)
    season_tier: SeasonTier = get_object_or_404(found.tiers, tier__code=tier)
    name = f"season.{act}"
    if name not in SEASON or name in TAKEN_ABOVE:
        raise Http404
    step = SEASON[name]
    form = ReasonForm(request.POST or None) if step.needs_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        attempt(
            request,
            lambda: _take_step(request.user, season_tier, name, reason),
            _("Done: %(step)s.") % {"step": step.label},
        )
        return redirect("desks:season", key)
    return render(request, "common/confirm.html", _confirmation(found, season_tier, step, form))


def _take_step(user: User, season_tier: SeasonTier, name: str, reason: str) -> None:
    if name in FROM_THE_TOP_DOWN:
        step_back(user, season_tier, name, reason)
    else:
        move(user, season_tier, name, reason=reason)


def _what_follows(found: Season, season_tier: SeasonTier, step: Transition) -> list[str]:
    """What a step means; closing the reporting early is said in so many words."""
    said = [
        _("From: %(phase)s.") % {"phase": season_tier.get_phase_display()},
        _("Every unit of this tier sees the change at once. It can be taken back with a reason."),
    ]
    if step.needs_reason:
        said[-1] = _("Every unit of this tier, the verifiers and the council are told and read your reason.")
    here = next(tier for tier in board(found, clock.today()) if tier.tier == season_tier)
    if step.target == Phase.VERIFYING and not step.needs_reason:
        names = {"units": ", ".join(here.missing)}
        if here.missing and here.is_over:
            said.append(_("Not in yet, and from now on late: %(units)s.") % names)
        elif here.missing:
            names["day"] = date_format(season_tier.last_day, "d/m/Y")
            said.append(_("Not in yet: %(units)s. Until the end of %(day)s they may still send in time.") % names)
    if step.target == Phase.APPRAISING and not step.needs_reason and here.unverified:
        names = {"units": ", ".join(here.unverified)}
        said.append(_("Not verified yet: %(units)s. The result waits for them.") % names)
    return said


def _confirmation(found: Season, season_tier: SeasonTier, step: Transition, form) -> dict[str, object]:
    return {
        "title": step.label,
        "question": _("Season %(year)s · %(tier)s") % {"year": found.label, "tier": season_tier.tier.name},
        "consequences": _what_follows(found, season_tier, step),
        "form": form,
        "submit_label": step.label,
        "cancel_url": reverse("desks:season", args=[found.key]),
        "cancel_label": _("Season %(year)s") % {"year": found.label},
        "danger": step.needs_reason,
    }


def _way_back(found: Season) -> dict[str, str]:
    label = _("Season %(year)s") % {"year": found.label}
    return {"back": reverse("desks:season", args=[found.key]), "back_label": label}


def _record_paper(request: HttpRequest, found: Season, kind: str, title: str, lead: str, use) -> HttpResponse:
    """A page that records one document and does something with it."""
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act():
            use(form.record(request.user, kind))

        if attempt(request, act, _("Saved")):
            return redirect("desks:season", found.key)
    context = {"form": form, "title": title, "lead": lead, **_way_back(found)}
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)


@for_those(runs_the_season)
def opening_letter(request: HttpRequest, key: str) -> HttpResponse:
    found = find(key)
    return _record_paper(
        request,
        found,
        DocumentKind.OPENING,
        _("Opening letter"),
        _("The letter with which the lead department opens the season. It states how Article 6 is read."),
        lambda document: attach_opening_letter(request.user, found, document),
    )


@for_those(runs_the_season)
def extension(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """A later last day for one unit, by a numbered document (I5)."""
    season_unit = get_object_or_404(season_units(find(key)), unit__key=unit)
    form = ExtensionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act():
            document = form.record(request.user, DocumentKind.EXTENSION)
            extend(request.user, season_unit, form.cleaned_data["last_day"], document)

        if attempt(request, act, _("The extension is recorded.")):
            return redirect("desks:season", key)
    context = {
        "form": form,
        "title": _("Extension: %(unit)s") % {"unit": season_unit.name},
        "lead": _("A later last day needs a numbered document with its file."),
        **_way_back(season_unit.season),
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)


@for_those(runs_the_season)
def absence(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """Why a unit sent no report: it is listed with this reason (I8)."""
    report = get_object_or_404(reports(find(key)), season_unit__unit__key=unit)
    if request.method == "POST" and belongs_to(request.user, report.season_unit.unit_id):
        raise PermissionDenied(_("This is your own unit: somebody else verifies and decides on it."))
    said = {"reason": report.absence_reason_vi, "english": report.absence_reason_en}
    form = AbsenceForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: explain_absence(request.user, report, **form.cleaned_data), _("Saved"))
        return redirect("desks:season", key)
    context = {
        "title": _("No report: %(unit)s") % {"unit": report.season_unit.name},
        "question": _("The unit is listed without points, with this reason, for everyone to read."),
        "form": form,
        "submit_label": _("Save"),
        "cancel_url": reverse("desks:season", args=[key]),
        "cancel_label": _("Season %(year)s") % {"year": report.season_unit.season.label},
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def season_document(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The file of a document of the season."""
    found = find(key)
    council = council_of(found)
    documents = {"mo-dau": found.opening_document, "hoi-dong": council and council.decision}
    documents["dieu-6"] = found.reading_document
    document = documents.get(kind)
    if document is None or document.file is None:
        raise Http404
    return attachment(document.file, document.file_name)
