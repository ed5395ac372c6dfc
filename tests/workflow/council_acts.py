"""The council's acts: its founding, sessions, items, votes, and what it takes over and finishes."""

from datetime import timedelta
from fractions import Fraction

from django.db.transaction import atomic
from tests.factories import best_answer, paper, pdf
from tests.workflow.registry import TWO, act
from tests.workflow.season_acts import LEADS
from tests.workflow.world import World

from thuocdo.accounts.models import Unit, User
from thuocdo.appraisal import actions as council
from thuocdo.appraisal import sessions, voting
from thuocdo.appraisal.enums import AttendanceState, Opinion
from thuocdo.appraisal.founding import record_opinion
from thuocdo.appraisal.models import CouncilSession, DisputedItem, Position
from thuocdo.appraisal.sitting import members_on
from thuocdo.common import clock
from thuocdo.documents.actions import check_document
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report

WRITERS = ("chair", "deputy", "secretary")
MEMBERS = (*WRITERS, "member")


@act(*LEADS, weight=0.3, entries=TWO)
@atomic
def council_found(w: World, actor: User) -> None:
    quorum = w.usually(w.rng.choice(["1/2", "2/3", "1"]), "0", "3/0", "hai phần ba")
    rules = {"quorum": quorum, "votes_anonymously": w.rng.random() < 0.5}
    council.found_council(actor, w.season, paper(actor, DocumentKind.COUNCIL), **rules)


@act(*LEADS, weight=0.3, entries=TWO)
@atomic
def council_opinion(w: World, actor: User) -> None:
    """With the document that it stands in."""
    agency = Unit.objects.get(key=w.usually(w.rng.choice(["snv", "vpubnd"]), "syt"))
    document = paper(actor, DocumentKind.OPINION)
    opinion = w.usually(w.rng.choice(Opinion.values), "silent")
    record_opinion(actor, w.season, agency, opinion=opinion, text=w.reason(), document=document)


@act(*LEADS)
def council_check(w: World, actor: User) -> None:
    check_document(actor, w.one(Document.objects.filter(kind=DocumentKind.COUNCIL)))


def where() -> dict[str, str]:
    return {"place": "Phòng họp số 2", "agenda": "Xem xét kết quả thẩm tra"}


@act(*WRITERS, weight=0.5)
def session_call(w: World, actor: User) -> None:
    sessions.call(actor, w.season, starts_at=clock.now() + timedelta(days=w.usually(0, 1, -2)), **where())


def a_session(w: World) -> CouncilSession:
    rows = CouncilSession.objects.filter(season=w.season).order_by("-number")
    return w.usually(w.one(rows[:1]), w.one(rows))


@act(*WRITERS, weight=0.3, entries=TWO)
def session_cancel(w: World, actor: User) -> None:
    sessions.cancel(actor, a_session(w), w.reason())


@act(*WRITERS)
def session_begin(w: World, actor: User, *, whole: bool = False) -> None:
    """With any of the members, enough or not."""
    members = [member.pk for member in members_on(clock.today())]
    sessions.begin(actor, a_session(w), [pk for pk in members if whole or w.rng.random() < 0.8])


@act(*WRITERS, weight=0.5)
def session_attend(w: World, actor: User) -> None:
    member = w.usually(w.rng.choice(MEMBERS), "lead")
    state = w.usually(w.rng.choice([AttendanceState.PRESENT, *AttendanceState.values]), "asleep")
    sessions.attend(actor, a_session(w), {w.people[member].pk: state})


@act(*WRITERS, weight=0.3)
def session_close(w: World, actor: User) -> None:
    sessions.close(actor, a_session(w))


@act(*WRITERS, weight=0.3)
def session_change(w: World, actor: User) -> None:
    sessions.change(actor, a_session(w), starts_at=clock.now() + timedelta(days=w.usually(0, 1, -2)), **where())


@act(*WRITERS, weight=0.3)
def session_paper(w: World, actor: User) -> None:
    sessions.put_paper(actor, a_session(w), w.usually("Tờ trình", " "), pdf())


@act(*WRITERS, weight=0.3)
def session_minutes(w: World, actor: User) -> None:
    sessions.keep_signed_minutes(actor, a_session(w), w.usually("3/BB-HĐ", ""), pdf())


@act(*WRITERS)
def session_note(w: World, actor: User) -> None:
    sessions.note(actor, a_session(w), w.reason())


@act(*WRITERS, entries=None)
def items_list(w: World, actor: User) -> None:
    voting.list_disputed(actor, a_session(w))


@act(*WRITERS)
def item_add(w: World, actor: User) -> None:
    voting.list_item(actor, a_session(w), w.report(), w.component())


def an_item(w: World) -> DisputedItem:
    rows = DisputedItem.objects.filter(session__season=w.season).select_related("session", "report__season_unit")
    return w.one(rows.select_related("report__season_unit__season__pinned_set"))


@act(*WRITERS, weight=0.5)
def item_renew(w: World, actor: User) -> None:
    voting.renew(actor, an_item(w))


@act(*MEMBERS, weight=2)
def item_propose(w: World, actor: User) -> None:
    item = an_item(w)
    points = w.rng.choice([Fraction(0), Fraction(1, 2), Fraction(999)])
    report = w.reports().get(pk=item.report_id)
    drafts = {leaf.code: Draft(settled=points) for leaf in w.lines(report, item.component)}
    voting.propose(actor, item, drafts, w.reason())


@act(*WRITERS, weight=2)
def vote_begin(w: World, actor: User) -> None:
    voting.begin_vote(actor, an_item(w))


@act(*MEMBERS, weight=3)
def vote(w: World, actor: User, item: DisputedItem | None = None) -> None:
    item = item or an_item(w)
    strange = Position.objects.exclude(item=item).first()
    voting.cast_vote(actor, item, w.usually(w.rng.choice([None, *item.positions.all()]), strange))


@act(*WRITERS, weight=2)
def vote_end(w: World, actor: User, item: DisputedItem | None = None) -> None:
    voting.end_vote(actor, item or an_item(w))


@act(*WRITERS, weight=2, entries=TWO)
def item_settle(w: World, actor: User, item: DisputedItem | None = None) -> None:
    item = item or an_item(w)
    voting.settle_item(actor, item, w.one(item.positions.all()), w.reason())


@act(*WRITERS, entries=TWO)
def item_put_off(w: World, actor: User, item: DisputedItem | None = None) -> None:
    voting.put_off(actor, item or an_item(w), w.reason())


@act(*WRITERS, weight=2)
def settle(w: World, actor: User, report: Report | None = None, code: str = "") -> None:
    """Any component past the list, and the council's own."""
    given = report is not None
    report, code = report or w.report(), code or w.component()
    drafts = {}
    for leaf in w.lines(report, code):
        points = None if given else w.rng.choice([None, leaf.max / 2, leaf.max + 1])
        values = best_answer(leaf) if points is None else {}
        version = w.version(report, leaf.code, Stage.FINAL)
        drafts[leaf.code] = Draft(values, points, w.reason(), version)
    council.settle_lines(actor, report, code, drafts)


@act(*WRITERS)
def take_over(w: World, actor: User, report: Report | None = None) -> None:
    council.take_over(actor, report or w.report())


@act(*WRITERS, weight=0.5, entries=None)
def take_over_undisputed(w: World, actor: User) -> None:
    """Of one report, all that the list shows or an old version of it."""
    report = w.report()
    verified = dict(report.answers.filter(stage=Stage.VERIFIED).values_list("component", "version"))
    wrong = dict.fromkeys(verified, 99)
    council.take_over_undisputed(actor, w.season, {report.pk: w.usually(verified, wrong)})


@act(*WRITERS, weight=2)
def finish_appraisal(w: World, actor: User, report: Report | None = None) -> None:
    council.finish(actor, report or w.report())


@act(*WRITERS, weight=0.5)
def appraise_again(w: World, actor: User) -> None:
    council.take_up_again(actor, w.report(), w.reason())
