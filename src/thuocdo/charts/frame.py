"""What all charts share: size, letters, axes. A chart is drawn at the width at which it is read; nothing is scaled.

On a narrow one each row's name stands above its marks instead of beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .palette import FAMILY, INK, LINE, OFFICIAL, PAPER, SOFT

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PERCENT = (0, 124)
AXES = 54  # px for the axis below
KEY_ROWS = 4  # of a key whose names stand below one another


@dataclass(frozen=True)
class Size:
    """`step`: px a row; `size`: px of letters."""

    width: int
    step: int
    size: int
    names_above: bool
    family: str = FAMILY


WIDE = Size(720, 26, 13, names_above=False)
NARROW = Size(340, 46, 13, names_above=True)
PAPER_SIZE = Size(720, 24, 15, names_above=False, family=OFFICIAL)


def rows_chart(layers: Sequence[Spec], size: Size, *, rows: int, x: Spec, key: bool = False) -> Spec:
    """Rows from top to bottom over one scale. `key`: room for a legend above."""
    height = rows * size.step + AXES + (KEY_ROWS * 20 if key and size.names_above else 34 if key else 0)
    return framed(layers, size, height) | {"encoding": {"x": x}}


def framed(layers: Sequence[Spec], size: Size, height: int) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": size.width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        "background": PAPER if size.family == FAMILY else None,  # a paper's marks stay visible behind a drawing
        "layer": list(layers),
        "config": _config(size),
    }


def _config(size: Size) -> Spec:
    letters = {"labelFontSize": size.size, "titleFontSize": size.size, "labelColor": INK, "titleColor": SOFT}
    return {
        "font": size.family,
        "view": {"stroke": None},
        "axis": letters | {"gridColor": LINE, "domainColor": SOFT, "tickColor": SOFT, "titleFontWeight": "normal"},
        "legend": letters
        | {
            "orient": "top",
            "title": None,
            "symbolSize": 110,
            "labelLimit": size.width - 40,
            **_key(size),
        },
        "text": {"fontSize": size.size, "color": INK},
        "aria": False,
    }


def _key(size: Size) -> Spec:
    """Of a narrow chart its rows stand one below another."""
    return {"columns": 1} if size.names_above else {"layout": {"top": {"anchor": "end"}}}


def row_axis(names: Sequence[str], size: Size) -> Spec:
    """The rows in the order given; names beside the plot, or nothing where they stand above the marks."""
    axis = (
        None
        if size.names_above
        else {"labelLimit": size.width * 2 // 5, "ticks": False, "domain": False, "title": None, "labelPadding": 8}
    )
    return {"field": "name", "type": "nominal", "sort": list(names), "axis": axis}


def names_above(names: Sequence[str], size: Size) -> list[Spec]:
    """A layer with the row's names on a narrow chart."""
    if not size.names_above:
        return []
    mark = {"type": "text", "align": "left", "dy": -13, "limit": size.width - 12, "color": INK}
    encoding = {"y": row_axis(names, size), "x": {"value": 0}, "text": {"field": "name"}}
    layer = {"data": {"values": [{"name": name} for name in names]}, "encoding": encoding}
    halo = mark | {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}  # lines of the plot stop before a name
    return [layer | {"mark": halo}, layer | {"mark": mark}]


def down(size: Size) -> int:
    """How far below the middle of its row a mark stands."""
    return 8 if size.names_above else 0


def scale_of(title: str, lowest: float, highest: float) -> Spec:
    """The scale below the rows. Of percentages, what lies to the right of 100 is room for figures, without ticks."""
    axis: Spec = {"title": title, "tickCount": 5, "format": ".2~f"}
    if (lowest, highest) == PERCENT:
        axis |= {"values": [0, 25, 50, 75, 100], "labelOverlap": False}
    return {"type": "quantitative", "scale": {"domain": [lowest, highest], "nice": False}, "axis": axis}


def bounds(marks: Sequence[tuple[float, str]], size: Size) -> list[Spec]:
    """Dashed lines with a name at their head: where a level begins."""
    if not marks:
        return []
    values = {"values": [{"at": at, "name": name} for at, name in marks]}
    at = {"field": "at", "type": "quantitative"}
    line = {"type": "rule", "strokeDash": [4, 3], "color": SOFT}
    words = {"type": "text", "align": "center", "baseline": "bottom", "color": SOFT, "dy": -3}
    return [
        {"data": values, "mark": line, "encoding": {"x": at}},
        {"data": values, "mark": words, "encoding": {"x": at, "y": {"value": 0}, "text": {"field": "name"}}},
    ]
