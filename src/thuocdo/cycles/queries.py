"""Reading a season: its law, its deadlines."""

from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from thuocdo.cycles.models import Extension, PinnedSet, Season, SeasonTier, SeasonUnit, midnight
from thuocdo.regulation import CriteriaSet, Form, read_set

_laws: dict[str, CriteriaSet] = {}  # by digest; a pinned set never changes


def law(pinned: PinnedSet) -> CriteriaSet:
    """The criteria set as pinned; parsed once per process."""
    if pinned.digest not in _laws:
        _laws[pinned.digest] = read_set(pinned.source)
    return _laws[pinned.digest]


def form_of(season_unit: SeasonUnit) -> Form:
    """The form the unit reports on. Needs season__pinned_set and season_tier__tier selected."""
    return law(season_unit.season.pinned_set).forms[season_unit.season_tier.tier.code]


def seasons() -> QuerySet[Season]:
    """All seasons with their tiers: 2 queries."""
    tiers = SeasonTier.objects.select_related("tier")
    return Season.objects.select_related("pinned_set", "opening_document").prefetch_related(Prefetch("tiers", tiers))


def season_units(season: Season) -> QuerySet[SeasonUnit]:
    """The season's units in official order with tier and extensions: 2 queries."""
    extensions = Extension.objects.select_related("document")
    return (
        SeasonUnit.objects.filter(season=season)
        .select_related("unit", "season_tier__tier", "season__pinned_set")
        .prefetch_related(Prefetch("extensions", extensions))
    )


def last_day(season_unit: SeasonUnit) -> date:
    """The last day on which this unit's report is in time, extensions included (R4.4, I5)."""
    extended = [extension.last_day for extension in season_unit.extensions.all()]
    return max([season_unit.season_tier.last_day, *extended])


def deadline(season_unit: SeasonUnit) -> datetime:
    """The first moment at which this unit's report is late (I5)."""
    return midnight(last_day(season_unit) + timedelta(days=1))
