"""Article 6: the level, read in both ways (I2), and the minimum that each level asks of a group (I3)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from .assessment import Minimum
from .model import CriteriaSet, Level, LevelRule
from .numbers import falls_short, is_below
from .totals import GroupSum, Total

Minima = Mapping[str, Minimum]
GroupMinima = Mapping[str, Minima]


class Levels(NamedTuple):
    """Both readings of Article 6 at once; None is below the lowest level."""

    by_total: Level | None
    by_groups: Level | None

    def chosen(self, rule: LevelRule) -> Level | None:
        return self.by_groups if rule == "total_and_groups" else self.by_total


def levels_of(levels: tuple[Level, ...], total: Fraction, minima: GroupMinima) -> Levels:
    """The highest level whose total is met, and the highest whose group minima are all met as well."""
    met = [level for level in levels if not is_below(total, level.from_)]
    by_groups = (level for level in met if not groups_below(level, minima))
    return Levels(met[0] if met else None, next(by_groups, None))


def groups_below(level: Level, minima: GroupMinima) -> tuple[str, ...]:
    """Codes of the groups that miss the minimum of a level."""
    return tuple(code for code, asked in minima.items() if level.key in asked and not asked[level.key].met)


def minima_of_groups(criteria_set: CriteriaSet, groups: Iterable[GroupSum], total: Total) -> GroupMinima:
    """What each level asks of each group."""
    reading = criteria_set.rules.group_minima
    return {group.group.code: _minima(criteria_set.levels, group, total, reading) for group in groups}


def _minima(levels: tuple[Level, ...], group: GroupSum, total: Total, reading: str) -> Minima:
    """What each level asks of a group, on exact points.

    `own`: the level's share of what the group had to do; a wholly exempt group is asked nothing. `credited`: the share
    of the whole maximum, the credit for what is exempt counted in.
    """
    if reading == "own":
        points, maximum = group.exact, group.done_max
    else:
        points, maximum = group.exact + group.exempt_max * total.percent, group.group.max
    if not maximum:
        return {}
    return {
        level.key: Minimum(level.group_ratio, maximum, not falls_short(points, maximum, level.group_ratio))
        for level in levels
        if level.group_ratio is not None
    }
