"""The result: proposed, taken back, decided on by the People's Committee, published."""

from datetime import date

from django.db.transaction import atomic
from tests.factories import paper, pdf
from tests.workflow.registry import TWO, act
from tests.workflow.season_acts import LEADS
from tests.workflow.world import World

from thuocdo.accounts.models import User
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.models import Report
from thuocdo.results import actions
from thuocdo.results.correcting import open_correction, uphold
from thuocdo.results.models import Correction, Edition


def an_edition(w: World) -> Edition:
    rows = Edition.objects.filter(season=w.season)
    return w.usually(w.one(rows[:1]), w.one(Edition.objects.all()))


@act(*LEADS, entries=None)
def propose(w: World, actor: User) -> None:
    actions.propose(actor, w.season)


@act(*LEADS, weight=0.3, entries=None)
def take_back(w: World, actor: User) -> None:
    actions.take_back(actor, an_edition(w), w.reason())


@act(*LEADS, entries=TWO)
@atomic
def enter_decision(w: World, actor: User) -> None:
    kind = w.usually(DocumentKind.APPROVAL, DocumentKind.ACCEPTANCE)
    day = w.usually(w.rng.choice([date(w.year, 12, 1), date(w.year, 12, 25)]), date(w.year, 10, 1))
    document = paper(actor, kind, day=day, signer=w.usually("Chủ tịch", ""))
    actions.enter_decision(actor, an_edition(w), document)


@act(*LEADS, weight=0.3)
def decision_replace(w: World, actor: User) -> None:
    actions.replace_decision_file(actor, an_edition(w), w.usually(pdf(), None), w.reason())


@act(*LEADS, weight=2, entries=None)
def approve(w: World, actor: User) -> None:
    actions.approve(actor, an_edition(w))


@act(*LEADS, entries=None)
def publish(w: World, actor: User) -> None:
    actions.publish(actor, an_edition(w), co_announcement=w.usually("Văn phòng UBND tỉnh", ""))


@act(*LEADS, weight=0.3, entries=None)
def correction_open(w: World, actor: User, report: Report | None = None) -> None:
    """Of one report, the published one or any."""
    open_correction(actor, an_edition(w), w.reason(), [(report or w.report()).pk])


@act(*LEADS, weight=0.3, entries=None)
def correction_uphold(w: World, actor: User) -> None:
    uphold(actor, w.one(Correction.objects.filter(edition__season=w.season)), w.reason())
