"""A report as its unit sees it: every component with its points by column, its evidence, what is still missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.cycles.models import Extension
from thuocdo.cycles.queries import last_day, law
from thuocdo.regulation import (
    AnswerFacts,
    Component,
    ComponentResult,
    CriteriaSet,
    Form,
    Group,
    UnitResult,
    assess_unit,
)
from thuocdo.regulation.assessment import GroupResult
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import standing, unit_facts
from thuocdo.reports.models import Answer, Evidence, Report
from thuocdo.reports.queries import cited, own_reports, with_answers, with_evidence

# A unit sees a later column once its stage is finished, not while somebody is still at it (I9).
SHOWN_STAGES = {
    ReportState.VERIFIED: [Stage.SELF, Stage.VERIFIED],
    ReportState.APPRAISED: [Stage.SELF, Stage.VERIFIED],
    ReportState.FINAL: [Stage.SELF, Stage.VERIFIED, Stage.FINAL],
}


def own_workspaces(user: User) -> QuerySet[Report]:
    """The person's unit's reports with answers and evidence: 4 queries, whatever the number of components."""
    return with_evidence(with_answers(own_reports(user)))


def workspaces(rows: Iterable[Report]) -> "list[Workspace]":
    """The workspace of each of these reports of `own_workspaces`: 1 query more, for their exemption requests."""
    reports = list(rows)
    requests = exemptions_by_report(reports)
    return [Workspace(report, requests.get(report.pk, [])) for report in reports]


@dataclass(frozen=True)
class Line:
    """One component of the report. `results` and `reasons` go by stage, of the stages that the unit may see."""

    component: Component
    results: dict[str, ComponentResult]
    reasons: dict[str, str]
    evidence: list[Evidence]
    exemption: Exemption | None
    url: str

    @property
    def declared(self) -> ComponentResult:
        return self.results[Stage.SELF]

    @property
    def columns(self) -> list[tuple[str, ComponentResult, str]]:
        """Stage, result, reason; the declared column first."""
        return [(stage, result, self.reasons.get(stage, "")) for stage, result in self.results.items()]

    @property
    def is_own(self) -> bool:
        """Whether the unit answers any of it; the rest is the verifier's or the council's."""
        return any(leaf.answered_by == "unit" for leaf in self.component.leaves)

    @property
    def state(self) -> str:
        """One of the states of a component, or "verifier"."""
        if self.declared.state == "unanswered" and not self.is_own:
            return "verifier"
        if self.declared.state == "unanswered" and not self.is_open:
            return "answered"
        return self.declared.state

    @property
    def is_open(self) -> bool:
        """The unit still has something to answer here."""
        if self.declared.state != "unanswered":
            return False
        own = {leaf.code for leaf in self.component.leaves if leaf.answered_by == "unit"}
        return any(leaf.code in own and leaf.state == "unanswered" for leaf in _leaves(self.declared))

    @property
    def counts(self) -> bool:
        """Whether it is among what the unit has to do."""
        return self.is_own and self.declared.state != "exempt"

    @property
    def wanted_evidence(self) -> list:
        return [text for inner in self.component.walk() for text in inner.evidence]

    @property
    def lacks_evidence(self) -> bool:
        """Points are claimed and no file proves them."""
        return bool(self.is_own and self.declared.points and self.wanted_evidence and not self.evidence)


@dataclass(frozen=True)
class GroupLines:
    group: Group
    result: GroupResult
    lines: list[Line]

    @property
    def of(self) -> int:
        return sum(line.counts for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.counts and not line.is_open for line in self.lines)


class Workspace:
    """Everything a page shows of one report; costs no query where it came from `workspaces`."""

    def __init__(self, report: Report, requests: Iterable[Exemption]) -> None:
        self.report = report
        self.requests = {row.component: row for row in requests}
        self.law: CriteriaSet = law(report.season_unit.season.pinned_set)
        self.form: Form = self.law.forms[report.season_unit.season_tier.tier.code]
        self.last_day = last_day(report.season_unit)
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
        reasons = {stage: self._reasons(stage) for stage in self.stages[1:]}
        for place, component in enumerate(self.form.components):
            yield Line(
                component=component,
                results={stage: result.components[place] for stage, result in self.results.items()},
                reasons={stage: _of(component, said) for stage, said in reasons.items()},
                evidence=cited(self.report, component.code),
                exemption=self.requests.get(component.code),
                url=reverse("desks:component", args=[self.report.pk, component.code]),
            )

    def _reasons(self, stage: Stage) -> dict[str, str]:
        return {row.component: row.reason for row in self.report.answers.all() if row.stage == stage and row.reason}

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.component.code == code), None)

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
        place = [line.component.code for line in self.lines].index(code)
        before = self.lines[place - 1] if place else None
        return before, (self.lines[place + 1] if place + 1 < len(self.lines) else None)


def _leaves(result: ComponentResult) -> Iterator[ComponentResult]:
    if not result.parts:
        yield result
    for part in result.parts:
        yield from _leaves(part)


def _reach(result: UnitResult) -> Fraction | None:
    """What can be earned while the council's part is open: "trên 98" (I9)."""
    return None if result.done_max is None else result.done_max - (result.open_council_max or 0)


def _of(component: Component, said: dict[str, str]) -> str:
    """What was said about the component or any part of it."""
    return " ".join(dict.fromkeys(said[inner.code] for inner in component.walk() if inner.code in said))
