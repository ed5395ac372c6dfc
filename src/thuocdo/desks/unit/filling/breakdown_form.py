"""The rows of a breakdown as somebody types or pastes them: read cell by cell, bad ones told by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from thuocdo.desks.unit.answer_form import LawField, above_other, as_typed, language, ungrouped
from thuocdo.desks.unit.filling.breakdown_pasting import Typed, pasted_rows, without_total
from thuocdo.desks.unit.reading import as_read
from thuocdo.regulation import AnswerFacts, Component, check_answer, group_digits
from thuocdo.regulation.model import Figure
from thuocdo.reports.breakdown import MOST_ROWS, Row, sums
from thuocdo.reports.facts import law_values, stored_text

SPARE = 5  # empty rows below the last one
MOST_PASTED = 200_000  # characters


@dataclass
class Cell:
    name: str
    figure: Figure
    label: str
    text: str
    fault: str = ""

    @property
    def read(self) -> str:
        """As a table says it that is not typed in."""
        return group_digits(self.text, language())


@dataclass
class TypedRow:
    """`name`, `cells` and `note` as typed; `fault` is about the row's name."""

    place: int
    name: str
    cells: list[Cell]
    note: str
    fault: str = ""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.note or any(cell.text for cell in self.cells))


class BreakdownForm:
    """`rows`: what the table shows. Build it by one of the class methods; `faults` lists what has to be mended.

    `too_many` says so where the rows are more than a breakdown takes: none is cut off. What was pasted then stays in
    its field, as `pasted`, and out of the table.
    """

    most = MOST_ROWS

    def __init__(self, leaf: Component, typed: Iterable[tuple[str, list[str], str]], spare: int = SPARE) -> None:
        self.leaf = leaf
        self.figures = list(leaf.figures)
        self.pasted = ""
        self.left_out = ""  # name of the pasted row that was the sheet's own total
        told = [*typed]
        self.too_many = _too_many(len(told)) if len(told) > MOST_ROWS else ""
        told += [("", [""] * len(self.figures), "")] * min(spare, MOST_ROWS - len(told))
        self.rows = [self._row(place, *row) for place, row in enumerate(told)]

    @classmethod
    def stored(cls, leaf: Component, rows: Iterable[Row]) -> "BreakdownForm":
        return cls(
            leaf, [(row.name, [as_typed(row.values.get(f.key, "")) for f in leaf.figures], row.note) for row in rows]
        )

    @classmethod
    def typed(cls, leaf: Component, data: QueryDict, spare: int = SPARE) -> "BreakdownForm":
        """The table's fields; then what stands in the field for pasting."""
        count = 0
        while f"r{count}-name" in data:
            count += 1
        rows = [_typed(leaf, data, place) for place in range(count)]
        rows = [row for row in rows if row[0] or row[2] or any(row[1])]
        pasted = data.get("pasted", "")
        more, total = without_total(leaf, pasted_rows(leaf, pasted) if len(pasted) <= MOST_PASTED else [])
        if len(pasted) <= MOST_PASTED and len(rows) + len(more) <= MOST_ROWS:
            form = cls(leaf, _ungrouped(leaf, rows + more) if "plain" in data else rows + more, spare)
            form.left_out = total
            return form
        form = cls(leaf, rows, spare)
        form.pasted = pasted
        if pasted:
            form.too_many = _too_many(len(rows) + len(more)) if more else _too_long(len(pasted))
        return form

    def _row(self, place: int, name: str, texts: list[str], note: str) -> TypedRow:
        cells = [
            Cell(f"r{place}-{figure.key}", figure, figure.name.get(language()), text)
            for figure, text in zip(self.figures, texts, strict=True)
        ]
        row = TypedRow(place, name, cells, note)
        for cell in cells:
            self._read(row, cell)
        self._compare(row)
        if not row.is_empty and not row.name:
            row.fault = _("Give the row a name.")
        return row

    @staticmethod
    def _read(row: TypedRow, cell: Cell) -> None:
        try:
            value = LawField(cell.figure).clean(cell.text)
        except ValidationError as fault:
            cell.fault = " ".join(fault.messages)
        else:
            if value is not None:
                row.values[cell.figure.key] = stored_text(value)

    def _compare(self, row: TypedRow) -> None:
        """A share above its whole, in one row."""
        cells = {cell.figure.key: cell for cell in row.cells}
        for fault in check_answer(self.leaf, AnswerFacts(law_values(self.leaf, row.values))) if row.values else ():
            if fault.key == "above_other" and fault.figure in cells and not cells[fault.figure].fault:
                cells[fault.figure].fault = above_other(self.leaf, fault)

    @property
    def is_grouped(self) -> bool:
        """Whether any cell is refused only because its thousands are marked off."""
        return any(cell.fault and ungrouped(cell.figure, cell.text) for row in self.rows for cell in row.cells)

    @property
    def filled(self) -> list[TypedRow]:
        return [row for row in self.rows if not row.is_empty]

    @property
    def faults(self) -> list[tuple[int, str, str, str]]:
        """Row as people count them, id of the field, its label, what is wrong."""
        found = []
        for number, row in enumerate(self.filled, 1):
            if row.fault:
                found.append((number, f"id_r{row.place}-name", _("Commune or office"), row.fault))
            found += [(number, f"id_{cell.name}", cell.label, cell.fault) for cell in row.cells if cell.fault]
        return found

    @property
    def result(self) -> list[Row]:
        return [Row(row.name, row.values, row.note) for row in self.filled]

    @property
    def totals(self) -> list[tuple[Figure, str]]:
        """Each figure's sum as people write it; empty where there is none, "?" where a cell of it is refused."""
        added: Mapping[str, str] = sums(self.result)
        refused = {cell.figure.key for row in self.filled for cell in row.cells if cell.fault}
        said = {key: as_read(total) for key, total in added.items()} | dict.fromkeys(refused, "?")
        return [(figure, said.get(figure.key, "")) for figure in self.figures]


def _too_many(count: int) -> str:
    words = _(
        "A breakdown takes at most %(most)s rows; these are %(count)s. Put small bodies together into one row, or take "
        "rows out."
    )
    return words % {"most": MOST_ROWS, "count": count}


def _too_long(signs: int) -> str:
    words = _(
        "At most %(most)s characters can be pasted at once; these are %(signs)s. Copy only the columns that the table "
        "has, or paste in several parts."
    )
    return words % {"most": MOST_PASTED, "signs": signs}


def _ungrouped(leaf: Component, rows: list[Typed]) -> list[Typed]:
    """The rows with "1.200" as 1200 wherever it can mean nothing else here."""
    return [
        (name, [ungrouped(figure, text) or text for figure, text in zip(leaf.figures, texts, strict=True)], note)
        for name, texts, note in rows
    ]


def _typed(leaf: Component, data: QueryDict, place: int) -> tuple[str, list[str], str]:
    def text(key: str) -> str:
        return data.get(f"r{place}-{key}", "").strip()

    return text("name")[:200], [text(figure.key) for figure in leaf.figures], text("note")[:300]
