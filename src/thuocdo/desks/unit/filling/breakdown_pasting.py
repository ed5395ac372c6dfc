"""Lines copied from a spreadsheet: read as rows of a breakdown, without the headings and the total of the sheet."""

from fractions import Fraction

from thuocdo.desks.unit.answer_form import ungrouped
from thuocdo.regulation import Component

TOTALS = {"tổng", "tổng cộng", "tổng số", "cộng", "total", "sum"}

Typed = tuple[str, list[str], str]  # name, figures, note


def pasted_rows(leaf: Component, text: str) -> list[Typed]:
    """Name, the figures in the table's order, a note. A line of headings is left out."""
    width = len(leaf.figures)
    rows = []
    for line in text.splitlines():
        cells = [cell.strip().strip('"') for cell in line.split("\t")]
        if any(cells):
            cells += [""] * (width + 2 - len(cells))
            rows.append((cells[0][:200], cells[1 : width + 1], " ".join(cells[width + 1 :]).strip()[:300]))
    if rows and not any(any(sign.isdigit() for sign in cell) for cell in rows[0][1]) and any(rows[0][1]):
        rows = rows[1:]
    return rows


def without_total(leaf: Component, rows: list[Typed]) -> tuple[list[Typed], str]:
    """The rows without the sheet's own total, and what that row is called. Only a last row that is named so and is the
    sum of those above it is one; a commune of such a name stays."""
    if len(rows) < 2 or rows[-1][0].casefold().strip(" .:") not in TOTALS:
        return rows, ""
    try:
        sums = [_sum(leaf, place, rows[:-1]) for place, _figure in enumerate(leaf.figures)]
        stated = [_number(leaf, place, text) for place, text in enumerate(rows[-1][1])]
    except (ValueError, ZeroDivisionError):
        return rows, ""
    return (rows[:-1], rows[-1][0]) if sums == stated else (rows, "")


def _sum(leaf: Component, place: int, rows: list[Typed]) -> Fraction:
    return sum((_number(leaf, place, figures[place]) for _name, figures, _note in rows), Fraction(0))


def _number(leaf: Component, place: int, text: str) -> Fraction:
    """An empty cell adds nothing. ValueError where there is no number."""
    plain = ungrouped(leaf.figures[place], text) or text
    return Fraction(plain.replace(",", ".")) if plain else Fraction(0)
