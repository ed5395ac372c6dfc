"""A report as its unit sees it: every component with its points by column, its evidence, what is still missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import told_exemptions, with_exemptions
from thuocdo.common.arrays import array_of, fill, rows_in
from thuocdo.cycles.models import Extension
from thuocdo.cycles.queries import law
from thuocdo.desks.unit.lines import Extras, GroupLines, Line
from thuocdo.desks.unit.summary import Summary
from thuocdo.regulation import (
    AnswerFacts,
    Component,
    ComponentResult,
    CriteriaSet,
    Form,
    UnitResult,
    assess_unit,
)
from thuocdo.reports.breakdown import sums_by_line, with_breakdowns
from thuocdo.reports.contradictions import (
    Contradiction,
    breakdown_contradictions,
    contradictions,
    evidence_contradictions,
)
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.delegating import Given, delegations, with_delegations
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.evidence_period import counted_elsewhere
from thuocdo.reports.facts import standing, unit_facts
from thuocdo.reports.last_year import LastYear, last_year
from thuocdo.reports.links import with_handed_in
from thuocdo.reports.models import Answer, Report, Sending
from thuocdo.reports.queries import cited, own_reports, with_answers, with_evidence

# A unit sees a later column once its stage is finished, not while somebody is still at it (I9).
SHOWN_STAGES = {
    ReportState.VERIFIED: [Stage.SELF, Stage.VERIFIED],
    ReportState.APPRAISED: [Stage.SELF, Stage.VERIFIED],
    ReportState.FINAL: [Stage.SELF, Stage.VERIFIED, Stage.FINAL],
}


def own_workspaces(user: User) -> QuerySet[Report]:
    """What `workspaces` takes: the person's unit's reports with answers, evidence, and as arrays beside each what else
    its pages show (`was_sent`: whether it was ever sent): 3 queries, whatever there is of it."""
    extensions = Extension.objects.filter(season_unit=OuterRef("season_unit"))
    rows = own_reports(user).annotate(
        was_sent=Exists(Sending.objects.filter(report=OuterRef("pk"))),
        told_extensions=array_of(extensions, "document"),
    )
    beside = with_exemptions(with_handed_in(with_breakdowns(with_delegations(rows))))
    return with_evidence(with_answers(beside.prefetch_related(None)))


def workspaces(rows: Iterable[Report]) -> "list[Workspace]":
    """The workspace of each of these reports of `own_workspaces`; no query more."""
    reports = list(rows)
    for report in reports:
        fill(report.season_unit, "extensions", rows_in(report.told_extensions, Extension, "document"))
    return [Workspace(report, told_exemptions(report)) for report in reports]


class Workspace:
    """Everything a page shows of one report; costs no query where it came from `workspaces`."""

    def __init__(self, report: Report, requests: Iterable[Exemption]) -> None:
        self.report = report
        self.requests = {row.component: row for row in requests}
        self.law: CriteriaSet = law(report.season_unit.season.pinned_set)
        self.form: Form = self.law.forms[report.season_unit.season_tier.tier.code]
        self.last_day = last_day_of(report)
        self.stages = SHOWN_STAGES.get(ReportState(report.state), [Stage.SELF])
        self.results = {stage: self._assessed(stage) for stage in self.stages}

    def _assessed(self, stage: Stage) -> UnitResult:
        return assess_unit(self.law, unit_facts(self.report, stage, self.exempt, draft=True))

    @property
    def extension(self) -> Extension | None:
        """What the last day rests on where it is not the tier's."""
        granted = self.report.season_unit.extensions.all()
        return next((row for row in granted if row.last_day == self.last_day), None)

    def tried(self, answers: Mapping[str, AnswerFacts]) -> UnitResult:
        """The report as it would be with these answers (leaf code -> facts) in place of what is kept."""
        facts = unit_facts(self.report, Stage.SELF, self.exempt, draft=True)
        return assess_unit(self.law, replace(facts, answers={**facts.answers, **answers}))

    @cached_property
    def exempt(self) -> dict[str, str]:
        """Only what is accepted in writing (I3)."""
        accepted = (row for row in self.requests.values() if row.state == ExemptionState.ACCEPTED)
        return {row.component: row.acceptance.number for row in accepted}

    @property
    def declared(self) -> UnitResult:
        return self.results[Stage.SELF]

    @property
    def latest(self) -> UnitResult:
        """The last column that the unit may see."""
        return self.results[self.stages[-1]]

    @property
    def within_reach(self) -> Fraction | None:
        return _reach(self.declared)

    @property
    def columns(self) -> list[tuple[str, UnitResult, Fraction | None]]:
        """Stage, result and what it is out of."""
        return [(stage, result, _reach(result)) for stage, result in self.results.items()]

    @cached_property
    def groups(self) -> list[GroupLines]:
        lines = iter(self.lines)
        results = zip(self.form.groups, self.latest.groups, strict=True)
        return [GroupLines(group, result, [next(lines) for _ in group.components]) for group, result in results]

    @cached_property
    def lines(self) -> list[Line]:
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        for place, component in enumerate(self.form.components):
            yield self._line(component, {stage: result.components[place] for stage, result in self.results.items()})

    @cached_property
    def extras(self) -> list[Line]:
        """The lines of bonus and deduction; nobody has to answer them."""
        return [
            self._line(
                extra.component,
                {stage: result.adjustments[place] for stage, result in self.results.items()},
                extra.sign,
            )
            for place, extra in enumerate(self.form.adjustments)
        ]

    def _line(self, component: Component, results: dict[str, ComponentResult], sign: str = "") -> Line:
        return Line(
            component=component,
            results=results,
            reasons={stage: _of(component, said) for stage, said in self._said.items()},
            evidence=cited(self.report, component.code),
            exemption=self.requests.get(component.code),
            url=reverse("desks:component", args=[self.report.pk, component.code]),
            workspace=self,
            sign=sign,
        )

    @cached_property
    def _said(self) -> dict[str, dict[str, str]]:
        return {stage: self._reasons(stage) for stage in self.stages[1:]}

    def group_of(self, line: Line) -> GroupLines:
        if line.sign:
            return GroupLines(Extras(), None, self.extras)
        return next(group for group in self.groups if line in group.lines)

    def _reasons(self, stage: Stage) -> dict[str, str]:
        return {row.component: row.reason for row in self.report.answers.all() if row.stage == stage and row.reason}

    @cached_property
    def delegations(self) -> dict[str, Given]:
        """Component -> who is to fill it."""
        return delegations(self.report)

    @cached_property
    def last(self) -> LastYear | None:
        """1 query."""
        return last_year(self.report)

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """Of what is assessed: 1 query beside that for last year, and only where a document bears a border day."""
        assessed = [line.component for line in self.lines if line.counts]
        before = self.last.facts(assessed) if self.last else {}
        now = unit_facts(self.report, Stage.SELF, self.exempt, draft=True).answers
        year = self.last.year if self.last else 0
        season, listed = self.report.season_unit.season, self.report.evidence.all()
        dated = evidence_contradictions(listed, season, counted_elsewhere(self.report))
        summed = breakdown_contradictions(assessed, now, self.breakdown_sums)
        return [*contradictions(assessed, now, before, year), *summed, *dated]

    @cached_property
    def breakdown_sums(self) -> dict[str, dict[str, str]]:
        """Scored line -> sums of its breakdown; no query."""
        return sums_by_line(self.report)

    @cached_property
    def summary(self) -> Summary:
        """What is missing and what contradicts."""
        return Summary(self)

    def line(self, code: str) -> Line | None:
        return next((line for line in [*self.lines, *self.extras] if line.component.code == code), None)

    def answers(self, component: Component, stage: Stage = Stage.SELF) -> dict[str, Answer]:
        """Leaf code -> the answer that counts in the column `stage`."""
        counting = standing(self.report.answers.all(), stage)
        return {leaf.code: counting[leaf.code] for leaf in component.leaves if leaf.code in counting}

    @property
    def of(self) -> int:
        return sum(group.of for group in self.groups)

    @property
    def done(self) -> int:
        return sum(group.done for group in self.groups)

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    @property
    def unproven_lines(self) -> list[Line]:
        return [line for line in self.lines if line.lacks_evidence]

    def next_open(self, after: str = "") -> Line | None:
        """The next component to answer after this one, from the top again when the end is reached."""
        codes = [line.component.code for line in self.lines]
        start = codes.index(after) + 1 if after in codes else 0
        return next((line for line in self.lines[start:] + self.lines[:start] if line.is_open), None)

    def beside(self, code: str) -> tuple[Line | None, Line | None]:
        """The components before and after this one."""
        lines = [*self.lines, *self.extras]
        place = [line.component.code for line in lines].index(code)
        before = lines[place - 1] if place else None
        return before, (lines[place + 1] if place + 1 < len(lines) else None)


def _reach(result: UnitResult) -> Fraction | None:
    """What can be earned while the council's part is open: "trên 98" (I9)."""
    return None if result.done_max is None else result.done_max - (result.open_council_max or 0)


def _of(component: Component, said: dict[str, str]) -> str:
    """What was said about the component or any part of it."""
    return " ".join(dict.fromkeys(said[inner.code] for inner in component.walk() if inner.code in said))
