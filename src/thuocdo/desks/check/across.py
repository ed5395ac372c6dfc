"""One component across all units whose report the person reads: the way from one to the next, and how points spread."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from django.db.models import Prefetch
from django.urls import reverse

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.cycles.queries import form_of
from thuocdo.desks.check.queue import ACROSS
from thuocdo.regulation import Component
from thuocdo.regulation.scoring import Yardstick, score_one
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import unit_facts
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.blind import how_far, open_checks
from thuocdo.verification.queries import Assignments, checked_components, lacking, readable_reports, sent_back
from thuocdo.verification.rules import may_read, may_verify


@dataclass(frozen=True)
class Spread:
    """Of the units of one tier that have points: how many, the lowest, middle and highest, and this unit's own."""

    stage: Stage
    units: int
    least: Fraction | None
    middle: Fraction | None
    most: Fraction | None
    own: Fraction | None
    above: int  # how many have more than this unit

    @property
    def place(self) -> int:
        return self.above + 1


def spread(stage: Stage, points: Iterable[Fraction], own: Fraction | None) -> Spread:
    found = sorted(points)
    if not found:
        return Spread(stage, 0, None, None, None, own, 0)
    above = 0 if own is None else sum(value > own for value in found)
    return Spread(stage, len(found), found[0], median(found), found[-1], own, above)


class Across:
    """The reports of a season in official order, with the answers to one component: 6 queries, 1 more where two check
    blind to each other."""

    def __init__(self, user: User, report: Report, component: Component, shared: Assignments) -> None:
        self.user, self.report, self.code, self.shared = user, report, component.code, shared
        codes = [leaf.code for leaf in component.leaves]
        answers = Prefetch("answers", Answer.objects.filter(component__in=codes))
        rows = readable_reports(user, report.season_unit.season).prefetch_related(answers)
        self.reports = [row for row in rows if self._component(row) and may_read(user, row, self.code, shared)]
        self.pks = [row.pk for row in self.reports]
        self.waiting = open_checks(self.reports, self.code)
        self.again = sent_back(self.reports)

    def _component(self, report: Report) -> Component | None:
        return next((top for top in checked_components(report) if top.code == self.code), None)

    @cached_property
    def place(self) -> int:
        return self.pks.index(self.report.pk)

    @property
    def number(self) -> int:
        return self.place + 1

    def address(self, report: Report) -> str:
        return f"{reverse('desks:check_component', args=[report.pk, self.code])}?{ACROSS}"

    def beside(self) -> tuple[Report | None, Report | None]:
        before = self.reports[self.place - 1] if self.place else None
        return before, (self.reports[self.place + 1] if self.place + 1 < len(self.reports) else None)

    def next_open(self) -> Report | None:
        """The next unit whose component waits for this person, from the top again when the end is reached."""
        start = self.place + 1
        return next((row for row in self.reports[start:] + self.reports[:start] if self._waits(row)), None)

    def _waits(self, report: Report) -> bool:
        mine = report.state == ReportState.SENT and may_verify(self.user, report, self.code, self.shared)
        far = how_far(self.user, self.waiting.get(report.pk, {}).get(self.code, []))
        is_again = self.code in self.again.get(report.pk, ())
        return mine and (far == "asked" or (not far and (is_again or self._lacks(report))))

    def _lacks(self, report: Report) -> bool:
        component = self._component(report)
        if component is None or self.code in self._exempt.get(report.pk, {}):
            return False
        missing = lacking(report, Stage.VERIFIED)
        return any(leaf.answered_by != "council" and leaf.code in missing for leaf in component.leaves)

    @cached_property
    def _exempt(self) -> dict[int, dict[str, str]]:
        requests = exemptions_by_report(self.reports)
        accepted = ExemptionState.ACCEPTED
        return {
            pk: {row.component: row.acceptance.number for row in rows if row.state == accepted}
            for pk, rows in requests.items()
        }

    @cached_property
    def spreads(self) -> list[Spread]:
        """Declared, then verified; of the tier's units, the verified ones where verification has decided."""
        tier = self.report.season_unit.season_tier_id
        peers = [row for row in self.reports if row.season_unit.season_tier_id == tier]
        yardstick = Yardstick.of(form_of(self.report.season_unit), {})
        return [self._spread(stage, peers, yardstick) for stage in (Stage.SELF, Stage.VERIFIED)]

    def _spread(self, stage: Stage, peers: list[Report], yardstick: Yardstick) -> Spread:
        decided = [row for row in peers if stage == Stage.SELF or not self._lacks(row)]
        points = {row.pk: self._points(row, stage, yardstick) for row in decided}
        found = [value for value in points.values() if value is not None]
        return spread(stage, found, points.get(self.report.pk))

    def _points(self, report: Report, stage: Stage, yardstick: Yardstick) -> Fraction | None:
        component = self._component(report)
        facts = unit_facts(report, stage, self._exempt.get(report.pk))
        return score_one(yardstick, component, facts).points if component else None
