"""Reading difficulties and the answers for all units; each function says what it costs."""

from django.db.models import QuerySet

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.cycles.models import Season
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling


def difficulties() -> QuerySet[Difficulty]:
    """Newest first, with unit, season, people and ruling: 1 query."""
    return Difficulty.objects.select_related("unit", "season", "raised_by", "answered_by", "ruling")


def readable_difficulties(user: User) -> QuerySet[Difficulty]:
    """All for the lead department; for everybody else those of their own units."""
    return difficulties() if runs_the_season(user) else own_difficulties(user)


def own_difficulties(user: User) -> QuerySet[Difficulty]:
    return difficulties().filter(unit_id__in=user.unit_ids())


def open_difficulties(season: Season, component: str) -> QuerySet[Difficulty]:
    """Of one component, or of the season as a whole where it is empty, those that no ruling answers yet: 1 query."""
    rows = difficulties().filter(season=season, component=component)
    return rows.filter(state__in=[DifficultyState.RAISED, DifficultyState.ANSWERED])


def rulings(season: Season) -> QuerySet[Ruling]:
    """Every answer for all units of the season, newest first, those that were replaced included: 1 query."""
    rows = Ruling.objects.filter(season=season).select_related("season", "document__file", "ruled_by", "replaced_by")
    return rows.select_related("replaces")


def rulings_in_force(season: Season, component: str | None = None) -> QuerySet[Ruling]:
    """Those that no later one replaces; of one component where it is given: 1 query."""
    rows = rulings(season).filter(replaced_by=None)
    return rows if component is None else rows.filter(component=component)
