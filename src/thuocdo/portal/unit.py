"""One unit's page: its level, how the total came about, its groups, and every line whose points are public."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.http import Http404

from thuocdo.portal.ranking import level_names

WIDTH = 100  # of a bar


class GroupRow(NamedTuple):
    """A group of the form (`rule`) beside what the unit did in it (`result`, None where nothing of it is public).

    The bar is as long as the group's maximum: first the points, then the credit for what is exempt, with a mark at what
    the level of the page asks for.
    """

    rule: dict
    result: dict | None
    lines: list["Line"]
    points_width: str
    credit: Fraction
    credit_width: str
    minimum: dict | None
    minimum_at: str

    @property
    def is_exempt(self) -> bool:
        """All of it: nothing was to be done here."""
        return self.result is not None and self.result["exempt_max"] == self.result["max"]


class Line(NamedTuple):
    """A component, part or adjustment: what is asked, and what came of it (None where its points are not public)."""

    rule: dict
    result: dict | None
    parts: list["Line"]


def unit_page(content: dict, key: str) -> dict:
    """Raises Http404 for a unit that the edition does not list."""
    for tier in content["tiers"]:
        for unit in tier["units"]:
            if unit["unit"] == key:
                return _page(content, tier, unit)
    raise Http404


def _page(content: dict, tier: dict, unit: dict) -> dict:
    names = level_names(content["set"])
    asked = _level_asked(content["set"], unit)
    return {
        "set": content["set"],
        "tiers": content["tiers"],
        "tier": tier,
        "unit": unit | {"exemptions": [with_day(row) for row in unit.get("exemptions", [])]},
        "placed": sum(other["position"] is not None for other in tier["units"]),
        "level_name": names.get(unit["level"]),
        "name_by_total": names.get(unit["level_total"]),
        "name_by_groups": names.get(unit["level_groups"]),
        "asked": asked,
        "groups": _groups(tier, unit, asked, _rate(content["set"], unit)),
        "adjustments": _lines(tier["adjustments"], unit["adjustments"]) if unit["adjustments"] else [],
    }


def with_day(row: dict) -> dict:
    """An accepted exemption with its document's day as a date."""
    return {**row, "day": date.fromisoformat(row["date"])}


def _level_asked(criteria_set: dict, unit: dict) -> dict | None:
    """The level whose group minima the page marks: the one that the total reaches, otherwise the lowest."""
    levels = [level for level in criteria_set["levels"] if level["group_ratio"] is not None]
    reached = [level for level in levels if level["key"] == unit["level_total"]]
    return next(iter(reached or levels[-1:]), None)


def _rate(criteria_set: dict, unit: dict) -> Fraction:
    """What each exempt point is credited with, so that the groups add up to the total (I3)."""
    return Fraction(unit["percent"] or 0) / 100 if criteria_set["scale"] else Fraction(0)


def _groups(tier: dict, unit: dict, asked: dict | None, rate: Fraction) -> list[GroupRow]:
    results = {group["code"]: group for group in unit["groups"]}
    lines = {line["code"]: line for line in unit["components"]}
    return [_group(rule, results[rule["code"]], lines, asked, rate) for rule in tier["groups"]] if results else []


def _group(rule: dict, result: dict, lines: dict[str, dict], asked: dict | None, rate: Fraction) -> GroupRow:
    shown = result if "points" in result else None
    minimum = result.get("minima", {}).get(asked["key"]) if asked else None
    whole, points = Fraction(rule["max"]), Fraction(result.get("points", 0))
    credit = Fraction(result.get("exempt_max", 0)) * rate
    return GroupRow(
        rule=rule,
        result=shown,
        lines=_lines(rule["components"], [lines[component["code"]] for component in rule["components"]]),
        points_width=_along(points, whole),
        credit=credit,
        credit_width=_along(credit, whole),
        minimum=minimum,
        minimum_at=_along(Fraction(minimum["needed"]), whole) if minimum else "",
    )


def _along(value: Fraction, whole: Fraction) -> str:
    """An SVG number: with a point in every language."""
    return f"{float(WIDTH * min(max(value / whole, Fraction(0)), Fraction(1))) if whole else 0:.2f}"


def _lines(rules: list[dict], results: list[dict]) -> list[Line]:
    return [_line(rule, result) for rule, result in zip(rules, results, strict=True)]


def _line(rule: dict, result: dict) -> Line:
    if "state" not in result:
        return Line(rule, None, [])
    return Line(rule, result, _lines(rule["parts"], result["parts"]))
