"""Rounds of replies as pages and acts read them: what was shown to whom, what is still undecided (R4.6b).

Part of this floor's queries.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

from thuocdo.appraisal.enums import RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.appraisal.queries import can_take_over, exempt
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import ComponentResult, assess
from thuocdo.reports.enums import ARRIVED, STAGES, ReportState, Stage
from thuocdo.reports.facts import season_facts
from thuocdo.reports.models import AnswerChange, Report
from thuocdo.reports.queries import UNIT, reports, with_answers
from thuocdo.verification.models import Check

COLUMN = {RoundKind.VERIFIED: Stage.VERIFIED, RoundKind.DRAFT: Stage.FINAL}
PHASES = {
    RoundKind.VERIFIED: {Phase.VERIFYING, Phase.APPRAISING},
    RoundKind.DRAFT: {Phase.APPRAISING, Phase.APPROVING},
}
FINISHED = {RoundKind.VERIFIED: ReportState.VERIFIED, RoundKind.DRAFT: ReportState.APPRAISED}
Shown = dict[str, dict[str, str | None]]  # report -> component -> points as exact text, or none


def rounds_of_season(season: Season) -> QuerySet[ReplyRound]:
    """The season's rounds with the replies, the latest first: 2 queries."""
    rows = ReplyRound.objects.filter(season_tier__season=season)
    rows = rows.select_related("season_tier__tier", "season_tier__season", "opened_by")
    return rows.prefetch_related("replies")


def rounds_of(report: Report) -> list[ReplyRound]:
    """The rounds that showed this report's points, the latest first: 1 query."""
    rows = ReplyRound.objects.filter(season_tier=report.season_unit.season_tier_id, shown__has_key=str(report.pk))
    return list(rows.select_related("season_tier__tier", "season_tier__season"))


def points_now(tier: SeasonTier, kind: str) -> Shown:
    """What a round of this kind would show: of every report that is in, each component that the unit may reply to, as
    the law reckons it with all units of the tier: 5 queries.

    What is accepted as not to be assessed is left out; after verification also what the council itself scores."""
    season, stage = tier.season, COLUMN[RoundKind(kind)]
    rows = [row for row in with_answers(reports(season)) if row.state in ARRIVED]
    facts = season_facts(rows, stage, exempt(season))
    found = assess(law(season.pinned_set), facts, level_rule=season.level_rule)
    results = {unit.unit: unit for group in found.tiers for unit in group.units}
    return {
        str(row.pk): _lines(row, results[row.season_unit.unit.key].components, kind)
        for row in rows
        if row.season_unit.season_tier_id == tier.pk
    }


def _lines(report: Report, results: Iterable[ComponentResult], kind: str) -> dict[str, str | None]:
    lines = form_of(report.season_unit)
    return {
        result.code: None if result.points is None else str(result.points)
        for result in results
        if result.state != "exempt" and (kind == RoundKind.DRAFT or can_take_over(lines.component(result.code)))
    }


def unready(tier: SeasonTier, kind: str) -> list[Report]:
    """Reports of the tier that are in, but not so far as a round of this kind needs them: 2 queries."""
    rows = reports(tier.season).filter(season_unit__season_tier=tier, state__in=ARRIVED)
    return list(rows.exclude(state=FINISHED[RoundKind(kind)]))


def is_over(round_: ReplyRound, today: date) -> bool:
    return round_.closed_at is not None or today > round_.last_day


def replies_of(round_: ReplyRound, report: Report | None = None) -> QuerySet[Reply]:
    """With their files: 2 queries."""
    rows = whole_replies().filter(round=round_)
    return rows if report is None else rows.filter(report=report)


def whole_replies() -> QuerySet[Reply]:
    """Replies with unit, season and files, in official order: 2 queries."""
    names = [f"report__{name}" for name in UNIT[:3]]
    rows = Reply.objects.select_related("round__season_tier__tier", "replied_by", "decided_by", *names)
    rows = rows.prefetch_related("files__file")
    return rows.order_by("report__season_unit__season_tier__tier__order", "report__season_unit__order", "pk")


def undecided_replies(season: Season) -> QuerySet[Reply]:
    """Disagreements of any round that nobody has decided: 2 queries."""
    return whole_replies().filter(round__season_tier__season=season, stance=Stance.DISAGREES, decision="")


def undecided_in(phases: Iterable[str]) -> QuerySet[Reply]:
    """Disagreements with verified points that nobody has decided, of tiers in these phases."""
    rows = Reply.objects.filter(stance=Stance.DISAGREES, decision="", round__kind=RoundKind.VERIFIED)
    return rows.filter(round__season_tier__phase__in=phases)


def council_items(season: Season) -> QuerySet[Reply]:
    """What units ask the council to look at again and it has not decided: items of its next session. 2 queries."""
    return undecided_replies(season).filter(round__kind=RoundKind.DRAFT)


def named(rows: Iterable[Reply]) -> str:
    """ "Sở Y tế 4.3, 5.1; Sở Tư pháp 2.1": units with their components, as a refusal names them."""
    codes: dict[str, list[str]] = {}
    for row in rows:
        codes.setdefault(row.report.season_unit.name, []).append(row.component)
    return "; ".join(f"{unit} {', '.join(found)}" for unit, found in codes.items())


def reasons_shown(round_: ReplyRound, report: Report) -> dict[str, list[str]]:
    """Component -> the reasons that stood beside its points when the round was opened, of the column and those to its
    left, as texts without doubles: 2 queries."""
    stages = STAGES[1 : STAGES.index(COLUMN[RoundKind(round_.kind)]) + 1]
    latest: dict[tuple[str, str], str] = {}
    rows = AnswerChange.objects.filter(
        answer__report=report, answer__stage__in=stages, changed_at__lte=round_.opened_at
    ).order_by("version")
    for stage, code, reason in rows.values_list("answer__stage", "answer__component", "reason"):
        latest[stage, code] = reason
    comments = _comments(round_, report)
    found = {}
    for component in form_of(report.season_unit).components:
        told = [latest.get((stage, leaf.code), "") for stage in reversed(stages) for leaf in component.leaves]
        found[component.code] = list(dict.fromkeys(text for text in [*told, comments.get(component.code, "")] if text))
    return found


def _comments(round_: ReplyRound, report: Report) -> Mapping[str, str]:
    """What the verifiers remarked for the unit: 1 query."""
    rows = Check.objects.filter(report=report, is_applied=True, checked_at__lte=round_.opened_at).order_by("pk")
    return dict(rows.values_list("component", "comment"))


def exact(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None
