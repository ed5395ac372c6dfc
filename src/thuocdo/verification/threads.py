"""Reading clarification requests; each function says what it costs."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report
from thuocdo.reports.queries import LAW_TEXT, UNIT
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import Assignment, ClarificationMessage, ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_read

REPORT = tuple(f"report__{name}" for name in UNIT[:3])


def clarification_requests(season: Season | None = None) -> QuerySet[ClarificationRequest]:
    """Requests with their report's unit and season, those with the nearest last day first: 1 query."""
    rows = ClarificationRequest.objects.select_related(*REPORT, "asked_by", "closed_by", "ruling", "letter__file")
    rows = rows.defer(f"report__{LAW_TEXT}").order_by("due", "pk")
    return rows if season is None else rows.filter(report__season_unit__season=season)


def with_messages(rows: QuerySet[ClarificationRequest]) -> QuerySet[ClarificationRequest]:
    """Adds everything that was said and handed in: 2 queries more."""
    messages = ClarificationMessage.objects.select_related("written_by").prefetch_related("files__file")
    return rows.prefetch_related(Prefetch("messages", messages))


def with_questions(rows: QuerySet[ClarificationRequest]) -> QuerySet[ClarificationRequest]:
    """Adds the messages without their files, for lists: 1 query more."""
    return rows.prefetch_related("messages")


def own_requests(user: User) -> QuerySet[ClarificationRequest]:
    """What the units that the person reports for were asked."""
    return clarification_requests().filter(report__season_unit__unit_id__in=user.unit_ids(REPORTING))


def asked_requests(user: User, season: Season) -> list[ClarificationRequest]:
    """The season's requests on what the person verifies; all of them for who oversees the season: 3 queries.

    A report that went back to its unit hides none: its verifiers wrote the question themselves."""
    rows = list(with_questions(clarification_requests(season)))
    if oversees(user):
        return rows
    shared = assignments(season)
    return [row for row in rows if may_read(user, row.report, row.component, shared)]


def reads_as_verifier(user: User, row: ClarificationRequest) -> bool:
    """1 query unless the person oversees the season."""
    if oversees(user):
        return True
    return may_read(user, row.report, row.component, assignments(row.report.season_unit.season))


def requests_about(report: Report, components: Iterable[str] | None = None) -> QuerySet[ClarificationRequest]:
    """Of one report, the open ones first; of these components where they are given: 2 queries."""
    rows = with_questions(clarification_requests().filter(report=report).order_by("-state", "due", "pk"))
    return rows if components is None else rows.filter(component__in=components)


def open_requests(season: Season, component: str) -> QuerySet[ClarificationRequest]:
    """Requests on one component, of any unit, that nobody has closed: 1 query."""
    return clarification_requests(season).filter(component=component).exclude(state=RequestState.CLOSED)


def visible_to(user: User, row: ClarificationRequest, shared: Iterable[Assignment]) -> bool:
    """One of the two sides, or who oversees the season."""
    return user.holds(REPORTING, row.report.season_unit.unit_id) or may_read(user, row.report, row.component, shared)
