"""What the hidden sheet says: whose workbook it is, and which state of each answer it was made from."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.layout import MACHINE, SCHEMA
from thuocdo.reports.workbook.sheet import Sheet

MOST_DIGITS = 10  # of a version


@dataclass(frozen=True)
class Belongs:
    """To which report a workbook belongs; of the file, or of the report that it is handed in for."""

    unit: str
    unit_name: str
    year: str
    set: str
    report: str


@dataclass
class Machine:
    facts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


def read_machine(sheets: Iterable[Sheet]) -> Machine:
    """Raises BookFault where the sheet is missing or empty: nothing is guessed."""
    sheet = next((sheet for sheet in sheets if sheet.name == MACHINE), Sheet(MACHINE))
    machine = Machine()
    for row in sorted({row for row, _column in sheet.cells}):
        name, code, value = (sheet.text(row, column) for column in (1, 2, 3))
        if name == "version" and value.isdecimal() and len(value) < MOST_DIGITS:
            machine.versions[code] = int(value)
        else:
            machine.facts[name] = value
    if not {"schema", "unit", "year", "set", "report"} <= machine.facts.keys():
        raise BookFault("not_ours")
    return machine


def check_belongs(machine: Machine, ours: Belongs) -> None:
    """Whether the file is this report's, in the order in which a person would ask. Raises BookFault."""
    theirs = machine.facts
    if theirs["schema"] != SCHEMA:
        raise BookFault("other_schema")
    if theirs["unit"] != ours.unit:
        raise BookFault("other_unit", theirs=theirs.get("unit_name") or theirs["unit"], ours=ours.unit_name)
    if theirs["year"] != ours.year:
        raise BookFault("other_season", theirs=theirs["year"], ours=ours.year)
    if theirs["set"] != ours.set:
        raise BookFault("other_set")
    if theirs["report"] != ours.report:
        raise BookFault("other_report")
