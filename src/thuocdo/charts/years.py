"""Years from left to right: the reach of a tier's totals, its middle, and a unit's own where there is one."""

from collections.abc import Sequence
from typing import NamedTuple

from .frame import Size, Spec, framed
from .palette import INK, LINE, SHAPES

HEIGHT = 300


class Year(NamedTuple):
    """A value of each series, and how far the values of all reach; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    reach: tuple[float, float] | None


def years(rows: Sequence[Year], series: Sequence[str], size: Size, *, title: str, scale: tuple[float, float]) -> Spec:
    """The reach is a broad bar behind; each series has a shape of its own, joined from year to year."""
    y = {"type": "quantitative", "scale": {"domain": list(scale), "nice": False}, "axis": {"title": title}}
    chart = framed([_reach(rows), _lines(rows, series)], size, HEIGHT)
    return chart | {"encoding": {"x": _years(rows), "y": y}}


def _years(rows: Sequence[Year]) -> Spec:
    names = [row.name for row in rows]
    axis = {"labelAngle": 0, "title": None, "grid": False}
    return {"field": "name", "type": "ordinal", "sort": names, "scale": {"domain": names}, "axis": axis}


def _reach(rows: Sequence[Year]) -> Spec:
    values = [{"name": row.name, "low": row.reach[0], "high": row.reach[1]} for row in rows if row.reach]
    encoding = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    return {"data": {"values": values}, "mark": {"type": "bar", "size": 22, "color": LINE}, "encoding": encoding}


def _lines(rows: Sequence[Year], series: Sequence[str]) -> Spec:
    values = [
        {"name": row.name, "series": name, "at": value}
        for row in rows
        for name, value in zip(series, row.values, strict=True)
        if value is not None
    ]
    shapes, colours = ([shape[at] for shape in SHAPES[: len(series)]] for at in range(2))
    told = {"field": "series", "type": "nominal"}
    colour = told | {"scale": {"domain": list(series), "range": colours}, "legend": {}}
    shape = told | {"scale": {"domain": list(series), "range": shapes}, "legend": {}}
    at = {"field": "at", "type": "quantitative"}
    words = {"field": "at", "type": "quantitative", "format": ".2f"}
    return {
        "data": {"values": values},
        "encoding": {"y": at},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"color": colour}},
            {
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1},
                "encoding": {"color": colour, "shape": shape},
            },
            {
                "transform": [{"filter": {"field": "series", "equal": series[0]}}],
                "mark": {"type": "text", "dy": -16, "fontWeight": 600, "color": INK},
                "encoding": {"text": words},
            },
        ],
    }
