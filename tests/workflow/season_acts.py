"""The lead department's acts on the season itself, and the passing of time."""

from datetime import timedelta

from django.db.transaction import atomic
from tests.factories import paper
from tests.workflow.registry import TWO, act
from tests.workflow.world import World

from thuocdo.accounts.models import User
from thuocdo.appraisal.going_back import step_back
from thuocdo.common import clock
from thuocdo.cycles.actions import attach_opening_letter, extend, move
from thuocdo.cycles.models import SeasonTier
from thuocdo.cycles.transitions import FROM_THE_TOP_DOWN, SEASON, TAKEN_ABOVE
from thuocdo.documents.models import DocumentKind

LEADS = ("lead", "second_lead")
ON = sorted(set(SEASON) - FROM_THE_TOP_DOWN - {"season.archive"})


@act(*LEADS, weight=0.3)
def season_forward(w: World, actor: User, tier: SeasonTier | None = None, step: str = "") -> None:
    """Also the steps that are taken on the result page only."""
    move(actor, tier or w.tier(), step or w.rng.choice(ON), reason=w.reason())


@act(*LEADS, weight=0.3)
def season_back(w: World, actor: User) -> None:
    """Those of the result page have no door here."""
    tier, step = w.tier(), w.rng.choice(sorted(FROM_THE_TOP_DOWN | TAKEN_ABOVE))
    back = step_back if step in FROM_THE_TOP_DOWN else move
    back(actor, tier, step, reason=w.reason())


@act(*LEADS, weight=0.3)
def archive_season(w: World, actor: User) -> None:
    move(actor, w.tier(), "season.archive")


@act(*LEADS, weight=0.3, entries=TWO)
@atomic
def opening_letter(w: World, actor: User) -> None:
    attach_opening_letter(actor, w.season, paper(actor, DocumentKind.OPENING))


@act(*LEADS, entries=TWO)
@atomic
def extension(w: World, actor: User) -> None:
    unit = w.report().season_unit
    last_day = unit.season_tier.last_day + timedelta(days=w.usually(5, 0, -1))
    extend(actor, unit, last_day, paper(actor, DocumentKind.EXTENSION))


@act("lead")
def time_passes(w: World, _actor: User) -> None:
    clock.set_demonstration_time(clock.now() + timedelta(days=w.rng.choice([1, 2])))
