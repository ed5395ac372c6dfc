"""Reads a shared system's file of figures for all units: each row says one figure of one unit (R4.1-2).

Rows are judged one by one, then against the rows before them; a fault never stops the reading, so that whoever made the
file hears of everything at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import law
from thuocdo.regulation import Component, FactFault, Form, Text
from thuocdo.reports.facts import stored_text
from thuocdo.tables.cells import BrokenCell, clean, has_control_signs
from thuocdo.tables.faults import TableFault, TableFaults, fault
from thuocdo.tables.header import Entry, likely, shortened
from thuocdo.tables.source import filled_rows_of
from thuocdo.tables.vocabulary import AmbiguousNumber, TierWords, Unknown

# What a column may be called, in the languages of our own template and of `thuocdo score`.
TITLES = {
    "unit": ("mã đơn vị", "đơn vị", "unit", "key of the unit"),
    "component": ("mã chỉ số", "chỉ số", "component", "code of the component"),
    "figure": ("mã số liệu", "số liệu", "figure", "key of the figure"),
    "value": ("giá trị", "value"),
}
SHOWN = {"unit": "Mã đơn vị", "component": "Mã chỉ số", "figure": "Mã số liệu", "value": "Giá trị"}

NO_UNIT = Text("kỳ này không có đơn vị “{got}”", "there is no unit “{got}” in this season")
NO_UNIT_MEND = Text(
    "ghi mã hoặc tên đơn vị như trong tệp mẫu.{hint}", "write its key or name as in the template.{hint}"
)
TWO_UNITS = Text("hai đơn vị cùng mang tên “{got}”", "two units are called “{got}”")
TWO_UNITS_MEND = Text("ghi mã đơn vị thay cho tên", "write the key of the unit instead")
BLANK = Text("ô “{column}” để trống", "the cell “{column}” is blank")
BLANK_MEND = Text("điền ô này, hoặc xóa cả dòng", "fill it in, or delete the whole row")
NO_FIGURES = Text("chỉ số {component} không có số liệu", "the component {component} has no figures")
NO_FIGURES_MEND = Text(
    "bỏ dòng này: chỉ số được chấm theo phương án hoặc nội dung, không theo số liệu",
    "leave this row out: the component is scored by options or items, not by figures",
)


class Read(NamedTuple):
    """One figure of one unit as the file says it; `value` is text as the law reads it."""

    row: int
    unit: SeasonUnit
    component: str
    figure: str
    value: str


@dataclass
class Reading:
    """What a file says; `blank` counts rows without a value, which say nothing."""

    figures: list[Read] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)
    blank: int = 0

    @property
    def units(self) -> list[SeasonUnit]:
        return list({read.unit.pk: read.unit for read in self.figures}.values())

    @property
    def components(self) -> list[str]:
        return sorted({read.component for read in self.figures}, key=_by_number)


def _by_number(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in code.split(".")]


def read_shared(file: str, content: bytes, season: Season, units: Iterable[SeasonUnit]) -> Reading:
    """`units`: the season's, with their tiers. Raises TableFaults where the file or its header cannot be used."""
    rows = filled_rows_of(file, content)
    number, titles = next(rows, (1, []))
    places = _places(file, number, titles)
    reader = _Reader(season, list(units))
    for row, cells in rows:
        reader.take(row, {name: cells[at] if at < len(cells) else "" for name, at in places.items()})
    if not reader.reading.figures and not reader.reading.faults:
        raise TableFaults(file, [fault("no_rows", number)])
    return reader.reading


def _places(file: str, row: int, cells: list[str]) -> dict[str, int]:
    titles = [clean(cell).casefold() for cell in cells]
    found = {name: [at for at, title in enumerate(titles) if title in words] for name, words in TITLES.items()}
    faults = [fault("header_duplicate", row, column=SHOWN[name]) for name, at in found.items() if len(at) > 1]
    missing = [SHOWN[name] for name, at in found.items() if not at]
    if missing:
        faults.append(fault("header_missing", row, columns=", ".join(missing), hint=likely(missing[0], titles)))
    if faults:
        raise TableFaults(file, faults)
    return {name: at[0] for name, at in found.items()}


class _Reader:
    def __init__(self, season: Season, units: list[SeasonUnit]) -> None:
        criteria_set = law(season.pinned_set)
        self.reading = Reading()
        self._forms = criteria_set.forms
        self._words = {
            code: TierWords(tier.form_name, criteria_set.forms[code]) for code, tier in criteria_set.tiers.items()
        }
        self._by_key = {unit.unit.key: unit for unit in units}
        self._by_name: dict[str, list[SeasonUnit]] = {}
        for unit in units:
            for name in {clean(unit.name_vi).casefold(), clean(unit.name_en).casefold()}:
                self._by_name.setdefault(name, []).append(unit)
        self._first: dict[tuple[int, str, str], int] = {}

    def take(self, row: int, cells: dict[str, str]) -> None:
        """One row: what is wrong with its cells, else what it says."""
        try:
            self._check_cells(row, cells)
            said = {name: clean(cell) if type(cell) is str else cell for name, cell in cells.items()}
            if not said["value"]:
                self.reading.blank += 1
                return
            self.reading.figures.append(self._read(row, said))
        except Unknown as unknown:
            self.reading.faults.append(unknown.fault)

    def _check_cells(self, row: int, cells: dict[str, str]) -> None:
        for name, cell in cells.items():
            if isinstance(cell, BrokenCell):
                raise Unknown(fault(cell.why, row, column=SHOWN[name], text=shortened(cell)))
            if has_control_signs(clean(cell)):
                raise Unknown(fault("cell_control", row, column=SHOWN[name]))

    def _read(self, row: int, said: dict[str, str]) -> Read:
        for name in ("unit", "component", "figure"):
            if not said[name]:
                raise Unknown(_fault(row, BLANK, BLANK_MEND, column=SHOWN[name]))
        unit = self._unit(row, said["unit"])
        tier = unit.season_tier.tier.code
        entry = Entry(row, unit.unit.key, tier, said["component"], said["figure"], said["value"], "")
        leaf = self._words[tier].component(entry)
        entry = entry._replace(component=leaf.code, figure=self._figure(entry, leaf))
        self._once(unit, entry)
        value = _value(entry, self._words[tier], leaf)
        return Read(row, unit, leaf.code, entry.figure, value)

    def _unit(self, row: int, got: str) -> SeasonUnit:
        """By its key, else by its name."""
        if got in self._by_key:
            return self._by_key[got]
        named = self._by_name.get(got.casefold(), [])
        if len(named) > 1:
            raise Unknown(_fault(row, TWO_UNITS, TWO_UNITS_MEND, got=shortened(got)))
        if not named:
            hint = likely(got, [*self._by_key, *(unit.name_vi for unit in self._by_key.values())])
            raise Unknown(_fault(row, NO_UNIT, NO_UNIT_MEND, got=shortened(got), hint=hint))
        return named[0]

    def _figure(self, entry: Entry, leaf: Component) -> str:
        """The key of the figure, which may be given by its name."""
        if leaf.parts:
            parts = ", ".join(part.code for part in leaf.parts)
            raise Unknown(fault("figure_in_parts", entry.row, component=leaf.code, got=entry.figure, known=parts))
        if not leaf.figures:
            raise Unknown(_fault(entry.row, NO_FIGURES, NO_FIGURES_MEND, component=leaf.code))
        got = entry.figure.casefold()
        for figure in leaf.figures:
            if got in (figure.key.casefold(), clean(figure.name.vi).casefold(), clean(figure.name.en).casefold()):
                return figure.key
        known = [figure.key for figure in leaf.figures]
        words = {"component": leaf.code, "got": shortened(entry.figure), "known": ", ".join(known)}
        raise Unknown(fault("figure_unknown", entry.row, hint=likely(entry.figure, known), **words))

    def _once(self, unit: SeasonUnit, entry: Entry) -> None:
        first = self._first.setdefault((unit.pk, entry.component, entry.figure), entry.row)
        if first != entry.row:
            place = {"unit": unit.name_vi, "component": entry.component, "figure": entry.figure}
            raise Unknown(fault("duplicate", entry.row, first=first, **place))


def _value(entry: Entry, words: TierWords, leaf: Component) -> str:
    try:
        return stored_text(words.reader(leaf, entry)(entry.value))
    except AmbiguousNumber:
        key, said = "number_ambiguous", {"got": shortened(entry.value)}
    except FactFault as refused:
        key, said = "value_refused", {"what": refused.what, "mend": refused.mend}
    raise Unknown(fault(key, entry.row, component=entry.component, figure=entry.figure, **said))


def _fault(row: int, what: Text, mend: Text, **words: object) -> TableFault:
    return TableFault(row, _filled(what, words), _filled(mend, words))


def _filled(text: Text, words: dict[str, object]) -> Text:
    def said(language: str) -> dict[str, object]:
        return {name: word.get(language) if isinstance(word, Text) else word for name, word in words.items()}

    return Text(text.vi.format(**said("vi")), text.en.format(**said("en")))


def figures_of(form: Form) -> list[tuple[Component, Component]]:
    """Component and each of its scored lines that has figures for the unit to declare, in the order of the form."""
    return [
        (top, leaf) for top in form.components for leaf in top.leaves if leaf.figures and leaf.answered_by == "unit"
    ]
