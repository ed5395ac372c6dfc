"""How far a unit is with what it has to answer, by the law over its answers: its desk and the season's board agree."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component, ComponentResult
from thuocdo.regulation.scoring import Yardstick, score_lines
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import Exempt, unit_facts
from thuocdo.reports.models import Report


class Progress(NamedTuple):
    """Components that the unit is done with, of those it has to answer; exempt ones are in neither."""

    done: int
    of: int


def is_the_units(component: Component) -> bool:
    """Whether the unit answers any of it; the rest is the verifier's or the council's."""
    return any(leaf.answered_by == "unit" for leaf in component.leaves)


def is_open(component: Component, declared: ComponentResult) -> bool:
    """The unit still has something to answer here: a figure that the rule needs may be missing."""
    if declared.state != "unanswered":
        return False
    own = {leaf.code for leaf in component.leaves if leaf.answered_by == "unit"}
    return any(leaf.code in own and leaf.state == "unanswered" for leaf in _leaves(declared))


def progress(reports: Iterable[Report], exempt: Exempt) -> dict[int, Progress]:
    """Report -> its progress; no query after `queries.with_declared`. `exempt`: of appraisal.queries.

    About 1 ms a report: the lines are scored, nothing is summed.
    """
    yardsticks: dict[int, Yardstick] = {}
    found = {}
    for report in reports:
        unit = report.season_unit
        yardstick = yardsticks.get(unit.season_tier_id) or Yardstick.of(form_of(unit), {})
        yardsticks[unit.season_tier_id] = yardstick
        facts = unit_facts(report, Stage.SELF, exempt.get(unit.pk), draft=True)
        found[report.pk] = _counted(yardstick.form.components, score_lines(yardstick, facts).components)
    return found


def _counted(components: Iterable[Component], results: Iterable[ComponentResult]) -> Progress:
    pairs = zip(components, results, strict=True)
    states = [is_open(c, result) for c, result in pairs if is_the_units(c) and result.state != "exempt"]
    return Progress(states.count(False), len(states))


def _leaves(result: ComponentResult) -> Iterator[ComponentResult]:
    if not result.parts:
        yield result
    for part in result.parts:
        yield from _leaves(part)
