"""The rounds of a season: opened, followed, closed by the lead department; read by who decides (R4.6b)."""

from collections import Counter
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.appraisal import replies as acts
from thuocdo.appraisal.enums import RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.appraisal.reply_rounds import PHASES, is_over, replies_of, rounds_of_season, unready
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import comes_here
from thuocdo.desks.reply.forms import OpeningForm
from thuocdo.desks.reply.rows import REPLY_STATES, reply_state
from thuocdo.desks.season.views import find
from thuocdo.reports.queries import reports
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_read


@require_safe
@for_those(comes_here)
def rounds(request: HttpRequest, key: str) -> HttpResponse:
    """Every round of the season; for the lead department also what can be opened, and what keeps it."""
    season, today = find(key), clock.today()
    rows = [row for row in rounds_of_season(season) if _reads_round(request.user, row)]
    context = {
        "season": season,
        "rows": [{"round": row, "is_over": is_over(row, today), "counts": _counts(row)} for row in rows],
        "runs": runs_the_season(request.user),
        "oversees": oversees(request.user),
        "openings": list(_openings(season)) if runs_the_season(request.user) else [],
    }
    return render(request, "desks/reply/rounds.html", context)


def _reads_round(user: User, row: ReplyRound) -> bool:
    """Draft numbers are no verifier's."""
    return row.kind == RoundKind.VERIFIED or oversees(user)


def _counts(row: ReplyRound) -> dict[str, int]:
    said = list(row.replies.all())
    return {
        "units": len(row.shown),
        "replied": len({reply.report_id for reply in said}),
        "disagreements": sum(reply.stance == Stance.DISAGREES for reply in said),
        "undecided": sum(reply.stance == Stance.DISAGREES and not reply.decision for reply in said),
    }


def _openings(season: Season) -> Iterator[dict[str, object]]:
    """Tier and kind whose phase has come, and the reports that it waits for."""
    running = set(ReplyRound.objects.filter(season_tier__season=season, closed_at=None).values_list("season_tier_id"))
    for tier in season.tiers.all():
        for kind in RoundKind:
            if tier.phase in PHASES[kind] and (tier.pk,) not in running:
                tier.season = season
                yield {"tier": tier, "kind": kind, "waiting": unready(tier, kind)}


@for_those(runs_the_season)
def opening(request: HttpRequest, key: str, tier: str, kind: str) -> HttpResponse:
    """A second look before every unit of the tier is told."""
    season = find(key)
    found = next((row for row in season.tiers.all() if row.tier.code == tier), None)
    if found is None or kind not in RoundKind.values:
        raise Http404
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.open_round(request.user, found, kind, form.cleaned_data["last_day"])
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("desks:reply_round", key, row.pk)
    context = {
        "title": RoundKind(kind).label,
        "question": _("%(tier)s, season %(year)s") % {"tier": found.tier.name, "year": season.label},
        "consequences": [
            _("Each unit reads its own points with their reasons, nobody else's, and is told so at once."),
            _("It agrees or disagrees with each component until the end of the last day."),
            _("Every disagreement is decided with a reason before the round can be closed."),
        ],
        "form": form,
        "submit_label": _("Open the round"),
        "cancel_url": reverse("desks:reply_rounds", args=[key]),
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)


def _round(request: HttpRequest, key: str, pk: int) -> tuple[Season, ReplyRound]:
    season = find(key)
    row = get_object_or_404(rounds_of_season(season), pk=pk)
    if not _reads_round(request.user, row):
        raise Http404
    return season, row


@require_safe
@for_those(comes_here)
def round_page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What units said, those that wait for a decision first; how many have replied. About 12 queries."""
    season, row = _round(request, key, pk)
    shared = assignments(season)
    seen = [
        reply
        for reply in replies_of(row)
        if oversees(request.user) or may_read(request.user, reply.report, reply.component, shared)
    ]
    disagreements = sorted(
        (reply for reply in seen if reply.stance == Stance.DISAGREES),
        key=lambda reply: REPLY_STATES.index(reply_state(reply)),
    )
    today = clock.today()
    context = {
        "season": season,
        "round": row,
        "is_over": is_over(row, today),
        "counts": _counts(row),
        "disagreements": [_line(reply) for reply in disagreements],
        "units": _units(season, row, seen) if oversees(request.user) else [],
        "runs": runs_the_season(request.user),
        "oversees": oversees(request.user),
        "may_close": runs_the_season(request.user) and row.closed_at is None and today > row.last_day,
    }
    return render(request, "desks/reply/round.html", context)


def _line(reply: Reply) -> dict[str, object]:
    component = form_of(reply.report.season_unit).component(reply.component)
    return {"reply": reply, "component": component, "state": reply_state(reply)}


def _units(season: Season, row: ReplyRound, said: list[Reply]) -> list[dict[str, object]]:
    """How far each unit is: 2 queries."""
    count = Counter(reply.report_id for reply in said)
    against = Counter(reply.report_id for reply in said if reply.stance == Stance.DISAGREES)
    rows = reports(season).filter(pk__in=[int(key) for key in row.shown])
    return [
        {"unit": r.season_unit, "done": count[r.pk], "of": len(row.shown[str(r.pk)]), "against": against[r.pk]}
        for r in rows
    ]


@for_those(runs_the_season)
def closing(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    _season, row = _round(request, key, pk)
    if request.method == "POST":
        attempt(request, lambda: acts.close_round(request.user, row), _("The round of replies is closed."))
        return redirect("desks:reply_round", key, pk)
    context = {
        "title": _("Close the round"),
        "question": f"{row.get_kind_display()} · {row.season_tier.tier.name}",
        "consequences": [_("What units said and what was decided stays readable for them and for you.")],
        "submit_label": _("Close the round"),
        "cancel_url": reverse("desks:reply_round", args=[key, pk]),
    }
    return render(request, "common/confirm.html", context)
