"""How values are spread, a row each: lowest to highest as a line, the middle half as a box, the middle as a stroke."""

from collections.abc import Sequence
from typing import NamedTuple

from .frame import Size, Spec, down, names_above, row_axis, rows_chart, scale_of
from .palette import BRAND, INK, SOFT


class Box(NamedTuple):
    name: str
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


def boxes(rows: Sequence[Box], size: Size, *, title: str, scale: tuple[float, float]) -> Spec:
    names = [row.name for row in rows]
    data = {"values": [row._asdict() for row in rows]}
    y = row_axis(names, size)
    offset = {"yOffset": down(size)}
    layers: list[Spec] = [
        _span(data, y, {"type": "rule", "color": SOFT, "strokeWidth": 1.5, **offset}, "lowest", "highest"),
        _span(data, y, {"type": "bar", "color": "#9dbfdf", "size": 13, "stroke": BRAND, **offset}, "lower", "upper"),
        {
            "data": data,
            "mark": {"type": "tick", "color": INK, "thickness": 3, "size": 17, **offset},
            "encoding": {"y": y, "x": {"field": "median", "type": "quantitative"}},
        },
    ]
    return rows_chart([*layers, *names_above(names, size)], size, rows=len(rows), x=scale_of(title, *scale))


def _span(data: Spec, y: Spec, mark: Spec, start: str, end: str) -> Spec:
    encoding = {"y": y, "x": {"field": start, "type": "quantitative"}, "x2": {"field": end}}
    return {"data": data, "mark": mark, "encoding": encoding}
