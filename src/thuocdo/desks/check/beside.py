"""Other years of one component, beside this year's: last year's answer and points, and the unit's published points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.cycles.models import ReferencePoints, SeasonUnit
from thuocdo.cycles.queries import Reference, form_of, reference, same_body
from thuocdo.desks.unit.reading import Value, declared_values
from thuocdo.regulation import Component
from thuocdo.regulation.likeness import asks_the_same
from thuocdo.reports.last_year import LastYear, last_year
from thuocdo.reports.models import Report


@dataclass(frozen=True)
class Year:
    """Published points of an earlier season; None where it was exempt or unanswered. `is_same`: it asked the same."""

    year: int
    unit: str
    points: Fraction | None
    max: Fraction
    is_same: bool


@dataclass(frozen=True)
class Beside:
    """`rows`: scored line -> label, unit, what was declared last year, what stood in the end."""

    last: LastYear | None
    reference: Reference | None
    rows: list[tuple[Component, list[tuple[Value, Value]]]]
    history: list[Year]


def beside(report: Report, component: Component) -> Beside:
    """3 queries, and one per criteria set that this process has not read yet."""
    last, past = last_year(report), history(report.season_unit, component)
    if last is None or not last.same(component):
        return Beside(last, None, [], past)
    return Beside(last, reference(last.season_unit, component.code), list(_rows(last, component)), past)


def _rows(last: LastYear, component: Component) -> Iterator[tuple[Component, list[tuple[Value, Value]]]]:
    declared, counted = last.declared(component), last.counted(component)
    for leaf in component.leaves:
        if leaf.code in declared or leaf.code in counted:
            both = (declared_values(leaf, kept.get(leaf.code, {})) for kept in (declared, counted))
            yield leaf, list(zip(*both, strict=True))


def history(season_unit: SeasonUnit, component: Component) -> list[Year]:
    """The unit's published seasons before this one, the latest first; those of a unit that it alone took over from with
    them. 1 query."""
    rows = ReferencePoints.objects.filter(
        season_unit__in=SeasonUnit.objects.filter(same_body(season_unit)),
        season_unit__season__year__lt=season_unit.season.year,
        season_unit__season__is_practice=False,
        component=component.code,
    ).select_related("season_unit__season__pinned_set", "season_unit__season_tier__tier")
    return [_year(row, component) for row in rows.order_by("-season_unit__season__year")]


def _year(row: ReferencePoints, component: Component) -> Year:
    unit = row.season_unit
    then = next((top for top in form_of(unit).components if top.code == component.code), None)
    points = None if row.points is None else Fraction(row.points)
    return Year(
        unit.season.year, unit.name, points, Fraction(row.max), then is not None and asks_the_same(then, component)
    )
