"""What is so of the running season at any moment, worked out from the rows alone and not by the product's own reads."""

from collections import defaultdict
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet, Sum
from tests.workflow.world import World

from thuocdo.appraisal.enums import ExemptionState, ItemState, SessionState, Stance
from thuocdo.appraisal.models import (
    Ballot,
    Council,
    CouncilSession,
    DisputedItem,
    Exemption,
    Reply,
    ReplyRound,
    Resolution,
    Vote,
)
from thuocdo.appraisal.queries import exempt
from thuocdo.common import clock
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import SeasonTier
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.enums import ARRIVED, STAGES, ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Correction, Edition
from thuocdo.verification.models import Check

DONE = {  # state -> the columns that are whole by then
    ReportState.VERIFIED: [Stage.VERIFIED],
    ReportState.APPRAISED: [Stage.VERIFIED, Stage.FINAL],
    ReportState.FINAL: [Stage.VERIFIED, Stage.FINAL],
}
ALLOWED = {
    Phase.PREPARING: {ReportState.NOT_STARTED},
    Phase.APPROVING: {ReportState.APPRAISED, ReportState.FINAL},
    Phase.PUBLISHED: {ReportState.FINAL},
    Phase.ARCHIVED: {ReportState.FINAL},
}
UNDER_WAY = {EditionState.PROPOSED, EditionState.APPROVED}


def check_standing(w: World, changed: set[str]) -> None:
    """Of what may have changed: the names of tables. Raises AssertionError, saying what is wrong."""
    for rule, models in RULES.items():
        if changed & {model._meta.db_table for model in models}:
            rule(w)


def _reports(w: World) -> list[Report]:
    rows = Report.objects.filter(season_unit__season=w.season)
    reports = list(rows.select_related("season_unit__unit", "season_unit__season_tier__tier"))
    for report in reports:
        report.season_unit.season = w.season
    return reports


def _exempted(w: World) -> QuerySet[Exemption]:
    return Exemption.objects.filter(report__season_unit__season=w.season, state=ExemptionState.ACCEPTED)


def _exempt_by_a_checked_document(w: World) -> None:
    """The product counts these and no others."""
    rows = _exempted(w)
    proper = Q(acceptance__kind=DocumentKind.ACCEPTANCE, acceptance__checked_by__isnull=False)
    proper &= Q(checked_by__isnull=False, entered_by__isnull=False, advised_by__isnull=False) & ~Q(advice="")
    proper &= ~Q(acceptance__checked_by=F("acceptance__entered_by")) & ~Q(checked_by=F("entered_by"))
    bad = list(rows.exclude(proper))
    assert not bad, f"exempt without a document that a second officer checked: {bad}"
    counted = {(unit, code) for unit, codes in exempt(w.season).items() for code in codes}
    accepted = set(rows.values_list("report__season_unit_id", "component"))
    assert counted == accepted, f"the product counts {counted}, and accepted are {accepted}"


def _reports_are_where_the_season_is(w: World) -> None:
    for row in _reports(w):
        phase = row.season_unit.season_tier.phase
        allowed = ALLOWED.get(Phase(phase))
        if allowed and (row.state in ARRIVED or phase == Phase.PREPARING):
            assert row.state in allowed, f"{row.season_unit.unit.key} is {row.state} in a season that is {phase}"
        if row.state in ARRIVED:
            whole = row.sent_at and row.sent_by_id and not row.missing_contacts
            assert whole, f"{row.season_unit.unit.key} is {row.state} and was never sent whole"
        else:
            assert row.state != ReportState.RETURNED or row.return_reason, "returned without a reason"


def _columns_are_whole(w: World) -> None:
    """Every scored line has an answer in the columns that are finished, none older than what stands to its left; and
    what is final was settled by a session."""
    reports, exempted = _reports(w), set(_exempted(w).values_list("report_id", "component"))
    answers: dict[int, dict[str, dict[str, Answer]]] = defaultdict(lambda: defaultdict(dict))
    for row in Answer.objects.filter(report__in=reports).only("report_id", "component", "stage", "changed_at"):
        answers[row.report_id][row.component][row.stage] = row
    settled = set(Resolution.objects.filter(report__in=reports).values_list("report_id", "component"))
    for report in reports:
        for component in form_of(report.season_unit).components:
            for leaf in component.leaves:
                found = answers[report.pk][leaf.code]
                name = f"{report.season_unit.unit.key} {leaf.code}"
                if (report.pk, component.code) not in exempted:
                    lacking = [s for s in DONE.get(report.state, []) if s not in found and _is_asked(leaf, s)]
                    assert not lacking, f"{name} is not {lacking}, and the report is {report.state}"
                    _in_order(name, found, DONE.get(report.state, []))
                assert Stage.FINAL not in found or (report.pk, component.code) in settled, f"{name} without a session"


def _is_asked(leaf, stage: Stage) -> bool:
    return stage == Stage.FINAL or leaf.answered_by != "council"


def _in_order(name: str, found: dict[str, Answer], done: list[Stage]) -> None:
    until = STAGES[: STAGES.index(done[-1]) + 1] if done else []
    for left, right in pairwise([found[stage] for stage in until if stage in found]):
        assert left.changed_at <= right.changed_at, f"{name}: {left.stage} was changed after it was {right.stage}"


def _verdicts_stand_behind_answers(w: World) -> None:
    """Each component with a verified answer has its verdict; where two check, two people's, or their difference was
    settled."""
    reports = {"report__season_unit__season": w.season}
    verified = set(Answer.objects.filter(stage=Stage.VERIFIED, **reports).values_list("report_id", "component"))
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    applied, settled = set(), set()
    for row in Check.objects.filter(**reports).defer("drafts", "seen", "comment"):
        key = (row.report_id, row.component)
        people[key].add(row.verifier_id)
        applied |= {key} if row.is_applied else set()
        settled |= {key} if row.settles_difference else set()
    assert verified == applied, f"verified without a verdict, or the reverse: {verified ^ applied}"
    if w.season.double_checks:
        single = {key for key in verified - settled if len(people[key]) < 2}
        assert not single, f"one verifier alone: {single}"


def _one_session_with_one_vote(w: World) -> None:
    sessions = CouncilSession.objects.filter(season=w.season)
    if not sessions.exists():
        return
    assert Council.objects.filter(season=w.season).exists(), "a session without a council"
    items = DisputedItem.objects.filter(session__season=w.season)
    assert sessions.filter(state=SessionState.OPEN).count() <= 1, "two sessions sit"
    voting = items.filter(state=ItemState.VOTING)
    assert voting.count() <= 1, "two votes run"
    assert not voting.exclude(session__state=SessionState.OPEN).exists(), "a vote outside an open session"
    waiting = items.filter(state__in=[ItemState.OPEN, ItemState.VOTING])
    over = waiting.filter(session__state=SessionState.CLOSED)
    assert not over.exists(), "an item waits in a session that is over"
    secret = items.annotate(n=Count("votes", filter=Q(votes__position=None, votes__is_abstention=False), distinct=True))
    cast = dict(items.annotate(n=Sum("ballots__count")).values_list("pk", "n"))
    for item in secret:
        assert item.n == (cast[item.pk] or 0), f"{item.n} secret votes, {cast[item.pk]} counted"


def _replies_are_dealt_with(w: World) -> None:
    rounds = {row.pk: row for row in ReplyRound.objects.filter(season_tier__season=w.season)}
    for row in Reply.objects.filter(round__in=rounds):
        round_ = rounds[row.round_id]
        disagrees, decided = row.stance == Stance.DISAGREES, bool(row.decision)
        assert row.component in round_.shown[str(row.report_id)], f"{row} was not asked"
        assert clock.local(row.replied_at).date() <= round_.last_day, f"{row} came after the last day"
        assert not disagrees or row.text, f"{row} without an explanation"
        reasoned = disagrees and row.decision_reason and row.decided_by_id
        assert not decided or reasoned, f"{row} is decided without reason or person"
        assert decided or not (disagrees and round_.closed_at), f"{row} is undecided, and its round is closed"


def _edition_is_of_what_was_decided(w: World) -> None:
    reports, exempted = _reports(w), set(_exempted(w).values_list("report_id", "component"))
    phases = {row.season_unit.season_tier.phase for row in reports}
    keys = {row.pk: row.season_unit.unit.key for row in reports}
    editions = list(Edition.objects.filter(season=w.season).defer("public"))
    now = [row for row in editions if row.state in UNDER_WAY]
    assert len(now) == (1 if Phase.APPROVING in phases else 0), f"{len(now)} editions under way in {phases}"
    published = [row for row in editions if row.state == EditionState.PUBLISHED]
    under_correction = _corrections_are_of_the_newest(w, published)
    is_over = bool(phases & {Phase.PUBLISHED, Phase.ARCHIVED}) or under_correction
    assert bool(published) == is_over, f"published: {published} in {phases}"
    if now:
        open_replies = Reply.objects.filter(round__season_tier__season=w.season, stance=Stance.DISAGREES, decision="")
        kept = {row.pk for row in open_replies if row.replied_at <= now[0].proposed_at}
        assert not kept, f"proposed while replies were undecided: {kept}"
    for row in [*now, *([] if under_correction else published[:1])]:
        accepted = {(keys[report], code) for report, code in exempted}
        assert _exempt_in(row) == accepted, f"{row} exempts {_exempt_in(row)}, and accepted are {accepted}"
        if row.state != EditionState.PROPOSED:
            _check_decision(row, _exempted(w))


def _corrections_are_of_the_newest(w: World, published: list[Edition]) -> bool:
    """Each published edition but the newest is replaced by the next; one is corrected at most, the newest. Whether."""
    for later, earlier in pairwise(published):
        assert (later.replaces_id, bool(later.correction_reason)) == (earlier.pk, True), f"{later} replaces nothing"
        assert later.publication == earlier.publication + 1, f"{later} is not the next publication"
    open_ones = list(Correction.objects.filter(edition__season=w.season, ended_at=None))
    assert {row.edition_id for row in open_ones} <= {row.pk for row in published[:1]}, f"corrected: {open_ones}"
    assert len(open_ones) <= 1, "two corrections at once"
    return bool(open_ones)


def _exempt_in(edition: Edition) -> set[tuple[str, str]]:
    units = [unit for tier in edition.content["tiers"] for unit in tier["units"]]
    return {(unit["unit"], row["code"]) for unit in units for row in unit["exemptions"]}


def _check_decision(edition: Edition, exempted: QuerySet[Exemption]) -> None:
    decision = edition.decision
    assert decision, "approved by nothing"
    assert decision.kind == DocumentKind.APPROVAL, f"approved by a {decision.kind}"
    assert decision.signer, "approved by nobody"
    assert decision.checked_by_id not in {None, decision.entered_by_id}, "approved by one officer alone"
    assert not exempted.filter(acceptance__date__gt=decision.date).exists(), "exempt by what came after the decision"


RULES = {
    _exempt_by_a_checked_document: (Exemption, Document),
    _reports_are_where_the_season_is: (Report, SeasonTier),
    _columns_are_whole: (Report, Answer, Exemption, Resolution),
    _verdicts_stand_behind_answers: (Answer, Check),
    _one_session_with_one_vote: (CouncilSession, DisputedItem, Vote, Ballot, Council),
    _replies_are_dealt_with: (Reply, ReplyRound),
    _edition_is_of_what_was_decided: (Edition, Correction, Report, SeasonTier, Exemption, Document, Reply),
}
