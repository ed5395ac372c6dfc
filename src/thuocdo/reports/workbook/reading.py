"""A filled-in workbook as answers, with every fault by its cell; nothing is guessed at, nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thuocdo.regulation import AnswerFacts, Component, FactFault, Form, check_answer, format_number
from thuocdo.reports.facts import law_values
from thuocdo.reports.typed import unreadable
from thuocdo.reports.workbook.book import read_book
from thuocdo.reports.workbook.cells import CellFault, Entry, read_line
from thuocdo.reports.workbook.faults import cell_words
from thuocdo.reports.workbook.finding import Found, find_rows
from thuocdo.reports.workbook.layout import Asked, asked_of, cell_name, language, own_leaves
from thuocdo.reports.workbook.machine import Belongs, check_belongs, read_machine
from thuocdo.reports.workbook.sheet import Cell


@dataclass
class Reading:
    """`values`: leaf code -> what the file declares, of the lines that could be read; `versions`: of the answers that
    it was made from; `cells`: (leaf code, key) -> where that is written."""

    versions: Mapping[str, int]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)


def read_workbook(content: bytes, form: Form, ours: Belongs) -> Reading:
    """Raises BookFault where the file as a whole is of no use."""
    sheets = read_book(content)
    machine = read_machine(sheets)
    check_belongs(machine, ours)
    found = find_rows(sheets, form)
    reading = Reading(machine.versions, faults=list(found.faults))
    for leaf in own_leaves(form):
        _read_leaf(reading, leaf, found)
    reading.faults.sort(key=lambda fault: fault.place)
    return reading


def _read_leaf(reading: Reading, leaf: Component, found: Found) -> None:
    """A line with any fault is left out whole."""
    rows = asked_of(leaf)
    if not all(asked.address in found.rows for asked in rows):
        return
    entries = [_entry(asked, found) for asked in rows]
    for entry in entries:
        reading.cells[leaf.code, entry.asked.key] = entry.name
    values, faults = read_line(leaf, entries)
    if not faults:
        faults = _against_the_law(leaf, values, {entry.asked.key: entry for entry in entries})
    reading.faults += faults
    if not faults:
        reading.values[leaf.code] = values


def _entry(asked: Asked, found: Found) -> Entry:
    row, column = found.rows[asked.address], found.entry_column
    cell = found.sheet.cells.get((row, column), Cell("text", ""))
    return Entry(asked, row, cell_name(row, column), cell, found.merged_over(row, column))


def _against_the_law(leaf: Component, values: Mapping[str, str], entries: Mapping[str, Entry]) -> list[CellFault]:
    """What no single cell shows: a figure above the one that it is a share of."""
    faults = check_answer(leaf, AnswerFacts(law_values(leaf, values)))
    return [CellFault.at(entries[fault.figure], _said(fault, entries)) for fault in faults]


def _said(fault: FactFault, entries: Mapping[str, Entry]) -> str:
    if fault.key != "above_other":
        return unreadable(entries[fault.figure].asked.leaf, "", fault)
    words = fault.args_of_words
    limit, other = format_number(words["limit"], language(), None), entries[words["other"]]
    return cell_words("above_other", other=other.asked.label, limit=limit, cell=other.name)
