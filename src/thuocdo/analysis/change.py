"""A unit's total against another year's: what it gained, what it lost, and what comes of a set that was changed."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from .lines import ZERO, Data, Kind, Line, amount, lines_of, number, tier_of
from .waterfall import StepKind, Waterfall, waterfall

Cause = Literal["gained", "lost", "added", "removed", "max_changed", "content_changed", "exemption"]
SET_CHANGED: frozenset[Cause] = frozenset({"added", "removed", "max_changed", "content_changed"})
Key = tuple[Kind, str]


class LineChange(NamedTuple):
    """`before`, `after`: own points, None where unknown, exempt, or no such line. `amount`: what it does to the total,
    before Article 5.3 rescales."""

    cause: Cause
    kind: Kind
    code: str
    group: str
    before: Fraction | None
    after: Fraction | None
    amount: Fraction


class Change(NamedTuple):
    """`before + gained + lost + set_changed + exemption + adjustments + rounding == after`, exactly. `exemption`: what
    comes of other exemptions, and of the rescaling that they bring (Article 5.3)."""

    before: Fraction
    after: Fraction
    gained: Fraction
    lost: Fraction
    set_changed: Fraction
    exemption: Fraction
    adjustments: Fraction
    rounding: Fraction
    lines: tuple[LineChange, ...]

    @property
    def total(self) -> Fraction:
        return self.after - self.before


class _Year(NamedTuple):
    tier: Data
    unit: Data
    drop: Waterfall
    stretch: Fraction

    @property
    def scored(self) -> Fraction:
        return sum((line.points or ZERO for line in lines_of(self.tier, self.unit)), ZERO) * self.stretch


def change(before: Data, after: Data, unit: str) -> Change | None:
    """Two editions' contents. None where one of them has no total for the unit: there is nothing to compare."""
    old, new = _year(before, unit), _year(after, unit)
    if old is None or new is None:
        return None
    lines = tuple(row for row in _lines(old, new) if row.amount or row.cause not in ("gained", "lost"))
    gained, lost, exempt = (_sum(lines, cause) for cause in ("gained", "lost", "exemption"))
    scored = new.scored - old.scored
    return Change(
        before=old.drop.total,
        after=new.drop.total,
        gained=gained,
        lost=lost,
        # The rest of what was scored: under another maximum of the form each point counts differently, as the set says.
        set_changed=scored - gained - lost - exempt,
        exemption=exempt + (new.drop.converted - old.drop.converted) - scored,
        adjustments=_difference(old, new, "bonus", "deduct", "adjustments", "ceiling"),
        rounding=_difference(old, new, "rounding"),
        lines=lines,
    )


def _sum(lines: tuple[LineChange, ...], cause: str) -> Fraction:
    return sum((row.amount for row in lines if row.cause == cause), ZERO)


def _difference(old: _Year, new: _Year, *kinds: StepKind) -> Fraction:
    return new.drop.sum_of(*kinds) - old.drop.sum_of(*kinds)


def _year(content: Data, key: str) -> _Year | None:
    found = tier_of(content, key)
    if found is None:
        return None
    tier, unit = found
    drop, scale = waterfall(content["set"], tier, unit), amount(content["set"]["scale"])
    stretch = Fraction(1) if scale is None else scale / number(unit["max_total"])
    return None if drop is None else _Year(tier, unit, drop, stretch)


def _lines(old: _Year, new: _Year) -> Iterator[LineChange]:
    folded, silent = _folded(old, new), _silent(old) | _silent(new)
    before, after = (_by_key(year, folded, silent) for year in (old, new))
    for key in dict.fromkeys([*after, *before]):
        yield _line(key, before.get(key), after.get(key), old, new)


def _by_key(year: _Year, folded: Collection[str], silent: Collection[str]) -> dict[Key, tuple[Line, Any]]:
    lines = lines_of(year.tier, year.unit, folded, silent)
    return {(line.kind, line.code): (line, _asked(year.tier, line, lines, silent)) for line in lines}


def _silent(year: _Year) -> set[str]:
    return {group["code"] for group in year.unit["groups"] if "points" not in group}


def _folded(old: _Year, new: _Year) -> set[str]:
    """Groups of which one year shows a line that the other hides: compared as a whole."""
    first, second = _hidden(old), _hidden(new)
    return {group for one, other in ((first, second), (second, first)) for group in _seen_in(one, other, old, new)}


def _hidden(year: _Year) -> set[str]:
    return {line["code"] for line in year.unit["components"] if "state" not in line}


def _seen_in(hidden: set[str], others: set[str], old: _Year, new: _Year) -> Iterator[str]:
    forms = [{row["code"]: g["code"] for g in year.tier["groups"] for row in g["components"]} for year in (old, new)]
    for code in hidden - others:
        if code in forms[0] and code in forms[1]:
            yield from (form[code] for form in forms)


def _asked(tier: Data, line: Line, lines: tuple[Line, ...], silent: Collection[str]) -> Any:
    """What the set asks in this line: maximum, name and rule of each component."""
    shown = {row.code for row in lines if row.kind == "component"}
    groups = [g for g in tier["groups"] if line.kind == "rest" or g["code"] == line.group]
    rows = [row for group in groups for row in group["components"]]
    if line.kind == "component":
        rows = [row for row in rows if row["code"] == line.code]
    elif line.kind == "group":
        rows = [row for row in rows if row["code"] not in shown]
    else:
        known = {row.group for row in lines if row.kind != "rest"}
        rows = [row for group in groups if group["code"] not in known for row in group["components"]]
    return [_rule(row) for row in rows]


def _rule(row: Data) -> Any:
    return (number(row["max"]), row["name"], row["rule"], row["combine"], [_rule(part) for part in row["parts"]])


def _line(
    key: Key, before: tuple[Line, Any] | None, after: tuple[Line, Any] | None, old: _Year, new: _Year
) -> LineChange:
    was, now = before and before[0], after and after[0]
    had = (was.points or ZERO) * (new if now else old).stretch if was else ZERO
    has = (now.points or ZERO) * new.stretch if now else ZERO
    cause = _cause(before, after, has - had)
    shown = now or was
    return LineChange(
        cause,
        *key,
        shown.group if shown else "",
        was.points if was else None,
        now.points if now else None,
        has - had,
    )


def _cause(before: tuple[Line, Any] | None, after: tuple[Line, Any] | None, amount: Fraction) -> Cause:
    if before is None or after is None:
        return "added" if before is None else "removed"
    if before[0].max != after[0].max:
        return "max_changed"
    if before[1] != after[1]:
        return "content_changed"
    if before[0].exempt_max != after[0].exempt_max:
        return "exemption"
    return "gained" if amount > 0 else "lost"
