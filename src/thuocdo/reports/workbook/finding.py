"""Where the form's rows and its entry column stand in a sheet that somebody has worked in.

Each row carries its own address in the hidden first column and each column its name in the hidden first row: what was
moved as a whole is found again, what was deleted, doubled or torn apart is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from thuocdo.regulation import Form
from thuocdo.reports.workbook.cells import CellFault
from thuocdo.reports.workbook.faults import BookFault, cell_words
from thuocdo.reports.workbook.layout import MARK, Asked, Column, asked_of, cell_name, own_leaves
from thuocdo.reports.workbook.sheet import Sheet, covers
from thuocdo.tables.cells import clean

HEADS = 3  # rows above the form: the names of the columns, the title, the headings
SHORT = 40  # characters of a text that is quoted


@dataclass
class Found:
    """`rows`: address -> row, of the rows that stand there once and whole."""

    sheet: Sheet
    entry_column: int
    rows: dict[str, int] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def merged_over(self, row: int, column: int) -> str:
        return next((span for span in self.sheet.merged if covers(span, (row, column))), "")


def find_rows(sheets: Iterable[Sheet], form: Form) -> Found:
    """Raises BookFault where the form's sheet or its entry column is not there."""
    sheet = _form_sheet(sheets)
    columns = _first_row(sheet)
    if Column.ENTRY not in columns or Column.ASKED not in columns:
        raise BookFault("no_entry")
    found = Found(sheet, columns[Column.ENTRY])
    asked = {row.address: row for leaf in own_leaves(form) for row in asked_of(leaf)}
    places = _places(sheet, columns[MARK], asked)
    for address, row in asked.items():
        found.faults += _check_row(found, row, places.get(address, []), columns[Column.ASKED])
    found.faults += _strays(found, {row for rows in places.values() for row in rows})
    return found


def _form_sheet(sheets: Iterable[Sheet]) -> Sheet:
    """By its mark, whatever it is called now."""
    marked = [sheet for sheet in sheets if MARK in _first_row(sheet)]
    if len(marked) > 1:
        raise BookFault("two_forms")
    if not marked:
        raise BookFault("no_form")
    return marked[0]


def _first_row(sheet: Sheet) -> dict[str, int]:
    """What stands in the hidden first row -> in which column."""
    return {sheet.text(row, column): column for row, column in sheet.cells if row == 1}


def _places(sheet: Sheet, key_column: int, asked: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {address: [] for address in asked}
    for row, column in sorted(sheet.cells):
        if column == key_column and sheet.text(row, column) in places:
            places[sheet.text(row, column)].append(row)
    return places


def _check_row(found: Found, asked: Asked, rows: list[int], label_column: int) -> list[CellFault]:
    words = {"label": asked.label, "code": asked.leaf.code}
    if not rows:
        return [CellFault((0, 0), "", asked.leaf.code, asked.label, cell_words("row_missing", **words))]
    if len(rows) > 1:
        where = cell_name(rows[-1], found.entry_column)
        return [CellFault((rows[-1], 0), where, asked.leaf.code, asked.label, cell_words("row_twice", **words))]
    row = rows[0]
    if clean(found.sheet.text(row, label_column)) not in {clean(label) for label in asked.labels}:
        where = cell_name(row, label_column)
        return [CellFault((row, 0), where, asked.leaf.code, asked.label, cell_words("row_moved", **words))]
    found.rows[asked.address] = row
    return []


def _strays(found: Found, known: set[int]) -> Iterator[CellFault]:
    """Something was written into the entry column beside the form's rows."""
    for (row, column), cell in sorted(found.sheet.cells.items()):
        if column == found.entry_column and row > HEADS and row not in known and clean(cell.text):
            words = cell_words("row_unknown", text=cell.text[:SHORT])
            yield CellFault((row, 0), cell_name(row, column), "", "", words)
