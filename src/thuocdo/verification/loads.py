"""How much each agency has to verify, and how far it is; where nobody but the lead department would check."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, Unit, User
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.regulation import Form
from thuocdo.reports.enums import ARRIVED, ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.models import Assignment

Lines = dict[int, frozenset[str]]  # report -> scored lines


def checked_lines(season: Season) -> Lines:
    """The scored lines that were verified since their unit last changed them: 1 query, a row a report."""
    later = Answer.objects.filter(
        report=OuterRef("report"),
        component=OuterRef("component"),
        stage=Stage.SELF,
        changed_at__gt=OuterRef("changed_at"),
    )
    rows = Answer.objects.filter(~Exists(later), stage=Stage.VERIFIED, report__season_unit__season=season)
    grouped = rows.order_by().values("report_id").annotate(lines=ArrayAgg("component"))
    return {row["report_id"]: frozenset(row["lines"]) for row in grouped}


@dataclass
class Load:
    """Components x units of one agency, or of one officer of it."""

    agency: Unit
    verifier: User | None
    done: int = 0
    open: int = 0  # in, and not checked since it last changed
    awaited: int = 0  # the report is not in yet

    @property
    def assigned(self) -> int:
        return self.done + self.open + self.awaited


def loads(season: Season, rows: Iterable[Assignment]) -> list[Load]:
    """By agency and officer; an agency's own unit is not counted for it. 2 queries."""
    season_forms = law(season.pinned_set).forms
    tops = {tier: _tops(form) for tier, form in season_forms.items()}
    checked = checked_lines(season)
    units = [_Unit(*row) for row in _states(season)]
    found: dict[tuple[int, int | None], Load] = {}
    counted: set[tuple[int, int | None, int, str]] = set()
    for row in rows:
        load = found.setdefault((row.agency_id, row.verifier_id), Load(row.agency, row.verifier))
        for unit in units:
            if unit.is_within(row):
                _count(load, row, unit, tops[unit.tier_code], checked.get(unit.report, frozenset()), counted)
    return sorted(found.values(), key=lambda load: (load.agency.order, str(load.verifier or "")))


@dataclass(frozen=True, slots=True)
class _Unit:
    report: int
    state: str
    season_unit: int
    unit: int
    tier: int
    tier_code: str

    def is_within(self, row: Assignment) -> bool:
        return (
            row.agency_id != self.unit
            and row.season_unit_id in (None, self.season_unit)
            and row.season_tier_id in (None, self.tier)
        )


def _states(season: Season):
    rows = Report.objects.filter(season_unit__season=season)
    return rows.values_list(
        "pk",
        "state",
        "season_unit",
        "season_unit__unit",
        "season_unit__season_tier",
        "season_unit__season_tier__tier__code",
    )


def _tops(form: Form) -> dict[str, frozenset[str]]:
    """Component -> the scored lines that verification checks; what is the council's alone is left out."""
    rows = {c.code: frozenset(leaf.code for leaf in c.leaves if leaf.answered_by != "council") for c in form.components}
    return {code: lines for code, lines in rows.items() if lines}


def _count(load: Load, row: Assignment, unit: _Unit, tops, checked: frozenset[str], counted: set) -> None:
    for code in [row.component] if row.component else tops:
        place = (row.agency_id, row.verifier_id, unit.report, code)
        if code not in tops or place in counted:
            continue
        counted.add(place)
        if unit.state not in ARRIVED:
            load.awaited += 1
        elif unit.state != ReportState.SENT or tops[code] <= checked:
            load.done += 1
        else:
            load.open += 1


def checked_by(row: Assignment) -> int:
    """How many scored lines of this assignment the agency's people, or its officer, have verified: 1 query."""
    people = Q(changed_by=row.verifier_id) if row.verifier_id else Q(changed_by__in=_officers(row.agency_id))
    answers = Answer.objects.filter(people, stage=Stage.VERIFIED, report__season_unit__season=row.season_id)
    if row.component:
        leaves = _leaves(row)
        answers = answers.filter(component__in=leaves)
    if row.season_unit_id:
        answers = answers.filter(report__season_unit=row.season_unit_id)
    if row.season_tier_id:
        answers = answers.filter(report__season_unit__season_tier=row.season_tier_id)
    return answers.count()


def _officers(agency: int):
    return Post.objects.filter(unit=agency, role=Role.VERIFIER).values("user")


def _leaves(row: Assignment) -> set[str]:
    forms = law(row.season.pinned_set).forms.values()
    return {leaf.code for form in forms for c in form.components if c.code == row.component for leaf in c.leaves}


def without_officers(rows: Iterable[Assignment]) -> list[Unit]:
    """Agencies at which nobody is a verifier today: 1 query."""
    agencies = {row.agency_id: row.agency for row in rows}
    posts = Post.objects.filter(Post.on(clock.today()), unit__in=agencies, role=Role.VERIFIER)
    held = Counter(posts.values_list("unit", flat=True))
    return [agency for pk, agency in agencies.items() if not held[pk]]
