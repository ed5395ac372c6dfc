"""The rows of an XLSX workbook's first sheet, numbered as the spreadsheet numbers them."""

import datetime
import io
from collections.abc import Iterator

from thuocdo.tables.cells import BrokenCell, number_cell
from thuocdo.tables.faults import TableFaults, fault
from thuocdo.tables.xlsx_parts import Marks, inspect_first_sheet


def xlsx_rows(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row from row 1, cells as text; raises TableFaults when the workbook cannot be read."""
    marks = inspect_first_sheet(file, content)
    for number, values in enumerate(_values(file, content), start=1):
        yield number, [_cell(value, marks, number, column) for column, value in enumerate(values, start=1)]


def _values(file: str, content: bytes) -> list[list[object]]:
    # Loaded here: a CSV needs no spreadsheet library.
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(io.BytesIO(content)) as workbook:
            return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise TableFaults(file, [fault("workbook_broken", error=error)]) from None


def _cell(value: object, marks: Marks, row: int, column: int) -> str:
    mark = marks.get((row, column))
    if mark:
        return BrokenCell(mark.shown or str(value), mark.why)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_cell(value)
    return BrokenCell(_as_typed(value), "cell_date")


def _as_typed(value: object) -> str:
    """A date as Vietnamese people write it, the way it may have been typed: 1.2 becomes 1/2 of this year."""
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    return str(value)
