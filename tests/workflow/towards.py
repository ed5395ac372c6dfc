"""The next act on the straight way to publication, by who may do it: without these a walk would get nowhere."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.workflow.world import FILLERS, REPORTING, World

from thuocdo.appraisal.enums import ItemState, RoundKind, SessionState
from thuocdo.appraisal.models import CouncilSession, DisputedItem, Reply, ReplyRound
from thuocdo.appraisal.queries import council_of, exempt, undecided
from thuocdo.appraisal.reply_rounds import PHASES, undecided_replies, unready
from thuocdo.appraisal.sitting import has_quorum, open_session, present
from thuocdo.common import clock
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import StepBack
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.rules import OPEN_PHASES
from thuocdo.results.corrections import correction_under_way
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import under_way
from thuocdo.verification.actions import to_agree_with
from thuocdo.verification.blind import is_difference, open_of

ONWARDS = {
    Phase.PREPARING: "season.open",
    Phase.REPORTING: "season.verify",
    Phase.VERIFYING: "season.appraise",
}
SURE, ONE_IN_TEN = 0.8, 0.1


class Useful(NamedTuple):
    name: str
    person: str
    given: dict[str, object]


Way = Callable[[World], Iterator[Useful]]


def useful(w: World) -> Useful | None:
    """None once the result is published, but in a correction of it."""
    if Edition.objects.filter(season=w.season, state=EditionState.PUBLISHED).exists():
        return next(_correction(w), None)
    return next((step for way in WAYS for step in way(w)), None)


def _edition(w: World) -> Iterator[Useful]:
    edition = under_way(w.season)
    if edition is None:
        return
    if edition.state == EditionState.APPROVED:
        yield Useful("publish", "lead", {})
    elif edition.decision and w.rng.random() < SURE:
        yield Useful("approve", second_to(w, edition.decision), {})
    else:
        yield Useful("enter_decision", "lead", {})


def _correction(w: World) -> Iterator[Useful]:
    """The report is taken up, one of its components settled otherwise, and finished; then it is proposed, or stands."""
    correction = correction_under_way(w.season)
    if correction is None:
        if w.rng.random() < ONE_IN_TEN:
            reports = w.reports().filter(state=ReportState.FINAL)
            yield Useful("correction_open", "lead", {"report": w.one(reports)})
        return
    yield from _edition(w)
    for report in w.reports().filter(pk__in=correction.reports.all()):
        who = "secretary" if report.season_unit.unit.key == "hue" else "chair"
        back = StepBack.objects.filter(subject=f"report:{report.pk}", act="report.appraise_again")
        if report.state == ReportState.APPRAISED and not back.filter(taken_at__gt=correction.opened_at).exists():
            yield Useful("appraise_again", who, {"focus": report})
        elif report.state == ReportState.VERIFIED and w.rng.random() < SURE / 2:
            yield Useful("settle", who, {"focus": report})
        elif report.state == ReportState.VERIFIED:
            yield _council(w, report)
    yield Useful(w.rng.choice(["propose", "correction_uphold"]), "lead", {})


def second_to(w: World, document) -> str:
    return "second_lead" if document.entered_by_id == w.people["lead"].pk else "lead"


def _phase(source: Phase) -> Way:
    def way(w: World) -> Iterator[Useful]:
        for tier in w.season.tiers.filter(phase=source):
            yield Useful("season_forward", "lead", {"tier": tier, "step": ONWARDS[source]})

    return way


def _reports(*states: ReportState) -> Way:
    """What is next for one of those that report, whichever."""

    def way(w: World) -> Iterator[Useful]:
        rows = w.reports().filter(season_unit__unit__key__in=REPORTING, state__in=states)
        rows = list(rows.filter(season_unit__season_tier__phase__in=STILL[states[0]]))
        w.rng.shuffle(rows)
        for report in rows:
            yield NEXT[states[0]](w, report)

    return way


def _round(kind: RoundKind) -> Way:
    """One round of each kind in one tier: opened, answered, decided, closed."""

    def way(w: World) -> Iterator[Useful]:
        tier = w.season.tiers.get(tier__code="province")
        row = ReplyRound.objects.filter(season_tier=tier, kind=kind).first()
        if row is None and tier.phase in PHASES[kind] and not unready(tier, kind):
            yield Useful("round_open", "lead", {"focus": tier, "kind": kind})
        if row is None or row.closed_at:
            return
        undecided = undecided_replies(w.season).filter(round=row).first()
        if undecided:
            yield _deciding(undecided)
        if clock.today() > row.last_day:
            yield Useful("round_close", "lead", {"focus": row})
        who = w.rng.choice([FILLERS[key] for key in REPORTING if key != "hue"])
        yield Useful("reply", who, {"focus": row}) if w.rng.random() < SURE else Useful("time_passes", "lead", {})

    return way


def _deciding(reply: Reply) -> Useful:
    key = reply.report.season_unit.unit.key
    checker = "verifier" if key == "stttt" else "lead"
    decider = "secretary" if key == "hue" else "chair"
    return Useful("reply_decide", decider if reply.round.kind == RoundKind.DRAFT else checker, {"focus": reply})


def _filling(_w: World, report: Report) -> Useful:
    whole = report.state == ReportState.DRAFTING and not report.missing_contacts
    return Useful("send" if whole else "fill_in_all", FILLERS[report.season_unit.unit.key], {"report": report})


def _checking(w: World, report: Report) -> Useful:
    """By one or, where the season says so, by two, whose differences are settled then."""
    own = report.season_unit.unit.key == "stttt"
    checkers = ["verifier", "second_verifier"] if own else ["lead", "second_lead"]
    for name in checkers[: 2 if w.season.double_checks else 1]:
        if to_agree_with(w.person(name), report):
            return Useful("agree_with_the_rest", name, {"report": report})
    for code, checks in open_of(report).items():
        if is_difference(checks):
            return Useful("settle_difference", checkers[0], {"report": report, "code": code})
        other = next(name for name in checkers if w.people[name].pk != checks[0].verifier_id)
        return Useful("say_the_same", other, {"report": report, "code": code})
    return Useful("finish_verification", checkers[0], {"report": report})


def _council(w: World, report: Report) -> Useful:
    found, session = council_of(w.season), open_session(w.season)
    if found is None:
        return Useful("council_found", "lead", {})
    if not found.decision.checked_by_id:
        return Useful("council_check", second_to(w, found.decision), {})
    if session is None:
        called = CouncilSession.objects.filter(season=w.season, state=SessionState.CALLED).exists()
        return Useful("session_begin", "chair", {"whole": True}) if called else Useful("session_call", "chair", {})
    if not has_quorum(session, present(session)):
        return Useful("session_attend", "chair", {})
    return _decision(w, report, session)


def _decision(w: World, report: Report, session: CouncilSession) -> Useful:
    """By the chair, or the secretary where the chair heads the unit."""
    who = "secretary" if report.season_unit.unit.key == "hue" else "chair"
    waiting = [ItemState.OPEN, ItemState.VOTING]
    item = DisputedItem.objects.filter(session=session, report=report, state__in=waiting).first()
    rest = undecided(report, set(exempt(w.season).get(report.season_unit_id, {})))
    if item:
        ways = ["item_settle", "item_settle", "item_put_off"] if item.state == ItemState.OPEN else ["vote", "vote_end"]
        return Useful(w.rng.choice(ways), who, {"item": item})
    if "6.8" in rest:
        return Useful("settle", who, {"report": report, "code": "6.8"})
    return Useful("take_over" if rest else "finish_appraisal", who, {"report": report})


def _result(w: World) -> Iterator[Useful]:
    yield from (_deciding(reply) for reply in undecided_replies(w.season))
    yield Useful("propose", "lead", {})


NEXT = {
    ReportState.NOT_STARTED: _filling,
    ReportState.SENT: _checking,
    ReportState.VERIFIED: _council,
}
STILL = {ReportState.NOT_STARTED: OPEN_PHASES, ReportState.SENT: Phase, ReportState.VERIFIED: Phase}
WAYS: list[Way] = [
    _edition,
    _phase(Phase.PREPARING),
    _reports(ReportState.NOT_STARTED, ReportState.DRAFTING, ReportState.RETURNED),
    _phase(Phase.REPORTING),
    _reports(ReportState.SENT),
    _round(RoundKind.VERIFIED),
    _phase(Phase.VERIFYING),
    _reports(ReportState.VERIFIED),
    _round(RoundKind.DRAFT),
    _result,
]
