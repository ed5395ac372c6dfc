"""What a later edition says otherwise than an earlier one, as a page shows it."""

from collections.abc import Mapping
from typing import NamedTuple

from thuocdo.portal.ranking import level_names
from thuocdo.results.differences import TierChanges, UnitChange, differences

NOWHERE = {"state": None, "total": None, "level": None, "position": None}


class Side(NamedTuple):
    """Where a unit stood in one of the editions, `NOWHERE` where that does not list it; `name`: of its level."""

    unit: dict
    name: dict | None


class Row(NamedTuple):
    """A unit that moved."""

    change: UnitChange
    before: Side
    after: Side


class Table(NamedTuple):
    tier: TierChanges
    rows: list[Row]
    own: list[UnitChange]


def changes_page(before: Mapping, after: Mapping) -> dict:
    """`before`, `after`: contents of two editions of a season, both whole or both their public parts."""
    names = level_names(after["set"])
    tables = [_table(tier, names) for tier in differences(before, after)]
    return {"set": after["set"], "tiers": after["tiers"], "changed": tables, "here": "changes"}


def _table(tier: TierChanges, names: Mapping) -> Table:
    own = [unit for unit in tier.by_themselves if unit.lines or unit.groups or unit.more]
    return Table(tier, [_row(unit, names) for unit in tier.units], own)


def _row(change: UnitChange, names: Mapping) -> Row:
    sides = (change.before or NOWHERE, change.after or NOWHERE)
    return Row(change, *(Side(unit, names.get(unit["level"])) for unit in sides))
