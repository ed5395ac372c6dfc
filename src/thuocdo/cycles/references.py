"""What units had for each component when a season was published, and the middle of their tier."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from thuocdo.regulation import Form

# Of a component whose points stay with the unit (I11), the middle of four is close to naming somebody's.
LEAST_UNSEEN = 5


class Earned(NamedTuple):
    """One unit's line. `points`: None where there are none; `is_exempt`: whether any of it was not assessed (R5.3)."""

    points: Fraction | None
    max: Fraction
    is_exempt: bool


class Middle(NamedTuple):
    points: Fraction
    units: int


def middles(form: Form, units: Iterable[Mapping[str, Earned]]) -> dict[str, Middle]:
    """The middle value per component, of the units that were assessed on the whole of it; of an even number of units
    half way between the two in the middle. A line without points is no zero: it is left out (I8, I10)."""
    values: defaultdict[str, list[Fraction]] = defaultdict(list)
    for code, points in _counted(units):
        values[code].append(points)
    needed = {component.code: 1 if component.public == "points" else LEAST_UNSEEN for component in form.components}
    return {
        code: Middle(median(found), len(found)) for code, found in values.items() if len(found) >= needed.get(code, 1)
    }


def _counted(units: Iterable[Mapping[str, Earned]]) -> Iterator[tuple[str, Fraction]]:
    for unit in units:
        for code, earned in unit.items():
            if earned.points is not None and not earned.is_exempt:
                yield code, earned.points
