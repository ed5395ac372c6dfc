"""The criteria set as an edition used it: what was asked, how points were earned, and by which article."""

from collections.abc import Iterator

from thuocdo.portal.ranking import level_names, named_levels
from thuocdo.portal.unit import with_day


def _affected(content: dict) -> Iterator[dict]:
    """The units whose level is another by the other reading of Article 6, with both levels."""
    names = level_names(content["set"])
    for tier in content["tiers"]:
        for unit in tier["units"]:
            if unit["levels_differ"]:
                yield {**unit, **named_levels(unit, names)}


def _exempted(content: dict) -> Iterator[dict]:
    """What was accepted in writing as not to be assessed, with its unit; the edition's public part holds no line that
    is not public (R5.3, I11)."""
    for tier in content["tiers"]:
        for unit in tier["units"]:
            for row in unit.get("exemptions", []):  # editions from before grounds were kept have none
                yield {**with_day(row), "unit": unit["unit"], "name": unit["name"]}


def method_page(content: dict) -> dict:
    """The set, of each tier its form with the number of its components, and what was not assessed."""
    return {
        "set": content["set"],
        "changes": content.get("reading_changes", []),  # editions from before changes were kept have none
        "affected": list(_affected(content)),
        "exempted": list(_exempted(content)),
        "tiers": content["tiers"],
        "here": "method",
        "forms": [
            {**tier, "count": sum(len(group["components"]) for group in tier["groups"])} for tier in content["tiers"]
        ],
    }
