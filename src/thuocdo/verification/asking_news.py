"""What the two sides of a clarification request are told of it."""

from collections.abc import Iterable, Sequence

from thuocdo.accounts.enums import FILLING, Role
from thuocdo.accounts.models import Post, User
from thuocdo.common import clock
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.reports.models import Delegation, Report
from thuocdo.reports.news import facts_of, people_of
from thuocdo.verification.models import ClarificationMessage, ClarificationRequest

CHECKING = (Role.LEAD, Role.VERIFIER)
SHORT = 400  # letters of a message that a notice tells; the page has all of it


def tell_asked(rows: Sequence[ClarificationRequest], text: str, *, again: int | None = None) -> None:
    """One notice for all that was asked of a report in one go. In the transaction of the question."""
    row = rows[0]
    if len(rows) == 1:
        subject, page = f"request:{row.pk}", "desks:request"
    else:
        subject, page = f"report:{row.report_id}", "desks:report_requests"
    facts = {"code": ", ".join(r.component for r in rows), "text": text[:SHORT], "last_day": row.due.isoformat()}
    _tell_unit(row.report, rows, subject=subject, page=page, name=f"asked:{row.pk}:{again or 0}", facts=facts)


def tell_closed(row: ClarificationRequest) -> None:
    """In the product alone: nothing is left to be done."""
    facts = {"code": row.component, "closed": row.closing_reason[:SHORT]}
    where = {"subject": f"request:{row.pk}", "page": "desks:request", "name": "closed"}
    _tell_unit(row.report, [row], facts=facts, mails=False, **where)


def _tell_unit(
    report: Report, rows: Sequence[ClarificationRequest], *, facts: dict, mails: bool = True, **where: str
) -> None:
    unit = report.season_unit.unit_id
    roles = people_of([unit]).get(unit, {})
    people = frozenset().union(*(roles.get(role, frozenset()) for role in (*FILLING, Role.HEAD)))
    mailed = _mailed(report, rows, roles, people) if mails else frozenset()
    told = facts_of(report) | facts
    tell([News(kind=Kind.ASKED, unit_id=unit, people=people, mailed=mailed, facts=told, **where)])


def _mailed(report: Report, rows: Iterable[ClarificationRequest], roles, people: frozenset[int]) -> frozenset[int]:
    """Where a component was given to somebody, not to every preparer: them, the coordinator and the head."""
    codes = {row.component for row in rows}
    given = dict(Delegation.objects.filter(report=report, component__in=codes).values_list("component", "person_id"))
    if codes - given.keys() or not people.issuperset(given.values()):
        return people
    above = (roles.get(role, frozenset()) for role in (Role.COORDINATOR, Role.HEAD))
    return frozenset(given.values()).union(*above)


def tell_answered(row: ClarificationRequest, message: ClarificationMessage) -> None:
    """Everybody who asked in this thread, each at the agency for which they check. In the transaction of the answer."""
    writers = set(row.messages.filter(is_units=False).values_list("written_by", flat=True))
    agencies = _agencies(User.objects.filter(pk__in=writers | {row.asked_by_id}, is_active=True))
    facts = facts_of(row.report) | {"code": row.component, "text": message.text[:SHORT], "is_late": message.is_late}
    tell(
        [
            News(
                kind=Kind.ANSWERED,
                subject=f"request:{row.pk}",
                name=f"answered:{message.pk}:{unit}",
                unit_id=unit,
                page="desks:request",
                facts=facts,
                people=frozenset(people),
            )
            for unit, people in agencies.items()
        ]
    )


def _agencies(people: Iterable[User]) -> dict[int, set[int]]:
    """Unit -> those of these people who check for it today; whoever left is told nothing."""
    posts = Post.objects.filter(Post.on(clock.today()), user__in=people, role__in=CHECKING)
    found: dict[int, set[int]] = {}
    done: set[int] = set()
    for unit, person in posts.order_by("pk").values_list("unit_id", "user_id"):
        if person not in done:
            done.add(person)
            found.setdefault(unit, set()).add(person)
    return found
