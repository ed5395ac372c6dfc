"""The first row of a table of answers: which column holds what."""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from thuocdo.regulation.model import Text
from thuocdo.tables.cells import BrokenCell, clean, has_control_signs
from thuocdo.tables.faults import TableFault, TableFaults, fault
from thuocdo.tables.wording import LIKELY, NOT_LIKELY

REQUIRED = ("unit", "tier", "component", "figure", "value")
COLUMNS = (*REQUIRED, "unit_name")
FORMULA_ERROR = re.compile(r"#(N/A|[A-Z]+(/0)?[!?])")  # as a spreadsheet writes it into a CSV


class Entry(NamedTuple):
    """One row of answers, cleaned. Blank cells are empty strings."""

    row: int
    unit: str
    tier: str
    component: str
    figure: str
    value: str
    unit_name: str


class Columns:
    """Where each column stands, whatever their order; columns under other titles are left alone.

    Raises TableFaults for a title that is missing or stands twice.
    """

    def __init__(self, file: str, row: int, cells: list[str]) -> None:
        self.titles = [clean(cell).casefold() for cell in cells]
        faults = [fault("header_duplicate", row, column=name) for name in COLUMNS if self.titles.count(name) > 1]
        missing = [name for name in REQUIRED if name not in self.titles]
        if missing:
            hint = likely(missing[0], [title for title in self.titles if title not in COLUMNS])
            faults.append(fault("header_missing", row, columns=", ".join(missing), hint=hint))
        if faults:
            raise TableFaults(file, faults)
        self._places = [self.titles.index(name) if name in self.titles else None for name in COLUMNS]
        self._titled = self.titles.index("") if "" in self.titles else len(self.titles)

    def entry(self, row: int, cells: list[str]) -> Entry:
        """The row's cells in the order of Entry. A broken cell stays broken, for the faults to name."""
        width = len(cells)
        found = [cells[at] if at is not None and at < width else "" for at in self._places]
        return Entry(row, *[clean(cell) if type(cell) is str else cell for cell in found])

    def faults(self, row: int, cells: list[str]) -> Iterator[TableFault]:
        """What is wrong with the cells themselves, before anyone asks what they mean."""
        if len(cells) <= self._titled and _are_plain(cells):
            return
        for at, cell in enumerate(cells):
            title = self.titles[at] if at < len(self.titles) else ""
            if not title and clean(cell):
                yield fault("cell_outside", row, text=shortened(cell))
            elif title in COLUMNS and isinstance(cell, BrokenCell):
                yield fault(cell.why, row, column=title, text=shortened(cell))
            elif title in COLUMNS and FORMULA_ERROR.fullmatch(cell.strip()):
                yield fault("cell_error", row, column=title, text=shortened(cell))
            elif title in COLUMNS and has_control_signs(clean(cell)):
                yield fault("cell_control", row, column=title)


def _are_plain(cells: list[str]) -> bool:
    """Nearly every row: nothing to look at twice."""
    row = "".join(cells)
    return row.isprintable() and "#" not in row and set(map(type, cells)) == {str}


def likely(got: str, known: list[str]) -> Text:
    """“Is it …?” for the nearest of the known words; nothing where none is near."""
    near = difflib.get_close_matches(got.casefold(), [word.casefold() for word in known], n=1, cutoff=0.6)
    original = next((word for word in known if near and word.casefold() == near[0]), None)
    if original is None:
        return NOT_LIKELY
    return Text(LIKELY.vi.format(near=original), LIKELY.en.format(near=original))


def shortened(text: str, longest: int = 40) -> str:
    """The cell as it may be repeated in a message: printable and short."""
    plain = "".join(sign if sign.isprintable() else "·" for sign in clean(text))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
