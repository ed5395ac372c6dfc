"""What waits for a verifier: the reports of a season that arrived, and one component across all units."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from thuocdo.accounts.models import Tier, User
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of, law
from thuocdo.desks.check.sheet import Line, Sheet, with_sheet
from thuocdo.desks.unit.answer_form import language
from thuocdo.desks.unit.reading import as_read
from thuocdo.regulation import Component
from thuocdo.regulation.model import Checklist, Choice, Points
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import YES
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.blind import Open, how_far, open_checks
from thuocdo.verification.queries import (
    Assignments,
    assignments,
    checked_components,
    checked_lines_of,
    readable_reports,
    sent_back,
    unchecked,
    with_progress_of_checks,
)
from thuocdo.verification.rules import is_own, may_read, may_verify

ACROSS = "hang=chi-so"  # the way through one component across all units, in an address


@dataclass(frozen=True)
class Row:
    """One report; `codes` are the components that the person verifies of it, none of the own unit (I12)."""

    report: Report
    codes: frozenset[str]
    is_own: bool
    given: frozenset[str] = frozenset()  # those on which the person's verdict, or two that differ, are in
    asked: frozenset[str] = frozenset()  # those that wait for a second verdict, the person's
    again: frozenset[str] = frozenset()  # those for which the report came back

    @cached_property
    def open(self) -> int:
        """How many of them wait for the person's check."""
        left = {*unchecked(self.report), *self.again} - self.given | self.asked
        return len(self.codes & left) if self.waits else 0

    @property
    def done(self) -> int:
        return len(self.codes) - self.open

    @property
    def waits(self) -> bool:
        return self.report.state == ReportState.SENT

    @property
    def tier(self) -> Tier:
        return self.report.season_unit.season_tier.tier


def queue(user: User, season: Season) -> list[Row]:
    """The reports that arrived and that the person may read, in official order: 7 queries, 1 more where two check blind
    to each other."""
    shared = assignments(season)
    rows = list(with_progress_of_checks(readable_reports(user, season)))
    waiting, again = open_checks(rows), sent_back(rows)
    found = [_row(user, report, shared, waiting.get(report.pk, {})) for report in rows]
    return [replace(row, again=frozenset(again.get(row.report.pk, ()))) for row in found]


def _row(user: User, report: Report, shared: Assignments, waiting: Open) -> Row:
    claimed = {answer.component for answer in report.answers.all()}
    extras = {extra.code for extra in form_of(report.season_unit).adjustments} - claimed
    asked = [
        component
        for component in checked_components(report)
        if component.code not in extras and any(leaf.answered_by != "council" for leaf in component.leaves)
    ]
    codes = frozenset(c.code for c in asked if may_verify(user, report, c.code, shared))
    far = {code: how_far(user, checks) for code, checks in waiting.items()}
    given = frozenset(code for code, how in far.items() if how in {"given", "different"})
    second = frozenset(code for code, how in far.items() if how == "asked")
    return Row(report, codes, is_own(user, report, shared), given, second)


def listed_components(user: User, season: Season, rows: list[Row]) -> list[Component]:
    """The components of the season's forms that the person reads in at least one report, in the order of the form."""
    shared = assignments(season)
    found: dict[str, Component] = {}
    for form in law(season.pinned_set).forms.values():
        mine = [row.report for row in rows if row.tier.code == form.tier]
        for component in checked_lines_of(form):
            if any(may_read(user, report, component.code, shared) for report in mine):
                found.setdefault(component.code, component)
    return list(found.values())


@dataclass(frozen=True)
class ComponentRow:
    """One component of one report: what was declared beside what was verified."""

    sheet: Sheet
    line: Line
    declared: str
    verified: str
    is_own: bool

    @property
    def report(self) -> Report:
        return self.sheet.report


def component_rows(user: User, season: Season, code: str) -> list[ComponentRow]:
    """One component of every report in which the person reads it, in official order: 10 queries, 1 more where two check
    blind to each other."""
    shared = assignments(season)
    forms = law(season.pinned_set).forms.values()
    parts = {leaf.code for form in forms for top in checked_lines_of(form) if top.code == code for leaf in top.leaves}
    reports = with_sheet(readable_reports(user, season), parts)
    read = [report for report in reports if _has(user, report, code, shared)]
    requests, waiting, again = exemptions_by_report(read), open_checks(read), sent_back(read)
    return [
        _component_row(
            user,
            report,
            code,
            shared,
            requests.get(report.pk, []),
            waiting.get(report.pk, {}),
            again.get(report.pk, ()),
        )
        for report in read
    ]


def _has(user: User, report: Report, code: str, shared: Assignments) -> bool:
    known = any(component.code == code for component in checked_components(report))
    return known and may_read(user, report, code, shared)


def _component_row(
    user: User,
    report: Report,
    code: str,
    shared: Assignments,
    requests: list[Exemption],
    waiting: Open,
    again: Collection[str],
) -> ComponentRow:
    sheet = Sheet(
        report,
        Stage.VERIFIED,
        requests,
        reads=lambda other: other == code,
        writes=lambda other: report.state == ReportState.SENT and may_verify(user, report, other, shared),
        address=lambda other: f"{reverse('desks:check_component', args=[report.pk, other])}?{ACROSS}",
        second=lambda other: how_far(user, waiting.get(other, [])),
        again=again,
    )
    line = sheet.lines[0]
    texts = [brief(line.component, sheet.standing(line.component, stage)) for stage in (Stage.SELF, Stage.VERIFIED)]
    return ComponentRow(sheet, line, *texts, is_own(user, report, shared))


def brief(component: Component, answers: dict[str, Answer]) -> str:
    """What was declared, in a few characters: "18 / 24", "3 of 4 items", the option; empty where nothing was."""
    return "; ".join(filter(None, (_brief(leaf, answers.get(leaf.code)) for leaf in component.leaves)))


def _brief(leaf: Component, answer: Answer | None) -> str:
    values = answer.values if answer else {}
    match leaf.score:
        case Checklist(items=items):
            met = sum(values.get(item.key) == YES for item in items)
            return f"{met} / {len(items)}" if any(item.key in values for item in items) else ""
        case Choice(levels=levels):
            return next((level.name.get(language()) for level in levels if level.key == values.get("level")), "")
        case Points():
            return as_read(values.get("points", ""))
        case _:
            return " / ".join(_texts(leaf, values))


def _texts(leaf: Component, values: dict[str, str]) -> Iterator[str]:
    return (as_read(values[figure.key]) for figure in leaf.figures if figure.scored and figure.key in values)
