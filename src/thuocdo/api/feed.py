"""The feed for home affairs (R9.2): what was published, who was at the head of each unit then, and what a correction
moved. Of editions it reads the public parts, like every reader."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate

from thuocdo.accounts.letterheads import heads_recorded
from thuocdo.accounts.models import Signatory
from thuocdo.api.editions import told
from thuocdo.portal.queries import Place, Shelf
from thuocdo.results.differences import differences
from thuocdo.results.models import Edition
from thuocdo.results.queries import public_contents

REACHED = ("unit", "name", "state", "total", "level", "position")
SIDE = ("state", "total", "level", "position")
Heads = Mapping[str, Sequence[Signatory]]


def news(stand: Shelf, editions: Sequence[Edition]) -> list[dict]:
    """What the feed says of these editions: 2 queries."""
    contents = public_contents([*editions, *_corrected(stand, editions)])
    heads = heads_recorded()
    return [_told(row, Place(stand, row.season.year, row.publication), contents, heads) for row in editions]


def _corrected(stand: Shelf, editions: Sequence[Edition]) -> list[Edition]:
    before = {row.replaces_id for row in editions}
    return [row for row in stand.all if row.pk in before]


def _told(edition: Edition, place: Place, contents: Mapping[int, dict], heads: Heads) -> dict:
    content = contents[edition.pk]
    before = contents[place.corrected.pk] if place.corrected else None
    return {
        "kind": "correction" if before else "publication",
        "edition": told(place, content["set"]),
        "units": _reached(content, heads, localdate(edition.published_at)),
        "moved": _moved(before, content) if before else [],
    }


def _reached(content: Mapping, heads: Heads, day: date) -> list[dict]:
    return [
        {
            "tier": tier["tier"],
            **{name: unit[name] for name in REACHED},
            "head": _head(heads.get(unit["unit"], ()), day),
        }
        for tier in content["tiers"]
        for unit in tier["units"]
    ]


def _head(rows: Sequence[Signatory], day: date) -> dict | None:
    """Who was in office on the day of the publication, None where nobody is on record for it (R8.1)."""
    for row in rows:
        if (row.valid_from or day) <= day <= (row.valid_until or day):
            since = row.valid_from.isoformat() if row.valid_from else None
            return {"full_name": row.full_name, "title": row.title, "since": since}
    return None


def _moved(before: Mapping, after: Mapping) -> list[dict]:
    """Units whose level, total, position or state is another."""
    return [
        {
            "tier": tier.tier,
            "unit": unit.unit,
            "name": unit.name,
            "before": _side(unit.before),
            "after": _side(unit.after),
        }
        for tier in differences(before, after)
        for unit in tier.units
        if any(unit.moved(what) for what in SIDE)
    ]


def _side(unit: Mapping | None) -> dict | None:
    return unit and {name: unit[name] for name in SIDE}
