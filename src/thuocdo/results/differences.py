"""Where two editions of one season differ: whose points, level or position is another, and by which component.

A pure function of two edition contents. Of the public parts it tells only what is public in both (I11): what one of
them leaves out is compared nowhere. Explanations are shown beside points that changed, and not compared themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

STANDING = ("state", "total", "level", "position")
LINE = ("points", "state", "exempt_max")
NEAR = Fraction(1, 10_000)  # what sums of points rounded to six places may be off by


@dataclass(frozen=True)
class LineChange:
    """A component, part or adjustment (`depth` 0, parts deeper) in the two editions, each side as the edition has it;
    `best`: the best of the tier before and after, where points are measured by it and it is another."""

    code: str
    name: dict
    before: dict
    after: dict
    depth: int = 0
    best: tuple[str | None, str | None] | None = None


@dataclass(frozen=True)
class GroupChange:
    """A group of which the sum alone can be told."""

    code: str
    name: dict
    before: str | None
    after: str | None


@dataclass(frozen=True)
class UnitChange:
    """One unit; `before` or `after` is None where one of the editions does not list it.

    `cause`: "own" (its own points), "best" (the best of its tier, by which its points are measured), "reading" (of
    Article 6), "others" (it only changed place because another unit moved), "listing" (in one of the editions alone).
    `more`: something that is not public changed as well."""

    unit: str
    name: dict
    before: dict | None
    after: dict | None
    cause: str
    lines: list[LineChange] = field(default_factory=list)
    groups: list[GroupChange] = field(default_factory=list)
    more: bool = False

    def moved(self, what: str) -> bool:
        """Whether its "total", "level", "position" or "state" is another."""
        return _of(self.before, what) != _of(self.after, what)


@dataclass(frozen=True)
class TierChanges:
    """One tier; its units in the order of the later edition."""

    tier: str
    name: dict
    units: list[UnitChange]

    @property
    def by_themselves(self) -> list[UnitChange]:
        return [unit for unit in self.units if unit.cause != "others"]


def differences(before: Mapping, after: Mapping) -> list[TierChanges]:
    """The tiers in which something differs. `before`, `after`: contents of two editions of a season, both whole or both
    their public parts."""
    earlier = {tier["tier"]: tier for tier in before["tiers"]}
    same_reading = before["set"]["level_rule"] == after["set"]["level_rule"]
    found = [
        TierChanges(tier["tier"], tier["name"], list(_units(earlier.get(tier["tier"]), tier, same_reading)))
        for tier in after["tiers"]
    ]
    return [tier for tier in found if tier.units]


def _units(before: Mapping | None, after: Mapping, same_reading: bool) -> Iterator[UnitChange]:
    old = {unit["unit"]: unit for unit in before["units"]} if before else {}
    new = {unit["unit"]: unit for unit in after["units"]}
    bests = _bests(before, after)
    for key, unit in new.items():
        change = _unit(after, old.get(key), unit, bests, same_reading)
        if change:
            yield change
    for key, unit in old.items():
        if key not in new:
            yield UnitChange(key, unit["name"], unit, None, "listing")


def _bests(before: Mapping | None, after: Mapping) -> dict[str, tuple[str | None, str | None]]:
    """Code -> the best of the tier in both, where it is another."""
    old, new = (before or {}).get("peers", {}), after.get("peers", {})
    return {code: (old[code], new[code]) for code in old.keys() & new.keys() if old[code] != new[code]}


def _unit(tier: Mapping, before: dict | None, after: dict, bests: Mapping, same_reading: bool) -> UnitChange | None:
    if before is None:
        return UnitChange(after["unit"], after["name"], None, after, "listing")
    lines = list(_lines(tier, before, after, bests))
    groups = list(_groups(tier, before, after, lines))
    if not lines and not groups and all(before[what] == after[what] for what in STANDING):
        return None
    more = _is_more(before, after, bool(lines or groups))
    cause = _cause(before, after, lines, bool(groups) or more, same_reading)
    return UnitChange(after["unit"], after["name"], before, after, cause, lines, groups, more)


def _cause(before: dict, after: dict, lines: list[LineChange], is_more: bool, same_reading: bool) -> str:
    tops = [line for line in lines if line.depth == 0]
    if lines and not is_more and all(_follows_the_best(line) for line in tops):
        return "best"
    if lines or is_more or before["total"] != after["total"] or _uncounted(before) != _uncounted(after):
        return "own"
    return "others" if same_reading or before["level"] == after["level"] else "reading"


def _uncounted(unit: dict) -> str | None:
    """Why it has no total; the states of the others follow from their level."""
    return unit["state"] if unit["total"] is None else None


def _follows_the_best(line: LineChange) -> bool:
    """Whoever sets the best has the maximum."""
    sides = (line.before, line.after)
    return line.best is not None and all(side["points"] not in (None, side["max"]) for side in sides)


def _lines(tier: Mapping, before: dict, after: dict, bests: Mapping) -> Iterator[LineChange]:
    rules = [*(line for group in tier["groups"] for line in group["components"]), *tier["adjustments"]]
    names = dict(_names(rules))
    for kind in ("components", "adjustments"):
        yield from _changed(before[kind], after[kind], names, bests, 0)


def _names(rules: Iterable[Mapping]) -> Iterator[tuple[str, dict]]:
    for rule in rules:
        yield rule["code"], rule["name"]
        yield from _names(rule["parts"])


def _changed(old: list[dict], new: list[dict], names: Mapping, bests: Mapping, depth: int) -> Iterator[LineChange]:
    earlier = {line["code"]: line for line in old}
    for line in new:
        other = earlier.get(line["code"])
        if other is None or "state" not in line or "state" not in other:
            continue
        if any(other[what] != line[what] for what in LINE):
            yield LineChange(line["code"], names[line["code"]], other, line, depth, bests.get(line["code"]))
        yield from _changed(other["parts"], line["parts"], names, bests, depth + 1)


def _groups(tier: Mapping, before: dict, after: dict, lines: list[LineChange]) -> Iterator[GroupChange]:
    """Groups whose sum is another by more than what their lines tell."""
    earlier = {group["code"]: group for group in before["groups"]}
    told = {line.code: _number(line.after["points"]) - _number(line.before["points"]) for line in lines}
    rules = {group["code"]: group for group in tier["groups"]}
    for group in after["groups"]:
        other, rule = earlier.get(group["code"]), rules[group["code"]]
        if other is None or "points" not in group or "points" not in other:
            continue
        rest = _number(group["points"]) - _number(other["points"])
        rest -= sum(told.get(line["code"], 0) for line in rule["components"])
        if abs(rest) > NEAR:
            yield GroupChange(group["code"], rule["name"], other["points"], group["points"])


def _is_more(before: dict, after: dict, is_told: bool) -> bool:
    """Whether something moved that neither lines nor groups tell."""
    rest = _number(after["scored"]) - _number(before["scored"])
    earlier = {group["code"]: group for group in before["groups"]}
    for group in after["groups"]:
        if "points" in group:
            rest -= _number(group["points"]) - _number(earlier.get(group["code"], {}).get("points"))
    return abs(rest) > NEAR or (not is_told and before["total"] != after["total"])


def _number(points: str | None) -> Fraction:
    return Fraction(points or 0)


def _of(side: dict | None, what: str) -> object:
    return None if side is None else side[what]
