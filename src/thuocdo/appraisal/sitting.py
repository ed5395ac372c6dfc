"""Who sits in the council on a day, whether it has a quorum, who takes no part in what, what is in dispute (R4.6, I12).

Part of this floor's queries. The council's members are the people with posts in its roles: one truth, with dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from django.db.models import QuerySet

from thuocdo.accounts.enums import COUNCIL, Role
from thuocdo.accounts.models import Post, Unit, User
from thuocdo.appraisal.enums import AttendanceState, ItemState, SessionState, Stance
from thuocdo.appraisal.models import Attendance, Council, CouncilSession, DisputedItem, Reply
from thuocdo.appraisal.queries import before_the_council, can_take_over, exempt, sent_back, undecided
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import UnitResult, assess_unit
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import unit_facts
from thuocdo.reports.models import Report
from thuocdo.reports.queries import with_answers

ORDER = [Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.SECRETARY]  # who takes the chair where those before may not


@dataclass(frozen=True)
class Member:
    """`unit`: where the seat in the council is held; `unit_ids`: every unit where the person holds any post."""

    user: User
    role: Role
    unit: Unit
    unit_ids: frozenset[int]

    @property
    def pk(self) -> int:
        return self.user.pk


def members_on(day: date) -> list[Member]:
    """The council's members, its chair first; whoever holds two seats counts once: 2 queries."""
    seats = Post.objects.filter(Post.on(day), role__in=COUNCIL, user__is_active=True).select_related("user", "unit")
    ranked = sorted(seats, key=lambda post: (ORDER.index(Role(post.role)), post.pk))
    chosen = {post.user_id: post for post in reversed(ranked)}
    held: dict[int, set[int]] = defaultdict(set)
    for user, unit in Post.objects.filter(Post.on(day), user__in=chosen).values_list("user_id", "unit_id"):
        held[user].add(unit)
    firsts = [post for post in ranked if chosen[post.user_id] is post]
    return [Member(post.user, Role(post.role), post.unit, frozenset(held[post.user_id])) for post in firsts]


def quorum(council: Council, members: int) -> int:
    """How many of so many members must be present."""
    return ceil(Fraction(council.quorum) * members)


def sessions(season: Season) -> QuerySet[CouncilSession]:
    """The season's sessions, the latest first: 1 query."""
    return CouncilSession.objects.filter(season=season).select_related("chaired_by", "season").order_by("-number")


def open_session(season: Season) -> CouncilSession | None:
    """The one that sits now: 1 query."""
    rows = CouncilSession.objects.filter(season=season, state=SessionState.OPEN)
    return rows.select_related("season", "chaired_by").first()


def present(session: CouncilSession) -> set[int]:
    """The members who are there: 1 query."""
    rows = Attendance.objects.filter(session=session, state=AttendanceState.PRESENT)
    return set(rows.values_list("member_id", flat=True))


def has_quorum(session: CouncilSession, there: set[int]) -> bool:
    return session.quorum_needed is not None and len(there) >= session.quorum_needed


def taking_part(members: Iterable[Member], unit_id: int) -> list[Member]:
    """Those who hold no post at the unit (I12)."""
    return [member for member in members if unit_id not in member.unit_ids]


def staying_away(members: Iterable[Member], unit_id: int) -> list[Member]:
    return [member for member in members if unit_id in member.unit_ids]


def presiding(session: CouncilSession, members: Sequence[Member], there: set[int], unit_id: int) -> Member | None:
    """Who chairs an item on this unit: the session's chair; where that person holds a post at the unit, the next one
    present who holds none: deputy, members, secretary (I12)."""
    able = [member for member in taking_part(members, unit_id) if member.pk in there]
    chair = next((member for member in able if member.pk == session.chaired_by_id), None)
    return chair or next(iter(able), None)


def disputed(season: Season) -> dict[Report, list[str]]:
    """Verified report -> its components in dispute that the council has still to decide, in the form's order:
    verification found other points and the unit has not agreed with them, or the unit disagrees in a reply that nobody
    has decided. 8 queries."""
    rows = list(with_answers(before_the_council(season).filter(state=ReportState.VERIFIED)))
    exempted, replies, again = exempt(season), _replies(rows), sent_back(rows)
    found = {}
    for report in rows:
        exempt_here, said = exempted.get(report.season_unit_id, {}), replies.get(report.pk, {})
        waiting = {*undecided(report, set(exempt_here)), *again.get(report.pk, ())}
        waiting |= {code for code, reply in said.items() if _is_undecided(reply)}
        found[report] = [code for code in _in_dispute(report, exempt_here, said) if code in waiting]
    return {report: codes for report, codes in found.items() if codes}


def to_take_over(user: User, season: Season) -> dict[Report, list[str]]:
    """Verified report -> its components that are undecided and in no dispute; not of the person's own units (I12): 15
    queries. What the council answers itself, and what waits for an item of a session, is not among them."""
    rows = with_answers(before_the_council(season).filter(state=ReportState.VERIFIED))
    rows = rows.exclude(season_unit__unit_id__in=user.unit_ids())
    exempted, in_dispute, listed = exempt(season), disputed(season), _listed(season)
    found = {}
    for report in rows:
        lines = form_of(report.season_unit)
        waiting = undecided(report, set(exempted.get(report.season_unit_id, {})))
        hindered = {*in_dispute.get(report, ()), *listed.get(report.pk, ())}
        found[report] = [c for c in waiting if c not in hindered and can_take_over(lines.component(c))]
    return {report: codes for report, codes in found.items() if codes}


def _listed(season: Season) -> dict[int, set[str]]:
    """Report -> components with an item that no session has settled: 1 query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = DisputedItem.objects.filter(session__season=season).exclude(state=ItemState.SETTLED)
    for report, component in rows.values_list("report_id", "component"):
        found[report].add(component)
    return dict(found)


def _replies(reports: Iterable[Report]) -> dict[int, dict[str, Reply]]:
    """Report -> component -> what the unit said last: 1 query."""
    found: dict[int, dict[str, Reply]] = defaultdict(dict)
    for reply in Reply.objects.filter(report__in=list(reports)).order_by("round_id", "pk"):
        found[reply.report_id][reply.component] = reply
    return dict(found)


def _in_dispute(report: Report, exempted: Mapping[str, str], replies: Mapping[str, Reply]) -> list[str]:
    declared, verified = (result_of(report, stage, exempted) for stage in (Stage.SELF, Stage.VERIFIED))
    form = law(report.season_unit.season.pinned_set).forms[report.season_unit.season_tier.tier.code]
    pairs = zip(form.components, declared.components, verified.components, strict=True)
    return [
        component.code
        for component, one, other in pairs
        if other.state != "exempt"
        and can_take_over(component)
        and _is_disputed((one.points, one.state) != (other.points, other.state), replies.get(component.code))
    ]


def _is_disputed(differs: bool, reply: Reply | None) -> bool:
    if reply is None:
        return differs
    if reply.stance == Stance.DISAGREES:
        return differs or _is_undecided(reply)
    return False


def _is_undecided(reply: Reply) -> bool:
    return reply.stance == Stance.DISAGREES and not reply.decision


def result_of(report: Report, stage: Stage, exempted: Mapping[str, str]) -> UnitResult:
    """The report as the law sees it in one column; answers are prefetched."""
    return assess_unit(law(report.season_unit.season.pinned_set), unit_facts(report, stage, exempted))


def items_of(session: CouncilSession) -> QuerySet[DisputedItem]:
    """The session's list with positions, votes and counts: 5 queries."""
    rows = DisputedItem.objects.filter(session=session).select_related(
        "session__season__pinned_set",
        "settled_by",
        "report__season_unit__unit",
        "report__season_unit__season__pinned_set",
        "report__season_unit__season_tier__tier",
    )
    return rows.prefetch_related("positions__proposed_by", "votes__member", "ballots")


def on_the_list(session: CouncilSession, report: Report) -> set[str]:
    """The report's components that wait for their item of this session: 1 query."""
    rows = DisputedItem.objects.filter(session=session, report=report, state__in=[ItemState.OPEN, ItemState.VOTING])
    return set(rows.values_list("component", flat=True))
