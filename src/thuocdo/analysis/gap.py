"""What units declared, what was verified, what the council settled: compared over the same components only (I9)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from .lines import ZERO, Data, components_of, with_total
from .statistics import median

STAGES = ("self", "verified", "final")


class Gap(NamedTuple):
    """Sums over the components that have points in all three columns; `max`: what was to be done in those."""

    code: str
    declared: Fraction
    verified: Fraction
    final: Fraction
    max: Fraction
    counted: int

    @property
    def lowered(self) -> Fraction:
        """Declared less final: what verification and council took off, negative where they added."""
        return self.declared - self.final


Points = Mapping[str, tuple[Fraction, Fraction, Fraction, Fraction]]  # component -> three columns, to be done


def by_unit(columns: Mapping[str, Data]) -> tuple[Gap, ...]:
    """One tier in its three columns ("self", "verified", "final"): a row a unit, in the order of the final column.
    A unit with no component in all three has no row."""
    rows = ((unit["unit"], _points(columns, unit["unit"])) for unit in columns["final"]["units"])
    return tuple(_sum(unit, points) for unit, points in rows if points)


def by_component(columns: Mapping[str, Data]) -> tuple[Gap, ...]:
    """One tier: a row a component, summed over its units; the widest gap first."""
    codes = [row["code"] for group in columns["final"]["groups"] for row in group["components"]]
    units = [_points(columns, unit["unit"]) for unit in columns["final"]["units"]]
    rows = ((code, {str(at): points[code] for at, points in enumerate(units) if code in points}) for code in codes)
    return tuple(sorted((_sum(code, points) for code, points in rows if points), key=lambda row: -abs(row.lowered)))


def middle(rows: tuple[Gap, ...]) -> Fraction | None:
    """How much less than declared the middle unit ended up with, as a share of what was to be done."""
    return median(row.lowered / row.max for row in rows if row.max)


def _sum(code: str, points: Points) -> Gap:
    declared, verified, final, top = (sum((row[at] for row in points.values()), ZERO) for at in range(4))
    return Gap(code, declared, verified, final, top, len(points))


def _points(columns: Mapping[str, Data], unit: str) -> Points:
    found = [dict(_of(columns[stage], unit)) for stage in STAGES]
    codes = [code for code in found[2] if all(code in column for column in found)]
    return {code: (*(column[code][0] for column in found), found[2][code][1]) for code in codes}  # type: ignore[misc]


def _of(tier: Data, key: str) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    for unit in with_total(tier):
        if unit["unit"] == key:
            for line in components_of(tier, unit):
                if line.points is not None:
                    yield line.code, (line.points, line.done_max)
