"""One component of a report as its unit sees it, and one group of them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thuocdo.appraisal.models import Exemption
from thuocdo.regulation import Component, ComponentResult, Group, Text
from thuocdo.regulation.assessment import GroupResult
from thuocdo.reports.contradictions import Contradiction
from thuocdo.reports.delegating import Given
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Evidence
from thuocdo.reports.progress import is_open, is_the_units

if TYPE_CHECKING:
    from thuocdo.desks.unit.workspace import Workspace


NAME_OF_EXTRAS = Text("Điểm thưởng, điểm trừ", "Bonus and deduction")


@dataclass(frozen=True)
class Extras:
    """The group in which the lines of bonus and deduction stand; the form has none for them."""

    code: str = ""
    name: Text = NAME_OF_EXTRAS


@dataclass(frozen=True)
class Line:
    """One component of the report. `results` and `reasons` go by stage, of the stages that the unit may see.

    Of `workspace` it asks what only some pages show: who fills it, what contradicts, last year.
    """

    component: Component
    results: dict[str, ComponentResult]
    reasons: dict[str, str]
    evidence: list[Evidence]
    exemption: Exemption | None
    url: str
    workspace: "Workspace" = field(repr=False, compare=False)
    sign: str = ""  # of a line of bonus or deduction, which nobody has to answer

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
        return is_the_units(self.component)

    @property
    def state(self) -> str:
        """One of the states of a component, or "verifier"."""
        if self.declared.state == "unanswered" and not self.is_own:
            return "verifier"
        if self.sign:
            return self.declared.state
        if self.declared.state == "unanswered" and not self.is_open:
            return "answered"
        return self.declared.state

    @property
    def is_open(self) -> bool:
        """The unit still has something to answer here."""
        return not self.sign and is_open(self.component, self.declared)

    @property
    def counts(self) -> bool:
        """Whether it is among what the unit has to do."""
        return self.is_own and not self.sign and self.declared.state != "exempt"

    @property
    def wanted_evidence(self) -> list:
        return [text for inner in self.component.walk() for text in inner.evidence]

    @property
    def lacks_evidence(self) -> bool:
        """Points are claimed and no file proves them."""
        return bool(self.is_own and self.declared.points and self.wanted_evidence and not self.evidence)

    @property
    def delegation(self) -> Given | None:
        """Who is to fill it; None where nobody in particular is."""
        return self.workspace.delegations.get(self.component.code)

    @property
    def contradictions(self) -> list[Contradiction]:
        return [found for found in self.workspace.contradictions if found.concerns(self.component.code)]

    @property
    def may_start(self) -> bool:
        """Nothing is declared yet, and what was declared last year is an answer to the same question."""
        last = self.workspace.last if self.is_own and self.declared.state == "unanswered" else None
        declared = last is not None and self.workspace.answers(self.component)
        return bool(last and not any(row.values for row in declared.values()) and last.may_start(self.component))

    @property
    def starts(self) -> bool:
        """Its form opens with last year's figures, which nobody has checked yet."""
        return self.workspace.report.starts_from_last_year and self.may_start


@dataclass(frozen=True)
class GroupLines:
    group: Group | Extras
    result: GroupResult | None  # none of what stands outside the groups
    lines: list[Line]

    @property
    def of(self) -> int:
        return sum(line.counts for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.counts and not line.is_open for line in self.lines)
