"""The published table as a page shows it: who stands where, how many on each level, who has no total and why."""

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from django.http import Http404


class Band(NamedTuple):
    """A level, from which total it is reached, and how many units of the tier reached it; `width` on a bar of 100."""

    key: str | None
    name: dict | None
    from_: str | None
    count: int
    width: int


class Table(NamedTuple):
    """One tier's ranking (Article 7). `without_total`: units listed after it, never as a zero (I8, I10)."""

    tier: dict
    listed: list[dict]
    without_total: list[dict]
    bands: list[Band]

    @property
    def count(self) -> int:
        return len(self.listed) + len(self.without_total)

    @property
    def levels_differ(self) -> bool:
        return any(unit["levels_differ"] for unit in self.listed)

    @property
    def reported_nothing(self) -> int:
        return sum(unit["state"] == "not_reported" for unit in self.without_total)

    @property
    def nothing_to_assess(self) -> int:
        return sum(unit["state"] == "nothing_to_assess" for unit in self.without_total)


def ranking_page(content: dict, tier: str | None = None) -> dict:
    """All tiers in the order of publication, or one. Raises Http404 for a tier that the edition does not have."""
    tiers = [row for row in content["tiers"] if tier in (None, row["tier"])]
    if not tiers:
        raise Http404
    return {
        "set": content["set"],
        "tiers": content["tiers"],
        "tables": [_table(content["set"], row) for row in tiers],
        "one": tiers[0] if tier else None,
        "here": tier or "year",
    }


def level_names(criteria_set: dict) -> dict[str | None, dict | None]:
    """The name of each level by its key; of None the name of what is below the lowest."""
    names = {level["key"]: level["name"] for level in criteria_set["levels"]}
    return {**names, None: criteria_set["below_lowest"]}


def _table(criteria_set: dict, tier: dict) -> Table:
    names = level_names(criteria_set)
    units = [{**unit, **named_levels(unit, names), "is_plain": _is_plain(unit)} for unit in tier["units"]]
    listed = [unit for unit in units if unit["total"] is not None]
    without_total = [unit for unit in units if unit["total"] is None]
    return Table(tier, listed, without_total, _bands(criteria_set, listed))


def named_levels(unit: dict, names: dict) -> dict:
    other = "level_groups" if unit["level"] == unit["level_total"] else "level_total"
    return {"level_name": names.get(unit["level"]), "other_name": names.get(unit[other])}


def _is_plain(unit: dict) -> bool:
    """Nothing exempt, added or taken off: the other columns say the same as the total."""
    return not unit["adjustments"] and Fraction(unit["exempt_max"] or 0) == 0


def _bands(criteria_set: dict, listed: list[dict]) -> list[Band]:
    """One row a level from the highest down, the units below the lowest last; none where the set has no levels."""
    if not criteria_set["levels"]:
        return []
    counts = Counter(unit["level"] for unit in listed)
    most = max(counts.values(), default=0)
    rows = [(level["key"], level["name"], level["from"]) for level in criteria_set["levels"]]
    rows.append((None, criteria_set["below_lowest"], None))
    return [Band(*row, counts[row[0]], 100 * counts[row[0]] // most if most else 0) for row in rows]
