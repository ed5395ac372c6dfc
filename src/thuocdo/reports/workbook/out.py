"""A report as a workbook: instructions, the form, and the hidden sheet that says what it belongs to.

Nothing that anybody typed can become a formula: every text is written as a text, and the few formulas of the checks are
the program's own. The protection has no secret: it keeps the structure from slips of the hand.
"""

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from thuocdo.common import clock
from thuocdo.reports.workbook.contents import Contents
from thuocdo.reports.workbook.form_sheet import FormSheet
from thuocdo.reports.workbook.instructions import write_instructions
from thuocdo.reports.workbook.layout import MACHINE, OPTIONS, SCHEMA, language
from thuocdo.reports.workbook.looks import Looks

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class Locked(xlsxwriter.Workbook):
    """Its sheets cannot be removed, renamed or shown by a slip of the hand; the library has no word for that."""

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])


def build(contents: Contents) -> bytes:
    """The workbook in the language of the page."""
    made = io.BytesIO()
    with Locked(made, AS_TEXT) as book:
        looks = Looks(book)
        names = sheet_names()
        guide, form = book.add_worksheet(names[0]), book.add_worksheet(names[1])
        options, machine = book.add_worksheet(OPTIONS), book.add_worksheet(MACHINE)
        write_instructions(guide, looks, contents, names[1])
        FormSheet(form, options, looks, contents).write()
        _write_machine(machine, contents)
        for sheet in (options, machine):
            sheet.protect()
            sheet.very_hidden()
        if contents.is_open:
            guide.activate()
        _describe(book, contents)
    return made.getvalue()


def sheet_names() -> tuple[str, str]:
    """Of the instructions and of the form."""
    return ("Instructions", "Form") if language() == "en" else ("Hướng dẫn", "Biểu điền")


def _write_machine(sheet: Worksheet, contents: Contents) -> None:
    """Names and values; then the version of each answer at this moment, by which a later change is seen."""
    facts = {
        "schema": SCHEMA,
        "unit": contents.unit,
        "unit_name": contents.unit_name,
        "year": contents.season,
        "set": contents.law.digest,
        "report": str(contents.report),
        "made_at": contents.made_at.isoformat(),
    }
    rows = [(name, "", value) for name, value in facts.items()]
    rows += [("version", code, str(version)) for code, version in contents.versions.items()]
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text)


def _describe(book: xlsxwriter.Workbook, contents: Contents) -> None:
    title = f"{contents.unit_name}, {contents.year}"
    book.set_properties({"title": title, "created": clock.local(contents.made_at).replace(tzinfo=None)})
