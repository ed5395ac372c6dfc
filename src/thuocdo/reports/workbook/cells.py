"""One line's entry cells as the values that are stored, or the faults that keep it from being read."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from thuocdo.regulation import Component, FactFault, parse_value
from thuocdo.regulation.facts import parse_amount
from thuocdo.regulation.model import Checklist
from thuocdo.reports.facts import NO, YES, stored_text
from thuocdo.reports.typed import doubt, unreadable
from thuocdo.reports.workbook.faults import cell_words
from thuocdo.reports.workbook.layout import Asked, Kind, number, option_names
from thuocdo.reports.workbook.sheet import Cell, Place
from thuocdo.tables.cells import clean

# Also without their marks, and as the spreadsheet's own truth.
YES_TYPED = {"có", "co", "yes", "y", "1", "true", "đúng", "đạt"}
NO_TYPED = {"không", "khong", "no", "n", "0", "false"}
AS_PICTURE = "\ufe0f"  # follows a tick that was chosen from a phone's pictures
TICKS = {"x", "v", "✓", "✔", "√", "☑", "✅"}
BOTH_MARKS = ".,"  # the file may have been filled in under either language


@dataclass(frozen=True)
class Entry:
    """An entry cell: what it answers, where it stands, what is in it, and the merged range over it, if any."""

    asked: Asked
    row: int
    name: str
    cell: Cell
    merged: str = ""

    @property
    def text(self) -> str:
        return clean(self.cell.text)


class CellFault(NamedTuple):
    """`cell`: "F14", or empty where no cell stands for it any more."""

    place: Place
    cell: str
    component: str
    label: str
    words: str

    @classmethod
    def at(cls, entry: Entry, words: str) -> "CellFault":
        return cls((entry.row, 0), entry.name, entry.asked.leaf.code, entry.asked.label, words)


class Unreadable(Exception):
    """The words of one cell's fault."""


def read_line(leaf: Component, entries: Sequence[Entry]) -> tuple[dict[str, str], list[CellFault]]:
    """What the line declares, as it is stored; with faults, what could be read is not to be used."""
    values, faults = {}, []
    for entry in entries:
        try:
            values |= _read(entry)
        except Unreadable as fault:
            faults.append(CellFault.at(entry, str(fault)))
    if isinstance(leaf.score, Checklist) and not faults:
        values, faults = _checklist(values, entries)
    return values, faults


def _read(entry: Entry) -> dict[str, str]:
    """The entry's own key and value; nothing for an empty cell."""
    _check_cell(entry)
    if not entry.text:
        return {}
    match entry.asked.kind:
        case Kind.ITEM | Kind.NONE:
            return {entry.asked.key: _yes_or_no(entry)}
        case Kind.LEVEL:
            return {entry.asked.key: _option(entry)}
    return {entry.asked.key: _number(entry)}


def _check_cell(entry: Entry) -> None:
    """What the spreadsheet made of the cell, before its value is looked at."""
    if entry.merged:
        raise Unreadable(cell_words("merged", text=entry.merged))
    if entry.cell.is_formula:
        raise Unreadable(cell_words("formula"))
    if entry.cell.kind == "error":
        raise Unreadable(cell_words("error", text=entry.cell.text))


def _yes_or_no(entry: Entry) -> str:
    """A tick is a yes here and nowhere else: what people put into a cell of a paper form."""
    text = entry.text.removesuffix(AS_PICTURE).casefold()
    if text in TICKS | YES_TYPED:
        return YES
    if text in NO_TYPED:
        return NO
    raise Unreadable(cell_words("no_tick", text=entry.text))


def _option(entry: Entry) -> str:
    """By its name in either language, or its key: the file may have been downloaded in the other one."""
    leaf, text = entry.asked.leaf, entry.text.casefold()
    found = {
        key
        for lang in ("vi", "en")
        for key, name in option_names(leaf, lang).items()
        if text in (clean(name).casefold(), key.casefold())
    }
    if len(found) != 1:
        raise Unreadable(cell_words("two_options" if found else "no_such_option", text=entry.text))
    return found.pop()


def _number(entry: Entry) -> str:
    asked, cell = entry.asked, entry.cell
    if cell.kind in ("date", "percent", "truth"):
        raise Unreadable(cell_words(cell.kind, text=cell.text))
    if asked.figure:
        doubtful = doubt(asked.figure, entry.text, "" if cell.kind == "number" else BOTH_MARKS) or _lost(entry)
        if doubtful:
            raise Unreadable(doubtful)
    try:
        return stored_text(parse_value(asked.figure or asked.leaf, entry.text))
    except FactFault as fault:
        raise Unreadable(unreadable(asked.figure or asked.leaf, entry.text, fault)) from fault


def _lost(entry: Entry) -> str:
    """ "1.250" typed where the point is the decimal mark has become 1.25: the whole number that was meant is named."""
    if entry.cell.kind != "number" or entry.asked.figure.type != "integer":
        return ""
    value = _amount(entry.text)
    if value is None or value.denominator == 1 or value < 0 or (value * 1000).denominator != 1:
        return ""
    return cell_words("small_part", text=number(entry.text), plain=int(value * 1000))


def _amount(text: str) -> Fraction | None:
    try:
        return parse_amount(text)
    except FactFault:
        return None


def _checklist(values: dict[str, str], entries: Sequence[Entry]) -> tuple[dict[str, str], list[CellFault]]:
    """Items together: where one is met, those left empty are not; "none is met" answers all of them (I10)."""
    items = [entry for entry in entries if entry.asked.kind == Kind.ITEM]
    none = next(entry for entry in entries if entry.asked.kind == Kind.NONE)
    met = [entry for entry in items if values.get(entry.asked.key) == YES]
    given = [entry for entry in items if entry.asked.key in values]
    none_is_met = values.pop(none.asked.key, NO) == YES
    if none_is_met and met:
        return {}, [CellFault.at(none, cell_words("both", other=met[0].name))]
    if given and not met and not none_is_met and len(given) < len(items):
        empty = next(entry for entry in items if entry not in given)
        return {}, [CellFault.at(empty, cell_words("half"))]
    if met or none_is_met or given:
        values |= {entry.asked.key: values.get(entry.asked.key, NO) for entry in items}
    return values, []
