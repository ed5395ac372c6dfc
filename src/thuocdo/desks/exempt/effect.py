"""What an exemption does to a unit's total, by the law itself (R5.3, I3). Shown only once advice has been given."""

from dataclasses import dataclass
from fractions import Fraction

from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exempt
from thuocdo.cycles.queries import law
from thuocdo.regulation import UnitResult, assess_unit
from thuocdo.reports.enums import ARRIVED, Stage
from thuocdo.reports.facts import unit_facts
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers


@dataclass(frozen=True)
class Effect:
    """The unit without and with this exemption, by the points that count now. `has_points`: the report was sent."""

    without: UnitResult
    with_it: UnitResult
    has_points: bool

    @property
    def rows(self) -> list[tuple[str, Fraction | None, Fraction | None]]:
        keys = ["done_max", "scored", "total"] if self.has_points else ["done_max"]
        return [(key, getattr(self.without, key), getattr(self.with_it, key)) for key in keys]


def effect(exemption: Exemption) -> Effect:
    """Costs 4 queries. What else is accepted for this unit counts on both sides."""
    report = with_answers(reports()).get(pk=exemption.report_id)
    accepted = exempt(report.season_unit.season).get(report.season_unit_id, {})
    others = {code: number for code, number in accepted.items() if code != exemption.component}
    number = exemption.acceptance.number if exemption.acceptance else "…"
    return Effect(
        _assessed(report, others),
        _assessed(report, {**others, exemption.component: number}),
        report.state in ARRIVED,
    )


def _assessed(report: Report, exempted: dict[str, str]) -> UnitResult:
    facts = unit_facts(report, Stage.FINAL, exempted, draft=True)
    return assess_unit(law(report.season_unit.season.pinned_set), facts)
