"""The numbers under which the record keeps what the story tells, so that it can be proved (R2)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from thuocdo.audit.models import Entry
from thuocdo.desks.story.event import Act, Event

APART = timedelta(seconds=5)  # an act and its entry are written in one transaction


def with_entries(events: Iterable[Event]) -> list[Event]:
    """The events with their entries, in order of time: 1 query."""
    known = list(events)
    acts = [event.act for event in known if event.act]
    subjects = {subject for act in acts for subject in act.subjects}
    names = {name for act in acts for name in act.names}
    rows: dict[str, list[Entry]] = defaultdict(list)
    for row in Entry.objects.filter(subject__in=subjects, act__in=names).order_by("pk").defer("body", "leaf"):
        rows[row.subject].append(row)
    found = [_found(event, rows) for event in known]
    return sorted(found, key=lambda event: (event.at, event.entry or 0))


def _found(event: Event, rows: dict[str, list[Entry]]) -> Event:
    if event.act is None:
        return event
    fits = [row for subject in event.act.subjects for row in rows[subject] if _fits(event.act, row)]
    if event.is_dated_by_record:
        return replace(event, at=fits[-1].clock, entry=fits[-1].pk) if fits else event
    near = [row for row in fits if event.act.actor is None or _apart(event.at, row) <= APART]
    nearest = min(near, key=lambda row: _apart(event.at, row), default=None)
    return replace(event, entry=nearest.pk) if nearest else event


def _fits(act: Act, row: Entry) -> bool:
    return row.act in act.names and act.actor in (None, row.actor)


def _apart(at: datetime, row: Entry) -> timedelta:
    return abs(row.clock - at)
