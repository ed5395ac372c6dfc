"""One sheet of a workbook: the cells that hold something, each with what the spreadsheet made of it."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from thuocdo.reports.workbook.parts import joined, limit
from thuocdo.reports.workbook.styles import Styles
from thuocdo.tables.cells import number_cell

MOST_TAGS = 300_000  # rows and cells of all sheets, after those that only carry a format
MOST_CELLS = 100_000  # that hold something
MOST_MERGED = 5_000  # ranges

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how XML cells hold signs that XML does not allow


class Cell(NamedTuple):
    """`kind`: number, text, truth, error, date or percent; of its value only, whether typed or worked out."""

    kind: str
    text: str
    is_formula: bool = False


Place = tuple[int, int]  # row and column, from 1


@dataclass
class Sheet:
    """The cells that hold something; `merged`: ranges as the spreadsheet names them ("B3:C4")."""

    name: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell and not cell.is_formula else ""


def place(reference: str) -> Place:
    """`B3` is row 3, column 2."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def covers(merged: str, spot: Place) -> bool:
    """Whether a merged range such as `B3:C4` holds the cell."""
    first, _colon, last = merged.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return top <= spot[0] <= bottom and left <= spot[1] <= right


class SheetReader:
    """Keeps the cells that hold something, as they pass."""

    def __init__(self, name: str, shared: list[str], styles: Styles, tags: int) -> None:
        self.sheet = Sheet(name)
        self.shared, self.styles, self.tags = shared, styles, tags
        self.row = self.column = 0
        self.kind, self.style = "n", 0
        self.is_formula = self.has_value = self.reads = False
        self.pieces: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            self._count()
        elif tag == "c":
            self._begin(given)
            self._count()
        elif tag == "f":
            self.is_formula = True
        elif tag in ("v", "t"):
            self.reads = self.has_value = True
        elif tag == "mergeCell":
            limit(len(self.sheet.merged), MOST_MERGED)
            covers(given["ref"], (1, 1))  # a range that cannot be read is damage
            self.sheet.merged.append(given["ref"])

    def _count(self) -> None:
        limit(self.tags, MOST_TAGS)
        self.tags += 1

    def _begin(self, given: dict[str, str]) -> None:
        self.row, self.column = place(given["r"]) if "r" in given else (self.row, self.column + 1)
        self.kind, self.style = given.get("t", "n"), int(given.get("s", 0))
        self.is_formula = self.has_value = False
        self.pieces = []

    def says(self, text: str) -> None:
        if self.reads:
            self.pieces.append(text)

    def end(self, tag: str) -> None:
        self.reads = False
        if tag == "c" and (self.has_value or self.is_formula):
            kind, text = self._read(joined(self.pieces))
            if text or self.is_formula:
                limit(len(self.sheet.cells), MOST_CELLS)
                self.sheet.cells[self.row, self.column] = Cell(kind, text, self.is_formula)

    def _read(self, value: str) -> tuple[str, str]:
        if self.kind == "s":
            return "text", unescaped(self.shared[int(value)])
        if self.kind == "n":
            return self._number(value)
        if self.kind == "b":
            return "truth", "TRUE" if value == "1" else "FALSE"
        return {"e": "error", "d": "date"}.get(self.kind, "text"), unescaped(value)

    def _number(self, value: str) -> tuple[str, str]:
        try:
            number = float(value)
        except ValueError:
            return "text", value
        kind = self.styles.kind(self.style)
        return kind, self.styles.day(number) if kind == "date" else str(number_cell(number))


def unescaped(text: str) -> str:
    """Half a sign (a surrogate) is left as it is written: no page could show it."""
    return ESCAPED.sub(lambda found: found[0] if found[1][0] in "Dd" else chr(int(found[1], 16)), text)
