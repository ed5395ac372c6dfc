"""What deals with something that came up: a question, a request, a vote. Without it a walk would hardly ever get to the
end of one, for few of the acts fit at any moment."""

from collections.abc import Callable, Iterator

from tests.workflow.council_acts import MEMBERS
from tests.workflow.towards import Useful, second_to
from tests.workflow.world import FILLERS, REPORTING, World

from thuocdo.appraisal import enums
from thuocdo.appraisal.enums import ExemptionState, ItemState, RoundKind, Stance
from thuocdo.appraisal.models import DisputedItem, Exemption, Reply, ReplyRound
from thuocdo.appraisal.sitting import open_session
from thuocdo.common import clock
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty
from thuocdo.reports.enums import EDITABLE, ReportState
from thuocdo.reports.models import Report
from thuocdo.results.queries import under_way
from thuocdo.verification.enums import RequestState, VisitState
from thuocdo.verification.models import ClarificationRequest, Visit, WaitingImport
from thuocdo.verification.shared_figures import KEPT_FOR

SEASON = "report__season_unit__season"


def aside(w: World) -> Useful | None:
    """One such act of whatever kind; None where nothing of it is there."""
    ways = list(WAYS)
    w.rng.shuffle(ways)
    return next((step for way in ways for step in way(w)), None)


def _of(w: World, rows) -> list:
    """One of them, or none."""
    found = list(rows)
    return [w.rng.choice(found)] if found else []


def _reports(w: World, *states: ReportState) -> list[Report]:
    return _of(w, w.reports().filter(state__in=states, season_unit__unit__key__in=REPORTING))


def _key(report: Report) -> str:
    return report.season_unit.unit.key


def _checker(w: World, report: Report) -> str:
    own = ["verifier", "second_verifier"]
    return w.rng.choice(own if _key(report) == "stttt" else ["lead", "second_lead"])


def _exemptions(w: World) -> Iterator[Useful]:
    rows = Exemption.objects.filter(**{SEASON: w.season}, state__in=enums.OPEN)
    for row in _of(w, rows.select_related("report__season_unit__unit", "acceptance")):
        name = w.rng.choice(DEALT_WITH[ExemptionState(row.state)])
        who = FILLERS.get(_key(row.report), "lead") if name == "exemption_withdraw" else _checker(w, row.report)
        focus = row
        if name == "exemption_check":
            who, focus = second_to(w, row.acceptance), row.acceptance
        yield Useful(name, who, {"focus": focus})
    for report in _reports(w, *EDITABLE):
        yield Useful("exemption_ask", FILLERS[_key(report)], {"focus": report})


def _filling(w: World) -> Iterator[Useful]:
    for report in _reports(w, *EDITABLE):
        yield Useful("save_one", FILLERS[_key(report)], {"focus": report})


def _questions(w: World) -> Iterator[Useful]:
    rows = ClarificationRequest.objects.filter(**{SEASON: w.season}).exclude(state=RequestState.CLOSED)
    for row in _of(w, rows.select_related("report__season_unit__unit")):
        if row.state == RequestState.ASKED and _key(row.report) in FILLERS:
            yield Useful("clarification_answer", FILLERS[_key(row.report)], {"focus": row})
        name = w.rng.choice(["clarification_ask_on", "clarification_close", "rule"])
        yield Useful(name, "lead" if name == "rule" else _checker(w, row.report), {"focus": row})
    for report in _reports(w, ReportState.SENT, ReportState.VERIFIED):
        yield Useful("clarification_ask", _checker(w, report), {"focus": report})


def _visits(w: World) -> Iterator[Useful]:
    rows = Visit.objects.filter(season_unit__season=w.season, signed_file=None).exclude(state=VisitState.CANCELLED)
    for row in _of(w, rows.select_related("season_unit__unit")):
        checker = "verifier" if row.season_unit.unit.key == "stttt" else "lead"
        name = w.rng.choice(["visit_minutes", "visit_minutes", "visit_change", "visit_cancel"])
        yield Useful("visit_sign" if row.state == VisitState.HELD else name, checker, {"focus": row})
    for report in _reports(w, ReportState.SENT):
        yield Useful("visit_plan", _checker(w, report), {"focus": report})


def _rounds(w: World) -> Iterator[Useful]:
    undecided = Reply.objects.filter(**{SEASON: w.season}, stance=Stance.DISAGREES, decision="")
    for row in _of(w, undecided.select_related("report__season_unit__unit", "round")):
        decider = "secretary" if _key(row.report) == "hue" else "chair"
        yield Useful(
            "reply_decide",
            decider if row.round.kind == RoundKind.DRAFT else _checker(w, row.report),
            {"focus": row},
        )
    for round_ in _of(w, ReplyRound.objects.filter(season_tier__season=w.season, closed_at=None)):
        over = clock.today() > round_.last_day
        name = w.rng.choice(["reply", "reply", "reply_agree_with_the_rest", "time_passes"])
        tier = w.reports().filter(season_unit__season_tier=round_.season_tier_id, season_unit__unit__key__in=FILLERS)
        who = FILLERS[_key(w.one(tier))]
        yield Useful("round_close", "lead", {"focus": round_}) if over else Useful(name, who, {"focus": round_})
    for tier in _of(w, w.season.tiers.all()):
        yield Useful("round_open", "lead", {"focus": tier})


def _items(w: World) -> Iterator[Useful]:
    session = open_session(w.season)
    waiting = DisputedItem.objects.filter(session=session, state__in=[ItemState.OPEN, ItemState.VOTING])
    for item in _of(w, waiting if session else []):
        voting = item.state == ItemState.VOTING
        name = w.rng.choice(
            ["vote", "vote", "vote", "vote_end"] if voting else ["item_propose", "vote_begin", "item_settle"]
        )
        who = w.rng.choice(MEMBERS if name in {"vote", "item_propose"} else ("chair", "secretary"))
        yield Useful(name, who, {"focus": item})
    for report in _reports(w, ReportState.VERIFIED) if session else []:
        yield Useful(w.rng.choice(["items_list", "item_add", "take_over_undisputed"]), "secretary", {"focus": report})


def _sessions(w: World) -> Iterator[Useful]:
    names = ["session_note", "session_paper", "session_attend", "session_minutes", "session_close", "session_change"]
    yield Useful(w.rng.choice(names), w.rng.choice(["chair", "secretary"]), {})


def _adjusting(w: World) -> Iterator[Useful]:
    """So that there is something in dispute."""
    for report in _reports(w, ReportState.SENT):
        yield Useful(w.rng.choice(["adjust", "adjust", "agree"]), _checker(w, report), {"focus": report})


def _difficulties(w: World) -> Iterator[Useful]:
    for row in _of(w, Difficulty.objects.filter(season=w.season, state=DifficultyState.RAISED)):
        name = w.rng.choice(["difficulty_answer", "difficulty_pass_on", "rule", "difficulty_withdraw"])
        who = next((FILLERS[key] for key in FILLERS if key == row.unit.key), "lead")
        yield Useful(name, who if name == "difficulty_withdraw" else "lead", {"focus": row})
    for report in _reports(w, *ReportState):
        yield Useful("difficulty_raise", FILLERS[_key(report)], {"focus": report})


def _figures(w: World) -> Iterator[Useful]:
    for row in _of(w, WaitingImport.objects.filter(season=w.season, handed_in_at__gte=clock.now() - KEPT_FOR)):
        name = next(name for name, person in w.people.items() if person.pk == row.person_id)
        yield Useful("figures_apply", name, {})
    yield Useful(w.rng.choice(["figures_hand_in", "agree_where_figures_are_equal"]), "lead", {})


def _ways_back(w: World) -> Iterator[Useful]:
    if w.rng.random() > RARELY:
        return
    edition = under_way(w.season)
    if edition:
        yield Useful(w.rng.choice(["take_back", "decision_replace"]), "lead", {"focus": edition})
    for report in _reports(w, ReportState.SENT, ReportState.VERIFIED, ReportState.APPRAISED):
        yield _back(w, report) if w.rng.random() < RARELY else Useful("season_back", "lead", {"focus": w.tier()})


def _back(w: World, report: Report) -> Useful:
    if report.state == ReportState.APPRAISED:
        return Useful("appraise_again", "secretary" if _key(report) == "hue" else "chair", {"focus": report})
    name = "verify_again"
    if report.state == ReportState.SENT:
        name = w.rng.choice(["return_for_completion", "withdraw"])
    return Useful(name, FILLERS[_key(report)] if name == "withdraw" else _checker(w, report), {"focus": report})


RARELY = 0.5
DEALT_WITH = {
    ExemptionState.ASKED: ["exemption_advise", "exemption_advise", "exemption_withdraw"],
    ExemptionState.ADVISED: ["exemption_enter", "exemption_enter_many", "exemption_refuse"],
    ExemptionState.ENTERED: ["exemption_check", "exemption_check", "exemption_send_back"],
}
Way = Callable[[World], Iterator[Useful]]
WAYS: list[Way] = [
    *(_filling, _exemptions, _questions, _visits, _rounds, _items, _items, _items),
    *(_adjusting, _adjusting, _difficulties, _figures, _sessions, _ways_back),
]
