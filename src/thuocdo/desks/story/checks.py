"""Verdicts, questions to the unit, visits and answers for all units, as events of the story (R4.1-2, R9)."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.common.templatetags.words import day
from thuocdo.desks.story.event import Act, Event, Link, file_links, morning
from thuocdo.desks.story.reader import Reader, latest_by
from thuocdo.difficulties.models import Ruling
from thuocdo.difficulties.queries import rulings
from thuocdo.reports.enums import Stage
from thuocdo.verification.models import Check, ClarificationRequest, VisitFinding
from thuocdo.verification.threads import clarification_requests, with_messages
from thuocdo.verification.verdicts import verdicts
from thuocdo.verification.visits import findings_about


def verdict_events(reader: Reader) -> list[Event]:
    """The unit reads those that stood when its points were shown; of two blind verdicts nobody reads the other's before
    it counts: 1 query."""
    rows: Iterable[Check] = reversed(verdicts(reader.report, reader.component.code, reader.user))
    if reader.is_unit:
        applied = [row for row in rows if row.is_applied]
        rows = latest_by(applied, reader.moments(Stage.VERIFIED), "checked_at")
    return [_verdict(reader, row) for row in rows]


def _verdict(reader: Reader, row: Check) -> Event:
    title = _("Two verdicts differed; the difference is settled") if row.settles_difference else _("Verdict")
    return Event(
        at=row.checked_at,
        icon="check",
        title=f"{title}: {row.get_verdict_display()}",
        who="" if reader.is_unit else row.verifier.full_name,
        text=row.comment,
        note="" if row.is_applied else _("It counts once a second verifier comes to the same."),
        act=Act((f"report:{row.report_id}",), ("check.given",), row.verifier_id),
    )


def request_events(reader: Reader) -> Iterator[Event]:
    """Every message of every thread with its files, and how the thread ended: 3 queries."""
    rows = clarification_requests().filter(report=reader.report.pk, component=reader.component.code)
    for row in with_messages(rows):
        yield from _thread(reader, row)


def _thread(reader: Reader, row: ClarificationRequest) -> Iterator[Event]:
    page = Link(reverse("desks:request", args=[row.pk]), _("The whole thread"))
    for place, message in enumerate(row.messages.all()):
        yield Event(
            at=message.written_at,
            icon="back" if message.is_units else "send",
            title=_("The unit answered") if message.is_units else _("The unit was asked to clarify"),
            who=message.written_by.full_name,
            text=message.text,
            note=_("Answered late") if message.is_late else "",
            links=[*file_links("request_file", message.files.all()), *([] if place else [page])],
            act=_asked(row, message),
        )
    if row.closed_by:
        yield Event(
            at=row.closed_at,
            icon="lock",
            title=_("The clarification request was closed"),
            who=row.closed_by.full_name,
            text=row.closing_reason,
            act=Act((f"request:{row.pk}",), ("clarification.closed",), row.closed_by_id),
        )


def _asked(row: ClarificationRequest, message) -> Act:
    names = ("clarification.answered",) if message.is_units else ("clarification.asked", "clarification.asked_on")
    return Act((f"request:{row.pk}",), names, message.written_by_id)


def visit_events(reader: Reader) -> list[Event]:
    """What visits that were held found: 1 query."""
    rows = findings_about(reader.report.season_unit, reader.component.code)
    return [_visit(row) for row in rows]


def _visit(row: VisitFinding) -> Event:
    """At the start of its day, which is all that is known of the time."""
    visit = row.visit
    return Event(
        at=morning(visit.day),
        icon="search",
        title=_("On-site check of %(date)s") % {"date": day(visit.day)},
        text=row.text,
        note=visit.place,
        links=[Link(reverse("desks:visit", args=[visit.pk]), _("Minutes of the visit"))],
        act=Act((f"visit:{visit.pk}",), ("visit.minutes",), None),
        has_time=False,
    )


def ruling_events(reader: Reader) -> list[Event]:
    """Answers for all units on this component, those that were replaced included: 1 query."""
    return [_ruling(row) for row in rulings(reader.report.season_unit.season).filter(component=reader.component.code)]


def _ruling(row: Ruling) -> Event:
    return Event(
        at=row.ruled_at,
        icon="people",
        title=_("Answered for all units"),
        who=row.ruled_by.full_name,
        text=f"{row.question}\n{row.answer}",
        note=_("A later answer has replaced it.") if row.replaced_by_id else "",
        links=[Link(reverse("desks:ruling", args=[row.pk]), _("The answer for all units"))],
        act=Act((f"ruling:{row.pk}",), ("ruling.made",), row.ruled_by_id),
    )
