"""The council: its items with positions and votes, its minutes, what it settled; then the published result (R4.6).

Votes and minutes are for who oversees the season. The unit reads what was settled, with the reason, once it was shown.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.appraisal.models import Council, DisputedItem, MinuteLine, Recusal, Resolution
from thuocdo.desks.council.tally import row_of
from thuocdo.desks.story.event import Act, Choice, Event, Link
from thuocdo.desks.story.reader import Reader, latest_by
from thuocdo.reports.enums import Stage


def item_events(reader: Reader, council: Council | None) -> Iterator[Event]:
    """Every time that the component was before a session: 6 queries."""
    here = {"report": reader.report.pk, "component": reader.component.code}
    rows = DisputedItem.objects.filter(**here).select_related("session", "settled_by").order_by("pk")
    away = Recusal.objects.filter(report=reader.report.pk).select_related("member").order_by("pk")
    absent = ", ".join(row.member.full_name for row in away)
    for row in rows.prefetch_related("positions__proposed_by", "votes__member", "ballots"):
        row.report = reader.report
        yield _item(row, absent, anonymous=bool(council and council.votes_anonymously))
    for line in MinuteLine.objects.filter(**here).select_related("written_by", "session"):
        yield _minute(line)


def _item(row: DisputedItem, absent: str, *, anonymous: bool) -> Event:
    told = row_of(row, anonymous=anonymous)
    notes = [row.get_state_display()]
    notes += [_("Votes are anonymous")] if anonymous and told.voted else []
    notes += [_("Took no part: %(names)s") % {"names": absent}] if absent else []
    return Event(
        at=row.session.opened_at or row.session.called_at,
        icon="people",
        title=_("Before the council, session %(number)s") % {"number": row.session.number},
        note=". ".join(notes),
        choices=[_choice(choice, is_voted=bool(told.voted)) for choice in told.choices],
        links=[Link(reverse("desks:council_item", args=[row.pk]), _("The item of the session"))],
        act=Act((f"item:{row.pk}",), ("item.listed",), None),
    )


def _choice(choice, *, is_voted: bool) -> Choice:
    reason = choice.position.reason if choice.position else ""
    count = choice.count if is_voted else None
    return Choice(choice.name, choice.points, reason, count, choice.voters, choice.is_chosen)


def _minute(line: MinuteLine) -> Event:
    return Event(
        at=line.written_at,
        icon="document",
        title=_("From the minutes of session %(number)s") % {"number": line.session.number},
        who=line.written_by.full_name,
        text=line.text,
        act=Act((f"session:{line.session_id}",), ("session.noted",), line.written_by_id),
    )


def resolution_events(reader: Reader) -> list[Event]:
    """What was settled: all of it for who oversees, the one that counts for who verifies, what was shown for the unit:
    1 query."""
    rows = Resolution.objects.filter(report=reader.report.pk, component=reader.component.code)
    known = list(rows.select_related("session", "settled_by").order_by("pk"))
    if reader.is_unit:
        known = list(latest_by(known, reader.moments(Stage.FINAL), "settled_at"))
    return [_resolution(reader, row) for row in (known if reader.oversees or reader.is_unit else known[-1:])]


def _resolution(reader: Reader, row: Resolution) -> Event:
    names = ("item.settled",) if row.item_id else ("council.taken_over", "answer.final")
    report = f"report:{row.report_id}"
    subjects = (f"item:{row.item_id}",) if row.item_id else (report, f"{report}/{row.component}")
    return Event(
        at=row.settled_at,
        icon="lock",
        title=_("Settled by the council in session %(number)s") % {"number": row.session.number},
        who="" if reader.is_unit else row.settled_by.full_name,
        text=row.reason,
        note="" if row.item_id else _("Without an item of its own"),
        act=Act(subjects, names, row.settled_by_id),
    )


def edition_events(reader: Reader) -> Iterator[Event]:
    """The published result; no query."""
    edition = reader.edition
    if edition is None:
        return
    yield Event(
        at=edition.published_at,
        icon="check",
        title=_("The result was published"),
        text=edition.co_announcement,
        act=Act((f"edition:{edition.pk}",), ("edition.published",), None),
    )
