"""A whole tier at a glance: who reached which level, units against groups, how each component is spread."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from .lines import Data, amount, components_of, number, with_total
from .standing import group_share, open_in
from .statistics import Five, five, median

Why = Literal["exempt", "open", "not_public", "not_reported"]
SAME = Fraction(9, 10)
FEWEST = 3


class Band(NamedTuple):
    """A level and the units on it, in the order of the table; `key` None: below the lowest."""

    key: str | None
    from_: Fraction | None
    units: tuple[str, ...]


def bands(criteria_set: Data, tier: Data) -> tuple[Band, ...]:
    """From the highest level down, what is below the lowest last; none where the set has no levels. Units without a
    total are on none."""
    if not criteria_set["levels"]:
        return ()
    listed = [(unit["level"], unit["unit"]) for unit in with_total(tier)]
    rows = [*((level["key"], amount(level["from"])) for level in criteria_set["levels"]), (None, None)]
    return tuple(Band(key, from_, tuple(unit for level, unit in listed if level == key)) for key, from_ in rows)


class Cell(NamedTuple):
    """Points of what was to be done in a group; where there is no such share, why."""

    share: Fraction | None
    points: Fraction | None
    why: Why | None


class HeatRow(NamedTuple):
    unit: str
    cells: tuple[Cell, ...]


class Heat(NamedTuple):
    """Units in the order of the table, groups in the order of the form, the middle of each group."""

    groups: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    medians: tuple[Fraction | None, ...]


def heat(tier: Data) -> Heat:
    codes = tuple(group["code"] for group in tier["groups"])
    rows = tuple(HeatRow(unit["unit"], tuple(_cell(tier, unit, code) for code in codes)) for unit in tier["units"])
    shares = ([row.cells[at].share for row in rows] for at in range(len(codes)))
    return Heat(codes, rows, tuple(median(share for share in column if share is not None) for column in shares))


def _cell(tier: Data, unit: Data, code: str) -> Cell:
    found = next((group for group in unit["groups"] if group["code"] == code), None)
    if found is None:
        return Cell(None, None, "not_reported")
    if "points" not in found:
        return Cell(None, None, "not_public")
    if number(found["exempt_max"]) == number(found["max"]):
        return Cell(None, None, "exempt")
    share = group_share(tier, unit, code) if unit["total"] is not None else None
    return Cell(share, number(found["points"]), None if share is not None else "open")


class Spread(NamedTuple):
    """How a component is spread over the units that were scored on it: shares of what each had to do. Beside it, who
    is in no figure: for how many it was exempt, how many have no points, how many have no total at all."""

    code: str
    group: str
    max: Fraction
    counted: int
    five: Five | None
    exempt: int
    open: int
    without_total: int
    commonest: Fraction | None
    same: int


def spreads(tier: Data) -> tuple[Spread, ...]:
    """The components whose points the content shows, in the order of the form."""
    rows = _shown(tier)
    without = len(tier["units"]) - len(with_total(tier))
    return tuple(
        _spread(component, group["code"], rows[component["code"]], without)
        for group in tier["groups"]
        for component in group["components"]
        if rows.get(component["code"])
    )


def _shown(tier: Data) -> dict[str, list[tuple[Fraction | None, str]]]:
    """By component: each unit's share, and what stands in its place where it has none."""
    rows: dict[str, list[tuple[Fraction | None, str]]] = {}
    for unit in with_total(tier):
        results = {line["code"]: line for line in unit["components"]}
        for line in components_of(tier, unit):
            share = None if open_in(results[line.code]) else line.share
            rows.setdefault(line.code, []).append((share, "open" if line.done_max else "exempt"))
    return rows


def _spread(component: Data, group: str, rows: list[tuple[Fraction | None, str]], without: int) -> Spread:
    shares = [share for share, _ in rows if share is not None]
    missing = Counter(why for share, why in rows if share is None)
    commonest, same = Counter(shares).most_common(1)[0] if shares else (None, 0)
    top = number(component["max"])
    counts = (missing["exempt"], missing["open"], without)
    return Spread(component["code"], group, top, len(shares), five(shares), *counts, commonest, same)


def alike(rows: tuple[Spread, ...], same: Fraction = SAME, fewest: int = FEWEST) -> Iterator[Spread]:
    """Components that no longer tell units apart: of at least `fewest` units, at least this share has the same points.
    The bound is the product's own, not the regulation's."""
    return (row for row in rows if row.counted >= fewest and row.same >= same * row.counted)
