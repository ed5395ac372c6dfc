"""The file to be filled in by a shared system: a row per unit and figure."""

import io
from collections.abc import Iterable, Iterator

import xlsxwriter

from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.practice import mark_sheet, sheet_name
from thuocdo.cycles.queries import form_of
from thuocdo.verification.shared_reading import figures_of

# Vietnamese in both languages, as what it asks for is: the reader knows these titles.
TITLES = ("Mã đơn vị", "Tên đơn vị", "Mã chỉ số", "Mã số liệu", "Tên số liệu", "Đơn vị tính", "Giá trị")
WIDTHS = (14, 44, 12, 16, 60, 14, 16)
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}


def template_of(season: Season, units: Iterable[SeasonUnit]) -> bytes:
    """Codes are text, so that 1.10 does not become 1.1; the value's column is empty."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TEXT) as book:
        sheet = book.add_worksheet(sheet_name(season, "so-lieu"))
        mark_sheet(season, sheet)
        text = book.add_format({"num_format": "@"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, text if column < len(WIDTHS) - 1 else None)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, TITLES, book.add_format({"bold": True, "bottom": 1}))
        for row, cells in enumerate(_rows(units), start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
    return made.getvalue()


def _rows(units: Iterable[SeasonUnit]) -> Iterator[tuple[str, ...]]:
    for unit in units:
        for _top, leaf in figures_of(form_of(unit)):
            for figure in leaf.figures:
                yield unit.unit.key, unit.name_vi, leaf.code, figure.key, figure.name.vi, figure.unit.vi
