"""Reads a table of answers into the law's facts: each row says one thing about one unit.

Read `read_answers` first. Every row is judged alone, then against the rows before it; a fault never stops the reading,
so that whoever made the table hears of everything at once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from thuocdo.regulation import AnswerFacts, CriteriaSet, FactFault, UnitFacts
from thuocdo.regulation.facts import Value
from thuocdo.regulation.model import Component
from thuocdo.tables.faults import TableFault, TableFaults, fault
from thuocdo.tables.header import Columns, Entry, shortened
from thuocdo.tables.source import filled_rows
from thuocdo.tables.vocabulary import (
    EXEMPT,
    NOT_REPORTED,
    SETTLED,
    AmbiguousNumber,
    TierWords,
    Unknown,
    Vocabulary,
)

DOCUMENT_NUMBER = re.compile(r"[1-9]")  # "có", "x" or "0" is no number of a document

Place = tuple[str, str, str]  # unit, component, figure


@dataclass(slots=True)
class UnitRows:
    """What the rows read so far say about one unit, and where each thing was said first."""

    tier: str
    first_row: int
    name: str = ""
    name_row: int = 0
    answers: dict[str, dict[str, Value]] = field(default_factory=dict)
    settled: dict[str, Fraction] = field(default_factory=dict)
    exempt: dict[str, str] = field(default_factory=dict)
    not_reported: str | None = None
    answer_row: int = 0

    def facts(self, unit: str, order: int) -> UnitFacts:
        leaves = {
            code: AnswerFacts(self.answers.get(code, {}), self.settled.get(code))
            for code in (*self.answers, *(code for code in self.settled if code not in self.answers))
        }
        return UnitFacts(unit, self.tier, self.name or unit, leaves, self.exempt, self.not_reported, order)


@dataclass(slots=True)
class Reading:
    """A table after reading: the facts as far as they could be read, and every fault found on the way."""

    file: str
    units: dict[str, UnitRows] = field(default_factory=dict)
    rows: dict[Place, int] = field(default_factory=dict)
    faults: list[TableFault] = field(default_factory=list)

    def facts(self) -> list[UnitFacts]:
        """The units by their codes (9 before 10): the order of rows in a table means nothing."""
        return [self.units[unit].facts(unit, order) for order, unit in enumerate(sorted(self.units, key=_natural))]

    def with_law_faults(self, refused: list[FactFault]) -> TableFaults:
        """All faults together, those found by the law at the rows they speak of."""
        return TableFaults(self.file, [*self.faults, *(self._at_row(one) for one in refused)])

    def _at_row(self, refused: FactFault) -> TableFault:
        place = (refused.unit or "", refused.component or "", refused.figure or "")
        row = self.rows.get(place) or max(
            (row for (unit, component, _), row in self.rows.items() if (unit, component) == place[:2]), default=None
        )
        said = " ".join(part for part in (place if row is None else place[1:]) if part)
        return fault("facts_refused", row, place=f"{said}: " if said else "", what=refused.what, mend=refused.mend)


def read_answers(path: Path, criteria_set: CriteriaSet, on_row: Callable[[int], object] | None = None) -> Reading:
    """Reads the table at `path` (CSV or XLSX) by the words of `criteria_set`.

    `on_row` is told the number of each row. Raises TableFaults where the file or its header cannot be used at all;
    faults of single rows are kept in the reading.
    """
    rows = filled_rows(path)
    header_row, titles = next(rows, (None, []))
    if header_row is None:
        raise TableFaults(str(path), [fault("file_empty")])
    columns = Columns(str(path), header_row, titles)
    reader = _Reader(Reading(str(path)), Vocabulary(criteria_set))
    for number, cells in rows:
        reader.take(columns.entry(number, cells), list(columns.faults(number, cells)))
        if on_row:
            on_row(number)
    return reader.finished(header_row)


class _Reader:
    """Takes one row after another into a Reading."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.vocabulary = vocabulary

    def take(self, entry: Entry, faults: list[TableFault]) -> None:
        """One row: what is wrong with its cells, else what it says."""
        faults = faults or [fault("cell_blank", entry.row, column=name) for name in _blank(entry)]
        try:
            if not faults:
                self._said(entry)
        except Unknown as unknown:
            faults.append(unknown.fault)
        self.reading.faults += faults

    def finished(self, header_row: int) -> Reading:
        if not self.reading.units and not self.reading.faults:
            raise TableFaults(self.reading.file, [fault("no_rows", header_row)])
        for code, unit in self.reading.units.items():
            if unit.not_reported is not None and unit.answer_row:
                row = self.reading.rows[code, "", NOT_REPORTED]
                self.reading.faults.append(fault("reported_and_not", row, unit=code, first=unit.answer_row))
        return self.reading

    def _said(self, entry: Entry) -> None:
        words = self.vocabulary.tier(entry)
        unit = self._unit(entry)
        if entry.figure == NOT_REPORTED:
            self._not_reported(unit, entry)
        elif not entry.component:
            raise Unknown(fault("component_blank", entry.row))
        else:
            self._about(unit, words, entry)

    def _unit(self, entry: Entry) -> UnitRows:
        unit = self.reading.units.get(entry.unit)
        if unit is None:
            unit = self.reading.units[entry.unit] = UnitRows(entry.tier, entry.row)
        if unit.tier != entry.tier:
            words = {"tier": entry.tier, "first": unit.first_row, "other": unit.tier}
            raise Unknown(fault("two_tiers", entry.row, unit=entry.unit, **words))
        if entry.unit_name and entry.unit_name != unit.name:
            self._name(unit, entry)
        return unit

    def _name(self, unit: UnitRows, entry: Entry) -> None:
        name = entry.unit_name
        if not any(sign.isalpha() for sign in name):
            raise Unknown(fault("name_without_letter", entry.row, name=shortened(name)))
        if unit.name:
            words = {"name": name, "first": unit.name_row, "other": unit.name}
            self.reading.faults.append(fault("two_names", entry.row, unit=entry.unit, **words))
        else:
            unit.name, unit.name_row = name, entry.row

    def _about(self, unit: UnitRows, words: TierWords, entry: Entry) -> None:
        component = words.component(entry)
        if entry.component != component.code:
            entry = entry._replace(component=component.code)
        if entry.figure == EXEMPT:
            words.exemptible(component, entry)
            self._once(entry)
            self._exempt(unit, entry)
        else:
            read = words.reader(component, entry)
            self._once(entry)
            self._answer(unit, component, entry, read)

    def _once(self, entry: Entry) -> None:
        first = self.reading.rows.setdefault((entry.unit, entry.component, entry.figure), entry.row)
        if first != entry.row:
            place = {"unit": entry.unit, "component": entry.component, "figure": entry.figure}
            raise Unknown(fault("duplicate", entry.row, first=first, **place))

    def _not_reported(self, unit: UnitRows, entry: Entry) -> None:
        if entry.component:
            raise Unknown(fault("not_reported_placed", entry.row, component=shortened(entry.component)))
        self._once(entry)
        if not entry.value:
            raise Unknown(fault("not_reported_without_reason", entry.row, unit=entry.unit))
        unit.not_reported = entry.value

    def _exempt(self, unit: UnitRows, entry: Entry) -> None:
        if not DOCUMENT_NUMBER.search(entry.value):
            raise Unknown(fault("exempt_without_number", entry.row, component=entry.component))
        unit.exempt[entry.component] = entry.value

    def _answer(self, unit: UnitRows, component: Component, entry: Entry, read: Callable[[str], Value]) -> None:
        """A blank value is no answer: the component stays unanswered, which is not 0."""
        if not entry.value:
            return
        unit.answer_row = unit.answer_row or entry.row
        value = _value(entry, read)
        if entry.figure == SETTLED:
            unit.settled[component.code] = Fraction(value)
        else:
            unit.answers.setdefault(component.code, {})[entry.figure] = value


def _value(entry: Entry, read: Callable[[str], Value]) -> Value:
    try:
        return read(entry.value)
    except AmbiguousNumber:
        key, words = "number_ambiguous", {"got": shortened(entry.value)}
    except FactFault as refused:
        key, words = "value_refused", {"what": refused.what, "mend": refused.mend}
    raise Unknown(fault(key, entry.row, component=entry.component, figure=entry.figure, **words))


def _blank(entry: Entry) -> list[str]:
    if entry.unit and entry.tier and entry.figure:
        return []
    return [name for name in ("unit", "tier", "figure") if not getattr(entry, name)]


def _natural(code: str) -> list[tuple[int, int, str]]:
    """Sorts numbers inside codes by their size."""
    pieces = re.split(r"(\d+)", code)
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece]
