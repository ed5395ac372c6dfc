"""What a unit declared in the season before, for those components that still ask the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of, season_unit_before
from thuocdo.regulation import AnswerFacts, Component
from thuocdo.regulation.likeness import asks_the_same
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import answer_facts, standing
from thuocdo.reports.models import Answer, Report


@dataclass(frozen=True)
class LastYear:
    """The unit's answers of the season before, of every stage."""

    season_unit: SeasonUnit
    answers: tuple[Answer, ...]

    @property
    def year(self) -> int:
        return self.season_unit.season.year

    @cached_property
    def _components(self) -> dict[str, Component]:
        return {component.code: component for component in form_of(self.season_unit).components}

    def asked(self, component: Component) -> bool:
        """Whether there was a component of this code, the same or not."""
        return component.code in self._components

    def same(self, component: Component) -> bool:
        """Whether it asked then what it asks now: same code, figures and rule."""
        before = self._components.get(component.code)
        return before is not None and asks_the_same(before, component)

    def declared(self, component: Component) -> dict[str, Mapping[str, str]]:
        """Leaf code -> what the unit itself declared, as stored; only what was answered."""
        return self._values(component, Stage.SELF)

    def counted(self, component: Component) -> dict[str, Mapping[str, str]]:
        """Leaf code -> the figures that stood at last, after verification and the council."""
        return self._values(component, Stage.FINAL)

    def _values(self, component: Component, stage: Stage) -> dict[str, Mapping[str, str]]:
        codes = {leaf.code for leaf in component.leaves}
        found = standing((row for row in self.answers if row.component in codes), stage)
        return {code: row.values for code, row in found.items() if row.values}

    def facts(self, components: Iterable[Component]) -> dict[str, AnswerFacts]:
        """Leaf code -> what stood at last, of those of these components that have not changed."""
        leaves = {leaf.code: leaf for component in components if self.same(component) for leaf in component.leaves}
        found = standing((row for row in self.answers if row.component in leaves), Stage.FINAL)
        return {code: answer_facts(leaves[code], row) for code, row in found.items()}

    def may_start(self, component: Component) -> bool:
        """Whether what was declared then can stand in this year's form to begin from."""
        return self.same(component) and bool(self.declared(component))


def last_year(report: Report) -> LastYear | None:
    """The season before as this unit, or the one it alone took over from, declared it; None where it declared nothing.

    What the council decided counts once it is approved: while a result is being made, or corrected, its points are
    nobody's to see. 1 query. The season's law is read once per process.
    """
    place = "report__season_unit__"
    rows = Answer.objects.filter(report__season_unit__in=season_unit_before(report.season_unit).values("pk"))
    rows = rows.select_related(f"{place}season__pinned_set", f"{place}season_tier__tier", f"{place}unit")
    found = tuple(row for row in rows.defer(f"{place}season__pinned_set__source") if _is_settled(row))
    return LastYear(found[0].report.season_unit, found) if found else None


def _is_settled(answer: Answer) -> bool:
    return answer.stage != Stage.FINAL or answer.report.state == ReportState.FINAL
