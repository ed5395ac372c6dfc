"""The result: proposed, taken back, decided on by the People's Committee, published."""

from datetime import date

from django.db.transaction import atomic
from tests.factories import paper
from tests.workflow.registry import act
from tests.workflow.season_acts import LEADS
from tests.workflow.world import World

from thuocdo.accounts.models import User
from thuocdo.documents.models import DocumentKind
from thuocdo.results import actions
from thuocdo.results.models import Edition

DAYS = [date(2022, 11, 1), date(2022, 11, 1), date(2022, 10, 1)]


def an_edition(w: World) -> Edition:
    rows = Edition.objects.filter(season__year=w.year)
    return w.usually(w.one(rows[:1]), w.one(Edition.objects.all()))


@act(*LEADS)
def propose(w: World, actor: User) -> None:
    actions.propose(actor, w.season)


@act(*LEADS, weight=0.3)
def take_back(w: World, actor: User) -> None:
    actions.take_back(actor, an_edition(w), w.reason())


@act(*LEADS)
@atomic
def enter_decision(w: World, actor: User) -> None:
    kind = w.usually(DocumentKind.APPROVAL, DocumentKind.ACCEPTANCE)
    document = paper(actor, kind, day=w.rng.choice(DAYS), signer=w.usually("Chủ tịch", ""))
    actions.enter_decision(actor, an_edition(w), document)


@act(*LEADS, weight=2)
def approve(w: World, actor: User) -> None:
    actions.approve(actor, an_edition(w))


@act(*LEADS)
def publish(w: World, actor: User) -> None:
    actions.publish(actor, an_edition(w), co_announcement=w.usually("Văn phòng UBND tỉnh", ""))
