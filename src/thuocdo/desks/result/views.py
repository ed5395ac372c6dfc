"""From the council's points to the published result: draft, proposal, decision, publication (R4.6, R6, R7)."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law, seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.dossier.decision_words import found_in
from thuocdo.desks.paper_form import PaperForm, RightFileForm
from thuocdo.desks.reading.units import flags
from thuocdo.desks.result.forms import AnnouncementForm
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.documents.files import EXCEL
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import handed_out
from thuocdo.regulation import Assessment, CriteriaSet, Text
from thuocdo.reports.enums import Stage
from thuocdo.results import actions
from thuocdo.results.corrections import corrections, published_seasons, replaced_by
from thuocdo.results.enums import EditionState
from thuocdo.results.facts_csv import facts_csv
from thuocdo.results.facts_xlsx import facts_xlsx
from thuocdo.results.models import Edition
from thuocdo.results.queries import compute, editions, facts, obstacles, under_way, unit_names


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


@require_safe
@for_those(oversees)
def result_list(request: HttpRequest) -> HttpResponse:
    context = {"seasons": seasons(), "approved": published_seasons()}
    return render(request, "desks/result/list.html", context)


@require_safe
@for_those(oversees)
def result(request: HttpRequest, key: str) -> HttpResponse:
    """The result as it would be now in one of the three columns, what keeps it from being proposed, its editions."""
    season = find(key)
    stage = Stage(request.GET.get("cot", Stage.FINAL)) if request.GET.get("cot") in Stage.values else Stage.FINAL
    criteria_set = law(season.pinned_set)
    edition = under_way(season)
    found, names = compute(season, stage), unit_names(season)
    rows, looked_again = list(editions(season)), list(corrections(season))
    context = {
        "season": season,
        "criteria_set": criteria_set,
        "stages": [{"key": s.value, "label": s.label, "current": s == stage} for s in Stage],
        "stage": stage,
        "tiers": list(_tables(season, criteria_set, found, names)),
        "flags": flags(found, names),
        "edition": edition,
        "editions": rows,
        "replaced": replaced_by(rows),
        "in_force": next((row for row in rows if row.publication), None),
        "corrections": looked_again,
        "correction": next((row for row in looked_again if row.ended_at is None), None),
        "obstacles": [] if edition else obstacles(season),
        "may_propose": season.phase == Phase.APPRAISING,
        "runs": runs_the_season(request.user),
        "entered_it": bool(edition and edition.decision and edition.decision.entered_by_id == request.user.pk),
    }
    return render(request, "desks/result/result.html", context)


def _tables(
    season: Season, criteria_set: CriteriaSet, found: Assessment, names: Mapping[str, Text]
) -> Iterator[dict[str, object]]:
    """By tier: each unit's result with its name; how much is open; whether reports are still to come."""
    phases = {row.tier.code: row.phase for row in season.tiers.all()}
    for tier in found.tiers:
        yield {
            "name": criteria_set.tiers[tier.tier].name,
            "units": [(unit, names[unit.unit]) for unit in tier.units],
            "open_max": any(unit.open_max for unit in tier.units),
            "is_awaited": phases[tier.tier] in (Phase.PREPARING, Phase.REPORTING),
        }


@require_safe
@for_those(oversees)
def result_facts(request: HttpRequest, key: str) -> HttpResponse:
    """The final column's facts, ready for `thuocdo score`."""
    response = HttpResponse(facts_csv(facts(find(key))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="thuocdo-{key}.csv"'
    return response


@require_safe
@for_those(oversees)
def result_workbook(request: HttpRequest, key: str) -> HttpResponse:
    """The same facts as an Excel table."""
    season = find(key)
    response = HttpResponse(facts_xlsx(facts(season), season), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="thuocdo-{key}.xlsx"'
    return response


@for_those(runs_the_season)
def propose(request: HttpRequest, key: str) -> HttpResponse:
    season = find(key)
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.propose(request.user, season),
            _("The result is proposed. Enter the decision when it arrives."),
        )
        return redirect("desks:result", key)
    consequences = [
        _("The result is frozen as an edition: later changes to answers do not change it."),
        _("Its tiers move on to “Submitted for approval”. The proposal can be taken back with a reason."),
    ]
    return _confirm(request, season, _("Propose the result"), consequences)


@for_those(runs_the_season)
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    season, edition = _edition(key, EditionState.PROPOSED)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(request, lambda: actions.take_back(request.user, edition, reason), _("The proposal is taken back."))
        return redirect("desks:result", key)
    consequences = [_("The season goes back to the council. The proposed edition stays on record as taken back.")]
    return _confirm(request, season, _("Take the proposal back"), consequences, form=form, danger=True)


@for_those(runs_the_season)
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """One officer enters the approving decision."""
    season, edition = _edition(key, EditionState.PROPOSED)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act() -> None:
            actions.enter_decision(request.user, edition, form.record(request.user, DocumentKind.APPROVAL))

        if attempt(request, act, _("The decision is entered. A second officer now checks it against the original.")):
            return redirect("desks:result", key)
    context = {
        "form": form,
        "title": _("Approving decision"),
        "lead": _("The decision of the People's Committee that approves the result (Article 4.6), as it was signed."),
        "back": reverse("desks:result", args=[key]),
        "back_label": _("Result of season %(year)s") % {"year": season.label},
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)


@for_those(runs_the_season)
def decision_replace(request: HttpRequest, key: str) -> HttpResponse:
    """The right file under the decision, as long as no second officer has checked it."""
    season, edition = _edition(key, EditionState.PROPOSED)
    if edition.decision is None:
        raise Http404
    form = RightFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done = _("The file is replaced. An officer other than you now checks it against the original.")
        if attempt(request, lambda: actions.replace_decision_file(request.user, edition, *form.facts()), done):
            return redirect("desks:result", key)
    context = {
        "form": form,
        "title": _("Replace the file of document %(number)s") % {"number": edition.decision.number},
        "lead": _("Number and date stay. Whoever replaces the file leaves the check to another officer."),
        "back": reverse("desks:result", args=[key]),
        "back_label": _("Result of season %(year)s") % {"year": season.label},
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)


@for_those(runs_the_season)
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """A second officer compares what was entered with the original."""
    season, edition = _edition(key, EditionState.PROPOSED)
    if edition.decision is None:
        return redirect("desks:result", key)
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.approve(request.user, edition, seen=request.POST.get("seen", "")),
            _("The result is approved."),
        )
        return redirect("desks:result", key)
    consequences = [
        _("You confirm that number, date, signer and file agree with the original decision."),
        _("The result counts as approved; every report becomes final."),
    ]
    more = {"decision": edition.decision, "edition": edition, "shown": found_in(season, edition)}
    return _confirm(request, season, _("Check the approving decision"), consequences, **more)


@for_those(runs_the_season)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    season, edition = _edition(key, EditionState.APPROVED)
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["co_announcement"]
        attempt(
            request,
            lambda: actions.publish(request.user, edition, co_announcement=words),
            _("The result is published."),
        )
        return redirect("desks:result", key)
    consequences = [
        _("Everyone can read the result on the public pages, at once."),
        _("A published edition is frozen for good; only a correction by a new decision can follow it."),
    ]
    return _confirm(request, season, _("Publish the result"), consequences, form=form)


@require_safe
@for_those(oversees)
def decision_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    edition = get_object_or_404(editions(find(key)), number=number)
    if edition.decision is None:
        raise Http404
    return handed_out(edition.decision, request.GET.get("ban-cu", ""))


def _edition(key: str, state: EditionState) -> tuple[Season, Edition]:
    """The edition under way in the state that the page is about; 404 otherwise."""
    season = find(key)
    edition = under_way(season)
    if edition is None or edition.state != state:
        raise Http404
    return season, edition


def _confirm(request: HttpRequest, season: Season, title: str, consequences: list[str], **more: object) -> HttpResponse:
    context = {
        "title": title,
        "question": _("Season %(year)s") % {"year": season.label},
        "consequences": consequences,
        "submit_label": title,
        "cancel_url": reverse("desks:result", args=[season.key]),
        "cancel_label": _("Result of season %(year)s") % {"year": season.label},
        "season": season,
        **more,
    }
    return render(request, "desks/result/confirm.html", context)
