"""What a unit lacked for the next level: the fewest components that, raised to what they could still have, suffice.

Within a group the components with the most left to gain come first, so a choice is how many of each group; of these
every sum is tried by dynamic programming, exactly, with the set's own rounding (I4), both readings (I2), and both
readings of group minima (I3).
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from .lines import ZERO, Data, Line, amount, lines_of, number
from .rounding import rounded
from .waterfall import waterfall

TOTAL, GROUPS = "total", "total_and_groups"


class Raised(NamedTuple):
    """A line raised to its maximum: by how many own points, and how many components it stands for."""

    kind: str
    code: str
    group: str
    components: int
    gain: Fraction


class Short(NamedTuple):
    """A group below the minimum of the next level, and by how much."""

    group: str
    points: Fraction
    needed: Fraction


class Need(NamedTuple):
    """`missing`: points that the total is short of, 0 where only groups are. `raised`: the fewest lines that suffice,
    None where even all of them do not; `total` is reached then. `is_public` False: what the groups have is not public,
    so that nothing can be said by this reading."""

    level: str
    reading: str
    from_: Fraction
    missing: Fraction
    short: tuple[Short, ...]
    raised: tuple[Raised, ...] | None
    total: Fraction | None
    is_public: bool = True

    @property
    def components(self) -> int:
        return sum(row.components for row in self.raised or ())


class _Choice(NamedTuple):
    """So many components of one group: what they gain, which they are."""

    gain: Fraction
    lines: tuple[Raised, ...]


class _Group(NamedTuple):
    """`points`: exact; `choices[n]`: the best n components."""

    code: str
    points: Fraction
    max: Fraction
    exempt_max: Fraction
    choices: tuple[_Choice, ...]


class _Plan(NamedTuple):
    scored: Fraction
    lines: tuple[Raised, ...]


class _Unit(NamedTuple):
    set: Data
    groups: tuple[_Group, ...]
    done_max: Fraction
    adjusted: Fraction


def next_level(criteria_set: Data, tier: Data, unit: Data, reading: str) -> Need | None:
    """`reading` of Article 6: "total" or "total_and_groups". None for a unit without a total, on the highest level, or
    where the set has no levels."""
    above = _above(criteria_set, unit["level_total" if reading == TOTAL else "level_groups"])
    total = amount(unit["total"])
    if above is None or total is None:
        return None
    asked, missing = number(above["from"]), max(number(above["from"]) - total, ZERO)
    if reading == GROUPS and any("points" not in group for group in unit["groups"]):
        return Need(above["key"], reading, asked, missing, (), None, None, is_public=False)
    whole = _unit(criteria_set, tier, unit)
    ratio = amount(above["group_ratio"]) if reading == GROUPS else None
    found = _fewest(whole, asked, ratio)
    short = _short(whole, ratio)
    if found is None:
        return Need(above["key"], reading, asked, missing, short, None, None)
    return Need(above["key"], reading, asked, missing, short, found.lines, _total(whole, found.scored))


def _above(criteria_set: Data, key: str | None) -> Data | None:
    """The level above this one; above none the lowest. Levels stand from the highest down."""
    keys = [level["key"] for level in criteria_set["levels"]]
    place = len(keys) if key is None else keys.index(key)
    return criteria_set["levels"][place - 1] if place else None


def _unit(criteria_set: Data, tier: Data, unit: Data) -> _Unit:
    lines, drop = lines_of(tier, unit), waterfall(criteria_set, tier, unit)
    adjusted = drop.sum_of("bonus", "deduct", "adjustments") if drop else ZERO
    codes = dict.fromkeys(line.group for line in lines)
    groups = tuple(_group(code, [line for line in lines if line.group == code]) for code in codes)
    return _Unit(criteria_set, groups, number(unit["done_max"]), adjusted)


def _group(code: str, lines: list[Line]) -> _Group:
    points = sum((line.points or ZERO for line in lines), ZERO)
    top = sum((line.max for line in lines), ZERO)
    exempt = sum((line.exempt_max for line in lines), ZERO)
    return _Group(code, points, top, exempt, _choices(lines))


def _choices(lines: list[Line]) -> tuple[_Choice, ...]:
    """The best for each number of components. What is not public of a group counts as all its components at once."""
    open_ = [Raised(line.kind, line.code, line.group, line.components, line.lost) for line in lines if line.lost > 0]
    single = sorted((row for row in open_ if row.kind == "component"), key=lambda row: -row.gain)
    whole = [row for row in open_ if row.kind != "component"]
    best = [_Choice(ZERO, ())]
    for count in range(1, sum(row.components for row in open_) + 1):
        best.append(max((*_of(single, whole, count), best[-1]), key=lambda choice: choice.gain))
    return tuple(best)


def _of(single: list[Raised], whole: list[Raised], count: int) -> list[_Choice]:
    ways = [single[:count]]
    ways += [[*single[: count - row.components], row] for row in whole if row.components <= count]
    return [_Choice(sum((row.gain for row in way), ZERO), tuple(way)) for way in ways]


def _fewest(unit: _Unit, asked: Fraction, ratio: Fraction | None) -> _Plan | None:
    tables: dict[tuple[int, ...], list[_Plan | None]] = {}
    most = sum(len(group.choices) - 1 for group in unit.groups)
    for count in range(most + 1):
        plan = _best(unit, count, ratio, tables)
        if plan is not None and _total(unit, plan.scored) >= asked:
            return plan
    return None


def _best(
    unit: _Unit, count: int, ratio: Fraction | None, tables: dict[tuple[int, ...], list[_Plan | None]]
) -> _Plan | None:
    """The most points that so many components give with every group minimum met, None where they cannot be.

    Where credits count towards minima, these ease as the whole rises: begin at the most and come down until the
    minima that were assumed are those that hold.
    """
    scored = sum((group.points + group.choices[-1].gain for group in unit.groups), ZERO)
    while True:
        floors = _floors(unit, ratio, scored)
        if floors is None:
            return None
        if floors not in tables:
            tables[floors] = _table(unit, floors)
        plan = tables[floors][count]
        if plan is None or plan.scored >= scored or not _eases(unit, ratio):
            return plan
        scored = plan.scored


def _eases(unit: _Unit, ratio: Fraction | None) -> bool:
    return ratio is not None and unit.set["group_minima"] == "credited" and any(row.exempt_max for row in unit.groups)


def _floors(unit: _Unit, ratio: Fraction | None, scored: Fraction) -> tuple[int, ...] | None:
    """How many components each group needs at least for its minimum; None where all of one would not do."""
    floors = []
    for group in unit.groups:
        lacking = ZERO if ratio is None else _needed(unit, group, ratio, scored) - group.points
        least = next((n for n, choice in enumerate(group.choices) if choice.gain >= lacking), None)
        if least is None:
            return None
        floors.append(least)
    return tuple(floors)


def _needed(unit: _Unit, group: _Group, ratio: Fraction, scored: Fraction) -> Fraction:
    """Own points that the minimum asks of a group (I3); a wholly exempt group is asked nothing."""
    done = group.max - group.exempt_max
    if unit.set["group_minima"] == "own":
        return ratio * done
    return ratio * group.max - group.exempt_max * scored / unit.done_max


def _table(unit: _Unit, floors: tuple[int, ...]) -> list[_Plan | None]:
    """For each number of components the choice with the most points, at least `floors` of each group."""
    rows: list[_Plan | None] = [_Plan(ZERO, ())]
    for group, least in zip(unit.groups, floors, strict=True):
        rows = _wider(rows, [_Plan(_points(unit, group, row), row.lines) for row in group.choices], least)
    return rows


def _wider(rows: list[_Plan | None], choices: list[_Plan], least: int) -> list[_Plan | None]:
    """The same with one group more, of which at least so many components."""
    wider: list[_Plan | None] = [None] * (len(rows) + len(choices) - 1)
    for before, plan in enumerate(rows):
        if plan is None:
            continue
        for more, choice in enumerate(choices[least:], least):
            made, kept = plan.scored + choice.scored, wider[before + more]
            if kept is None or made > kept.scored:
                wider[before + more] = _Plan(made, plan.lines + choice.lines)
    return wider


def _points(unit: _Unit, group: _Group, choice: _Choice) -> Fraction:
    """As the total adds them up: rounded where the set rounds every sum."""
    exact = group.points + choice.gain
    return rounded(unit.set["rounding"], exact) if unit.set["rounding"]["at"] == "every" else exact


def _total(unit: _Unit, scored: Fraction) -> Fraction:
    scale = amount(unit.set["scale"])
    top = unit.done_max if scale is None else scale
    converted = scored if scale is None else scored * scale / unit.done_max
    raw = min(max(converted + unit.adjusted, ZERO), top) if unit.adjusted else converted
    return rounded(unit.set["rounding"], raw)


def _short(unit: _Unit, ratio: Fraction | None) -> tuple[Short, ...]:
    if ratio is None:
        return ()
    scored = sum((group.points for group in unit.groups), ZERO)
    needs = ((group, _needed(unit, group, ratio, scored)) for group in unit.groups)
    return tuple(Short(group.code, group.points, need) for group, need in needs if group.points < need)


def needs(criteria_set: Data, tier: Data, unit: Data) -> Mapping[str, Need]:
    """By both readings of Article 6, the season's own first."""
    own = criteria_set["level_rule"]
    readings = [own, *(reading for reading in (TOTAL, GROUPS) if reading != own)]
    found = {reading: next_level(criteria_set, tier, unit, reading) for reading in readings}
    return {reading: need for reading, need in found.items() if need is not None}
