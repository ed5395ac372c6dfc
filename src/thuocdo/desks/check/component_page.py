"""What the page of one component shows to those who check it or decide on it: columns, rule, form."""

from collections.abc import Iterator
from typing import NamedTuple

from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.sheet import Line, Sheet
from thuocdo.desks.shared.compared import beside_of
from thuocdo.desks.unit.answer_form import language
from thuocdo.desks.unit.evidence.list_views import told
from thuocdo.desks.unit.filling.breakdown_form import BreakdownForm
from thuocdo.desks.unit.reading import Value, declared_values, rule
from thuocdo.regulation import Component, ComponentResult
from thuocdo.reports.breakdown import can_be_broken_down, rows_by_line
from thuocdo.reports.enums import Stage
from thuocdo.reports.evidence_period import period_mark
from thuocdo.reports.models import Citation, Evidence


class Shown(NamedTuple):
    """One declared thing in every column; `differs` marks what is not as in the column before."""

    label: str
    unit: str
    values: list[tuple[Stage, str, bool]]


class ShownLeaf(NamedTuple):
    leaf: Component
    rows: list[Shown]


def context(sheet: Sheet, line: Line, form: DecisionForm | None) -> dict[str, object]:
    before, after = sheet.beside(line.code)
    return {
        "sheet": sheet,
        "report": sheet.report,
        "line": line,
        "group": next(group for group in sheet.groups if line in group.lines),
        "stages": columns(sheet, line),
        "leaves": list(_leaves(sheet, line)),
        "rules": [(leaf, *rule(leaf)) for leaf in line.component.leaves],
        "form": form,
        "documents": list(_documents(sheet, line)),
        "breakdowns": _breakdowns(sheet, line),
        "shared": beside_of(sheet.report, line.component, sheet.own(line.component, Stage.SELF), language()),
        "result": tried(sheet, line, form) if form else None,
        "before": before,
        "after": after,
    }


def _documents(sheet: Sheet, line: Line) -> Iterator[tuple[Evidence, Citation | None, object]]:
    """Each document that the component cites, its place there, and the mark of its date."""
    season = sheet.report.season_unit.season
    for row in line.evidence:
        place = next((cited for cited in row.citations.all() if cited.component == line.code), None)
        yield row, place, told(row, period_mark(row, season))


def _breakdowns(sheet: Sheet, line: Line) -> list[tuple[Component, BreakdownForm]]:
    """The unit's rows behind the figures of each scored line that has any: 1 query."""
    kept = rows_by_line(sheet.report, [leaf.code for leaf in line.component.leaves if can_be_broken_down(leaf)])
    leaves = [leaf for leaf in line.component.leaves if leaf.code in kept]
    return [(leaf, BreakdownForm.stored(leaf, kept[leaf.code])) for leaf in leaves]


def columns(sheet: Sheet, line: Line) -> list:
    """The columns up to the desk's own, and the council's once it has decided."""
    cells = line.columns if sheet.stage == Stage.FINAL else line.columns[:2]
    return [*cells, *(cell for cell in line.columns[len(cells) :] if cell.is_decided)]


def tried(sheet: Sheet, line: Line, form: DecisionForm) -> ComponentResult:
    """The component by what is typed; by what counts where nothing is typed yet."""
    if not form.is_bound:
        return line.cells[sheet.stage].result
    form.is_valid()
    return sheet.tried(line.code, form.preview())


def _leaves(sheet: Sheet, line: Line) -> Iterator[ShownLeaf]:
    cells = columns(sheet, line)
    standing = [(cell.stage, sheet.standing(line.component, cell.stage)) for cell in cells]
    for leaf in line.component.leaves:
        by_stage = [(stage, _values(leaf, answers.get(leaf.code))) for stage, answers in standing]
        yield ShownLeaf(leaf, [_shown(by_stage, place) for place in range(len(by_stage[0][1]))])


def _values(leaf: Component, answer) -> list[Value]:
    return declared_values(leaf, answer.values if answer else {})


def _shown(by_stage: list[tuple[Stage, list[Value]]], place: int) -> Shown:
    label, _text, unit = by_stage[0][1][place]
    texts = [(stage, values[place].text) for stage, values in by_stage]
    earlier = [texts[0][1], *(text for _stage, text in texts)]
    rows = [(stage, text, text != was) for (stage, text), was in zip(texts, earlier, strict=False)]
    return Shown(label, unit, rows)
