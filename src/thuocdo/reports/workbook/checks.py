"""What the spreadsheet itself checks while somebody types: drop-downs, whole numbers, a figure above its limit."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from thuocdo.regulation import Component, format_number
from thuocdo.reports.workbook.layout import (
    OPTIONS,
    Asked,
    Column,
    Kind,
    column_of,
    language,
    option_names,
    yes_or_no,
)
from thuocdo.reports.workbook.looks import Looks

ENTRY = column_of(Column.ENTRY) - 1
LONGEST_TITLE, LONGEST_WORDS = 32, 225  # what the file format has room for, less a margin


class Checks:
    def __init__(self, sheet: Worksheet, options: Worksheet, looks: Looks) -> None:
        self.sheet, self.options, self.looks = sheet, options, looks
        self.lists = 0

    def allow(self, row: int, asked: Asked) -> None:
        """Lets the entry cell take only what the row asks for, and says so when it is entered."""
        match asked.kind:
            case Kind.ITEM | Kind.NONE:
                rule = self._yes_or_no(asked)
            case Kind.LEVEL:
                rule = self._list(asked.leaf)
            case _:
                rule = _number(asked)
        self.sheet.data_validation(row, ENTRY, row, ENTRY, rule | {"ignore_blank": True})

    def _yes_or_no(self, asked: Asked) -> dict:
        words = [yes_or_no(True), yes_or_no(False)] if asked.kind == Kind.ITEM else [yes_or_no(True)]
        said = _("%(words)s; x counts as yes.") % {"words": " / ".join(words)}
        # Whatever else is typed is told by the preview: a spreadsheet that refuses would refuse an x as well.
        return {"validate": "list", "source": words, **_said(_("Choose from the list"), said), "show_error": False}

    def _list(self, leaf: Component) -> dict:
        """By their names; a list in the rule itself has no room for them."""
        names = list(option_names(leaf).values())
        for place, name in enumerate(names):
            self.options.write_string(place, self.lists, name)
        first = xl_rowcol_to_cell(0, self.lists, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(len(names) - 1, self.lists, row_abs=True, col_abs=True)
        self.lists += 1
        source = f"={OPTIONS}!{first}:{last}"
        return {"validate": "list", "source": source, **_said(_("Choose from the list"), _("One of the options."))}

    def above_other(self, leaf: Component, rows: Mapping[str, int]) -> None:
        """Marks a figure above the one that it is a share of, and that one too."""
        for figure in leaf.figures:
            if figure.at_most:
                part, whole = (xl_rowcol_to_cell(rows[key], ENTRY, True, True) for key in (figure.key, figure.at_most))
                rule = f"=AND(ISNUMBER({part}),ISNUMBER({whole}),{part}>{whole})"
                for key in (figure.key, figure.at_most):
                    given = {"type": "formula", "criteria": rule, "format": self.looks("wrong")}
                    self.sheet.conditional_format(rows[key], ENTRY, rows[key], ENTRY, given)


def _number(asked: Asked) -> dict:
    figure = asked.figure
    whole = figure is not None and figure.type == "integer"
    least, most = (figure.min, figure.max) if figure else (0, asked.leaf.max)
    words = _("A whole number, without a thousands separator.") if whole else _("A number; decimals are allowed.")
    rule = {"validate": "integer" if whole else "decimal", **_said(asked.label, f"{words} {_limits(least, most)}")}
    if most is None:
        return rule | {"criteria": ">=", "value": float(least)}
    return rule | {"criteria": "between", "minimum": float(least), "maximum": float(most)}


def _limits(least, most) -> str:
    lang = language()
    if most is None:
        return _("%(least)s or more.") % {"least": format_number(least, lang, None)}
    return _("From %(least)s to %(most)s.") % {
        "least": format_number(least, lang, None),
        "most": format_number(most, lang, None),
    }


def _said(title: str, words: str) -> dict:
    """The message beside the cell, and the one that refuses."""
    short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
    return {
        "input_title": short,
        "input_message": words[:LONGEST_WORDS],
        "error_title": _("Not accepted here"),
        "error_message": words[:LONGEST_WORDS],
    }
