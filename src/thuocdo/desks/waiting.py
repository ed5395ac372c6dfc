"""What waits for a person beyond the own report: the first page lists it, each with the way there.

Only what is under way: seasons that are published or not yet open ask nobody for anything. The costs do not grow with
the seasons.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.accounts.enums import COUNCIL, REPORTING, Role
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.enums import ExemptionState, ItemState, SessionState
from thuocdo.appraisal.models import CouncilSession, Exemption, ReplyRound
from thuocdo.appraisal.reply_rounds import undecided_in
from thuocdo.common.templatetags.words import day, moment
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.queries import difficulties
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.queries import own_reports
from thuocdo.verification.enums import RequestState, VisitState
from thuocdo.verification.queries import assignments, verifiable_reports
from thuocdo.verification.rules import may_verify
from thuocdo.verification.threads import clarification_requests
from thuocdo.verification.visits import own_visits

UNDER_WAY = [Phase.REPORTING, Phase.VERIFYING, Phase.APPRAISING, Phase.APPROVING]


class Waiting(NamedTuple):
    """`last_day`: none where nothing runs out."""

    icon: str
    label: str
    url: str
    last_day: date | None = None


def waiting_for(user: User, today: date) -> list[Waiting]:
    """At most 6 queries for who reports, 2 for the council, 7 for verifiers, 4 more for the lead department."""
    found: list[Waiting] = []
    if user.holds(REPORTING):
        found += [*_rounds(user, today), *_visits(user)]
    if user.holds(COUNCIL):
        found += _sessions(user)
    if user.holds({Role.LEAD, Role.VERIFIER}):
        found += [*_reports(user), *_answers(user)]
    if runs_the_season(user):
        found += _lead(user)
    return found


def _rounds(user: User, today: date) -> Iterator[Waiting]:
    """Rounds in which the person's units may still reply: 3 queries."""
    rows = ReplyRound.objects.filter(closed_at=None, last_day__gte=today).prefetch_related("replies")
    reports = list(own_reports(user).filter(season_unit__season_tier__in=rows.values("season_tier")))
    for round_ in rows if reports else ():
        said = Counter(reply.report_id for reply in round_.replies.all())
        for report in reports:
            left = len(round_.shown.get(str(report.pk), ())) - said[report.pk]
            if left > 0:
                yield _round(round_, report, left)


def _round(round_: ReplyRound, report: Report, left: int) -> Waiting:
    words = ngettext("%(kind)s: %(n)s component without a reply", "%(kind)s: %(n)s components without a reply", left)
    label = words % {"kind": round_.get_kind_display(), "n": left}
    return Waiting("pencil", label, reverse("desks:reply", args=[report.pk]), round_.last_day)


def _visits(user: User) -> Iterator[Waiting]:
    for visit in own_visits(user).filter(state=VisitState.PLANNED, season_unit__season_tier__phase__in=UNDER_WAY):
        label = _("On-site check of %(date)s, %(place)s") % {"date": day(visit.day), "place": visit.place}
        yield Waiting("calendar", label, reverse("desks:visit", args=[visit.pk]))


def _sessions(user: User) -> Iterator[Waiting]:
    """Sessions that sit or are called: 1 query, 1 more where there are such."""
    rows = CouncilSession.objects.filter(state__in=[SessionState.OPEN, SessionState.CALLED]).prefetch_related("items")
    for row in rows.order_by("starts_at"):
        facts = {"number": row.number, "moment": moment(row.starts_at), "place": row.place}
        url = reverse("desks:council_session", args=[row.pk])
        if any(item.state == ItemState.VOTING for item in row.items.all()):
            words, url = _("Session %(number)s: a vote is running"), reverse("desks:council_vote", args=[row.pk])
        elif row.state == SessionState.OPEN:
            words = _("Session %(number)s of the council is sitting")
        else:
            words = _("Session %(number)s of the council: %(moment)s, %(place)s")
        yield Waiting("people", words % facts, url)


def _reports(user: User) -> Iterator[Waiting]:
    rows = verifiable_reports(user).filter(state=ReportState.SENT, season_unit__season_tier__phase__in=UNDER_WAY)
    number = rows.count()
    if number:
        words = ngettext("%(n)s report is in verification", "%(n)s reports are in verification", number)
        yield Waiting("search", words % {"n": number}, reverse("desks:verification"))


def _answers(user: User) -> Iterator[Waiting]:
    """Answers of units to what the person verifies: 3 queries."""
    rows = clarification_requests().filter(state=RequestState.ANSWERED)
    rows, shared = rows.filter(report__season_unit__season_tier__phase__in=UNDER_WAY), assignments()
    number = sum(may_verify(user, row.report, row.component, shared) for row in rows)
    if number:
        words = ngettext("%(n)s answer of a unit is to be read", "%(n)s answers of units are to be read", number)
        yield Waiting("question", words % {"n": number}, f"{reverse('desks:requests')}?trang-thai=answered")


def _lead(user: User) -> Iterator[Waiting]:
    """Exemption requests, disagreements, difficulties: 4 queries."""
    under_way = {"report__season_unit__season_tier__phase__in": UNDER_WAY}
    asked = Q(state=ExemptionState.ASKED) | Q(state=ExemptionState.ENTERED) & ~Q(entered_by=user)
    requests = Exemption.objects.filter(asked, **under_way).exclude(report__season_unit__unit__in=user.unit_ids())
    for season, number in _by_season(row.report.season_unit.season for row in requests.select_related(SEASON)):
        words = ngettext(
            "%(n)s exemption request waits for advice or for the second officer",
            "%(n)s exemption requests wait for advice or for the second officer",
            number,
        )
        yield Waiting("alert", words % {"n": number}, reverse("desks:exemptions", args=[season.key]))
    replies = undecided_in(UNDER_WAY).exclude(report__season_unit__unit__in=user.unit_ids())
    for season, number in _by_season(row.report.season_unit.season for row in replies.select_related(SEASON)):
        words = ngettext("%(n)s disagreement is to be decided", "%(n)s disagreements are to be decided", number)
        yield Waiting("pencil", words % {"n": number}, reverse("desks:reply_rounds", args=[season.key]))
    raised = difficulties().filter(state=DifficultyState.RAISED).count()
    if raised:
        words = ngettext("%(n)s difficulty is to be answered", "%(n)s difficulties are to be answered", raised)
        yield Waiting("alert", words % {"n": raised}, reverse("desks:difficulties"))


SEASON = "report__season_unit__season"


def _by_season(seasons: Iterable[Season]) -> list[tuple[Season, int]]:
    return sorted(Counter(seasons).items(), key=lambda row: -row[0].year)
