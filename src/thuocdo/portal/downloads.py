"""The public part of an edition as open data: a table for spreadsheets, and everything as JSON."""

import csv
import json
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thuocdo.common.models import Installation
from thuocdo.common.states import state_of
from thuocdo.common.templatetags.words import text
from thuocdo.portal.queries import Place
from thuocdo.portal.ranking import level_names
from thuocdo.results.models import Edition
from thuocdo.tables.as_csv import BYTE_ORDER_MARK, harmless

AMOUNTS = ("max_total", "exempt_max", "done_max", "scored", "percent")


def as_json(place: Place, content: dict) -> HttpResponse:
    """The public part word for word, with the edition it belongs to."""
    whole = {"edition": about(place), **content}
    body = json.dumps(whole, ensure_ascii=False, indent=1)
    return as_file(body, "application/json; charset=utf-8", place.edition, "json")


def about(place: Place) -> dict:
    """The edition itself: `number` is that of its publication in its year; `corrects` and `replaced_by` are null where
    there is no such edition."""
    edition, corrected, successor = place.edition, place.corrected, place.successor
    return {
        "year": edition.season.year,
        "number": edition.publication,
        "is_sample": _is_sample(place.shelf.installation),
        "published_at": edition.published_at.isoformat(),
        "decision": _decision(edition) | {"is_late": edition.is_late},
        "corrects": corrected and _other(corrected) | {"reason": edition.correction_reason},
        "replaced_by": successor and _other(successor) | {"reason": successor.correction_reason},
    }


def _other(edition: Edition) -> dict:
    return {"number": edition.publication, "decision": _decision(edition)}


def _decision(edition: Edition) -> dict:
    decision = edition.decision
    return {"number": decision.number, "date": decision.date.isoformat(), "signer": decision.signer}


def as_csv(place: Place, content: dict) -> HttpResponse:
    """One row a unit, in table order; numbers with a decimal point, as data files have them."""
    response = as_file(BYTE_ORDER_MARK, "text/csv; charset=utf-8", place.edition, "csv")
    writer = csv.writer(response)
    titles, *rows = table(place, content)
    writer.writerow(titles)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return response


def table(place: Place, content: dict) -> Iterator[list[object]]:
    """The titles, then one row a unit in table order; amounts are decimal texts."""
    codes = _public_groups(content)
    yield _titles(codes)
    for row in _rows(content, codes):
        yield [place.edition.season.year, *row, _standing(place.shelf.installation, content)]


def _titles(codes: list[str]) -> list[str]:
    titles = [
        _("Year"), _("Tier"), _("Code of the unit"), _("Unit"), _("State"),
        pgettext("published table", "Level"), _("Position"), _("Converted points"), _("Maximum points"),
        _("Exempt points"), _("Maximum to be done"), _("Points scored"),
        _("Percentage"), _("Level by the total"), _("Level by the total and the group minima"), _("Reason"),
    ]  # fmt: skip
    for code in codes:
        titles += [
            _("Group %(code)s: points scored") % {"code": code},
            _("Group %(code)s: exempt points") % {"code": code},
        ]
    return [*titles, _("Standing of the data")]


def _public_groups(content: dict) -> list[str]:
    """Codes of the groups whose points are public in some tier, in order."""
    codes = [group["code"] for tier in content["tiers"] for group in tier["groups"] if group["public"] != "none"]
    return list(dict.fromkeys(codes))


def _rows(content: dict, codes: list[str]) -> Iterator[list[object]]:
    names = level_names(content["set"])
    for tier in content["tiers"]:
        for unit in tier["units"]:
            groups = {group["code"]: group for group in unit["groups"]}
            yield [
                text(tier["name"]),
                unit["unit"],
                text(unit["name"]),
                state_of("unit", unit["state"]).label,
                _level(unit, "level", names),
                unit["position"],
                unit["total"],
                *(unit[name] for name in AMOUNTS),
                _level(unit, "level_total", names),
                _level(unit, "level_groups", names),
                text(unit["reason"]),
                *(cell for code in codes for cell in _group_cells(groups.get(code))),
            ]


def _level(unit: dict, which: str, names: dict) -> str:
    """A unit without a total has no level, not even "not ranked"."""
    return "" if unit["total"] is None else text(names.get(unit[which]))


def _group_cells(group: dict | None) -> list[str | None]:
    """Points and what of the maximum is exempt; a wholly exempt group has no points, which is not 0 (I10)."""
    if group is None or "points" not in group:
        return [None, None]
    return [None if group["exempt_max"] == group["max"] else group["points"], group["exempt_max"]]


def _standing(installation: Installation | None, content: dict) -> str:
    """What every row says of itself, since a row is copied without its heading."""
    words = [content["set"]["id"]]
    if content["set"]["status"] == "PROVISIONAL":
        words.append(_("PROVISIONAL"))
    if _is_sample(installation):
        words.append(_("sample data"))
    return " · ".join(words)


def _is_sample(installation: Installation | None) -> bool:
    return installation is not None and installation.is_demonstration


def as_file(body: str | bytes, kind: str, edition: Edition, ending: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = (
        f'attachment; filename="ket-qua-{edition.season.year}-lan-{edition.publication}.{ending}"'
    )
    return response
