"""The rules find what they are for: the product is broken in one place, and one act leads to what is illegal."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest
from django.db import transaction
from tests.factories import (
    BEFORE_ALL,
    Cast,
    at,
    fill,
    fresh,
    make_council,
    make_season,
    make_verified,
    paper,
    report_of,
)
from tests.workflow.invariants import check
from tests.workflow.registry import Entry
from tests.workflow.state import State, state_of
from tests.workflow.world import World

from thuocdo.accounts.actions import give_post
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.appraisal import actions as council
from thuocdo.appraisal import replies, sessions, voting
from thuocdo.appraisal.enums import AttendanceState, RoundKind, Stance
from thuocdo.appraisal.exemptions import advise, check_acceptance, enter_acceptance
from thuocdo.appraisal.going_back import step_back
from thuocdo.appraisal.models import CouncilSession, DisputedItem, Exemption, Resolution
from thuocdo.appraisal.proposing import propose
from thuocdo.appraisal.replies import Words
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.verification import actions as verification
from thuocdo.verification.actions import agree
from thuocdo.verification.asking import ask

FULL = {"sat": "100", "n": "100"}  # of 6.8, the council's own survey


class Scene(NamedTuple):
    """The Department of Health is verified, that of Justice has sent; the council sits with everybody present."""

    cast: Cast
    season: Season
    patch: pytest.MonkeyPatch

    def report(self, unit: str = "syt") -> Report:
        return report_of(self.season, unit)

    def session(self) -> CouncilSession:
        return CouncilSession.objects.get(season=self.season)

    def ignoring(self, name: str, answer: object = None) -> None:
        """From here on, this part of the product says the same to everything."""
        self.patch.setattr(f"thuocdo.{name}", lambda *_a, **_k: answer)

    def settle(self) -> None:
        draft = Draft(FULL, None, "Điều tra", 0)
        council.settle_lines(self.cast.secretary, self.report(), "6.8", {"6.8": draft})


Break = Callable[[Scene], Callable[[], object]]  # prepares and breaks; then the act
BROKEN: dict[str, Break] = {}


def found_as(says: str) -> Callable[[Break], Break]:
    def enter(prepare: Break) -> Break:
        BROKEN[says] = prepare
        return prepare

    return enter


@found_as("needed")
def without_a_quorum(s: Scene) -> Callable[[], object]:
    absent = dict.fromkeys([s.cast.deputy.pk, s.cast.secretary.pk, s.cast.member.pk], AttendanceState.ABSENT)
    sessions.attend(s.cast.chair, s.session(), absent)
    s.ignoring("appraisal.actions.has_quorum", answer=True)
    return s.settle


@found_as("which is closed")
def after_the_session(s: Scene) -> Callable[[], object]:
    sitting = s.session()
    sessions.close(s.cast.chair, sitting)
    s.ignoring("appraisal.actions.sitting", sitting)
    return s.settle


@found_as("without a session")
def settled_nowhere(s: Scene) -> Callable[[], object]:
    s.ignoring("appraisal.actions._resolve")
    return s.settle


@found_as("decided on unit")
def on_the_own_unit(s: Scene) -> Callable[[], object]:
    give_post(None, s.cast.lead, Unit.objects.get(key="stp"), Role.HEAD, since=BEFORE_ALL)
    s.ignoring("verification.asking.may_verify", answer=True)
    return lambda: ask(fresh(s.cast.lead), s.report("stp"), ["1.1"], text="Vì sao?", due=clock.today())


@found_as("has no reason")
def without_a_reason(s: Scene) -> Callable[[], object]:
    s.ignoring("appraisal.actions.check_decisions")
    draft = Draft({}, 0, "", 0)
    return lambda: council.settle_lines(s.cast.secretary, s.report(), "1.2", {"1.2": draft})


@found_as("is not in the record")
def unrecorded(s: Scene) -> Callable[[], object]:
    s.ignoring("reports.answers.record")
    return lambda: agree(s.cast.lead, s.report("stp"), "1.1")


@found_as("final of a sent")
def before_its_turn(s: Scene) -> Callable[[], object]:
    return lambda: write_answers(s.cast.secretary, s.report("stp"), Stage.FINAL, {"1.1": Draft()})


@found_as("by the wrong side")
def in_anothers_column(s: Scene) -> Callable[[], object]:
    return lambda: write_answers(s.cast.outsider, s.report("stp"), Stage.VERIFIED, {"1.1": Draft()})


@found_as("one verifier alone")
def by_one_of_two(s: Scene) -> Callable[[], object]:
    Season.objects.filter(pk=s.season.pk).update(double_checks=True)
    s.ignoring("verification.checking._seconds", answer=True)
    return lambda: agree(s.cast.lead, s.report("stp"), "1.1")


@found_as("and the report is verified")
def finished_unchecked(s: Scene) -> Callable[[], object]:
    s.ignoring("verification.actions.unchecked", [])
    return lambda: verification.finish(s.cast.lead, s.report("stp"))


@found_as("and the report is appraised")
def finished_undecided(s: Scene) -> Callable[[], object]:
    s.ignoring("appraisal.actions.undecided", [])
    return lambda: council.finish(s.cast.secretary, s.report())


@found_as("no way for a report")
def past_a_state(s: Scene) -> Callable[[], object]:
    row = Report.objects.filter(pk=s.report("stp").pk)
    return lambda: (row.update(state=ReportState.FINAL), noted(s.cast.lead))


def noted(actor: User) -> None:
    record("test.broken", actor=actor.pk, subject="test:1")


@found_as("without a word")
def back_in_silence(s: Scene) -> Callable[[], object]:
    s.ignoring("reports.actions.going_back.keep")
    s.ignoring("verification.actions.tell_report_back")
    return lambda: verification.take_up_again(s.cast.lead, s.report(), "Sai số liệu")


@found_as("below")
def back_beneath_the_council(s: Scene) -> Callable[[], object]:
    s.settle()
    council.take_over(s.cast.secretary, s.report())
    council.finish(s.cast.secretary, s.report())
    tier = s.season.tiers.get(tier__code="province")
    type(tier).objects.filter(pk=tier.pk).update(phase="appraising")
    s.ignoring("appraisal.going_back._above", [])
    return lambda: step_back(s.cast.lead, tier, "season.verify_again", "Sai số liệu")


@found_as("not there")
def by_an_absent_member(s: Scene) -> Callable[[], object]:
    item = voting.list_item(s.cast.secretary, s.session(), s.report(), "1.2")
    voting.begin_vote(s.cast.chair, item)
    sessions.attend(s.cast.chair, s.session(), {s.cast.member.pk: AttendanceState.EXCUSED})
    s.ignoring("appraisal.voting._check_member")
    return lambda: voting.cast_vote(s.cast.member, item, None)


@found_as("is not what the council chose")
def otherwise_than_chosen(s: Scene) -> Callable[[], object]:
    item = voting.list_item(s.cast.secretary, s.session(), s.report(), "1.2")
    s.ignoring("appraisal.voting.drafts_of", {"1.2": Draft({}, 0, "Khác", 0)})
    return lambda: voting.settle_item(s.cast.chair, item, item.positions.first(), "Có căn cứ")


@found_as("exempt without a document")
def exempt_unchecked(s: Scene) -> Callable[[], object]:
    row, document = exempting(s), paper(s.cast.lead, DocumentKind.ACCEPTANCE)
    enter_acceptance(s.cast.lead, row, document)
    s.ignoring("appraisal.exemptions.check_document")
    return lambda: check_acceptance(s.cast.second_lead, document)


@found_as("the product counts")
def exempt_uncounted(s: Scene) -> Callable[[], object]:
    row, document = exempting(s), paper(s.cast.lead, DocumentKind.ACCEPTANCE)
    enter_acceptance(s.cast.lead, row, document)
    s.patch.setattr("tests.workflow.standing.exempt", lambda _season: {})
    return lambda: check_acceptance(s.cast.second_lead, document)


def exempting(s: Scene) -> Exemption:
    row = propose(s.cast.lead, s.report("stp"), "3.1", ground="no_content", reason="Không có dự án")
    advise(s.cast.lead, row, is_for=True, advice="Đúng căn cứ")
    return row


@found_as("came after the last day")
def replied_too_late(s: Scene) -> Callable[[], object]:
    verification.agree_with_the_rest(s.cast.lead, s.report("stp"))
    verification.finish(s.cast.lead, s.report("stp"))
    tier = s.season.tiers.get(tier__code="province")
    type(tier).objects.filter(pk=tier.pk).update(phase="verifying")
    round_ = replies.open_round(s.cast.lead, tier, RoundKind.VERIFIED, clock.today())
    at(2022, 10, 19)
    s.ignoring("appraisal.replies._check_day")
    words = Words(Stance.AGREES)
    return lambda: replies.reply(s.cast.preparer, round_, s.report(), "1.1", words)


@found_as("was changed or is gone")
def history_rewritten(s: Scene) -> Callable[[], object]:
    council.take_over(s.cast.secretary, s.report())
    return lambda: (Resolution.objects.filter(report=s.report()).update(reason="Khác"), noted(s.cast.secretary))


@found_as("is gone")
def item_removed(s: Scene) -> Callable[[], object]:
    item = voting.list_item(s.cast.secretary, s.session(), s.report(), "1.2")
    return lambda: (DisputedItem.objects.filter(pk=item.pk).delete(), noted(s.cast.secretary))


@found_as("refused, and yet it changed")
def half_refused(s: Scene) -> Callable[[], object]:
    return lambda: noted(s.cast.lead)


ANY = Entry("act", (), 1, None, noted)


@pytest.fixture
def scene(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Scene:
    season = make_season(cast)
    make_verified(cast, season)
    fill(cast.outsider, report_of(season, "stp"))
    send_report(cast.outsider, report_of(season, "stp"))
    make_council(cast, season)
    return Scene(cast, season, monkeypatch)


def verdict(scene: Scene, prepare: Break, *, done: bool) -> str:
    """What the rules say of the act; nothing of it is left."""
    world = World(scene.cast.everybody(), scene.cast, Random(1), scene.season.year)  # noqa: S311
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        act = prepare(scene._replace(patch=patch))
        with transaction.atomic():
            before = state_of()
        world.people = {name: fresh(user) for name, user in world.people.items()}
        with transaction.atomic():
            act()
        said = judged(world, before, done=done)
        transaction.set_rollback(True)
    return said


def judged(world: World, before: State, *, done: bool) -> str:
    """Whoever of them did it."""
    actors = {user.pk for user in world.people.values()}
    for actor in actors:
        try:
            check(world, before, state_of(before), ANY, actor, done=done)
        except AssertionError as fault:
            if "is recorded as" not in str(fault):
                return str(fault)
        else:
            return ""
    return "recorded for somebody else"


@pytest.mark.django_db(transaction=True)
def test_each_rule_finds_what_it_is_for(scene: Scene) -> None:
    said = {says: verdict(scene, prepare, done=prepare is not half_refused) for says, prepare in BROKEN.items()}
    missed = {says: words for says, words in said.items() if says not in words}
    assert not missed
