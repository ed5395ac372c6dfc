"""The heat map as a table: units down, groups across, each cell with its figure and the shade of a level."""

from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from thuocdo.analysis.lines import Data, amount
from thuocdo.analysis.province import Cell, heat
from thuocdo.common.templatetags.words import language, percent, text
from thuocdo.regulation import format_number

WHYS = {
    "exempt": lambda: _("exempt"),
    "open": lambda: _("open"),
    "not_public": lambda: _("not published"),
    "not_reported": lambda: _("no report"),
}
DARKEST = 4


class Shown(NamedTuple):
    """`shade`: 4 for the highest level down to 0 for below the lowest, -1 where there is no share."""

    words: str
    shade: int


class HeatMap(NamedTuple):
    """`rows`: unit key, name and cells; `key`: the shades in words."""

    groups: list[tuple[str, str]]
    rows: list[tuple[str, str, list[Shown]]]
    medians: list[Shown]
    key: list[Shown]


def heat_map(content: Data, tier: Data) -> HeatMap:
    found, bounds = heat(tier), _bounds(content["set"])
    named = {unit["unit"]: text(unit["name"]) for unit in tier["units"]}
    called = {group["code"]: text(group["name"]) for group in tier["groups"]}
    return HeatMap(
        [(code, called[code]) for code in found.groups],
        [(row.unit, named[row.unit], [_cell(cell, bounds) for cell in row.cells]) for row in found.rows],
        [_share(share, bounds) if share is not None else Shown("–", -1) for share in found.medians],
        _key(content["set"], bounds),
    )


def _bounds(criteria_set: Data) -> list[Fraction]:
    """From which share each level begins, the highest first: its group share, otherwise its total's."""
    scale = amount(criteria_set["scale"])
    shares = [
        amount(level["group_ratio"]) or (Fraction(level["from"]) / scale if scale else None)
        for level in criteria_set["levels"]
    ]
    return [share for share in shares if share is not None][:DARKEST]


def _cell(cell: Cell, bounds: list[Fraction]) -> Shown:
    if cell.share is None:
        return Shown(WHYS[cell.why or "open"](), -1)
    return _share(cell.share, bounds)


def _share(share: Fraction, bounds: list[Fraction]) -> Shown:
    met = next((DARKEST - place for place, bound in enumerate(bounds) if share >= bound), 0)
    return Shown(format_number(100 * share, language(), places=1), met if bounds else -1)


def _key(criteria_set: Data, bounds: list[Fraction]) -> list[Shown]:
    if not bounds:
        return []
    levels = [text(level["name"]) for level in criteria_set["levels"]]
    met = [
        Shown(_("%(share)s or more: share of %(level)s") % {"share": percent(bound), "level": level}, DARKEST - place)
        for place, (bound, level) in enumerate(zip(bounds, levels, strict=False))
    ]
    return [*met, Shown(_("below %(share)s") % {"share": percent(bounds[-1])}, 0)]
