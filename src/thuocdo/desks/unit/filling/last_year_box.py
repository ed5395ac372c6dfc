"""Last year's answer and points of one component, beside this year's; and this year's form begun from them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from thuocdo.cycles.queries import Reference, reference
from thuocdo.desks.unit.lines import Line
from thuocdo.desks.unit.reading import Value, declared_values
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.regulation import Component
from thuocdo.reports.models import Answer

PARAMETER, START = "bat-dau", "nam-truoc"


@dataclass(frozen=True)
class Row:
    """One figure, item or option. `stood`: what it was in the end, where verification or the council changed it."""

    label: str
    unit: str
    before: str
    stood: str
    now: str


@dataclass(frozen=True)
class LastYearBox:
    """`is_new`: there was no such component; `is_same`: it asked the same. `by`: the predecessor who answered then."""

    year: int
    by: str
    is_new: bool
    is_same: bool
    parts: list[tuple[Component, list[Row]]]
    reference: Reference | None


def last_year_box(workspace: Workspace, line: Line) -> LastYearBox | None:
    """None where the unit declared nothing last year. 1 query beside `workspace.last`."""
    last, component = workspace.last, line.component
    if last is None:
        return None
    same = last.same(component)
    return LastYearBox(
        year=last.year,
        by="" if last.season_unit.unit_id == workspace.report.season_unit.unit_id else last.season_unit.name,
        is_new=not last.asked(component),
        is_same=same,
        parts=list(_parts(workspace, line)) if same else [],
        reference=reference(last.season_unit, component.code) if same else None,
    )


def _parts(workspace: Workspace, line: Line) -> Iterator[tuple[Component, list[Row]]]:
    last, component = workspace.last, line.component
    before, stood, now = last.declared(component), last.counted(component), workspace.answers(component)
    for leaf in component.leaves:
        if leaf.code not in before and leaf.code not in stood:
            continue
        kept = now[leaf.code].values if leaf.code in now else {}
        values = (
            declared_values(leaf, stored) for stored in (before.get(leaf.code, {}), stood.get(leaf.code, {}), kept)
        )
        yield leaf, [_row(*triple) for triple in zip(*values, strict=True)]


def _row(before: Value, stood: Value, now: Value) -> Row:
    changed = stood.text if stood.text != before.text else ""
    return Row(before.label, before.unit, before.text or stood.text, changed if before.text else "", now.text)


def begins_here(request: HttpRequest, line: Line) -> bool:
    """Whether the form opens with last year's figures: asked for in the address, or for the whole report."""
    return line.starts or (request.GET.get(PARAMETER) == START and line.may_start)


def starting_answers(workspace: Workspace, line: Line) -> dict[str, Answer]:
    """Leaf code -> last year's figures in the place of an answer; never saved as they are. For a form to show."""
    declared, present = workspace.last.declared(line.component), workspace.answers(line.component)
    versions = {code: row.version for code, row in present.items()}
    return {
        code: Answer(component=code, values=dict(values), version=versions.get(code, 0))
        for code, values in declared.items()
    }
