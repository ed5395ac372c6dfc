"""Where a unit stands in its tier: groups beside the tier's middle and best, what it does well, what it lacks."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from .lines import ZERO, Data, Kind, Line, amount, components_of, lines_of, number, with_total
from .statistics import median
from .waterfall import waterfall


class Group(NamedTuple):
    """A group of one unit; shares are points of what was to be done. None: nothing was to be done, or it is not public.
    `counted`: of how many units middle and best are."""

    code: str
    max: Fraction
    done_max: Fraction | None
    points: Fraction | None
    share: Fraction | None
    median: Fraction | None
    best: Fraction | None
    counted: int


def groups(tier: Data, unit: Data) -> tuple[Group, ...]:
    """The groups of the form in order; none for a unit without a total."""
    if unit["total"] is None:
        return ()
    shares = {code: _shares(tier, code) for code in (group["code"] for group in tier["groups"])}
    return tuple(_group(found, shares[found["code"]]) for found in unit["groups"])


def _group(found: Data, shares: list[Fraction]) -> Group:
    top = number(found["max"])
    middle, best = median(shares), max(shares, default=None)
    if "points" not in found:
        return Group(found["code"], top, None, None, None, middle, best, len(shares))
    done = top - number(found["exempt_max"])
    points = number(found["points"]) if done else None
    share = None if points is None else points / done
    return Group(found["code"], top, done, points, share, middle, best, len(shares))


def _shares(tier: Data, code: str) -> list[Fraction]:
    found = (group_share(tier, unit, code) for unit in with_total(tier))
    return [share for share in found if share is not None]


def group_share(tier: Data, unit: Data, code: str) -> Fraction | None:
    """Points of what was to be done in a group, without credits; None where that is nothing, is not public, or where a
    line of it is known to be still open: a part that nobody has scored is no zero."""
    found = next(group for group in unit["groups"] if group["code"] == code)
    done = number(found["max"]) - number(found.get("exempt_max"))
    if "points" not in found or not done or _is_open(tier, unit, code):
        return None
    return number(found["points"]) / done


def _is_open(tier: Data, unit: Data, code: str) -> bool:
    group = next(group for group in tier["groups"] if group["code"] == code)
    asked = {component["code"] for component in group["components"]}
    return any(open_in(line) for line in unit["components"] if line["code"] in asked)


def open_in(line: Data) -> bool:
    """Whether a component, or a part of it, is known to have no points yet though it is to be done."""
    if line.get("parts"):
        return any(open_in(part) for part in line["parts"])
    return line.get("state") in ("unanswered", "council") and amount(line["points"]) is None


class Finding(NamedTuple):
    """A line beside the tier's middle. `ahead`: points more than the middle would give here, negative where less;
    `lost`: what it costs the total. `median`: None where no other unit shows any."""

    kind: Kind
    code: str
    group: str
    points: Fraction | None
    done_max: Fraction
    median: Fraction | None
    ahead: Fraction | None
    lost: Fraction


def findings(criteria_set: Data, tier: Data, unit: Data) -> tuple[Finding, ...]:
    """Every line on which something was to be done, in the order of the form.

    `tier` may be the public part's and `unit` the whole one's: then a line that is not public has no middle beside it.
    """
    drop = waterfall(criteria_set, tier, unit)
    if drop is None:
        return ()
    shares = _shares_by_line(tier)
    lines = (line for line in _compared(tier, unit) if line.done_max)
    return tuple(_finding(line, shares.get((line.kind, line.code), []), drop.weight) for line in lines)


def _compared(tier: Data, unit: Data) -> Iterator[Line]:
    """The components that are shown, and the groups of which the sum alone is: nothing that was worked out by
    subtraction."""
    shown = tuple(components_of(tier, unit))
    open_ = {line.group for line in shown}
    yield from shown
    yield from (line for line in lines_of(tier, unit) if line.kind == "group" and line.group not in open_)


def _shares_by_line(tier: Data) -> dict[tuple[Kind, str], list[Fraction]]:
    found: dict[tuple[Kind, str], list[Fraction]] = {}
    for unit in with_total(tier):
        for line in _compared(tier, unit):
            row = found.setdefault((line.kind, line.code), [])
            row.extend([] if line.share is None else [line.share])
    return found


def _finding(line: Line, shares: list[Fraction], weight: Fraction) -> Finding:
    middle, share = median(shares), line.share
    ahead = None if middle is None or share is None else (share - middle) * line.done_max
    return Finding(line.kind, line.code, line.group, line.points, line.done_max, middle, ahead, line.lost * weight)


def strengths(found: tuple[Finding, ...], at_most: int = 5) -> tuple[Finding, ...]:
    """The lines furthest ahead of the tier's middle; none where the unit is ahead nowhere."""
    ahead = [row for row in found if row.ahead is not None and row.ahead > 0]
    return tuple(sorted(ahead, key=lambda row: -(row.ahead or ZERO))[:at_most])


def shortcomings(found: tuple[Finding, ...], at_most: int = 5) -> tuple[Finding, ...]:
    """The lines that cost the total most."""
    return tuple(sorted((row for row in found if row.lost > 0), key=lambda row: -row.lost)[:at_most])


def full(found: tuple[Finding, ...]) -> Iterator[Finding]:
    """The components with the maximum of what was to be done."""
    return (row for row in found if row.kind == "component" and row.points is not None and not row.lost)
