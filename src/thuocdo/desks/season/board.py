"""What the board of a season shows: how many have reported, who has not, what can be done next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from thuocdo.appraisal.queries import exempt
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.transitions import SEASON, TAKEN_ABOVE, Transition
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import ARRIVED, ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.progress import Progress, progress
from thuocdo.reports.queries import reports, with_declared


@dataclass
class Row:
    """One unit's line."""

    report: Report
    progress: Progress

    @property
    def arrived(self) -> bool:
        return self.report.state in ARRIVED

    @property
    def last_day(self) -> date:
        return last_day_of(self.report)

    @property
    def is_extended(self) -> bool:
        return bool(self.report.season_unit.extensions.all())


@dataclass
class TierBoard:
    tier: SeasonTier
    rows: list[Row]
    today: date

    @property
    def arrived(self) -> int:
        return sum(row.arrived for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.report.is_late for row in self.rows)

    @property
    def verified(self) -> int:
        """Verified, or further on."""
        return sum(self.counts[state] for state in ARRIVED - {ReportState.SENT})

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.report.state for row in self.rows)

    @property
    def steps(self) -> list[Transition]:
        """What the lead department may do with this tier from here, forward first."""
        return [s for act, s in SEASON.items() if self.tier.phase in s.sources and act not in TAKEN_ABOVE]

    @property
    def waits_for_reports(self) -> bool:
        """A report can still come in, late or extended, or its absence be explained."""
        return self.tier.phase in (Phase.REPORTING, Phase.VERIFYING)

    @property
    def is_awaited(self) -> bool:
        """Reports are not due yet, or still coming in."""
        return self.tier.phase in (Phase.PREPARING, Phase.REPORTING)

    @property
    def is_over(self) -> bool:
        """The last day for reports has passed."""
        return self.today > self.tier.last_day

    @property
    def due(self) -> Transition | None:
        """The step forward, once it is time: reporting over, or every report verified."""
        forward = next((step for step in self.steps if not step.needs_reason), None)
        waiting = {
            Phase.REPORTING: not self.is_over and self.arrived < len(self.rows),
            Phase.VERIFYING: self.counts[ReportState.SENT] > 0,
            Phase.PUBLISHED: True,
        }
        return None if waiting.get(Phase(self.tier.phase), False) else forward

    @property
    def unverified(self) -> list[str]:
        """Names of the units whose report is in and not verified."""
        return [row.report.season_unit.name for row in self.rows if row.report.state == ReportState.SENT]

    @property
    def missing(self) -> list[str]:
        """Names of the units whose report has not arrived."""
        return [row.report.season_unit.name for row in self.rows if not row.arrived]


def board(season: Season, today: date) -> list[TierBoard]:
    """The season by tier: 4 queries, whatever the number of units. Needs the season's tiers prefetched."""
    found = list(with_declared(reports(season)))
    done = progress(found, exempt(season))
    rows = [Row(report, done[report.pk]) for report in found]
    return [
        TierBoard(tier, [row for row in rows if row.report.season_unit.season_tier_id == tier.pk], today)
        for tier in season.tiers.all()
    ]


def timeline() -> list[dict[str, object]]:
    return [{"key": phase.value, "label": phase.label} for phase in Phase]
