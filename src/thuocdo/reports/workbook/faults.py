"""Why a file cannot be used, in words that say what to do.

BookFault   the file as a whole cannot be read, or is not this report's workbook; nothing of it was used
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

WORDS: dict[str, Promise] = {
    "empty": gettext_lazy("The file is empty. Choose the workbook that you downloaded here and filled in."),
    "too_large": gettext_lazy(
        "The file is larger than %(most)s MB; a form that is filled in has less than 1 MB. Remove pictures and other "
        "sheets, or download the form again and copy your figures into it."
    ),
    "encrypted": gettext_lazy(
        "The workbook is protected by a password to open it. Open it in Excel, remove the password (File, Info, "
        "Protect Workbook, Encrypt with Password, leave it blank), save it and choose it again."
    ),
    "old_excel": gettext_lazy(
        "This is a workbook of the old kind (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”, then "
        "choose that file."
    ),
    "open_document": gettext_lazy(
        "This is an OpenDocument file (.ods). Save it as “Excel 2007-365 (.xlsx)”, then choose that file."
    ),
    "binary_excel": gettext_lazy(
        "This is a binary workbook (.xlsb). Save it as “Excel Workbook (.xlsx)”, then choose that file."
    ),
    "macros": gettext_lazy(
        "The workbook contains macros, which are not accepted. Save it as “Excel Workbook (.xlsx)”, which leaves the "
        "macros out, then choose that file."
    ),
    "not_workbook": gettext_lazy(
        "This is not an Excel workbook (.xlsx), whatever its name says. Choose the workbook that you downloaded here "
        "and filled in."
    ),
    "broken": gettext_lazy(
        "The file is damaged or was not copied completely. Open it in Excel, let Excel repair it and save it again; "
        "or copy it anew from where it came from."
    ),
    "unpacks_too_large": gettext_lazy(
        "The workbook unpacks to more than %(most)s MB. Download the form again and copy only your figures into it."
    ),
    "too_many_cells": gettext_lazy(
        "The workbook has hundreds of thousands of formatted cells outside the form. Download the form again and copy "
        "only your figures into it."
    ),
    "not_ours": gettext_lazy(
        "This workbook was not downloaded here, or its hidden sheet was removed: it does not say which unit, season "
        "and form it belongs to. Download the form again and copy your figures into it."
    ),
    "no_form": gettext_lazy(
        "The sheet with the form is missing from this workbook, or its first columns were removed. Download the form "
        "again and copy your figures into it."
    ),
    "two_forms": gettext_lazy(
        "The sheet with the form stands in this workbook twice. Delete the copy that does not count and choose the "
        "file again."
    ),
    "no_entry": gettext_lazy(
        "The column to fill in was deleted, or its head was changed. Download the form again and copy your figures "
        "into it."
    ),
    "other_unit": gettext_lazy(
        "This is the workbook of another unit: %(theirs)s. This report is that of %(ours)s. Choose your own unit's "
        "workbook."
    ),
    "other_season": gettext_lazy(
        "This is the workbook of season %(theirs)s; this report is that of season %(ours)s. Download this season's "
        "form and copy those figures into it that still hold."
    ),
    "other_set": gettext_lazy(
        "The form has changed since this workbook was downloaded: it was made with another version of the criteria "
        "set. Download the form again and copy your figures into it."
    ),
    "other_report": gettext_lazy(
        "This workbook comes from another installation of this software. Download the form here and copy your figures "
        "into it."
    ),
    "other_schema": gettext_lazy(
        "This workbook was made by another version of this software. Download the form again and copy your figures "
        "into it."
    ),
}


class BookFault(Exception):
    """`key` names the sentence of WORDS."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key = key
        self.words = words

    def say(self) -> str:
        return str(WORDS[self.key]) % self.words


CELLS: dict[str, Promise] = {
    "formula": gettext_lazy("The cell holds a formula. Type the value itself, or copy it and paste “values only”."),
    "error": gettext_lazy("The cell shows the error %(text)s. Type the value itself."),
    "date": gettext_lazy(
        "Excel has turned what was typed into a date (%(text)s). Clear the cell, set its format to Number, and type "
        "the number again."
    ),
    "percent": gettext_lazy(
        "The cell is formatted as a percentage and holds %(text)s. Set its format to Number and type the number again, "
        "in the unit that the form asks for."
    ),
    "truth": gettext_lazy("The cell holds %(text)s, which is no number. Type the number."),
    "merged": gettext_lazy(
        "The cell was merged with others (%(text)s). Unmerge them and give each cell its own value."
    ),
    "small_part": gettext_lazy(
        "The cell holds %(text)s, and a whole number is asked for. If %(plain)s was meant, type it without a separator."
    ),
    "no_tick": gettext_lazy(
        "“%(text)s” is neither yes nor no. Choose one from the cell's own list, or write x for yes."
    ),
    "no_such_option": gettext_lazy("“%(text)s” is none of the options. Choose one from the cell's own list."),
    "two_options": gettext_lazy("“%(text)s” is the name of more than one option. Choose one from the cell's own list."),
    "above_other": gettext_lazy(
        "This cannot be more than “%(other)s” in cell %(cell)s (%(limit)s). Correct one of the two figures."
    ),
    "both": gettext_lazy(
        "“None of these is met” says yes while cell %(other)s says yes too: both cannot be true. Clear one of the two."
    ),
    "half": gettext_lazy(
        "Only some items are answered, all with no. Answer the others as well; where none is met, write yes beside "
        "“None of these is met”."
    ),
    "row_missing": gettext_lazy(
        "The row “%(label)s” of component %(code)s was deleted. Download the form again and copy your figures into it."
    ),
    "row_twice": gettext_lazy(
        "The row “%(label)s” of component %(code)s stands in the sheet twice. Delete the inserted copy."
    ),
    "row_moved": gettext_lazy(
        "This row no longer says “%(label)s”: cells were moved apart. Download the form again and copy your figures "
        "into it."
    ),
    "row_unknown": gettext_lazy(
        "“%(text)s” stands in a row that does not belong to the form: a row was inserted or cells were shifted. Move "
        "it to the row that it answers."
    ),
    "version_unknown": gettext_lazy(
        "The hidden sheet was changed: it names a state of component %(code)s that never was. Download the form again "
        "and copy your figures into it."
    ),
}


def cell_words(key: str, **words: object) -> str:
    return str(CELLS[key]) % words
