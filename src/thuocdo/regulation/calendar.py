"""Dates of a season. The moment is always an argument: nothing here asks a clock (Articles 4.3, 4.4, 4.6; I5, I6)."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from .errors import NoSuchDate
from .model import CriteriaSet

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Place = Literal["before", "inside", "border", "after"]


class DataPeriod(NamedTuple):
    """Figures cover from the first day to the day before `until`; `until` itself is the border day (I6)."""

    from_: date
    until: date


def deadline(criteria_set: CriteriaSet, tier: str, year: int, tz: tzinfo = VIETNAM) -> datetime:
    """The first moment that is too late: 00:00 of the day that Article 4.4 names ("trước ngày 20 tháng 10")."""
    return datetime.combine(_report_before(criteria_set, tier, year), time(), tz)


def last_day(criteria_set: CriteriaSet, tier: str, year: int) -> date:
    """The last day on which a report is in time, as people are shown it ("hết ngày 19/10")."""
    return _report_before(criteria_set, tier, year) - timedelta(days=1)


def in_time(sent: datetime, too_late: datetime) -> bool:
    """Whether a report sent at this moment is in time; both moments carry their zone (I5)."""
    return sent < too_late


def days_left(today: date, last: date) -> int:
    """Days until the last day: 0 on the day itself, negative after it."""
    return (last - today).days


def data_period(criteria_set: CriteriaSet, year: int) -> DataPeriod:
    """First and closing day of the data period of a report year (Article 4.3)."""
    period = criteria_set.period
    if period is None:
        raise NoSuchDate(f"{criteria_set.id}: period")
    return DataPeriod(period.from_.of(year + period.from_year), period.until.of(year + period.until_year))


def place_in_period(period: tuple[date, date], day: date) -> Place:
    """Where a dated document stands: the closing day is the border ("ngày giáp ranh"), good in one season only."""
    first, closing = period
    if day < first:
        return "before"
    if day < closing:
        return "inside"
    return "border" if day == closing else "after"


def approval_before(criteria_set: CriteriaSet, year: int) -> date:
    """The day before which the result is to be approved (Article 4.6)."""
    if criteria_set.approval_before is None:
        raise NoSuchDate(f"{criteria_set.id}: approval_before")
    return criteria_set.approval_before.of(year)


def approval_last_day(criteria_set: CriteriaSet, year: int) -> date:
    """The last day for the approving decision ("hết ngày 14/12")."""
    return approval_before(criteria_set, year) - timedelta(days=1)


def _report_before(criteria_set: CriteriaSet, tier: str, year: int) -> date:
    day = criteria_set.tiers[tier].report_before
    if day is None:
        raise NoSuchDate(f"{criteria_set.id}: {tier}.report_before")
    return day.of(year)
