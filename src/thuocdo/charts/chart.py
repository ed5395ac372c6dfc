"""A chart as pages show it: drawn in two widths, with its words and its figures, which say the same without eyes."""

import csv
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO

from .frame import Spec

Value = str | int | Fraction | None
PLACES = 6


@dataclass(frozen=True)
class Chart:
    """`name`: in addresses. `alt`: what the picture shows, in a sentence or two. `columns` and `rows`: its figures.
    `note`: how to read it, and who is not in it.
    `paper`: the same in the letters of official papers, where one shows it."""

    name: str
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    wide: Spec
    narrow: Spec
    note: str = ""
    paper: Spec | None = None

    @property
    def width(self) -> int:
        return int(self.wide["width"])

    @property
    def height(self) -> int:
        return int(self.wide["height"])


def as_csv(chart: Chart) -> str:
    """Its figures as a table for spreadsheets, numbers with a decimal point; nothing begins a formula."""
    made = StringIO()
    writer = csv.writer(made)
    for row in (chart.columns, *chart.rows):
        writer.writerow([_cell(value) for value in row])
    return made.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in "=+-@\t\r" and value[:1] else value
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.{PLACES}f}"
