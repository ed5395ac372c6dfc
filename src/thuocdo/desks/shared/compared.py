"""The units' own figures beside those of shared systems, component by component."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of, law
from thuocdo.desks.unit.reading import as_read
from thuocdo.regulation import Component
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import reports
from thuocdo.verification.queries import assignments, readable_reports
from thuocdo.verification.rules import is_own, may_read
from thuocdo.verification.shared_agreeing import declared_of, lines_of, may_agree, seen_of
from thuocdo.verification.shared_figures import Beside, Values, beside, shared_by_unit, shared_values


@dataclass(frozen=True)
class Figure:
    """One figure as a page shows it."""

    beside: Beside
    label: str
    unit: str
    own: str
    shared: str

    @classmethod
    def of(cls, row: Beside, language: str) -> "Figure":
        definition = row.definition
        held = as_read(row.shared.value) if row.shared else ""
        return cls(row, definition.name.get(language), definition.unit.get(language), as_read(row.own or ""), held)


@dataclass(frozen=True)
class UnitRow:
    """One unit's figures of the component. `seen` names them; `is_offered`: agreement in bulk may take it in."""

    report: Report
    figures: list[Figure]
    seen: str
    is_offered: bool
    is_own: bool
    url: str

    @property
    def held(self) -> list[Figure]:
        return [row for row in self.figures if row.beside.shared]

    @property
    def differing(self) -> list[Figure]:
        return [row for row in self.figures if row.beside.differs]

    @property
    def is_equal(self) -> bool:
        return bool(self.held) and not self.differing


def component_rows(user: User, season: Season, code: str, language: str) -> list[UnitRow]:
    """The component in every report in which the person reads it: 7 queries, whatever their number."""
    given, values = assignments(season), shared_by_unit(season)
    rows = []
    for report in _with_answers(readable_reports(user, season)):
        component = component_of(report, code)
        if component is None or not may_read(user, report, code, given):
            continue
        ours = lines_of(component, values.get(report.season_unit_id, {}))
        figures = [Figure.of(row, language) for row in beside(component, declared_of(report), ours)]
        offered = may_agree(user, report, component, ours, given)
        address = reverse("desks:check_component", args=[report.pk, code])
        own = is_own(user, report, given)
        rows.append(UnitRow(report, figures, seen_of(report, component, ours), offered, own, address))
    return rows


def _with_answers(rows):
    answers = Answer.objects.only("report_id", "component", "stage", "values", "settled", "version", "changed_at")
    return rows.prefetch_related(Prefetch("answers", answers))


def component_of(report: Report, code: str) -> Component | None:
    return next((c for c in form_of(report.season_unit).components if c.code == code), None)


@dataclass
class Summary:
    """How many units' figures of one component are equal, differ, or are held without a report to set them beside."""

    component: Component
    equal: int = 0
    different: int = 0
    waiting: int = 0


def summary(user: User, season: Season) -> list[Summary]:
    """The components of which a shared system holds anything, and that the person reads, in the order of the form: 7
    queries, whatever the number of units."""
    given, values = assignments(season), shared_by_unit(season)
    read = {report.season_unit_id: report for report in _with_answers(readable_reports(user, season))}
    every = {report.season_unit_id: report for report in reports(season)} if values else {}
    found: dict[str, Summary] = {}
    for form in law(season.pinned_set).forms.values():
        for component in form.components:
            found.setdefault(component.code, Summary(component))
    for unit, held in values.items():
        report = every.get(unit)
        for component in form_of(report.season_unit).components if report else ():
            ours = lines_of(component, held)
            if ours:
                _count(found[component.code], user, report, read.get(unit), component, ours, given)
    return [row for row in found.values() if row.equal + row.different + row.waiting]


def _count(
    row: Summary, user: User, report: Report, read: Report | None, component: Component, ours: Values, given
) -> None:
    if not may_read(user, report, component.code, given):
        return
    if read is None:
        row.waiting += 1
    elif any(one.differs for one in beside(component, declared_of(read), ours)):
        row.different += 1
    else:
        row.equal += 1


def beside_of(report: Report, component: Component, declared: Mapping[str, Answer], language: str) -> list[Figure]:
    """For the page of one component of one unit: each figure that a shared system holds: 1 query. `declared`: scored
    line -> the unit's answer."""
    rows = beside(component, declared, shared_values(report))
    return [Figure.of(row, language) for row in rows if row.shared]
