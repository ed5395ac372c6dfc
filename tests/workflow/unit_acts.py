"""What a unit does: filling, sending, withdrawing its report, answering what it is asked, replying to its points."""

from fractions import Fraction

from django.db.transaction import atomic
from tests.factories import CONTACTS, best_answer
from tests.workflow.registry import act
from tests.workflow.world import World

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions, replies
from thuocdo.appraisal.enums import Ground, Stance
from thuocdo.appraisal.models import Exemption, Reply, ReplyRound
from thuocdo.appraisal.replies import Words
from thuocdo.cycles.queries import form_of
from thuocdo.difficulties import actions as difficulties
from thuocdo.difficulties.models import Difficulty
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.reports.sending import explain_absence, send_report, withdraw_report
from thuocdo.verification import asking
from thuocdo.verification.models import ClarificationRequest

FILLERS = ("preparer", "coordinator", "outsider", "lead_preparer", "hue_preparer")
UNITS_OWN = (*FILLERS, "head", "clerk")


@act(*FILLERS, entries=None)
@atomic
def fill_in_all(w: World, actor: User, report: Report | None = None) -> None:
    report = report or w.report()
    leaves = [leaf for component in form_of(report.season_unit).components for leaf in component.leaves]
    save_answers(actor, report, {leaf.code: Draft(best_answer(leaf)) for leaf in leaves if leaf.answered_by == "unit"})
    set_contacts(actor, report, **CONTACTS)


@act(*FILLERS, weight=2, entries=None)
def save_one(w: World, actor: User) -> None:
    """Sometimes on an old version, sometimes the council's own component, sometimes figures that the law refuses."""
    report = w.report()
    leaf = w.one(w.lines(report, w.component()))
    values = w.usually(best_answer(leaf), {}, dict.fromkeys(best_answer(leaf), "-1"))
    drafts = {leaf.code: Draft(values, version=w.version(report, leaf.code, Stage.SELF))}
    save_answers(actor, report, drafts)


@act(*UNITS_OWN, weight=2)
def send(w: World, actor: User, report: Report | None = None) -> None:
    send_report(actor, report or w.report())


@act(*UNITS_OWN, weight=0.5)
def withdraw(w: World, actor: User) -> None:
    withdraw_report(actor, w.report())


@act("lead", weight=0.5)
def absence_explained(w: World, actor: User) -> None:
    explain_absence(actor, w.report(), w.reason())


@act(*FILLERS)
def exemption_ask(w: World, actor: User) -> None:
    ground = w.usually(w.rng.choice(Ground.values), "because")
    exemptions.ask(actor, w.report(), w.component(), ground=ground, reason=w.reason())


@act(*FILLERS, "lead", weight=0.5)
def exemption_withdraw(w: World, actor: User) -> None:
    exemptions.withdraw(actor, w.one(Exemption.objects.filter(report__in=w.reports())))


@act(*FILLERS, "head")
def clarification_answer(w: World, actor: User) -> None:
    request = w.one(ClarificationRequest.objects.filter(report__in=w.reports()))
    last = request.messages.values_list("pk", flat=True).last()
    asking.answer(actor, request, w.reason(), seen=w.usually(last, last - 1))


@act(*FILLERS, "head", weight=2)
def reply(w: World, actor: User) -> None:
    round_, report = a_round(w)
    component = w.one(round_.shown[str(report.pk)])
    present = Reply.objects.filter(round=round_, report=report, component=component).first()
    words = Words(w.rng.choice(Stance.values), w.reason(), w.rng.choice([None, Fraction(0), Fraction(999)]))
    version = present.version if present else 0
    replies.reply(actor, round_, report, component, words, version=w.usually(version, version + 1))


def a_round(w: World) -> tuple[ReplyRound, Report]:
    round_ = w.one(ReplyRound.objects.filter(season_tier__season=w.season))
    return round_, w.one(w.reports().filter(pk__in=round_.shown))


@act(*FILLERS, "head")
def reply_agree_with_the_rest(w: World, actor: User) -> None:
    round_, report = a_round(w)
    answered = set(Reply.objects.filter(round=round_, report=report).values_list("component", flat=True))
    rest = [code for code in round_.shown[str(report.pk)] if code not in answered]
    replies.agree_with_the_rest(actor, round_, report, w.usually(rest, rest[1:]))


@act(*UNITS_OWN, weight=0.5)
def difficulty_raise(w: World, actor: User) -> None:
    unit = w.report().season_unit.unit
    difficulties.raise_difficulty(actor, unit, text=w.reason(), season=w.season, component=w.component())


@act(*UNITS_OWN, weight=0.3)
def difficulty_withdraw(w: World, actor: User) -> None:
    difficulties.withdraw(actor, w.one(Difficulty.objects.filter(season=w.season)))
