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


def day_sequence(report: Report) -> int:
    """Of the calendar's entry of the last day (RFC 5545, SEQUENCE): grows with every extension and, as a report is sent
    before it is returned, with every return. Needs extensions and sendings prefetched, else 1 query each."""
    return len(report.season_unit.extensions.all()) + len(report.sendings.all())


def deadline_of(report: Report) -> datetime:
    """The first moment at which this report is late."""
    return midnight(last_day_of(report) + timedelta(days=1))


def would_be_late(report: Report, moment: datetime) -> bool:
    """Whether sending at `moment` is late. What came late at first stays late after its return, whatever day that
    gave, unless an extension granted since covers that first time; what was in time has to be in again by the day of
    its return, where it gave one (decision 0019). 1 query where it came late."""
    if report.return_until is None and report.return_reason:
        return _stays_late(report)
    return (report.return_until is not None and _stays_late(report)) or moment >= deadline_of(report)


def _stays_late(report: Report) -> bool:
    """By what the season grants now; a return's day excuses nothing that came before it."""
    if not report.is_late:
        return False
    first = report.sendings.filter(is_late=True).order_by("number").first()
    granted = midnight(granted_last_day(report.season_unit) + timedelta(days=1))
    return first is None or first.sent_at >= granted
