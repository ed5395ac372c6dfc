"""What stands beside a report or a component on other desks' pages: questions, answers for all, visits.

Each tag reads for itself, so that the desks need not know of these rooms; the cost is said of each.
"""

from datetime import date

from django import template
from django.template.context import Context

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees
from thuocdo.appraisal.enums import RoundKind
from thuocdo.appraisal.reply_rounds import is_over, rounds_of, whole_replies
from thuocdo.cycles.enums import OVER
from thuocdo.cycles.models import Season
from thuocdo.desks.ask.rows import shown_state
from thuocdo.desks.reply.rows import reply_state
from thuocdo.desks.went_back import of_report, of_season
from thuocdo.difficulties.queries import rulings_in_force
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationRequest, Visit
from thuocdo.verification.threads import own_requests, with_messages
from thuocdo.verification.visits import findings_about

register = template.Library()

NAMES_COMPONENTS = {ReportState.SENT, ReportState.VERIFIED}  # where a report may be sent back for some of them


def _today(context: Context) -> date:
    return template.Variable("today").resolve(context)


def _shown(context: Context, rows) -> dict[str, object]:
    """The day is asked only where there is a row."""
    found = list(rows)
    today = _today(context) if found else None
    return {"rows": [(row, shown_state(row, today)) for row in found], "today": today}


@register.inclusion_tag("desks/ask/box.html", takes_context=True)
def requests_beside_component(context: Context, report: Report, code: str) -> dict[str, object]:
    """Every request on the component of this report: 1 query."""
    return _shown(context, ClarificationRequest.objects.filter(report=report.pk, component=code).order_by("-pk"))


@register.inclusion_tag("desks/ask/beside.html", takes_context=True)
def threads_beside_component(context: Context, report: Report, code: str) -> dict[str, object]:
    """The same with all that was said and handed in, for who has to decide: 1 query, 3 where there are requests."""
    rows = ClarificationRequest.objects.filter(report=report.pk, component=code).order_by("-pk")
    return _shown(context, with_messages(rows))


@register.inclusion_tag("desks/reply/beside.html", takes_context=True)
def replies_beside_component(context: Context, report: Report, code: str) -> dict[str, object]:
    """What the unit said of the component in rounds of replies; of the draft result to who oversees the season alone: 1
    query, 2 where there are replies."""
    rows = whole_replies().filter(report=report.pk, component=code).order_by("-round_id")
    if not oversees(template.Variable("request").resolve(context).user):
        rows = rows.filter(round__kind=RoundKind.VERIFIED)
    return {"rows": [(row, reply_state(row)) for row in rows]}


@register.inclusion_tag("desks/ask/box.html", takes_context=True)
def requests_beside_report(context: Context, report: Report) -> dict[str, object]:
    """The requests of the unit's own report, those that wait for it first, and the way to all of them: 1 query."""
    rows = ClarificationRequest.objects.filter(report=report.pk).exclude(state=RequestState.CLOSED)
    waiting = sorted(rows, key=lambda row: (row.state != RequestState.ASKED, row.due, row.pk))
    return _shown(context, waiting) | {"with_code": True, "report_pk": report.pk}


@register.inclusion_tag("desks/ask/due.html", takes_context=True)
def requests_due(context: Context, user: User) -> dict[str, object]:
    """What waits for an answer of the person's units, in running seasons: 1 query for who reports for one."""
    if not user.holds(REPORTING):
        return {"rows": []}
    waiting = own_requests(user).filter(state=RequestState.ASKED)
    return _shown(context, waiting.exclude(report__season_unit__season_tier__phase__in=OVER))


@register.inclusion_tag("desks/difficulty/rulings_box.html")
def rulings_beside_component(report: Report, code: str) -> dict[str, object]:
    """The answers for all units on the component: 1 query."""
    return {"rows": list(rulings_in_force(report.season_unit.season, code))}


@register.inclusion_tag("desks/visit/findings_box.html")
def visit_findings(report: Report, code: str) -> dict[str, object]:
    """What on-site checks found of the component: 1 query."""
    return {"rows": list(findings_about(report.season_unit, code))}


@register.inclusion_tag("desks/visit/visits_box.html")
def visits_beside_report(report: Report) -> dict[str, object]:
    """On-site checks of the unit in this season: 1 query."""
    return {"rows": list(Visit.objects.filter(season_unit=report.season_unit_id))}


@register.inclusion_tag("desks/went_back.html")
def went_back(report: Report) -> dict[str, object]:
    """Why the report, or its tier's phase, stands where it was before: 1 query."""
    return {"rows": of_report(report)}


@register.inclusion_tag("desks/went_back.html")
def component_went_back(report: Report, code: str) -> dict[str, object]:
    """The step back that names this component as one to be done anew: 1 query, where a step back may name any."""
    if report.state not in NAMES_COMPONENTS:
        return {"rows": []}
    return {"rows": [back for back in of_report(report) if code in back.row.components]}


@register.inclusion_tag("desks/went_back.html")
def phases_went_back(season: Season) -> dict[str, object]:
    """Why tiers of the season stand where they were before: 1 query."""
    return {"rows": of_season(season)}


@register.inclusion_tag("desks/reply/box.html", takes_context=True)
def replies_beside_report(context: Context, report: Report) -> dict[str, object]:
    """The latest round that shows the unit its own points: 1 query."""
    latest = next(iter(rounds_of(report)), None)
    today = _today(context) if latest else None
    return {"round": latest, "report": report, "is_over": latest and is_over(latest, today), "today": today}
