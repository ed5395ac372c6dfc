"""What a workbook would change, line by line: beside the state that it was made from, and beside what is stored now.

    base     what was stored when the workbook was downloaded
    stored   what is stored now
    given    what the workbook declares

Where given is as base, the file leaves the line alone, whoever changed it since. Where stored is still base, it is a
change. Where both went different ways it is a conflict, and a person chooses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from thuocdo.audit.canonical import canonical
from thuocdo.regulation import Component, Form, group_digits
from thuocdo.regulation.model import Checklist
from thuocdo.reports.answers import Draft
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer
from thuocdo.reports.workbook.cells import CellFault
from thuocdo.reports.workbook.faults import cell_words
from thuocdo.reports.workbook.layout import asked_of, language, own_leaves
from thuocdo.reports.workbook.reading import Reading

Values = Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """One figure, item or option of a line: from, to, and the cell that says so. Empty texts: no answer."""

    label: str
    unit: str
    before: str
    after: str
    cell: str


@dataclass(frozen=True)
class Move:
    """One line that the file would change. `answer`: what is stored now, None for none."""

    leaf: Component
    given: Values
    answer: Answer | None
    differences: list[Difference]

    @property
    def clears(self) -> bool:
        return not self.given

    @property
    def draft(self) -> Draft:
        return Draft(dict(self.given), version=self.answer.version if self.answer else 0)


@dataclass
class Plan:
    """`digest` names exactly this: the same file against the same state of the report."""

    changes: list[Move] = field(default_factory=list)
    conflicts: list[Move] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    same: int = 0
    digest: str = ""

    @property
    def can_be_applied(self) -> bool:
        return not self.faults and bool(self.changes or self.conflicts)

    def drafts(self, taken: set[str]) -> dict[str, Draft]:
        """What is to be written; of the conflicts those whose line is `taken` from the file."""
        chosen = [move for move in self.conflicts if move.leaf.code in taken]
        return {move.leaf.code: move.draft for move in [*self.changes, *chosen]}


def compare(
    reading: Reading,
    form: Form,
    answers: Mapping[str, Answer],
    history: Mapping[tuple[str, int], Values],
    content_sha256: str,
) -> Plan:
    """`answers`: the declared ones by line; `history`: (line, version) -> what that version said."""
    plan = Plan(faults=list(reading.faults))
    for leaf in own_leaves(form):
        version = reading.versions.get(leaf.code, 0)
        if version and (leaf.code, version) not in history:
            plan.faults.append(CellFault((0, 0), "", leaf.code, "", cell_words("version_unknown", code=leaf.code)))
        elif leaf.code in reading.values:
            base = history[leaf.code, version] if version else {}
            _place(plan, leaf, base, answers.get(leaf.code), reading)
    plan.digest = _digest(plan, content_sha256)
    return plan


def _place(plan: Plan, leaf: Component, base: Values, answer: Answer | None, reading: Reading) -> None:
    given, stored = reading.values[leaf.code], answer.values if answer else {}
    meant = _meant(leaf, given)
    if meant in (_meant(leaf, base), _meant(leaf, stored)):
        plan.same += 1
        return
    move = Move(leaf, given, answer, list(_differences(leaf, stored, given, reading)))
    (plan.changes if _meant(leaf, stored) == _meant(leaf, base) else plan.conflicts).append(move)


def _meant(leaf: Component, values: Values) -> dict[str, object]:
    """As the law reads it: 0.5 is 1/2, and an item that an answered checklist does not name is not met."""
    found = law_values(leaf, values)
    items = [item.key for item in leaf.score.items] if isinstance(leaf.score, Checklist) else []
    return dict.fromkeys(items, False) | found if any(key in found for key in items) else found


def _differences(leaf: Component, stored: Values, given: Values, reading: Reading) -> Iterator[Difference]:
    for asked in asked_of(leaf):
        before, after = (group_digits(asked.shown(values), language()) for values in (stored, given))
        if before != after:
            unit = asked.figure.unit if asked.figure else None
            told = unit.get(language()) if unit else ""
            yield Difference(asked.label, told, before, after, reading.cells[leaf.code, asked.key])


def _digest(plan: Plan, content_sha256: str) -> str:
    moves = {move.leaf.code: move.answer.version if move.answer else 0 for move in [*plan.changes, *plan.conflicts]}
    return sha256(canonical({"file": content_sha256, "moves": moves})).hexdigest()
