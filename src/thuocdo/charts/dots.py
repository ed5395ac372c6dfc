"""Rows with a few values each on one scale: a unit beside the middle and the best, three columns, totals of units."""

from collections.abc import Sequence
from typing import NamedTuple

from .frame import Size, Spec, bounds, down, names_above, row_axis, rows_chart, scale_of
from .palette import INK, LINE, SHAPES


class Dots(NamedTuple):
    """A value for each series; None where there is none."""

    name: str
    values: tuple[float | None, ...]


def dots(
    rows: Sequence[Dots],
    series: Sequence[str],
    size: Size,
    *,
    title: str,
    scale: tuple[float, float],
    marks: Sequence[tuple[float, str]] = (),
    told: Sequence[str] = (),
) -> Spec:
    """`series`: their names, at most four; shapes tell them apart, colours help. `marks`: where levels begin. `told`:
    of each row a figure in words, at its right end."""
    names = [row.name for row in rows]
    layers = [*bounds(marks, size), *_reach(rows, names, size), _points(rows, names, series, size)]
    has_key = len(series) > 1
    layers += _told(names, told, size)
    return rows_chart(
        [*layers, *names_above(names, size)], size, rows=len(rows), x=scale_of(title, *scale), key=has_key
    )


def _reach(rows: Sequence[Dots], names: Sequence[str], size: Size) -> list[Spec]:
    """A quiet line through a row, to keep the eye on it."""
    values = [
        {"name": row.name, "low": min(held), "high": max(held)}
        for row in rows
        if (held := [value for value in row.values if value is not None])
    ]
    encoding = {"y": row_axis(names, size), "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}
    mark = {"type": "rule", "color": LINE, "strokeWidth": 4, "yOffset": down(size)}
    return [{"data": {"values": values}, "mark": mark, "encoding": encoding}]


def _told(names: Sequence[str], told: Sequence[str], size: Size) -> list[Spec]:
    values = [{"name": name, "told": words} for name, words in zip(names, told, strict=False)]
    mark = {"type": "text", "align": "right", "color": INK, "dy": down(size), "dx": -2}
    encoding = {"y": row_axis(names, size), "x": {"value": "width"}, "text": {"field": "told"}}
    return [{"data": {"values": values}, "mark": mark, "encoding": encoding}] if values else []


def _points(rows: Sequence[Dots], names: Sequence[str], series: Sequence[str], size: Size) -> Spec:
    values = [
        {"name": row.name, "series": name, "at": value}
        for row in rows
        for name, value in zip(series, row.values, strict=True)
        if value is not None
    ]
    shapes, colours = ([shape[at] for shape in SHAPES[: len(series)]] for at in range(2))
    legend: Spec | None = {} if len(series) > 1 else None
    told = {"field": "series", "type": "nominal"}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "yOffset": down(size)},
        "encoding": {
            "y": row_axis(names, size),
            "x": {"field": "at", "type": "quantitative"},
            "shape": told | {"scale": {"domain": list(series), "range": shapes}, "legend": legend},
            "color": told | {"scale": {"domain": list(series), "range": colours}, "legend": legend},
        },
    }
