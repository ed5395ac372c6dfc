"""What verifiers and the lead department do with reports that came in: verdicts, questions, visits, exemptions."""

from datetime import date
from fractions import Fraction

from django.db.transaction import atomic
from tests.factories import best_answer, paper, pdf
from tests.workflow.registry import act
from tests.workflow.season_acts import LEADS
from tests.workflow.world import World

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions, going_back, proposing, replies
from thuocdo.appraisal.enums import ExemptionState, Ground, ReplyDecision, RoundKind
from thuocdo.appraisal.models import Exemption, Reply, ReplyRound
from thuocdo.difficulties import actions as difficulties
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.verification import actions as verification
from thuocdo.verification import asking, visiting
from thuocdo.verification.blind import open_of, read_drafts
from thuocdo.verification.differences import settle_difference as settle_blind
from thuocdo.verification.enums import RequestState, Side, Verdict
from thuocdo.verification.models import ClarificationRequest, Visit
from thuocdo.verification.ruling import rule_for_all

CHECKERS = ("lead", "second_lead", "verifier", "second_verifier", "heir")


@act(*CHECKERS, weight=2)
def agree(w: World, actor: User) -> None:
    verification.agree(actor, w.report(), w.component(), comment=w.reason())


@act(*CHECKERS, weight=2)
def adjust(w: World, actor: User) -> None:
    """Points or figures, in range or not."""
    report, component = w.report(), w.component()
    leaf = w.one(w.lines(report, component))
    settled = w.rng.choice([None, Fraction(0), leaf.max / 2, leaf.max + 1])
    version = w.version(report, leaf.code, Stage.VERIFIED)
    values = best_answer(leaf) if settled is None else {}
    facts = {"values": values, "settled": settled, "reason": w.reason(), "version": version}
    verification.adjust_lines(actor, report, component, {leaf.code: Draft(**facts)})


@act(*CHECKERS, entries=None)
def agree_with_the_rest(w: World, actor: User, report: Report | None = None) -> None:
    verification.agree_with_the_rest(actor, report or w.report())


@act(*CHECKERS)
def say_the_same(w: World, actor: User, report: Report | None = None, code: str = "") -> None:
    """As the one verdict that waits for a second."""
    report, code = report or w.report(), code or w.component()
    verdict = w.one(open_of(report).get(code, []))
    if verdict.verdict in {Verdict.AGREED, Verdict.COMMENTED}:
        verification.agree(actor, report, code)
    else:
        verification.adjust_lines(actor, report, code, read_drafts(verdict))


@act(*CHECKERS)
def settle_difference(w: World, actor: User, report: Report | None = None, code: str = "") -> None:
    """As one of the two said, by who saw both or an old pair of them."""
    report, code = report or w.report(), code or w.component()
    checks = open_of(report).get(code, [])
    between = [check.pk for check in checks]
    drafts = read_drafts(w.one(checks))
    seen = w.usually(between, between[1:])
    settle_blind(actor, report, code, drafts=drafts, reason=w.reason(), between=seen)


@act(*CHECKERS, weight=2)
def finish_verification(w: World, actor: User, report: Report | None = None) -> None:
    verification.finish(actor, report or w.report())


@act(*CHECKERS, weight=0.5)
def verify_again(w: World, actor: User) -> None:
    going_back.verify_again(actor, w.report(), w.reason())


@act(*CHECKERS, weight=0.5)
def return_for_completion(w: World, actor: User) -> None:
    verification.return_report(actor, w.report(), w.reason(), until=w.day())


@act(*CHECKERS)
def clarification_ask(w: World, actor: User) -> None:
    asking.ask(actor, w.report(), [w.component()], text=w.reason(), due=w.day())


def a_request(w: World) -> ClarificationRequest:
    return w.one(ClarificationRequest.objects.filter(report__in=w.reports()))


@act(*CHECKERS, weight=0.5)
def clarification_ask_on(w: World, actor: User) -> None:
    asking.ask_on(actor, a_request(w), w.reason(), due=w.day())


@act(*CHECKERS)
def clarification_close(w: World, actor: User) -> None:
    asking.close(actor, a_request(w), w.reason())


@act(*CHECKERS)
def visit_plan(w: World, actor: User) -> None:
    visiting.plan_visit(actor, w.report().season_unit, a_plan(w))


def a_plan(w: World) -> visiting.Plan:
    signers = w.usually([(Side.TEAM, "Trần Văn Kiểm", "Tổ trưởng")], [(Side.UNIT, "Lê Thị Lập", "Chuyên viên")])
    return visiting.Plan(w.day(), "Trụ sở", w.reason(), [w.component()], signers)


def a_visit(w: World) -> Visit:
    return w.one(Visit.objects.filter(season_unit__season=w.season))


@act(*CHECKERS, weight=0.5)
def visit_change(w: World, actor: User) -> None:
    visit = a_visit(w)
    visiting.change_plan(actor, visit, a_plan(w), version=w.usually(visit.version, visit.version - 1))


@act(*CHECKERS)
def visit_minutes(w: World, actor: User) -> None:
    visit = a_visit(w)
    findings = {row.component: w.reason() for row in visit.findings.all()}
    said = {"minutes": w.reason(), "findings": findings, "unit_opinion": "", "held": w.rng.random() < 0.5}
    visiting.write_minutes(actor, visit, version=w.usually(visit.version, visit.version - 1), **said)


@act(*CHECKERS, weight=0.5)
def visit_sign(w: World, actor: User) -> None:
    visiting.put_signed(actor, a_visit(w), w.usually(pdf(), None))


@act(*CHECKERS, weight=0.5)
def visit_cancel(w: World, actor: User) -> None:
    visiting.cancel(actor, a_visit(w), w.reason())


@act(*LEADS)
def exemption_propose(w: World, actor: User) -> None:
    ground = w.usually(w.rng.choice(Ground.values), "because")
    proposing.propose(actor, w.report(), w.component(), ground=ground, reason=w.reason())


def an_exemption(w: World) -> Exemption:
    return w.one(Exemption.objects.filter(report__in=w.reports()))


@act(*CHECKERS, weight=2)
def exemption_advise(w: World, actor: User) -> None:
    exemptions.advise(actor, an_exemption(w), is_for=w.rng.random() < 0.5, advice=w.reason())


@act(*CHECKERS, weight=2, entries=None)
@atomic
def exemption_enter(w: World, actor: User) -> None:
    """Under a new document, of the right kind or not, or under one that others stand under."""
    kind = w.usually(DocumentKind.ACCEPTANCE, DocumentKind.RULING)
    there = Document.objects.filter(kind=DocumentKind.ACCEPTANCE).first()
    new = there is None or w.rng.random() < 0.7
    day = w.usually(date(w.year, 9, 12), date(w.year, 12, 20))
    exemptions.enter_acceptance(actor, an_exemption(w), paper(actor, kind, day=day) if new else there)


@act(*CHECKERS, entries=None)
@atomic
def exemption_enter_many(w: World, actor: User) -> None:
    """All or none."""
    rows = list(Exemption.objects.filter(report__in=w.reports(), state=ExemptionState.ADVISED))
    proposing.enter_acceptances(actor, rows, paper(actor, DocumentKind.ACCEPTANCE))


@act(*CHECKERS, weight=2, entries=None)
def exemption_check(w: World, actor: User) -> None:
    exemptions.check_acceptance(actor, w.one(Document.objects.exclude(kind=DocumentKind.OPENING)))


@act(*CHECKERS, weight=0.5)
def exemption_refuse(w: World, actor: User) -> None:
    exemptions.refuse(actor, an_exemption(w), w.reason())


@act(*CHECKERS, weight=0.5)
def exemption_send_back(w: World, actor: User) -> None:
    exemptions.send_back(actor, an_exemption(w), w.reason())


@act(*LEADS)
def round_open(w: World, actor: User, kind: str = "") -> None:
    replies.open_round(actor, w.tier(), kind or w.rng.choice(RoundKind.values), w.day())


@act(*CHECKERS, "chair", "secretary", weight=2)
def reply_decide(w: World, actor: User) -> None:
    answer = w.one(Reply.objects.filter(round__season_tier__season=w.season))
    version = w.usually(answer.version, answer.version + 1)
    replies.decide(actor, answer, w.rng.choice(ReplyDecision.values), w.reason(), version=version)


@act(*LEADS)
def round_close(w: World, actor: User) -> None:
    replies.close_round(actor, w.one(ReplyRound.objects.filter(season_tier__season=w.season)))


@act(*LEADS, weight=0.5)
def difficulty_answer(w: World, actor: User) -> None:
    row = w.one(Difficulty.objects.filter(season=w.season))
    difficulties.answer(actor, row, w.reason(), seen=w.usually(row.answer, "khác"))


@act(*LEADS, weight=0.3)
def difficulty_pass_on(w: World, actor: User) -> None:
    difficulties.pass_on(actor, w.one(Difficulty.objects.filter(season=w.season)), w.rng.random() < 0.5)


@act(*LEADS, weight=0.5, entries=None)
def rule(w: World, actor: User) -> None:
    """One answer; every difficulty and every question that ends with it has an entry of its own."""
    component = w.component()
    asked = ClarificationRequest.objects.filter(report__in=w.reports(), component=component)
    open_ones = w.usually(asked.exclude(state=RequestState.CLOSED), asked)
    raised = Difficulty.objects.filter(season=w.season, component=component, state=DifficultyState.RAISED)
    former = Ruling.objects.filter(season=w.season, component=component).first()
    said = {"question": w.reason(), "answer": w.reason(), "difficulties": raised}
    replaces = former if w.rng.random() < 0.5 else None
    rule_for_all(actor, w.season, component=component, requests=open_ones, replaces=replaces, **said)
