"""What a verifier has to check."""

from django.db.models import Q, QuerySet

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.reports.queries import arrived
from thuocdo.verification.models import Assignment


def assignments(season: Season) -> list[Assignment]:
    """All assignments of a season: 1 query."""
    return list(Assignment.objects.filter(season=season).select_related("agency", "season_unit"))


def verifiable_reports(user: User, season: Season | None = None) -> QuerySet[Report]:
    """Reports that arrived and that the person verifies at least in part; never their own unit's (I12): 2 queries."""
    rows = arrived(season).exclude(season_unit__unit_id__in=user.unit_ids())
    if runs_the_season(user):
        return rows
    agencies = user.unit_ids(Role.VERIFIER)
    mine = Assignment.objects.filter(agency_id__in=agencies)
    by_component = mine.filter(season_unit=None).values("season_id")
    by_unit = mine.exclude(season_unit=None).values("season_unit_id")
    return rows.filter(Q(season_unit__season_id__in=by_component) | Q(season_unit_id__in=by_unit))


def readable_reports(user: User) -> QuerySet[Report]:
    """Every report the person may open once it was sent: those they verify; all of them for who oversees the season."""
    return arrived() if oversees(user) else verifiable_reports(user)


def unchecked(report: Report) -> list[str]:
    """Codes of the components that the unit answers and nobody has verified since it last changed them.

    Free where answers are prefetched, else 1 query.
    """
    declared: dict = {}
    checked: dict = {}
    for answer in report.answers.all():
        if answer.stage in (Stage.SELF, Stage.VERIFIED):
            (declared if answer.stage == Stage.SELF else checked)[answer.component] = answer.changed_at
    return [
        component.code
        for component in form_of(report.season_unit).components
        if component.answered_by == "unit"
        and (
            component.code not in checked
            or declared.get(component.code, checked[component.code]) > checked[component.code]
        )
    ]
