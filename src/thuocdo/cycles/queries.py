"""Reading a season: its law, its deadlines."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet, Subquery

from thuocdo.accounts.enums import OVERSEEING, Role
from thuocdo.accounts.models import Succession, User
from thuocdo.cycles.models import (
    Extension,
    PinnedSet,
    ReferenceMedian,
    ReferencePoints,
    Season,
    SeasonTier,
    SeasonUnit,
)
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


def seasons_of(user: User) -> QuerySet[Season]:
    """Those that the person is to know of: whoever neither oversees nor verifies, of practice seasons only where a unit
    of theirs practises. 2 queries."""
    if user.holds(OVERSEEING | {Role.VERIFIER}):
        return seasons()
    practising = SeasonUnit.objects.filter(season=OuterRef("pk"), unit__in=user.unit_ids())
    return seasons().filter(Q(is_practice=False) | Exists(practising))


def season_units(season: Season) -> QuerySet[SeasonUnit]:
    """The season's units in official order with tier and extensions: 2 queries."""
    extensions = Extension.objects.select_related("document")
    return (
        SeasonUnit.objects.filter(season=season)
        .select_related("unit", "season_tier__tier", "season__pinned_set")
        .prefetch_related(Prefetch("extensions", extensions))
    )


def granted_last_day(season_unit: SeasonUnit) -> date:
    """The day that the season grants this unit, extensions included (R4.4, I5); the return of a report may give a later
    one, which `reports.deadlines.last_day_of` knows."""
    extended = [extension.last_day for extension in season_unit.extensions.all()]
    return max([season_unit.season_tier.last_day, *extended])


def same_body(season_unit: SeasonUnit) -> Q:
    """The rows of `SeasonUnit` that are this unit in other seasons: itself, and where it only took the place of one
    other that nobody else succeeded, that other. What was merged or divided has no last year of its own. No query."""
    only = Succession.objects.values("successor").annotate(of=Count("pk")).filter(of=1)
    undivided = Succession.objects.values("predecessor").annotate(into=Count("pk")).filter(into=1)
    taken_over = Succession.objects.filter(
        successor=season_unit.unit_id,
        successor__in=only.values("successor"),
        predecessor__in=undivided.values("predecessor"),
    )
    return Q(unit=season_unit.unit_id) | Q(unit__in=taken_over.values("predecessor"))


def season_unit_before(season_unit: SeasonUnit) -> QuerySet[SeasonUnit]:
    """The unit in the real season before this one, its place known: one row or none, 1 query.

    Where the unit took over from another in between and both have a row, its own comes first."""
    earlier = Season.objects.filter(year__lt=season_unit.season.year, is_practice=False).order_by("-year")
    rows = SeasonUnit.objects.filter(same_body(season_unit), season=Subquery(earlier.values("pk")[:1]))
    own = ExpressionWrapper(Q(unit=season_unit.unit_id), BooleanField())
    return rows.select_related("season__pinned_set", "season_tier__tier", "unit").order_by(own.desc())[:1]


@dataclass(frozen=True)
class Reference:
    """Last year's points of one component. `points`: None where it was exempt; `median`: None where none is told."""

    points: Fraction | None
    max: Fraction
    median: Fraction | None
    units: int


def reference(season_unit: SeasonUnit, component: str) -> Reference | None:
    """What the unit had for the component in its published season; None while nothing is published: 1 query."""
    middle = ReferenceMedian.objects.filter(
        season_tier=OuterRef("season_unit__season_tier"), component=OuterRef("component")
    )
    rows = ReferencePoints.objects.filter(season_unit=season_unit, component=component)
    row = rows.annotate(median=Subquery(middle.values("points")), units=Subquery(middle.values("units"))).first()
    return row and Reference(_exact(row.points), Fraction(row.max), _exact(row.median), row.units or 0)


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
