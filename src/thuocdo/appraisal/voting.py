"""Disputed components before a session: their positions, the vote, what the chair settles (R4.6, I9, I12).

Part of this floor's actions.
"""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.appraisal.actions import settle_lines, sitting
from thuocdo.appraisal.enums import ItemState, SessionState
from thuocdo.appraisal.models import Ballot, Council, CouncilSession, DisputedItem, Position, Recusal, Vote
from thuocdo.appraisal.positions import (
    AUTOMATIC,
    DECLARED,
    VERIFIED,
    as_it_stands,
    component_of,
    drafts_of,
    is_outdated,
    kept_of,
    reckoned,
)
from thuocdo.appraisal.queries import can_take_over, exempt
from thuocdo.appraisal.rules import calls_sessions, enters_for_the_council
from thuocdo.appraisal.sessions import CALLERS, note
from thuocdo.appraisal.sitting import Member, disputed, members_on, present, presiding, staying_away, taking_part
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.verification.actions import check_decisions

ITEM_CHAIR = gettext_lazy("Only who chairs this item, or the secretary for them, may do this.")
OWN_UNIT = gettext_lazy("You hold a post at this unit: you take no part in what is decided on it.")


@transaction.atomic
def list_disputed(actor: User, session: CouncilSession) -> int:
    """Puts every disputed component of the verified reports on the session's list; returns how many were new."""
    row = _listing(actor, session)
    there = set(DisputedItem.objects.filter(session=row).values_list("report_id", "component"))
    new = [
        (report, code)
        for report, codes in disputed(row.season).items()
        for code in codes
        if (report.pk, code) not in there
    ]
    for report, code in new:
        _put(actor, row, report, code)
    return len(new)


@transaction.atomic
def list_item(actor: User, session: CouncilSession, report: Report, component: str) -> DisputedItem:
    """Puts one component of a verified report on the list by hand."""
    row = _listing(actor, session)
    require(report.season_unit.season_id == row.season_id, _("This report is of another season."), Refused)
    form_of(report.season_unit).component(component)
    exempted = exempt(row.season).get(report.season_unit_id, {})
    require(component not in exempted, _("This component is exempt: there is nothing to decide."), Refused)
    listed = DisputedItem.objects.filter(session=row, report=report, component=component).exists()
    require(not listed, _("This component is on the list already."), Refused)
    return _put(actor, row, report, component)


def _listing(actor: User, session: CouncilSession) -> CouncilSession:
    require(calls_sessions(actor), CALLERS)
    row = CouncilSession.objects.select_for_update(of=("self",)).select_related("season").get(pk=session.pk)
    require(
        row.state in {SessionState.CALLED, SessionState.OPEN}, _("This session is over. Call the next one."), Refused
    )
    return row


def _put(actor: User, session: CouncilSession, report: Report, code: str) -> DisputedItem:
    require(
        report.state == ReportState.VERIFIED,
        _("The council decides on verified reports that it has not finished."),
        Refused,
    )
    last = DisputedItem.objects.filter(session=session).aggregate(last=Max("order"))["last"] or 0
    item = DisputedItem.objects.create(session=session, report=report, component=code, order=last + 1)
    _make_positions(actor, item)
    _record(item, actor, "item.listed")
    return item


def _make_positions(actor: User, item: DisputedItem) -> None:
    """As declared and as verified, where the unit or the verifier answered; the council's own has neither."""
    component = component_of(item)
    if not can_take_over(component):
        return
    answered_by_unit = all(leaf.answered_by == "unit" for leaf in component.leaves)
    for label in (DECLARED, VERIFIED) if answered_by_unit else (VERIFIED,):
        kept = as_it_stands(item.report, component, AUTOMATIC[label])
        points = reckoned(item.report, component, kept).points
        Position.objects.create(
            item=item, label=label, points="" if points is None else str(points), drafts=kept, proposed_by=actor
        )


@transaction.atomic
def renew(actor: User, item: DisputedItem) -> None:
    """Makes the positions "as declared" and "as verified" anew, after one of the two has changed. Nobody has voted."""
    row, _session, _there = _on_the_table(item)
    require(calls_sessions(actor), CALLERS)
    _in_state(row, ItemState.OPEN)
    require(not row.votes.exists(), _("The council has voted on these positions: put the item off."), Refused)
    row.positions.filter(label__in=AUTOMATIC).delete()
    _make_positions(actor, row)
    _record(row, actor, "item.renewed")


@transaction.atomic
def propose(actor: User, item: DisputedItem, drafts: Mapping[str, Draft], reason: str) -> Position:
    """Another position: figures or points with the reason, by a member who is present and takes part."""
    row, session, there = _on_the_table(item)
    members = taking_part(members_on(clock.today()), row.report.season_unit.unit_id)
    _check_member(actor, row, members, there)
    _in_state(row, ItemState.OPEN)
    require(not row.votes.exists(), _("The council has voted on this item already."), Refused)
    require(reason.strip(), _("Give the reason."), Refused)
    component = component_of(row)
    require(drafts.keys() == {leaf.code for leaf in component.leaves}, _("Answer the whole component."), Refused)
    check_decisions(row.report, {}, {code: _reasoned(draft, reason) for code, draft in drafts.items()})
    kept = kept_of(drafts)
    points = reckoned(row.report, component, kept).points
    require(points is not None, _("No points follow from this. Complete the figures, or give points."), Refused)
    same = any(position.drafts == kept for position in row.positions.all())
    require(not same, _("This position stands there already."), Refused)
    position = Position.objects.create(
        item=row, label=actor.full_name, points=str(points), drafts=kept, reason=reason.strip(), proposed_by=actor
    )
    _record(row, actor, "item.proposed", after={"position": position.pk, "session": session.pk})
    return position


def _reasoned(draft: Draft, reason: str) -> Draft:
    return Draft(draft.values, draft.settled, reason)


@transaction.atomic
def begin_vote(actor: User, item: DisputedItem) -> None:
    """Members vote from now on; one vote at a time, one vote an item."""
    row, session, _there = _chaired(actor, item)
    _in_state(row, ItemState.OPEN)
    require(row.positions.count() > 1, _("There is one position only: settle it, or propose another."), Refused)
    require(not row.votes.exists(), _("The council has voted on this item already."), Refused)
    running = session.items.filter(state=ItemState.VOTING).exists()
    require(not running, _("A vote is running: end it first."), Refused)
    _check_current(row)
    _become(row, ItemState.VOTING)
    _recuse(row)
    _record(row, actor, "item.vote_begun")


@transaction.atomic
def cast_vote(actor: User, item: DisputedItem, position: Position | None) -> Vote:
    """One member's vote; none is an abstention. Where votes are anonymous, neither row nor record says for what."""
    row, session, there = _on_the_table(item)
    members = taking_part(members_on(clock.today()), row.report.season_unit.unit_id)
    _check_member(actor, row, members, there)
    _in_state(row, ItemState.VOTING)
    require(position is None or position.item_id == row.pk, _("This position is of another item."), Refused)
    anonymous = Council.objects.filter(season_id=session.season_id, votes_anonymously=True).exists()
    said = {} if anonymous else {"position": position, "is_abstention": position is None}
    try:
        with transaction.atomic():
            vote = Vote.objects.create(item=row, member=actor, **said)
    except IntegrityError as fault:
        raise Refused(_("You have voted on this item already. A vote is not changed.")) from fault
    if anonymous:
        Ballot.objects.get_or_create(item=row, position=position)
        Ballot.objects.filter(item=row, position=position).update(count=F("count") + 1)
    noted = {"position": position and position.pk}
    _record(row, actor, "item.voted", after=None if anonymous else noted)
    return vote


@transaction.atomic
def end_vote(actor: User, item: DisputedItem) -> None:
    """Nobody votes any more; from now on anonymous counts can be read."""
    row, _session, _there = _chaired(actor, item)
    _in_state(row, ItemState.VOTING)
    _become(row, ItemState.OPEN)
    _record(row, actor, "item.vote_ended", after={"votes": row.votes.count()})


@transaction.atomic
def settle_item(actor: User, item: DisputedItem, position: Position, reason: str) -> None:
    """The chair settles the item on one of its positions, with the reason: the council's final answers.

    Raises Conflict where what was declared or verified has changed since, Refused while members vote."""
    row, _session, _there = _chaired(actor, item)
    _in_state(row, ItemState.OPEN)
    require(position.item_id == row.pk, _("This position is of another item."), Refused)
    require(position.points, _("No points follow from this position. Propose another."), Refused)
    require(reason.strip(), _("Give the council's reason."), Refused)
    _check_current(row)
    settle_lines(actor, row.report, row.component, drafts_of(position, reason.strip()), item=row)
    Position.objects.filter(item=row).update(is_chosen=False)
    Position.objects.filter(pk=position.pk).update(is_chosen=True)
    _become(row, ItemState.SETTLED, settled_by=actor, settled_at=clock.now())
    _record(row, actor, "item.settled", after={"position": position.pk}, reason=reason)


@transaction.atomic
def put_off(actor: User, item: DisputedItem, reason: str) -> None:
    """The item waits for a later session; the reason stands in the minutes."""
    row, session, _there = _chaired(actor, item)
    _in_state(row, ItemState.OPEN)
    require(reason.strip(), _("Give the reason."), Refused)
    _become(row, ItemState.PUT_OFF)
    note(actor, session, reason, report=row.report, component=row.component)
    _record(row, actor, "item.put_off", reason=reason)


def _on_the_table(item: DisputedItem) -> tuple[DisputedItem, CouncilSession, set[int]]:
    """Item and session under lock, the session open with a quorum; and who is there."""
    session = sitting(item.session.season_id)
    require(session.pk == item.session_id, _("This item is of another session."), Refused)
    rows = DisputedItem.objects.select_for_update(of=("self",)).select_related(
        "session",
        "report__season_unit__unit",
        "report__season_unit__season__pinned_set",
        "report__season_unit__season_tier__tier",
    )
    return rows.get(pk=item.pk), session, present(session)


def _chaired(actor: User, item: DisputedItem) -> tuple[DisputedItem, CouncilSession, set[int]]:
    """… and the person chairs it, or is the secretary who writes for the chair; never at a unit of their own (I12)."""
    row, session, there = _on_the_table(item)
    unit = row.report.season_unit.unit_id
    members = members_on(clock.today())
    chair = presiding(session, members, there, unit)
    require(chair, _("No member who may decide on this unit is present. Put it off."), Refused)
    may = chair is not None and chair.pk == actor.pk
    stays_away = actor.pk in {member.pk for member in staying_away(members, unit)}
    require(not stays_away and unit not in actor.unit_ids(), OWN_UNIT, NotAllowed)
    require(may or enters_for_the_council(actor), ITEM_CHAIR, NotAllowed)
    return row, session, there


def _check_member(actor: User, item: DisputedItem, able: Iterable[Member], there: set[int]) -> None:
    require(item.report.season_unit.unit_id not in actor.unit_ids(), OWN_UNIT, NotAllowed)
    require(actor.pk in {member.pk for member in able}, _("Only members of the council may do this."), NotAllowed)
    require(actor.pk in there, _("You are not recorded as present. Tell the secretary."), Refused)


def _check_current(item: DisputedItem) -> None:
    words = _("What was declared or verified has changed since. Make the positions anew.")
    require(not is_outdated(item), words, Conflict)


def _recuse(item: DisputedItem) -> None:
    away = staying_away(members_on(clock.today()), item.report.season_unit.unit_id)
    rows = [Recusal(report=item.report, member=member.user) for member in away]
    Recusal.objects.bulk_create(rows, ignore_conflicts=True)


def _in_state(item: DisputedItem, state: ItemState) -> None:
    words = {"state": item.get_state_display()}
    require(item.state == state, _("The item is not as it was: %(state)s. Reload the page.") % words, Refused)


def _become(item: DisputedItem, state: ItemState, **fields: object) -> None:
    DisputedItem.objects.filter(pk=item.pk).update(state=state, **fields)
    for name, value in {"state": state, **fields}.items():
        setattr(item, name, value)


def _record(item: DisputedItem, actor: User, act: str, **said: object) -> None:
    record(act, actor=actor.pk, subject=f"item:{item.pk}", **said)  # type: ignore[arg-type]
