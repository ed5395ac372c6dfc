"""Reminders: the worker asks once a minute what every unit that has not sent its report is to be told (R4.4).

What is due follows from the day, the unit's own last day and what was told before. So a sweep may run twice, be missed
for a week or meet a demonstration clock that was moved: it says the one thing that holds now, and says it once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch

from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Extension
from thuocdo.notices.actions import tell
from thuocdo.notices.enums import NEWS, Kind
from thuocdo.notices.models import Event
from thuocdo.reports.deadlines import day_sequence, last_day_of
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.models import Report, Sending
from thuocdo.reports.news import news, people_of, subject
from thuocdo.reports.queries import UNIT
from thuocdo.reports.rules import OPEN_PHASES

# Days left -> what is told from that day on, until the next of them.
MILESTONES = {30: Kind.DUE_30, 7: Kind.DUE_7, 3: Kind.DUE_3, 1: Kind.DUE_1, 0: Kind.DUE_TODAY, -1: Kind.OVERDUE}
NEEDED = (
    "return_reason",
    "return_until",
    "season_unit__season_tier__phase",
    "season_unit__season_tier__report_before",
)


@dataclass
class Told:
    """What was told about one report so far."""

    names: set[str] = field(default_factory=set)
    news_on: date = date.min  # the last day on which something said the last day by itself
    last_day: str = ""  # as the unit was told it


@dataclass(frozen=True)
class Due:
    """One thing to tell about one report."""

    report: Report
    kind: Kind
    name: str
    facts: Mapping[str, object]


@transaction.atomic
def remind() -> int:
    """Tells what is due now; how many events. 5 queries where nothing is, some 14 more however many units there are."""
    today = clock.today()
    waiting = list(awaited())
    told = _told(waiting)
    due = [row for report in waiting for row in _due(report, told.get(subject(report), Told()), today)]
    if not due:
        return 0
    reports = _whole(due)
    people = people_of(report.season_unit.unit_id for report in reports.values())
    tell([news(reports[row.report.pk], row.kind, row.name, people, **row.facts) for row in due])
    record("report.reminded", actor=None, subject="installation:1", after={"events": len(due)})
    return len(due)


def awaited() -> Iterable[Report]:
    """Reports that are open and not sent, with what their last day follows from and no more: 3 queries."""
    rows = Report.objects.filter(state__in=EDITABLE, season_unit__season_tier__phase__in=OPEN_PHASES)
    extensions = Prefetch("season_unit__extensions", Extension.objects.select_related("document"))
    sendings = Prefetch("sendings", Sending.objects.only("report"))
    return rows.select_related("season_unit__season_tier").only(*NEEDED).prefetch_related(extensions, sendings)


def _whole(due: Iterable[Due]) -> dict[int, Report]:
    """The reports of which something is to be told, with all that the words need: 1 query."""
    rows = Report.objects.select_related(*UNIT[:3]).defer("season_unit__season__pinned_set__source")
    return rows.in_bulk({row.report.pk for row in due})


def _told(reports: Iterable[Report]) -> dict[str, Told]:
    """By subject: 1 query."""
    found: dict[str, Told] = {}
    rows = Event.objects.filter(subject__in=[subject(report) for report in reports]).order_by("at", "pk")
    for about, name, kind, at, day in rows.values_list("subject", "name", "kind", "at", "facts__last_day"):
        _add(found.setdefault(about, Told()), name, kind, at, day)
    return found


def _add(told: Told, name: str, kind: str, at: datetime, day: str) -> None:
    told.names.add(name)
    if kind in NEWS:
        told.news_on = clock.local(at).date()
        told.last_day = day or told.last_day


def _due(report: Report, told: Told, today: date) -> Iterator[Due]:
    day = last_day_of(report)
    if opening := _opening(report, told, day, today):
        yield opening
    elif extended := _extension(report, told, day):
        yield extended
    elif reminder := _reminder(report, told, day, today):
        yield reminder


def _opening(report: Report, told: Told, day: date, today: date) -> Due | None:
    is_open = report.season_unit.season_tier.phase == Phase.REPORTING and not report.return_reason
    if not is_open or today > day or "opened" in told.names:
        return None
    return Due(report, Kind.OPENED, "opened", _calendar_facts(report, day))


def _extension(report: Report, told: Told, day: date) -> Due | None:
    """A day that the unit does not know of, by the document that sets it."""
    granted = [row for row in report.season_unit.extensions.all() if row.last_day == day]
    name = f"extended:{day.isoformat()}"
    if not granted or told.last_day in ("", day.isoformat()) or name in told.names:
        return None
    facts = {**_calendar_facts(report, day), "document": granted[-1].document.number}
    return Due(report, Kind.EXTENDED, name, facts)


def _calendar_facts(report: Report, day: date) -> dict[str, object]:
    return {"last_day": day.isoformat(), "sequence": day_sequence(report), "again": bool(report.return_reason)}


def _reminder(report: Report, told: Told, day: date, today: date) -> Due | None:
    left = (day - today).days
    milestone = min((days for days in MILESTONES if max(left, -1) <= days), default=None)
    if milestone is None or day - timedelta(days=milestone) <= told.news_on:
        return None
    kind, iso = MILESTONES[milestone], day.isoformat()
    name = f"{kind}:{iso}"
    facts = {"last_day": iso, "days": left, "again": bool(report.return_reason)}
    return None if name in told.names else Due(report, kind, name, facts)
