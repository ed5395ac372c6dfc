"""From full marks down to a total, row by row."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .frame import Size, Spec, bounds, down, names_above, row_axis, rows_chart, scale_of
from .palette import INK, KINDS


class Fall(NamedTuple):
    """A row: from where to where; `kind` "edge" is a state reached, its ends alike. `told`: its figure in words."""

    name: str
    start: float
    end: float
    told: str
    kind: Literal["edge", "lost", "gained", "other"]


def waterfall(rows: Sequence[Fall], size: Size, *, title: str, marks: Sequence[tuple[float, str]] = ()) -> Spec:
    """States are points and losses are spans, so that the scale need not begin at 0. `marks`: where levels begin."""
    names = [row.name for row in rows]
    ends = [value for row in rows for value in (row.start, row.end)]
    spread = max(max(ends) - min(ends), 2)
    lowest, highest = max(min(ends) - 0.16 * spread, 0), max(ends) + 0.04 * spread
    if size.names_above:
        lowest = max(min(ends) - 0.24 * spread, 0)
    shown = [mark for mark in marks if lowest < mark[0] < highest]
    layers = [*bounds(shown, size), *_falls(rows, names, size), *_states(rows, names, size), *names_above(names, size)]
    return rows_chart(layers, size, rows=len(rows), x=scale_of(title, lowest, highest))


def _falls(rows: Sequence[Fall], names: Sequence[str], size: Size) -> list[Spec]:
    spans = [row for row in rows if row.kind != "edge"]
    values = {"values": [_row(row) for row in spans]}
    y, colour = row_axis(names, size), {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    bar = {"type": "bar", "size": 13, "yOffset": down(size), "minBandSize": 2}
    words = {"type": "text", "align": "right", "dx": -5, "dy": down(size), "color": INK}
    return [
        {
            "data": values,
            "mark": bar,
            "encoding": {
                "y": y,
                "x": {"field": "low", "type": "quantitative"},
                "x2": {"field": "high"},
                "color": colour,
            },
        },
        {
            "data": values,
            "mark": words,
            "encoding": {"y": y, "x": {"field": "low", "type": "quantitative"}, "text": {"field": "told"}},
        },
    ]


def _states(rows: Sequence[Fall], names: Sequence[str], size: Size) -> list[Spec]:
    values = {"values": [_row(row) for row in rows if row.kind == "edge"]}
    at = {"y": row_axis(names, size), "x": {"field": "high", "type": "quantitative"}}
    point = {"type": "point", "filled": True, "size": 120, "opacity": 1, "shape": "diamond", "color": KINDS["edge"]}
    words = {"type": "text", "align": "right", "dx": -10, "fontWeight": 600, "dy": down(size), "color": INK}
    return [
        {"data": values, "mark": point | {"yOffset": down(size)}, "encoding": at},
        {"data": values, "mark": words, "encoding": at | {"text": {"field": "told"}}},
    ]


def _row(row: Fall) -> dict[str, object]:
    low, high = sorted((row.start, row.end))
    return {"name": row.name, "low": low, "high": high, "told": row.told, "colour": KINDS[row.kind]}
