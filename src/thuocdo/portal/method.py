"""The criteria set as an edition used it: what was asked, how points were earned, and by which article."""

from collections.abc import Iterator

from thuocdo.portal.ranking import level_names, named_levels


def _affected(content: dict) -> Iterator[dict]:
    """The units whose level is another by the other reading of Article 6, with both levels."""
    names = level_names(content["set"])
    for tier in content["tiers"]:
        for unit in tier["units"]:
            if unit["levels_differ"]:
                yield {**unit, **named_levels(unit, names)}


def method_page(content: dict) -> dict:
    """The set, and of each tier its form with the number of its components."""
    return {
        "set": content["set"],
        "changes": content.get("reading_changes", []),  # editions from before changes were kept have none
        "affected": list(_affected(content)),
        "tiers": content["tiers"],
        "here": "method",
        "forms": [
            {**tier, "count": sum(len(group["components"]) for group in tier["groups"])} for tier in content["tiers"]
        ],
    }
