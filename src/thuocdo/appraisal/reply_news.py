"""What a unit is told of its right of reply: that points can be read, how a disagreement was decided (R4.6b)."""

from thuocdo.accounts.enums import FILLING, Role
from thuocdo.appraisal.enums import ReplyDecision, RoundKind
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.reports.models import Report
from thuocdo.reports.news import People, facts_of, people_of, subject
from thuocdo.reports.queries import reports

SHORT = 400  # letters of a reason that a notice tells; the page has all of it


def tell_opened(round_: ReplyRound) -> None:
    """Every unit whose points are shown: those who fill its report, and its head. In the transaction of the opening."""
    rows = list(reports(round_.season_tier.season).filter(pk__in=[int(key) for key in round_.shown]))
    people = people_of(row.season_unit.unit_id for row in rows)
    facts = {"draft": round_.kind == RoundKind.DRAFT, "last_day": round_.last_day.isoformat()}
    tell([_news(row, Kind.ROUND, f"round:{round_.pk}", people, facts) for row in rows])


def tell_decided(reply: Reply) -> None:
    facts = {
        "code": reply.component,
        "changed": reply.decision == ReplyDecision.CHANGED,
        "reason": reply.decision_reason[:SHORT],
    }
    people = people_of([reply.report.season_unit.unit_id])
    tell([_news(reply.report, Kind.DECIDED, f"reply_decided:{reply.pk}", people, facts)])


def _news(report: Report, kind: Kind, name: str, people: People, facts: dict[str, object]) -> News:
    unit = report.season_unit.unit_id
    roles = people.get(unit, {})
    return News(
        kind=kind,
        subject=subject(report),
        name=name,
        unit_id=unit,
        page="desks:reply",
        facts=facts_of(report) | facts,
        people=frozenset().union(*(roles.get(role, frozenset()) for role in (*FILLING, Role.HEAD))),
    )
