"""What the board shows: the season in figures, a line per unit with its part of the heat map."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.desks.board.disputes import BOTH, Disputes
from thuocdo.desks.board.filters import Filters
from thuocdo.desks.board.heat import Cell, as_html, cell
from thuocdo.desks.board.scores import NOTHING, Score, answers_of, scores
from thuocdo.regulation import Component
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import ARRIVED, ReportState, Stage
from thuocdo.reports.facts import Exempt
from thuocdo.reports.models import Report
from thuocdo.reports.progress import is_open, is_the_units

ZERO = Fraction(0)
S = ReportState


@dataclass(frozen=True)
class UnitRow:
    """One unit. Points are shown of reports that have arrived, and of no others."""

    report: Report
    scores: list[Score]
    requests: list[Exemption]
    columns: frozenset[str]

    @property
    def arrived(self) -> bool:
        return self.report.state in ARRIVED

    @cached_property
    def url(self) -> str:
        return reverse("desks:check_report", args=[self.report.pk])

    @property
    def answered(self) -> tuple[int, int]:
        """Components that the unit is done with, of those it has to answer; as its own desk counts them."""
        own = [s for s in self.scores if is_the_units(s.component) and s.own.state != "exempt"]
        return sum(not is_open(s.component, s.own) for s in own), len(own)

    @property
    def checked(self) -> tuple[int, int]:
        """Components that verification is done with, of those it has to check; the council's own are in neither."""
        due = [s for s in self.scores if any(leaf.answered_by != "council" for leaf in s.component.leaves)]
        return sum(Stage.VERIFIED in s.decided for s in due), len(due)

    @property
    def disputed(self) -> list[str]:
        return [s.component.code for s in self.scores if s.is_disputed] if self.arrived else []

    @property
    def sums(self) -> tuple[Fraction, Fraction]:
        """Self-assessed and verified points over the same components (I9)."""
        same = [s for s in self.scores if s.is_compared]
        own, verified = (sum((result.points or ZERO for result in row), ZERO) for row in _columns(same))
        return own, verified

    @property
    def asked(self) -> int:
        return sum(row.state != ExemptionState.WITHDRAWN for row in self.requests)

    @property
    def accepted(self) -> int:
        return sum(row.state == ExemptionState.ACCEPTED for row in self.requests)

    @property
    def last_day(self):
        return last_day_of(self.report)

    @property
    def is_extended(self) -> bool:
        return bool(self.report.season_unit.extensions.all())

    @cached_property
    def cells(self) -> list[Cell]:
        return [cell(s, self.url) for s in self.scores if s.component.code in self.columns]

    @property
    def cells_html(self) -> str:
        return as_html(self.cells)


def _columns(same: list[Score]):
    return ([s.own for s in same], [s.verified for s in same])


@dataclass(frozen=True)
class TierRows:
    """The units of one tier on this page, under the components of their form."""

    tier: SeasonTier
    components: list[Component]
    rows: list[UnitRow]

    @property
    def arrived(self) -> list[UnitRow]:
        return [row for row in self.rows if row.arrived]


def by_tier(season: Season, found: list[Report], exempt: Exempt, chosen: Filters) -> list[TierRows]:
    """The reports with their scores, tier by tier: 2 queries, whatever their number."""
    answers, requests = answers_of(found, BOTH), exemptions_by_report(found)
    blocks = []
    for tier in season.tiers.all():
        components = chosen.columns(law(season.pinned_set).forms[tier.tier.code])
        codes = frozenset(component.code for component in components)
        rows = [
            UnitRow(
                report,
                scores(report.season_unit, answers.get(report.pk, NOTHING), exempt.get(report.season_unit_id, {})),
                requests.get(report.pk, []),
                codes,
            )
            for report in found
            if report.season_unit.season_tier_id == tier.pk
        ]
        blocks.append(TierRows(tier, components, rows))
    return [block for block in blocks if block.rows]


@dataclass(frozen=True)
class Figure:
    """One figure of the season, and where the units behind it are listed."""

    label: str
    number: int
    of: int | None
    url: str


def figures(season: Season, found: Disputes, chosen: Filters) -> list[Figure]:
    """The season, or the chosen tier, at a glance: 1 query."""
    rows = Report.objects.filter(season_unit__season=season)
    if chosen.tier:
        rows = rows.filter(season_unit__season_tier__tier__code=chosen.tier)
    n = rows.aggregate(
        units=Count("pk"),
        arrived=Count("pk", filter=Q(state__in=ARRIVED)),
        late=Count("pk", filter=Q(state__in=ARRIVED, is_late=True)),
        verified=Count("pk", filter=Q(state__in=ARRIVED - {S.SENT})),
        final=Count("pk", filter=Q(state=S.FINAL)),
        disputed=Count("pk", filter=Q(pk__in=list(found))),
    )
    return [
        Figure(_("Reports in"), n["arrived"], n["units"], chosen.with_state("da-gui")),
        Figure(_("Not sent yet"), n["units"] - n["arrived"], None, chosen.with_state("chua-gui")),
        Figure(_("Late"), n["late"], None, chosen.with_state("muon")),
        Figure(_("Verified"), n["verified"], n["arrived"], chosen.with_state("da-tham-tra")),
        Figure(_("In dispute"), n["disputed"], None, chosen.disputed_query),
        Figure(_("Final"), n["final"], None, chosen.with_state("chinh-thuc")),
    ]


def in_dispute(found: Disputes, codes: Iterable[str]) -> list[int]:
    """The reports with a dispute in one of these components."""
    wanted = set(codes)
    return [report for report, disputed in found.items() if disputed & wanted]
