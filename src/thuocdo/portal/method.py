"""The criteria set as an edition used it: what was asked, how points were earned, and by which article."""


def method_page(content: dict) -> dict:
    """The set, and of each tier its form with the number of its components."""
    return {
        "set": content["set"],
        "tiers": content["tiers"],
        "here": "method",
        "forms": [
            {**tier, "count": sum(len(group["components"]) for group in tier["groups"])} for tier in content["tiers"]
        ],
    }
