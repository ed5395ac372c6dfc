"""Reading on-site checks, and who writes them; each function says what it costs."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.reports.models import Report
from thuocdo.verification.enums import VisitState
from thuocdo.verification.models import Assignment, Visit, VisitFinding, VisitSigner
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_read, may_verify

SELECTED = ("season_unit__unit", "season_unit__season__pinned_set", "season_unit__season_tier__tier")


def visits(season: Season | None = None) -> QuerySet[Visit]:
    """With unit, planner, findings and signers, by day: 3 queries."""
    rows = Visit.objects.select_related(*SELECTED, "planned_by", "signed_file")
    rows = rows.defer("season_unit__season__pinned_set__source")
    rows = rows.prefetch_related(
        Prefetch("findings", VisitFinding.objects.order_by("pk")), Prefetch("signers", VisitSigner.objects.all())
    )
    return rows if season is None else rows.filter(season_unit__season=season)


def readable_visits(user: User, season: Season) -> list[Visit]:
    """All for who oversees the season, with a component of theirs for verifiers, their own for units: 4 queries."""
    shared = assignments(season)
    return [row for row in visits(season) if reads_visit(user, row, shared)]


def own_visits(user: User) -> QuerySet[Visit]:
    """Visits to the units that the person reports for."""
    return visits().filter(season_unit__unit_id__in=user.unit_ids(REPORTING))


def reads_visit(user: User, visit: Visit, shared: Iterable[Assignment]) -> bool:
    return is_visited(user, visit) or checks_by_visit(user, visit, shared)


def is_visited(user: User, visit: Visit) -> bool:
    return user.holds(REPORTING, visit.season_unit.unit_id)


def checks_by_visit(user: User, visit: Visit, shared: Iterable[Assignment]) -> bool:
    """Reads it from the team's side, with what is not in the minutes yet."""
    if oversees(user):
        return True
    report = Report(season_unit=visit.season_unit)
    return any(may_read(user, report, finding.component, shared) for finding in visit.findings.all())


def leads_visit(user: User, season_unit: SeasonUnit, components: Iterable[str], shared: Iterable[Assignment]) -> bool:
    """Plans and minutes are written by who verifies every component of the visit; never by the unit's own (I12)."""
    report = Report(season_unit=season_unit)
    codes = list(components)
    return bool(codes) and all(may_verify(user, report, code, shared) for code in codes)


def findings_about(season_unit: SeasonUnit, component: str) -> QuerySet[VisitFinding]:
    """What visits that were held found of one component: 1 query."""
    rows = VisitFinding.objects.filter(visit__season_unit=season_unit, visit__state=VisitState.HELD)
    return rows.filter(component=component).select_related("visit").order_by("-visit__day")
