"""What verification found, unit by unit, for the report to the council (R4.1-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thuocdo.appraisal.queries import exempt
from thuocdo.cycles.models import Season
from thuocdo.desks.board.scores import NOTHING, Score, answers_of, scores
from thuocdo.reports.enums import ARRIVED, STAGES, ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import reports
from thuocdo.verification.enums import VisitState
from thuocdo.verification.models import Assignment, ClarificationRequest, Visit

ZERO = Fraction(0)
VERIFIED = ARRIVED - {ReportState.SENT}


@dataclass(frozen=True)
class Found:
    """One unit. `reasons`: scored line -> what the verifier wrote to it."""

    report: Report
    scores: Sequence[Score]
    reasons: Mapping[str, str]

    @property
    def has_arrived(self) -> bool:
        return self.report.state in ARRIVED

    @property
    def is_verified(self) -> bool:
        return self.report.state in VERIFIED

    @property
    def changed(self) -> list[Score]:
        return [row for row in self.scores if row.is_disputed] if self.has_arrived else []

    @property
    def sums(self) -> tuple[Fraction, Fraction]:
        """Self-assessed and verified points over the same components (I9)."""
        same = [row for row in self.scores if row.is_compared]
        return sum((row.own.points or ZERO for row in same), ZERO), sum((r.verified.points or ZERO for r in same), ZERO)

    def reason(self, score: Score) -> str:
        told = (self.reasons.get(leaf.code, "") for leaf in score.component.leaves)
        return " ".join(dict.fromkeys(" ".join(text.split()) for text in told if text.strip()))


@dataclass(frozen=True)
class Verification:
    units: Sequence[Found]
    agencies: Sequence[str]
    asked: int
    visits: int

    @property
    def arrived(self) -> list[Found]:
        return [row for row in self.units if row.has_arrived]

    @property
    def is_over(self) -> bool:
        return all(row.is_verified for row in self.arrived)


def verification_of(season: Season) -> Verification:
    """8 queries, however many units there are."""
    rows, accepted = list(reports(season)), exempt(season)
    columns, reasons = answers_of(rows, STAGES[:2]), _reasons(season)
    units = [
        Found(
            row,
            scores(row.season_unit, columns.get(row.pk, NOTHING), accepted.get(row.season_unit_id, {})),
            reasons.get(row.pk, {}),
        )
        for row in rows
    ]
    shared = Assignment.objects.filter(season=season).order_by("agency__order", "agency_id")
    return Verification(
        units=units,
        agencies=list(dict.fromkeys(shared.values_list("agency__name_vi", flat=True))),
        asked=ClarificationRequest.objects.filter(report__season_unit__season=season).count(),
        visits=Visit.objects.filter(season_unit__season=season, state=VisitState.HELD).count(),
    )


def _reasons(season: Season) -> dict[int, dict[str, str]]:
    rows = Answer.objects.filter(report__season_unit__season=season, stage=Stage.VERIFIED).exclude(reason="")
    found: dict[int, dict[str, str]] = {}
    for report, code, reason in rows.values_list("report_id", "component", "reason"):
        found.setdefault(report, {})[code] = reason
    return found
