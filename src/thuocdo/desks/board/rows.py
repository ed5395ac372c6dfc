"""What the board shows: the season in figures, a line per unit with its part of the heat map."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.db.models import Count, Max, Q, Sum
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exemptions_by_report
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.desks.board.disputes import BOTH, Disputes
from thuocdo.desks.board.filters import Filters
from thuocdo.desks.board.heat import Cell, as_html, cell
from thuocdo.desks.board.kept import Shelf
from thuocdo.desks.board.scores import NOTHING, Score, answers_of, scores
from thuocdo.regulation import Component
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.enums import ARRIVED, ReportState, Stage
from thuocdo.reports.facts import Exempt
from thuocdo.reports.models import Answer, Report
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

    @cached_property
    def line_html(self) -> SafeString:
        return render_to_string("desks/board/unit.html", {"row": self})

    @cached_property
    def heat_html(self) -> SafeString:
        return as_html(self.cells)


def _columns(same: list[Score]):
    return ([s.own for s in same], [s.verified for s in same])


ROWS: Shelf[UnitRow] = Shelf(1000)  # about 15 KB each


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
    """The reports with their scores, tier by tier: 3 queries, whatever their number."""
    forms = law(season.pinned_set).forms
    columns = {tier.pk: chosen.columns(forms[tier.tier.code]) for tier in season.tiers.all()}
    codes = {tier: frozenset(component.code for component in components) for tier, components in columns.items()}
    rows = _rows(found, exempt, codes)
    blocks = []
    for tier in season.tiers.all():
        own = [rows[report.pk] for report in found if report.season_unit.season_tier_id == tier.pk]
        blocks.append(TierRows(tier, columns[tier.pk], own))
    return [block for block in blocks if block.rows]


def _rows(found: list[Report], exempt: Exempt, codes: Mapping[int, frozenset[str]]) -> dict[int, UnitRow]:
    """Report -> its row; made anew only of those of which something has changed."""
    stands, requests = _stands(found), exemptions_by_report(found)
    keys = {}
    for report in found:
        shown = codes[report.season_unit.season_tier_id]
        accepted = tuple(sorted(exempt.get(report.season_unit_id, {}).items()))
        asked = tuple((row.pk, row.state) for row in requests.get(report.pk, []))
        keys[report.pk] = (*_facts(report), stands.get(report.pk), asked, accepted, shown, get_language())
    known = {report.pk: row for report in found if (row := ROWS.find(keys[report.pk]))}
    changed = [report for report in found if report.pk not in known]
    answers = answers_of(changed, BOTH) if changed else {}
    for report in changed:
        left_out = exempt.get(report.season_unit_id, {})
        own = scores(report.season_unit, answers.get(report.pk, NOTHING), left_out)
        row = UnitRow(report, own, requests.get(report.pk, []), codes[report.season_unit.season_tier_id])
        known[report.pk] = ROWS.keep(keys[report.pk], row)
    return known


def _facts(report: Report) -> tuple[Hashable, ...]:
    """What a row shows of the report itself."""
    unit = report.season_unit
    extended = bool(unit.extensions.all())
    place = unit.season_tier_id, unit.name
    return report.pk, *place, report.state, report.is_late, report.absence_reason, last_day_of(report), extended


def _stands(found: Iterable[Report]) -> dict[int, tuple[Hashable, ...]]:
    """Report -> what changes whenever one of its answers is written: 1 query."""
    rows = Answer.objects.filter(report__in=[report.pk for report in found], stage__in=BOTH).values("report")
    told = rows.annotate(n=Count("pk"), versions=Sum("version"), latest=Max("changed_at"))
    return {report: tuple(rest) for report, *rest in told.values_list("report", "n", "versions", "latest")}


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
