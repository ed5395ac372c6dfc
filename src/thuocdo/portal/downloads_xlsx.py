"""The published table as a workbook: codes and names are text, amounts are numbers, nothing can become a formula."""

import io
import re
from datetime import UTC

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thuocdo.portal.downloads import as_file, table
from thuocdo.portal.queries import Place

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
CODES = {2}  # columns of codes, which stay text whatever they look like
AMOUNT = re.compile(r"-?\d{1,9}(\.\d{1,6})?")  # what a cell holds exactly
WIDTHS = {1: 18, 2: 14, 3: 46, 4: 18, 5: 16}
USUAL_WIDTH = 12


def as_xlsx(place: Place, content: dict) -> HttpResponse:
    """The rows of the CSV file on one sheet. The same bytes however often it is made."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TEXT) as book:
        published = place.edition.published_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"created": published, "title": _("Published table")})
        _fill(book, list(table(place, content)))
    return as_file(made.getvalue(), KIND, place.edition, "xlsx")


def _fill(book: xlsxwriter.Workbook, rows: list[list[object]]) -> None:
    sheet = book.add_worksheet(_("Result"))
    sheet.write_row(0, 0, rows[0], book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}))
    for number, row in enumerate(rows[1:], start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value)
    last = len(rows[0]) - 1
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, len(rows) - 1, last)
    for column in range(last + 1):
        sheet.set_column(column, column, WIDTHS.get(column, USUAL_WIDTH))


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, str) and column not in CODES and AMOUNT.fullmatch(value):
        sheet.write_number(row, column, float(value))
    elif value is not None:
        sheet.write_string(row, column, str(value))
