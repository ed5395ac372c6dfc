"""One thing that happened to a component, as its story tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse


class Change(NamedTuple):
    """A figure with what it was before; `before` empty where there was none, `is_first` where nothing came before."""

    label: str
    before: str
    after: str
    unit: str
    is_first: bool


class Link(NamedTuple):
    url: str
    label: str
    size: int | None = None  # bytes, of a file


class Choice(NamedTuple):
    """A position before the council. `count` none: not to be read yet; `voters` empty where votes are anonymous."""

    name: str
    points: Fraction | None
    reason: str
    count: int | None
    voters: Sequence[str]
    is_chosen: bool


class Paper(NamedTuple):
    """A numbered document behind the points. `url` is empty where the reader may not open its file."""

    kind: str
    number: str
    day: date | None
    url: str
    file_name: str


class Act(NamedTuple):
    """Which entries of the record may stand for an event: their subjects, their acts, who acted."""

    subjects: tuple[str, ...]
    names: tuple[str, ...]
    actor: int | None


@dataclass(frozen=True)
class Event:
    """`who`: the person, or on whose behalf; `points`: the component's points from then on, `None` where not told."""

    at: datetime
    icon: str
    title: str
    who: str = ""
    text: str = ""
    note: str = ""
    points: Fraction | None = None
    changes: Sequence[Change] = ()
    choices: Sequence[Choice] = ()
    links: Sequence[Link] = ()
    stage: str = ""  # of figures: the column that they stand in
    act: Act | None = None
    entry: int | None = None  # its number in the record
    is_dated_by_record: bool = False  # when it was done stands in the record alone
    has_time: bool = True  # else its day alone is known


def morning(when: date) -> datetime:
    """The beginning of a day, where no time is known."""
    return datetime.combine(when, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))


def file_links(name: str, rows) -> list[Link]:
    """Rows with `file` and `file_name`, each opened at the address `name`."""
    return [Link(reverse(f"desks:{name}", args=[row.pk]), row.file_name, row.file.size) for row in rows]
