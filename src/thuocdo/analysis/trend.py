"""Several years side by side: each tier's totals, each unit's, with the level of its time. Years are compared as they
were published; where the set changed in between, that is told beside the figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from .lines import Data, amount, tier_of, with_total
from .statistics import Five, five


class Year(NamedTuple):
    """One tier in one year. `levels`: how many units on each, None for below the lowest. `same_set`: the criteria set
    is the one of the year before that is shown; None for the first."""

    year: int
    totals: Five | None
    counted: int
    without_total: int
    levels: Mapping[str | None, int]
    same_set: bool | None


class UnitYear(NamedTuple):
    """`total` None: the year lists the unit without one; `state` says why."""

    year: int
    total: Fraction | None
    level: str | None
    position: int | None
    state: str
    same_set: bool | None


def of_tier(contents: Mapping[int, Data], tier: str) -> tuple[Year, ...]:
    """`contents`: year -> an edition's content. Years without this tier are left out; oldest first."""
    found = [(year, row) for year in sorted(contents) for row in contents[year]["tiers"] if row["tier"] == tier]
    same = _same_sets(contents, [year for year, _ in found])
    return tuple(_year(year, row, same[year]) for year, row in found)


def _year(year: int, tier: Data, same_set: bool | None) -> Year:
    units = with_total(tier)
    totals = [total for unit in units if (total := amount(unit["total"])) is not None]
    levels: dict[str | None, int] = {}
    for unit in units:
        levels[unit["level"]] = levels.get(unit["level"], 0) + 1
    return Year(year, five(totals), len(units), len(tier["units"]) - len(units), levels, same_set)


def of_unit(contents: Mapping[int, Data], unit: str) -> tuple[UnitYear, ...]:
    """The years that list the unit, oldest first."""
    found = [(year, row[1]) for year in sorted(contents) if (row := tier_of(contents[year], unit)) is not None]
    same = _same_sets(contents, [year for year, _ in found])
    return tuple(
        UnitYear(year, amount(row["total"]), row["level"], row["position"], row["state"], same[year])
        for year, row in found
    )


def _same_sets(contents: Mapping[int, Data], years: list[int]) -> dict[int, bool | None]:
    digests = [contents[year]["set"].get("digest") for year in years]
    before = [None, *digests]
    return {year: None if at == 0 else digests[at] == before[at] for at, year in enumerate(years)}
