"""The rows of a breakdown as somebody types or pastes them: read cell by cell, bad ones told by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from thuocdo.desks.unit.answer_form import LawField, as_typed, language
from thuocdo.regulation import Component
from thuocdo.regulation.model import Figure
from thuocdo.reports.breakdown import MOST_ROWS, Row, sums
from thuocdo.reports.facts import stored_text

SPARE = 5  # empty rows below the last one
MOST_PASTED = 200_000  # characters


@dataclass
class Cell:
    name: str
    figure: Figure
    label: str
    text: str
    fault: str = ""


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
        more = _pasted(leaf, pasted) if len(pasted) <= MOST_PASTED else []
        if len(pasted) <= MOST_PASTED and len(rows) + len(more) <= MOST_ROWS:
            return cls(leaf, rows + more, spare)
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
        """Each figure's sum as people write it, of the cells that can be read; empty where there is none."""
        added: Mapping[str, str] = sums(self.result)
        return [(figure, as_typed(added[figure.key]) if figure.key in added else "") for figure in self.figures]


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


def _typed(leaf: Component, data: QueryDict, place: int) -> tuple[str, list[str], str]:
    def text(key: str) -> str:
        return data.get(f"r{place}-{key}", "").strip()

    return text("name")[:200], [text(figure.key) for figure in leaf.figures], text("note")[:300]


def _pasted(leaf: Component, text: str) -> list[tuple[str, list[str], str]]:
    """Lines of a spreadsheet: name, the figures in the table's order, a note. A line of headings is left out."""
    width = len(leaf.figures)
    rows = []
    for line in text.splitlines():
        cells = [cell.strip().strip('"') for cell in line.split("\t")]
        if any(cells):
            cells += [""] * (width + 2 - len(cells))
            rows.append((cells[0][:200], cells[1 : width + 1], " ".join(cells[width + 1 :]).strip()[:300]))
    if rows and not any(any(sign.isdigit() for sign in cell) for cell in rows[0][1]) and any(rows[0][1]):
        rows = rows[1:]
    return rows
