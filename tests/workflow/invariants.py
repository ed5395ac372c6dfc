"""What holds after every act, whoever did it and whether it was done or refused: what an act may change (here), and
what is so whatever came before (`standing`)."""

from collections.abc import Iterable

from tests.workflow.registry import Entry
from tests.workflow.standing import check_standing
from tests.workflow.state import State, print_up_to
from tests.workflow.world import World

from thuocdo.accounts.models import Succession
from thuocdo.appraisal.models import (
    DisputedItem,
    Exemption,
    MinuteLine,
    Position,
    Reply,
    Resolution,
    Vote,
)
from thuocdo.appraisal.positions import AUTOMATIC
from thuocdo.appraisal.sitting import present
from thuocdo.audit.models import Entry as Recorded
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import StepBack
from thuocdo.cycles.transitions import SEASON
from thuocdo.reports.enums import EDITABLE, ReportState, Stage
from thuocdo.reports.models import Answer, AnswerChange, Report, Sending
from thuocdo.reports.transitions import REPORT
from thuocdo.results.enums import EditionState
from thuocdo.verification.models import Check, ClarificationMessage, ClarificationRequest, SharedFigure, SharedImport

UNTOLD = {"documents_storedfile", "verification_waitingimport"}  # files that wait for the act which they belong to
ONLY_GROW = (
    *(Answer, AnswerChange, Sending, Check, ClarificationMessage, SharedFigure, SharedImport),
    *(Resolution, MinuteLine, Vote, Recorded),
)
STEPS = {
    "report": {(source, row.target) for row in REPORT.values() for source in row.sources},
    "season": {(source, row.target) for row in SEASON.values() for source in row.sources},
    "request": {("asked", "answered"), ("answered", "asked"), ("asked", "closed"), ("answered", "closed")},
    "visit": {("planned", "held"), ("planned", "cancelled")},
    "exemption": {
        *(("asked", "advised"), ("advised", "entered"), ("entered", "advised"), ("entered", "accepted")),
        *((start, end) for start in ("asked", "advised", "entered") for end in ("refused", "withdrawn")),
        *(("refused", "asked"), ("withdrawn", "asked")),
    },
    "session": {("called", "open"), ("called", "cancelled"), ("open", "closed")},
    "item": {("open", "voting"), ("voting", "open"), ("open", "settled"), ("open", "put_off")},
    "difficulty": {("raised", "answered"), ("raised", "withdrawn"), ("raised", "ruled"), ("answered", "ruled")},
    "edition": {("proposed", "taken_back"), ("proposed", "approved"), ("approved", "published")},
    "correction is over": {("False", "True")},
    "reply": {("", "upheld"), ("", "changed")},
    "round is closed": {("False", "True")},
    "document is checked": {("False", "True")},
}
WRITTEN_IN = {
    Stage.SELF: EDITABLE - {ReportState.NOT_STARTED, ReportState.RETURNED},  # the first saving begins the drafting
    Stage.VERIFIED: {ReportState.SENT},
    Stage.FINAL: {ReportState.VERIFIED},
}
BACK = {
    "report": {(source, row.target) for row in REPORT.values() if row.needs_reason for source in row.sources},
    "season": {(source, row.target) for row in SEASON.values() if row.needs_reason for source in row.sources},
}
SUBJECT = {"report": "report", "season": "season_tier"}
BEYOND = [ReportState.APPRAISED, ReportState.FINAL]
CLOSED = {Phase.APPROVING, Phase.PUBLISHED, Phase.ARCHIVED}
DECIDING = ("return", "verify", "verify_again", "appraise", "appraise_again")


def check(w: World, before: State, after: State, entry: Entry, actor: int, *, done: bool) -> None:
    """Raises AssertionError, saying what is wrong."""
    changed = {name for name, facts in after.tables.items() if before.tables[name] != facts} - UNTOLD
    if not done:
        assert not changed, f"refused, and yet it changed {changed}"
        return
    _recorded(before, after, entry, actor, changed)
    if not changed:
        return
    _moved_by_the_tables(before, after)
    _goes_back_from_the_top_down(before, after)
    _only_grows(before, after, changed)
    _versions_only_grow(before, after)
    _columns_stand_side_by_side(w, before, after)
    _nobody_decides_on_their_own(w, before, after)
    _settled_in_session(before, after)
    _voted_in_session(before, after)
    _editions_stand(before, after)
    check_standing(w, changed)


def _newer(rows, before: State, after: State):
    """None, and no query, where the table is as it was."""
    table = rows.model._meta.db_table
    return rows.none() if before.tables[table] == after.tables[table] else rows.filter(pk__gt=before.tables[table][2])


def _touched(rows, before: State, after: State):
    """All rows of a table that is not as it was."""
    table = rows.model._meta.db_table
    return rows.none() if before.tables[table] == after.tables[table] else rows.all()


def _recorded(before: State, after: State, entry: Entry, actor: int, changed: set[str]) -> None:
    """Whatever changes is in the record once, by who did it; an act of several parts says so in its entry."""
    new = list(_newer(Recorded.objects, before, after).values_list("act", "actor"))
    assert {who for _act, who in new} <= {actor}, f"{entry.name} by {actor} is recorded as {new}"
    if changed:
        assert new, f"{entry.name} changed {changed} and is not in the record"
    if changed and entry.entries is not None:
        assert len(new) in entry.entries, f"{entry.name} is in the record {len(new)} times: {new}"


def _moved_by_the_tables(before: State, after: State) -> None:
    for kind, steps in STEPS.items():
        old, new = before.of(kind), after.of(kind)
        assert old.keys() <= new.keys(), f"a {kind} is gone"
        moves = {(old[pk], new[pk]) for pk in old if old[pk] != new[pk]}
        assert moves <= steps, f"no way for a {kind}: {moves - steps}"


def _goes_back_from_the_top_down(before: State, after: State) -> None:
    """With a reason that everyone concerned can read; of a phase only once the council has none of its reports done."""
    told = set(_newer(StepBack.objects, before, after).exclude(reason="").values_list("subject", flat=True))
    for kind, steps in BACK.items():
        old, new = before.of(kind), after.of(kind)
        back = [pk for pk in old if (old[pk], new[pk]) in steps]
        silent = {f"{SUBJECT[kind]}:{pk}" for pk in back} - told
        assert not silent, f"back without a word to those concerned: {silent}"
        if kind == "season":
            lower = [pk for pk in back if new[pk] != Phase.APPRAISING]
            done = Report.objects.filter(season_unit__season_tier__in=lower, state__in=BEYOND)
            assert not done.exists(), f"back to {[new[pk] for pk in lower]} below {list(done)}"


def _only_grows(before: State, after: State, changed: Iterable[str]) -> None:
    for table in [model._meta.db_table for model in ONLY_GROW if model is not Answer]:
        if table in changed:
            kept = print_up_to(table, before.tables[table][2])
            assert kept == before.tables[table], f"a row of {table} was changed or is gone"


def _versions_only_grow(before: State, after: State) -> None:
    assert before.answers.keys() <= after.answers.keys(), "an answer is gone"
    assert before.versions.keys() <= after.versions.keys(), "a reply or a visit is gone"
    for key, (version, _who) in before.answers.items():
        assert after.answers[key][0] in {version, version + 1}, f"{key} went from {version} to {after.answers[key][0]}"
    for key, version in before.versions.items():
        assert after.versions[key] in {version, version + 1}, f"{key} went from {version} to {after.versions[key]}"


def _columns_stand_side_by_side(w: World, before: State, after: State) -> None:
    """An act writes one column at most, of reports whose turn it is, and the column's own people write it."""
    written = {key: now[1] for key, now in after.answers.items() if before.answers.get(key) != now}
    if not written:
        return
    assert len({stage for _report, _component, stage in written}) <= 1, "one act wrote two columns"
    rows = Report.objects.filter(pk__in={key[0] for key in written})
    place = {row.pk: row for row in rows.select_related("season_unit__season_tier")}
    units, states = units_of(w), after.of("report")
    for (report, component, stage), who in written.items():
        row = place[report].season_unit
        assert states[report] in WRITTEN_IN[Stage(stage)], f"{component} {stage} of a {states[report]}"
        assert row.season_tier.phase not in CLOSED, f"{component} {stage} while the season is {row.season_tier.phase}"
        assert (row.unit_id in units[who]) == (stage == Stage.SELF), f"{component}: {stage} by the wrong side"


def units_of(w: World) -> dict[int, set[int]]:
    return {user.pk: set(user.unit_ids()) for user in w.people.values()}


def _nobody_decides_on_their_own(w: World, before: State, after: State) -> None:
    """Nor does anybody whose agency was merged verify on its behalf."""
    units, place = units_of(w), "report__season_unit__unit_id"
    verdicts = set(_newer(Check.objects, before, after).values_list("verifier_id", place))
    decided = {
        *verdicts,
        *_newer(Resolution.objects, before, after).values_list("settled_by_id", place),
        *_newer(ClarificationRequest.objects, before, after).values_list("asked_by_id", place),
        *_newer(Vote.objects, before, after).values_list("member_id", f"item__{place}"),
        *_newer(Position.objects, before, after)
        .exclude(label__in=AUTOMATIC)
        .values_list("proposed_by_id", f"item__{place}"),
        *_touched(Exemption.objects, before, after).exclude(advised_by=None).values_list("advised_by_id", place),
        *_touched(Exemption.objects, before, after).exclude(entered_by=None).values_list("entered_by_id", place),
        *_touched(Exemption.objects, before, after).filter(is_leads=True).values_list("asked_by_id", place),
        *_touched(Reply.objects, before, after).exclude(decided_by=None).values_list("decided_by_id", place),
        *_touched(DisputedItem.objects, before, after).exclude(settled_by=None).values_list("settled_by_id", place),
        *_steps(before, after),
    }
    for who, unit in decided:
        assert unit not in units[who], f"person {who} decided on unit {unit}, their own"
    merged = set(Succession.objects.values_list("predecessor_id", flat=True))
    gone = [who for who, _unit in verdicts if units[who] <= merged]
    assert not gone, f"of an agency that was merged, and verified: {gone}"


def _steps(before: State, after: State) -> set[tuple[int, int]]:
    rows = _newer(Recorded.objects, before, after).filter(act__in=[f"report.{name}" for name in DECIDING])
    steps = [(who, int(subject.partition(":")[2])) for who, subject in rows.values_list("actor", "subject")]
    reports = Report.objects.filter(pk__in=[report for _who, report in steps])
    units = dict(reports.values_list("pk", "season_unit__unit_id"))
    return {(who, units[report]) for who, report in steps}


def _settled_in_session(before: State, after: State) -> None:
    """In the season's open session with a quorum; what is not as verified has the council's reason; what ended an item
    is what its one chosen position says."""
    rows = _newer(Resolution.objects, before, after).select_related("session", "item", "report__season_unit")
    said = _said(rows)
    for row in rows:
        session, there = row.session, len(present(row.session))
        assert session.season_id == row.report.season_unit.season_id, "settled in another season's session"
        assert session.state == "open", f"settled in session {session.number}, which is {session.state}"
        assert there >= session.quorum_needed, f"settled by {there}, {session.quorum_needed} needed"
        verified, final = (
            said.get((row.report_id, row.component, stage), {}) for stage in (Stage.VERIFIED, Stage.FINAL)
        )
        assert row.reason or final == verified, f"{row} is not as verified, and has no reason"
        if row.item:
            assert (row.item.state, bool(row.reason)) == ("settled", True), (
                f"{row} ends an item that is {row.item.state}"
            )
            chosen = row.item.positions.filter(is_chosen=True)
            assert [position.drafts for position in chosen] == [final], f"{row} is not what the council chose"


def _said(rows) -> dict[tuple[int, str, str], dict]:
    """By component; this set's have no parts."""
    answers = Answer.objects.filter(report__in={row.report_id for row in rows})
    return {
        (row.report_id, row.component, row.stage): {row.component: {"values": row.values, "settled": row.settled}}
        for row in answers
    }


def _voted_in_session(before: State, after: State) -> None:
    for vote in _newer(Vote.objects, before, after).select_related("item__session"):
        states = (vote.item.state, vote.item.session.state)
        assert states == ("voting", "open"), f"a vote on an item and in a session that are {states}"
        assert vote.member_id in present(vote.item.session), "a vote of somebody who is not there"
    late = _newer(Position.objects, before, after).exclude(item__state="open")
    assert not late.exists(), "a position after the vote began"


def _editions_stand(before: State, after: State) -> None:
    """Nobody alters what an edition says; a published one, or one taken back, stays in everything as it is."""
    states = before.of("edition")
    for pk, (content, whole) in before.digests.items():
        assert after.digests[pk][0] == content, f"edition {pk} changed its content"
        if states[pk] in {EditionState.PUBLISHED, EditionState.TAKEN_BACK}:
            assert after.digests[pk][1] == whole, f"edition {pk} was {states[pk]} and is no longer the same"
