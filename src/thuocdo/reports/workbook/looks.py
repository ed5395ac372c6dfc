"""How the workbook's cells look. Colour is never alone: a cell to fill in has a border and a heading that says so."""

from functools import cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format

BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
INK, SOFT, EDGE = "#1A1A1A", "#5A6470", "#B7C0CA"
ENTRY, NEW, GIVEN, COUNCIL, GROUP, HEAD = "#FFF8DB", "#DDEBF7", "#F2F4F6", "#E7E2EF", "#1F4E79", "#DCE6F0"
WRONG = "#F8D2CE"
WHOLE, DECIMAL = "#,##0", "General"  # the program that opens it puts the marks of its own language

LOOKS = {
    "plain": {},
    "title": {"bold": True, "font_size": 16, "font_color": GROUP, "text_wrap": False},
    "subtitle": {"bold": True, "font_size": 13, "font_color": GROUP},
    "strong": {"bold": True},
    "warning": {"bold": True, "bg_color": "#FDECEA", "border": 1, "border_color": "#B3261E"},
    "head": {"bold": True, "bg_color": HEAD, "border": 1, "border_color": EDGE, "valign": "vcenter"},
    "group": {"bold": True, "bg_color": GROUP, "font_color": "#FFFFFF"},
    "group_name": {"bold": True, "bg_color": GROUP, "font_color": "#FFFFFF", "text_wrap": False},
    "component": {"bold": True, "bg_color": GIVEN, "top": 1, "top_color": EDGE},
    "about": {"bg_color": GIVEN, "top": 1, "top_color": EDGE, "font_size": 11},
    "asked": {"indent": 1},
    "soft": {"font_color": SOFT, "font_size": 11},
    "step": {"font_color": SOFT, "align": "center"},
    "stored": {"font_color": SOFT, "bg_color": GIVEN, "align": "right"},
    "entry": {"locked": False, "bg_color": ENTRY, "border": 1, "border_color": "#8A6D00"},
    "begun": {"locked": False, "bg_color": NEW, "border": 2, "border_color": "#1F4E79", "italic": True},
    "closed": {"bg_color": GIVEN, "border": 1, "border_color": EDGE},
    "council": {"bg_color": COUNCIL, "italic": True, "font_color": SOFT},
    "wrong": {"bg_color": WRONG, "font_color": "#8C1D18", "bold": True},
}


class Looks:
    """`looks("entry", "#,##0")`: one format object per look and number format."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.of = cache(self._made)

    def __call__(self, name: str, number: str = "") -> Format:
        return self.of(name, number)

    def _made(self, name: str, number: str) -> Format:
        if name == "wrong":  # laid over a cell's own look: only what differs may be said
            return self.book.add_format(LOOKS[name])
        given = {"num_format": number, "align": "right"} if number else {}
        return self.book.add_format(BASE | LOOKS[name] | given)
