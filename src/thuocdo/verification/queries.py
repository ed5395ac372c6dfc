"""What a verifier has to check."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.cycles.going_back import latest
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component, Form
from thuocdo.reports.enums import STAGES, ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.news import subject
from thuocdo.reports.queries import arrived
from thuocdo.verification.heirs import Heirs, heirs, inherited
from thuocdo.verification.models import Assignment


class Assignments(list[Assignment]):
    """Assignments, with whoever has taken over from their agencies."""

    def __init__(self, rows: Iterable[Assignment] = ()) -> None:
        super().__init__(rows)
        self.heirs: Heirs = heirs()


def assignments(season: Season | None = None) -> Assignments:
    """All assignments of a season, or of every season: 2 queries."""
    rows = Assignment.objects.select_related("agency", "season_unit", "season_tier")
    return Assignments(rows if season is None else rows.filter(season=season))


def verifiable_reports(user: User, season: Season | None = None) -> QuerySet[Report]:
    """Reports that arrived and that the person verifies at least in part; never their own unit's (I12): 3 queries."""
    taken = heirs()
    rows = arrived(season).exclude(season_unit__unit_id__in=inherited(taken, user.unit_ids()))
    if runs_the_season(user):
        return rows
    agencies = inherited(taken, user.unit_ids(Role.VERIFIER) - taken.keys())
    named = Q(verifier=None) | Q(verifier=user)
    mine = Assignment.objects.filter(named, agency_id__in=agencies)
    everywhere = mine.filter(season_unit=None)
    by_component = everywhere.filter(season_tier=None).values("season_id")
    by_tier = everywhere.exclude(season_tier=None).values("season_tier_id")
    by_unit = mine.exclude(season_unit=None).values("season_unit_id")
    return rows.filter(
        Q(season_unit__season_id__in=by_component)
        | Q(season_unit__season_tier_id__in=by_tier)
        | Q(season_unit_id__in=by_unit)
    )


def readable_reports(user: User, season: Season | None = None) -> QuerySet[Report]:
    """Every report the person may open once it was sent: those they verify; all of them for who oversees the season.

    Which components of it they see: `rules.may_read`.
    """
    return arrived(season) if oversees(user) else verifiable_reports(user, season)


def with_progress_of_checks(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds of every answer only what tells whether it was checked since it last changed: 1 query more."""
    return rows.prefetch_related(
        Prefetch("answers", Answer.objects.only("report_id", "component", "stage", "changed_at", "version"))
    )


def lacking(report: Report, stage: Stage) -> set[str]:
    """Codes of the scored lines without an answer in this column, or with one from before a column to its left changed.

    Free where answers are prefetched, else 1 query.
    """
    changed: dict[str, dict[str, datetime]] = defaultdict(dict)
    for answer in report.answers.all():
        changed[answer.stage][answer.component] = answer.changed_at
    own, earlier = changed[stage], [changed[name] for name in STAGES[: STAGES.index(stage)]]
    leaves = (leaf.code for component in checked_components(report) for leaf in component.leaves)
    return {code for code in leaves if code not in own or any(row.get(code, own[code]) > own[code] for row in earlier)}


def unchecked(report: Report) -> list[str]:
    """Codes of the components that the unit or the verifier answers and nobody has verified since they last changed; of
    bonus and deduction only what the unit claims.

    Free where answers are prefetched, else 2 queries.
    """
    missing, form = lacking(report, Stage.VERIFIED), form_of(report.season_unit)
    claimed = {row.component for row in report.answers.all() if row.stage == Stage.SELF}
    asked = [*form.components, *(extra.component for extra in form.adjustments if extra.code in claimed)]
    return [
        component.code
        for component in asked
        if any(leaf.answered_by != "council" and leaf.code in missing for leaf in component.leaves)
    ]


def sent_back(reports: Iterable[Report]) -> dict[int, list[str]]:
    """Report -> the components for which it came back to verification and that nobody has checked since: 1 query for
    all of them where answers are prefetched."""
    found = list(reports)
    rows = latest(map(subject, found))
    backs = {report: rows[subject(report)] for report in found if subject(report) in rows}
    return {
        report.pk: [code for code in row.components if not _checked_since(report, code, row.taken_at)]
        for report, row in backs.items()
        if row.act == "report.verify_again" and report.state == ReportState.SENT
    }


def _checked_since(report: Report, code: str, moment: datetime) -> bool:
    leaves = {leaf.code for top in checked_components(report) if top.code == code for leaf in top.leaves}
    verified = (row for row in report.answers.all() if row.stage == Stage.VERIFIED and row.component in leaves)
    return any(row.changed_at > moment for row in verified)


def checked_components(report: Report) -> list[Component]:
    """The components of the unit's form, then its lines of bonus and deduction."""
    return checked_lines_of(form_of(report.season_unit))


def checked_lines_of(form: Form) -> list[Component]:
    return [*form.components, *(extra.component for extra in form.adjustments)]
