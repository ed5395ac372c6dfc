"""Editions as the API tells them. All of it comes from the portal's shelf and the public parts, nothing else (I11)."""

import re
from collections.abc import Iterable, Mapping

from django.http import Http404
from django.urls import reverse

from thuocdo.portal.downloads import about
from thuocdo.portal.queries import Place, Shelf, shelf
from thuocdo.results.models import Edition
from thuocdo.results.queries import sets_used

NAME = re.compile(r"([0-9]{4})(?:-([0-9]{1,4}))?")
STANDING = (
    "unit", "name", "state", "reason", "total", "level", "level_total", "level_groups", "levels_differ",
    "level_changed_by_rounding", "position", "max_total", "exempt_max", "done_max", "scored", "percent",
)  # fmt: skip


def place_of(edition: str) -> Place:
    """`2021` is the year's edition in force, `2021-1` its first publication, whatever came later: 2 queries. Raises
    Http404 for what is not published."""
    found = NAME.fullmatch(edition)
    if found is None:
        raise Http404
    place = Place(shelf(), int(found[1]), int(found[2]) if found[2] else None)
    if place.edition is None:
        raise Http404
    return place


def name_of(edition: Edition) -> str:
    """Under which the API will always know this edition."""
    return f"{edition.season.year}-{edition.publication}"


def told(place: Place, criteria_set: Mapping) -> dict:
    """One edition: by which decision, what it replaces, what replaced it, and how far its data may be trusted."""
    edition = place.edition
    if edition is None:
        raise Http404
    row = about(place)
    for other, linked in (("corrects", place.corrected), ("replaced_by", place.successor)):
        row[other] = row[other] and linked and {"id": name_of(linked), **row[other]}
    return {
        "id": name_of(edition),
        **row,
        "is_in_force": place.successor is None,
        "co_announcement": edition.co_announcement,
        "set": {name: criteria_set[name] for name in ("id", "version", "status", "digest")},
        "page": reverse("portal:edition_year", args=[edition.season.year, edition.publication]),
    }


def all_told(stand: Shelf) -> list[dict]:
    """Every published edition, newest first: 1 query."""
    sets = sets_used(stand.all)
    places = [Place(stand, row.season.year, row.publication) for row in stand.all]
    return [told(place, sets[place.edition.pk]) for place in places if place.edition]


def tier_of(content: Mapping, key: str) -> dict:
    """Raises Http404 for a tier that the edition does not have."""
    for tier in content["tiers"]:
        if tier["tier"] == key:
            return tier
    raise Http404


def ranking(tier: Mapping) -> list[dict]:
    """Where each unit of a tier stands, with what of its groups is public."""
    return [{"tier": tier["tier"], **standing(unit), "groups": unit["groups"]} for unit in tier["units"]]


def standing(unit: Mapping) -> dict:
    return {name: unit.get(name) for name in STANDING}


def units(content: Mapping) -> list[dict]:
    names = ("unit", "name", "state")
    return [
        {"tier": tier["tier"], **{name: unit[name] for name in names}}
        for tier in content["tiers"]
        for unit in tier["units"]
    ]


def unit_of(content: Mapping, key: str) -> dict:
    """Everything public about one unit. Raises Http404 for a unit that the edition does not list."""
    for tier in content["tiers"]:
        for unit in tier["units"]:
            if unit["unit"] == key:
                return {"tier": tier["tier"], "exemptions": [], **unit}
    raise Http404


def exemptions(content: Mapping) -> list[dict]:
    """What was accepted in writing as not to be assessed (R5.3)."""
    return [
        {"tier": tier["tier"], "unit": unit["unit"], "name": unit["name"], **row}
        for tier in content["tiers"]
        for unit in tier["units"]
        for row in unit.get("exemptions", [])  # editions from before grounds were kept have none
    ]


def forms(content: Mapping) -> list[dict]:
    """What each tier was asked, without its units."""
    return [{name: value for name, value in tier.items() if name != "units"} for tier in content["tiers"]]


def lines(rows: Iterable[Mapping], parent: str = "") -> list[dict]:
    """Components with their parts, each naming the line it is part of, as a flat list."""
    found = []
    for row in rows:
        found.append({"parent": parent, **row})
        found += lines(row.get("parts", ()), row["code"])
    return found


def asked(tiers: Iterable[Mapping]) -> list[dict]:
    """Every line of every form, with its group; adjustments have none."""
    found = []
    for tier in tiers:
        for group in tier["groups"]:
            found += [{"tier": tier["tier"], "group": group["code"], **row} for row in lines(group["components"])]
        found += [{"tier": tier["tier"], "group": "", **row} for row in lines(tier["adjustments"])]
    return found
