"""The one clock: the database's, plus the installation's demonstration offset. Nothing else asks for the time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField
from django.db.models.expressions import Func, RawSQL

from thuocdo.common.models import Installation, InstallationKind

# clock_timestamp() and not now(): a deadline is judged when the row's lock is held, not when the transaction began.
NOW = "SELECT clock_timestamp() + coalesce((SELECT clock_offset FROM common_installation WHERE id = 1), interval '0')"


class ClockRefused(Exception):
    """A real installation's clock was to be moved; it never is."""


def now() -> datetime:
    """The present moment, in UTC. Costs one query; it must be a statement of its own after a row's lock."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        return cursor.fetchone()[0]


def now_with_installation() -> tuple[Installation | None, datetime]:
    """The moment and the installation, whose row is read on every page anyway: 1 query, 2 where there is no row yet."""
    row = Installation.objects.annotate(real=Func(function="clock_timestamp", output_field=DateTimeField())).first()
    return row, row.real + (row.clock_offset or timedelta()) if row else now()


def today() -> date:
    """The present day in the province's time zone."""
    return local(now()).date()


def now_in_query() -> RawSQL:
    """The present moment inside another query, which then needs none for it."""
    return RawSQL(f"({NOW})", [], DateTimeField())  # noqa: S611 - nothing typed is in it


def today_in_query() -> RawSQL:
    """The same day inside another query."""
    return RawSQL(f"(({NOW}) AT TIME ZONE %s)::date", [settings.TIME_ZONE])  # noqa: S611 - nothing typed is in it


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE))


def set_demonstration_time(moment: datetime) -> None:
    """Moves the clock of a sample or practice installation so that it shows `moment` now."""
    real = now() - offset()
    changed = Installation.objects.exclude(kind=InstallationKind.REAL).update(clock_offset=moment - real)
    if not changed:
        raise ClockRefused("Only a sample or practice installation may have a demonstration clock.")


def offset() -> timedelta:
    row = Installation.objects.values_list("clock_offset", flat=True).first()
    return row or timedelta()
