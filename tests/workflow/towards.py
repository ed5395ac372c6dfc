"""The next act on the straight way to publication, by who may do it: without these a walk would get nowhere."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.workflow.world import FILLERS, REPORTING, World

from thuocdo.appraisal.enums import ItemState, RoundKind, SessionState
from thuocdo.appraisal.models import CouncilSession, DisputedItem
from thuocdo.appraisal.queries import council_of, exempt, undecided
from thuocdo.appraisal.reply_rounds import undecided_replies
from thuocdo.appraisal.sitting import has_quorum, open_session, present
from thuocdo.cycles.enums import Phase
from thuocdo.reports.enums import EDITABLE, ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.rules import OPEN_PHASES
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import under_way
from thuocdo.verification.queries import unchecked

ONWARDS = {
    Phase.PREPARING: "season.open",
    Phase.REPORTING: "season.verify",
    Phase.VERIFYING: "season.appraise",
}


class Useful(NamedTuple):
    name: str
    person: str
    given: dict[str, object]


def useful(w: World) -> list[Useful]:
    """Empty once the result is published."""
    if Edition.objects.filter(season__year=w.year, state=EditionState.PUBLISHED).exists():
        return []
    return list(_edition(w)) or list(_opening(w)) or list(_reports(w)) or list(_phases(w)) or list(_result(w))


def _edition(w: World) -> Iterator[Useful]:
    edition = under_way(w.season)
    if edition is None:
        return
    if edition.state == EditionState.APPROVED:
        yield Useful("publish", "lead", {})
        return
    yield Useful("enter_decision", "lead", {})
    if edition.decision:
        yield Useful("approve", second_to(w, edition.decision), {})


def second_to(w: World, document) -> str:
    return "second_lead" if document.entered_by_id == w.people["lead"].pk else "lead"


def _opening(w: World) -> Iterator[Useful]:
    return (step for step in _phases(w) if step.given["step"] == "season.open")


def _phases(w: World) -> Iterator[Useful]:
    for tier in w.season.tiers.all():
        if tier.phase in ONWARDS:
            yield Useful("season_forward", "lead", {"tier": tier, "step": ONWARDS[Phase(tier.phase)]})


def _reports(w: World) -> Iterator[Useful]:
    for report in w.reports().filter(season_unit__unit__key__in=REPORTING):
        if report.state in EDITABLE and report.season_unit.season_tier.phase in OPEN_PHASES:
            yield _filling(report)
        elif report.state == ReportState.SENT:
            lead = "verifier" if report.season_unit.unit.key == "stttt" else "lead"
            name = "agree_with_the_rest" if unchecked(report) else "finish_verification"
            yield Useful(name, lead, {"report": report})
        elif report.state == ReportState.VERIFIED:
            yield from _council(w, report)


def _filling(report: Report) -> Useful:
    whole = report.state == ReportState.DRAFTING and not report.missing_contacts
    return Useful("send" if whole else "fill_in_all", FILLERS[report.season_unit.unit.key], {"report": report})


def _council(w: World, report: Report) -> Iterator[Useful]:
    found, session = council_of(w.season), open_session(w.season)
    if found is None:
        yield Useful("council_found", "lead", {})
    elif not found.decision.checked_by_id:
        yield Useful("council_check", second_to(w, found.decision), {})
    elif session is None:
        called = CouncilSession.objects.filter(season=w.season, state=SessionState.CALLED).exists()
        yield Useful("session_begin", "chair", {"whole": True}) if called else Useful("session_call", "chair", {})
    elif not has_quorum(session, present(session)):
        yield Useful("session_attend", "chair", {})
    else:
        yield from _decisions(w, report, session)


def _decisions(w: World, report: Report, session: CouncilSession) -> Iterator[Useful]:
    waiting = [ItemState.OPEN, ItemState.VOTING]
    item = DisputedItem.objects.filter(session=session, report=report, state__in=waiting).first()
    rest = undecided(report, set(exempt(w.season).get(report.season_unit_id, {})))
    if item:
        ways = ["item_settle", "item_put_off"] if item.state == ItemState.OPEN else ["vote_end"]
        yield from (Useful(name, "chair", {"item": item}) for name in ways)
    elif "6.8" in rest:
        yield Useful("settle", "chair", {"report": report, "code": "6.8"})
    else:
        yield Useful("take_over" if rest else "finish_appraisal", "chair", {"report": report})


def _result(w: World) -> Iterator[Useful]:
    for reply in undecided_replies(w.season):
        own = reply.report.season_unit.unit.key == "stttt"
        checker = "verifier" if own else "lead"
        yield Useful("reply_decide", "chair" if reply.round.kind == RoundKind.DRAFT else checker, {"answer": reply})
    yield Useful("propose", "lead", {})
