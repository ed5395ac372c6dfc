"""What a unit's people are told of their report, and which of them (R4.4, R8.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from thuocdo.accounts.enums import FILLING, REPORTING, Role
from thuocdo.accounts.models import Post
from thuocdo.audit.queries import entries_about
from thuocdo.common import clock
from thuocdo.cycles.practice import naming
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.reports.deadlines import day_sequence, last_day_of
from thuocdo.reports.models import Report

People = Mapping[int, Mapping[str, frozenset[int]]]  # unit -> role -> persons

# Those who fill the report hear everything; the head when it begins and when it is grave; the clerk when it has to
# go, and when it comes back.
TOLD = dict.fromkeys((Kind.DUE_30, Kind.DUE_7, Kind.DUE_3), FILLING) | {
    Kind.OPENED: {*FILLING, Role.HEAD},
    Kind.DUE_1: REPORTING,
    Kind.DUE_TODAY: REPORTING,
    Kind.OVERDUE: REPORTING,
    Kind.RETURNED: REPORTING,
    Kind.EXTENDED: {*FILLING, Role.HEAD},
    Kind.SENT: {*FILLING, Role.HEAD},
}


def people_of(units: Iterable[int]) -> People:
    """Who reports for these units today, by role: 2 queries, the clock's included."""
    posts = Post.objects.filter(Post.on(clock.today()), unit_id__in=set(units), role__in=REPORTING)
    found: dict[int, dict[str, set[int]]] = {}
    for unit, role, person in posts.filter(user__is_active=True).values_list("unit_id", "role", "user_id"):
        found.setdefault(unit, {}).setdefault(role, set()).add(person)
    return {unit: {role: frozenset(who) for role, who in roles.items()} for unit, roles in found.items()}


def subject(report: Report) -> str:
    return f"report:{report.pk}"


def facts_of(report: Report) -> dict[str, object]:
    """What all words about a report need. Needs the season, the unit and the tier selected."""
    unit = report.season_unit
    return {
        **naming(unit.season),
        "unit_key": unit.unit.key,
        "unit_vi": unit.name_vi,
        "unit_en": unit.name_en,
        "late": unit.season.late_reports,
    }


def news(report: Report, kind: Kind, name: str, people: People, **facts: object) -> News:
    """The event, for those of the unit whom this kind concerns."""
    roles = people.get(report.season_unit.unit_id, {})
    return News(
        kind=kind,
        subject=subject(report),
        name=name,
        unit_id=report.season_unit.unit_id,
        page="desks:receipt" if kind == Kind.SENT else "desks:report",
        facts=facts_of(report) | facts,
        people=frozenset().union(*(roles.get(role, frozenset()) for role in TOLD[kind])),
    )


def tell_sent(report: Report, sha256: str = "") -> None:
    """The receipt: to who sent, to the preparer's contact address, to the coordinator and the head. In the transaction
    of the sending, after its entry in the audit, which the e-mail names."""
    unit = report.season_unit.unit_id
    people = people_of([unit])
    entry = entries_about(subject(report)).filter(act="report.send").last()
    facts = {"sent_at": report.sent_at, "is_late": report.is_late, "sha256": sha256, "entry": entry and entry.pk}
    told = news(report, Kind.SENT, f"sent:{report.sent_at.isoformat()}", people, **facts)
    sender = frozenset({report.sent_by_id})
    roles = people.get(unit, {})
    mailed = sender.union(*(roles.get(role, frozenset()) for role in (Role.COORDINATOR, Role.HEAD)))
    tell([replace(told, people=told.people | sender, mailed=mailed, addresses=(report.email,))])


def tell_returned(report: Report) -> None:
    """In the transaction of the return; a sending is returned at most once."""
    people = people_of([report.season_unit.unit_id])
    facts = {
        "reason": report.return_reason,
        "last_day": last_day_of(report).isoformat(),
        "sequence": day_sequence(report),
    }
    told = news(report, Kind.RETURNED, f"returned:{report.sent_at.isoformat()}", people, **facts)
    sender = frozenset({report.sent_by_id} if report.sent_by_id else ())
    tell([replace(told, people=told.people | sender)])
