"""Until when a report is in time: the season's day, an extension, or the day that its return gave (R4.4, I5)."""

from datetime import date, datetime, timedelta

from thuocdo.cycles.models import midnight
from thuocdo.cycles.queries import granted_last_day
from thuocdo.reports.models import Report


def last_day_of(report: Report) -> date:
    """The last day on which this report is in time; a return never shortens what the season grants. Needs the
    extensions prefetched, else 1 query."""
    granted = granted_last_day(report.season_unit)
    return max(granted, report.return_until) if report.return_until else granted


def deadline_of(report: Report) -> datetime:
    """The first moment at which this report is late."""
    return midnight(last_day_of(report) + timedelta(days=1))


def would_be_late(report: Report, moment: datetime) -> bool:
    """Whether sending at `moment` is late. What came late at first stays late after its return, whatever day that
    gave; what was in time has to be in again by that day."""
    was_returned = report.return_until is not None
    return (was_returned and report.is_late) or moment >= deadline_of(report)
