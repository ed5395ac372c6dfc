"""What holds after every act, whoever did it and whether it was done or refused."""

from dataclasses import dataclass, fields

from django.db.models import F, Func, Max, TextField
from django.db.models.functions import Cast, Concat
from tests.workflow.world import World

from thuocdo.appraisal.enums import AttendanceState, ExemptionState
from thuocdo.appraisal.models import Attendance, Exemption, Reply, Resolution
from thuocdo.audit.models import Entry
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.queries import form_of
from thuocdo.cycles.transitions import SEASON
from thuocdo.reports.enums import ARRIVED, EDITABLE, ReportState, Stage
from thuocdo.reports.models import Answer
from thuocdo.reports.transitions import REPORT
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import obstacles, under_way
from thuocdo.verification.models import Check, Visit

REPORT_STEPS = {(source, row.target) for row in REPORT.values() for source in row.sources}
SEASON_STEPS = {(source, row.target) for row in SEASON.values() for source in row.sources}
WRITTEN_IN = {
    Stage.SELF: EDITABLE - {ReportState.NOT_STARTED, ReportState.RETURNED},  # the first saving begins the drafting
    Stage.VERIFIED: {ReportState.SENT},
    Stage.FINAL: {ReportState.VERIFIED},
}


@dataclass(frozen=True)
class State:
    """The season as it stands, so far as the rules speak of it; two are compared."""

    entries: int
    phases: dict[int, str]
    reports: dict[int, str]
    answers: dict[tuple[int, str, str], tuple[int, int]]  # report, component, stage -> version, who
    versions: dict[tuple[str, int], int]
    editions: dict[int, tuple[str, str]]  # state, digest
    resolution: int  # the newest
    check: int


def state_of(w: World) -> State:
    season = w.season
    answers = Answer.objects.filter(report__season_unit__season=season)
    answers = answers.values_list("report_id", "component", "stage", "version", "changed_by_id")
    replies = Reply.objects.filter(round__season_tier__season=season).values_list("pk", "version")
    visits = Visit.objects.filter(season_unit__season=season).values_list("pk", "version")
    versions = {("reply", pk): version for pk, version in replies} | {("visit", pk): number for pk, number in visits}
    return State(
        entries=Entry.objects.aggregate(last=Max("pk"))["last"] or 0,
        phases=dict(season.tiers.values_list("pk", "phase")),
        reports=dict(w.reports().values_list("pk", "state")),
        answers={tuple(row[:3]): tuple(row[3:]) for row in answers},
        versions=versions,
        editions={pk: (state, digest) for pk, state, digest in _digests()},
        resolution=Resolution.objects.aggregate(last=Max("pk"))["last"] or 0,
        check=Check.objects.aggregate(last=Max("pk"))["last"] or 0,
    )


def _digests():
    whole = Concat(Cast("content", TextField()), Cast("public", TextField()))
    return Edition.objects.values_list("pk", "state", Func(whole, function="md5", output_field=TextField()))


def check(w: World, before: State, after: State, *, done: bool) -> None:
    """Raises AssertionError, saying what is wrong."""
    if not done:
        changed = [part.name for part in fields(State) if getattr(before, part.name) != getattr(after, part.name)]
        assert not changed, f"refused, and yet it changed {changed}"
    _moved_by_the_tables(before, after)
    _versions_only_grow(before, after)
    _columns_stand_side_by_side(w, before, after)
    _nobody_decides_on_their_own(w, before)
    _settled_in_session(w, before, after)
    _exempt_by_a_checked_document(w)
    _editions_stand(w, before, after)


def _moved_by_the_tables(before: State, after: State) -> None:
    for steps, old, new in (
        (REPORT_STEPS, before.reports, after.reports),
        (SEASON_STEPS, before.phases, after.phases),
    ):
        moves = {(old[pk], new[pk]) for pk in old if old[pk] != new[pk]}
        assert moves <= steps, f"no row of the table: {moves - steps}"


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
    assert len({stage for _report, _component, stage in written}) <= 1, "one act wrote two columns"
    own = {report.pk: report.season_unit.unit_id for report in w.reports()} if written else {}
    units = {user.pk: set(user.unit_ids()) for user in w.people.values()} if written else {}
    for (report, component, stage), who in written.items():
        assert after.reports[report] in WRITTEN_IN[Stage(stage)], f"{component} {stage} of a {after.reports[report]}"
        assert (own[report] in units[who]) == (stage == Stage.SELF), f"{component}: {stage} by the wrong side"


def _nobody_decides_on_their_own(w: World, before: State) -> None:
    units = {user.pk: set(user.unit_ids()) for user in w.people.values()}
    verdicts = Check.objects.filter(pk__gt=before.check).values_list("verifier_id", "report__season_unit__unit_id")
    settled = Resolution.objects.filter(pk__gt=before.resolution)
    settled = settled.values_list("settled_by_id", "report__season_unit__unit_id")
    for who, unit in {*verdicts, *settled}:
        assert unit not in units[who], f"person {who} decided on unit {unit}, their own"


def _settled_in_session(w: World, before: State, after: State) -> None:
    new = Resolution.objects.filter(pk__gt=before.resolution).select_related("session")
    for session in {row.session for row in new}:
        there = Attendance.objects.filter(session=session, state=AttendanceState.PRESENT).count()
        assert session.state == "open", f"settled in session {session.number}, which is {session.state}"
        assert there >= session.quorum_needed, f"settled by {there}, {session.quorum_needed} needed"
    resolved = set(Resolution.objects.filter(report__in=after.reports).values_list("report_id", "component"))
    final = {(report, code) for report, code, stage in after.answers if stage == Stage.FINAL}
    if not final:
        return
    tops = {(row.pk, leaf.code): (row.pk, top.code) for row in w.reports() for top, leaf in _lines(row)}
    lacking = {pair for pair in final if tops[pair] not in resolved}
    assert not lacking, f"final without a resolution: {lacking}"


def _lines(report):
    form = form_of(report.season_unit)
    tops = [*form.components, *(extra.component for extra in form.adjustments)]
    return [(top, leaf) for top in tops for leaf in top.leaves]


def _exempt_by_a_checked_document(w: World) -> None:
    rows = Exemption.objects.filter(report__season_unit__season=w.season, state=ExemptionState.ACCEPTED)
    bad = rows.filter(acceptance=None) | rows.filter(acceptance__checked_by=None)
    bad |= rows.filter(acceptance__checked_by=F("acceptance__entered_by")) | rows.filter(checked_by=F("entered_by"))
    assert not list(bad), "exempt without a document that a second officer checked"


def _editions_stand(w: World, before: State, after: State) -> None:
    for pk, (state, digest) in before.editions.items():
        assert after.editions[pk][1] == digest, f"edition {pk} changed its content"
        over = {EditionState.PUBLISHED, EditionState.TAKEN_BACK}
        assert state not in over or after.editions[pk][0] == state, f"edition {pk} was {state} and is no longer"
    edition, phases = under_way(w.season), set(after.phases.values())
    assert (edition is not None) == (Phase.APPROVING in phases), f"an edition under way in {phases}"
    if edition:
        waiting = [f"{report.season_unit.name_vi} {report.state} {rest}" for report, rest in obstacles(w.season)]
        assert not waiting, f"the edition is {edition.state}, and undecided are: {waiting}"
    if phases & {Phase.PUBLISHED, Phase.ARCHIVED}:
        states = {state for state in after.reports.values() if state in ARRIVED}
        assert states <= {ReportState.FINAL}, f"published, and reports are {states}"
