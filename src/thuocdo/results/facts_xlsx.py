"""A season's facts as an Excel table, for whoever works in one; `thuocdo score` reads it as it reads the CSV."""

import io
from collections.abc import Iterable

import xlsxwriter

from thuocdo.cycles.models import Season
from thuocdo.cycles.practice import mark_sheet, sheet_name
from thuocdo.regulation import UnitFacts
from thuocdo.regulation.facts import Value
from thuocdo.results.facts_csv import HEADER, fact_rows, value_text

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDTHS = (14, 12, 12, 18, 22, 44)
MOST_DIGITS = 15  # that a cell holds exactly; a longer number stays text


def facts_xlsx(facts: Iterable[UnitFacts], season: Season | None = None) -> bytes:
    """The rows of `fact_rows` on one sheet. Codes are text, so that 1.10 does not become 1.1; values that are numbers
    are numbers; nothing can become a formula. `season`: whose facts they are, to be marked where it is for practice."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, AS_TEXT) as book:
        sheet = book.add_worksheet(sheet_name(season, "facts") if season else "facts")
        if season:
            mark_sheet(season, sheet)
        sheet.write_row(0, 0, HEADER, book.add_format({"bold": True, "bottom": 1}))
        last = 0
        for last, (*place, value, name) in enumerate(fact_rows(facts), start=1):
            for column, text in enumerate(place):
                sheet.write_string(last, column, text)
            _write_value(sheet, last, len(place), value)
            sheet.write_string(last, len(place) + 1, name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(HEADER) - 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
    return made.getvalue()


def _write_value(sheet: xlsxwriter.workbook.Worksheet, row: int, column: int, value: Value) -> None:
    text = value_text(value)
    if isinstance(value, str | bool) or sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        sheet.write_string(row, column, text)
    else:
        sheet.write_number(row, column, float(text))
