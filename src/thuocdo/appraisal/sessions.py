"""The council's sessions, step by step: called, opened, attended, closed (R4.6). Part of this floor's actions."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import AttendanceState, ItemState, SessionState
from thuocdo.appraisal.models import Attendance, Council, CouncilSession, DisputedItem, MinuteLine, SessionPaper
from thuocdo.appraisal.queries import council_of
from thuocdo.appraisal.rules import calls_sessions, chairs_sessions, enters_for_the_council
from thuocdo.appraisal.sitting import Member, members_on, open_session, quorum
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.practice import naming
from thuocdo.documents import files
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.reports.models import Report

CALLERS = gettext_lazy("Only the council's chair, deputy or secretary calls its sessions.")
KEEPERS = gettext_lazy("Only who chairs the session, or the secretary, keeps its record.")


def council_in_place(season: Season) -> Council:
    """Raises Refused before the founding decision is recorded and checked (R4.6a)."""
    council = council_of(season)
    if council is None:
        raise Refused(_("Record the decision that set up the council first."))
    require(
        council.decision.checked_by_id,
        _("The decision that set up the council waits for the check by a second officer of the lead department."),
        Refused,
    )
    return council


@transaction.atomic
def call(actor: User, season: Season, *, starts_at: datetime, place: str, agenda: str) -> CouncilSession:
    """Calls the next session; every member is told. Its number follows the last one's, cancelled ones included."""
    require(calls_sessions(actor), CALLERS)
    council_in_place(season)
    _check_call(starts_at, place, agenda)
    Season.objects.select_for_update().get(pk=season.pk)  # one number at a time
    last = CouncilSession.objects.filter(season=season).aggregate(last=Max("number"))["last"] or 0
    facts = {"starts_at": starts_at, "place": place.strip(), "agenda": agenda.strip()}
    session = CouncilSession.objects.create(
        season=season, number=last + 1, called_by=actor, called_at=clock.now(), **facts
    )
    _record(session, actor, "session.called", after={"starts_at": starts_at.isoformat(), "place": place})
    _tell(session)
    return session


@transaction.atomic
def change(actor: User, session: CouncilSession, *, starts_at: datetime, place: str, agenda: str) -> CouncilSession:
    """Another time, place or agenda of a session that has not begun; a new time or place is told to every member."""
    require(calls_sessions(actor), CALLERS)
    row = _locked(session, {SessionState.CALLED})
    _check_call(starts_at, place, agenda)
    moved = (row.starts_at, row.place) != (starts_at, place.strip())
    before = {"starts_at": row.starts_at.isoformat(), "place": row.place}
    _become(row, row.state, starts_at=starts_at, place=place.strip(), agenda=agenda.strip())
    after = {"starts_at": starts_at.isoformat(), "place": row.place}
    _record(row, actor, "session.changed", before=before, after=after)
    if moved:
        _tell(row)
    return row


def _check_call(starts_at: datetime, place: str, agenda: str) -> None:
    require(place.strip() and agenda.strip(), _("Give the place and the agenda."), Refused)
    past = clock.local(starts_at).date() < clock.today()
    require(not past, _("This day is over. Give today or a later day."), Refused)


@transaction.atomic
def cancel(actor: User, session: CouncilSession, reason: str) -> None:
    """A session that has not begun does not take place; it keeps its number."""
    require(calls_sessions(actor), CALLERS)
    require(reason.strip(), _("Give the reason."), Refused)
    row = _locked(session, {SessionState.CALLED})
    _become(row, SessionState.CANCELLED, closed_at=clock.now())
    _record(row, actor, "session.cancelled", reason=reason)
    _write_line(row, actor, reason)


@transaction.atomic
def begin(
    actor: User, session: CouncilSession, present: Iterable[int] = (), excused: Mapping[int, str] | None = None
) -> CouncilSession:
    """The chair or a deputy opens the session and chairs it. `present`: who is there besides them; `excused`: who
    excused themselves, with the words. How many are needed is fixed now, from the members of this day."""
    require(chairs_sessions(actor), _("Only the council's chair or deputy opens a session."))
    row = _locked(session, {SessionState.CALLED})
    council, members = council_in_place(row.season), members_on(clock.today())
    require(
        clock.local(row.starts_at).date() <= clock.today(),
        _("This session is called for a later day. Change its time first."),
        Refused,
    )
    require(open_session(row.season) is None, _("Another session is open: close it first."), Refused)
    needed = quorum(council, len(members))
    _become(row, SessionState.OPEN, chaired_by=actor, quorum_needed=needed, opened_at=clock.now())
    notes = dict(excused or {})
    there = {actor.pk, *present}
    _attend(row, members, {m.pk: _how(m.pk, there, notes) for m in members}, notes)
    _record(row, actor, "session.opened", after={"members": len(members), "needed": needed})
    return row


def _how(member: int, there: set[int], excused: Mapping[int, str]) -> AttendanceState:
    if member in there:
        return AttendanceState.PRESENT
    return AttendanceState.EXCUSED if member in excused else AttendanceState.ABSENT


@transaction.atomic
def attend(
    actor: User, session: CouncilSession, states: Mapping[int, str], notes: Mapping[int, str] | None = None
) -> None:
    """Who is there now: somebody came later, or left. Member -> state; members who are not named stay as they are."""
    row = _kept(actor, session, {SessionState.OPEN})
    require(set(states.values()) <= set(AttendanceState.values), _("This is no state of attendance."), Refused)
    left = states.get(row.chaired_by_id, AttendanceState.PRESENT) != AttendanceState.PRESENT
    require(not left, _("Who chairs the session stays in it: close the session instead."), Refused)
    _attend(row, members_on(clock.today()), states, notes or {})
    _record(row, actor, "session.attended", after={str(pk): str(state) for pk, state in states.items()})


def _attend(
    session: CouncilSession, members: Iterable[Member], states: Mapping[int, str], notes: Mapping[int, str]
) -> None:
    known = {member.pk for member in members}
    require(states.keys() <= known, _("Only members of the council attend."), Refused)
    rows = [
        Attendance(session=session, member_id=pk, state=state, note=notes.get(pk, "").strip()[:200])
        for pk, state in states.items()
    ]
    Attendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["session", "member"], update_fields=["state", "note"]
    )


@transaction.atomic
def close(actor: User, session: CouncilSession) -> CouncilSession:
    """The session is over. Items that were not settled are put off; a vote that runs is ended first."""
    row = _kept(actor, session, {SessionState.OPEN})
    items = DisputedItem.objects.filter(session=row)
    require(not items.filter(state=ItemState.VOTING).exists(), _("A vote is running: end it first."), Refused)
    put_off = items.filter(state=ItemState.OPEN).update(state=ItemState.PUT_OFF)
    _become(row, SessionState.CLOSED, closed_at=clock.now())
    _record(row, actor, "session.closed", after={"put_off": put_off})
    return row


@transaction.atomic
def put_paper(actor: User, session: CouncilSession, title: str, upload: UploadedFile) -> SessionPaper:
    """A file before the council, until the session is over."""
    require(calls_sessions(actor), CALLERS)
    row = _locked(session, {SessionState.CALLED, SessionState.OPEN})
    require(title.strip(), _("Give the paper's title."), Refused)
    stored = files.store(upload)
    paper = SessionPaper.objects.create(
        session=row, title=title.strip()[:200], file=stored, file_name=(upload.name or "")[:255]
    )
    _record(row, actor, "session.paper", after={"sha256": stored.sha256})
    return paper


@transaction.atomic
def note(
    actor: User, session: CouncilSession, text: str, *, report: Report | None = None, component: str = ""
) -> MinuteLine:
    """One line of the minutes; it stays, and is corrected by a further line."""
    row = _kept(actor, session, {SessionState.OPEN})
    require(text.strip(), _("Write the line first."), Refused)
    return _write_line(row, actor, text, report, component)


def _write_line(
    session: CouncilSession, actor: User, text: str, report: Report | None = None, component: str = ""
) -> MinuteLine:
    line = MinuteLine.objects.create(
        session=session,
        report=report,
        component=component,
        text=text.strip(),
        written_by=actor,
        written_at=clock.now(),
    )
    _record(session, actor, "session.noted", after={"line": line.pk})
    return line


@transaction.atomic
def keep_signed_minutes(actor: User, session: CouncilSession, number: str, upload: UploadedFile) -> CouncilSession:
    """The minutes as chair and secretary signed them. A wrong file is replaced by the right one; the audit keeps both
    digests."""
    require(calls_sessions(actor), CALLERS)
    row = _locked(session, {SessionState.CLOSED})
    require(number.strip(), _("Give the number of the minutes."), Refused)
    before = row.signed_minutes.sha256 if row.signed_minutes else ""
    stored = files.store(upload)
    _become(
        row,
        row.state,
        signed_minutes=stored,
        signed_minutes_name=(upload.name or "")[:255],
        minutes_number=number.strip()[:60],
    )
    _record(row, actor, "session.minutes_signed", before={"sha256": before}, after={"sha256": stored.sha256})
    return row


def keeps(user: User, session: CouncilSession) -> bool:
    """Keeps the session's record: whoever chairs it, the council's chair and its secretary."""
    return session.chaired_by_id == user.pk or enters_for_the_council(user)


def _kept(actor: User, session: CouncilSession, states: set[SessionState]) -> CouncilSession:
    row = _locked(session, states, check=False)
    require(keeps(actor, row), KEEPERS, NotAllowed)
    return _in_state(row, states)


def _locked(session: CouncilSession, states: set[SessionState], *, check: bool = True) -> CouncilSession:
    rows = CouncilSession.objects.select_for_update(of=("self",)).select_related("season", "signed_minutes")
    row = rows.get(pk=session.pk)
    return _in_state(row, states) if check else row


def _in_state(session: CouncilSession, states: set[SessionState]) -> CouncilSession:
    words = {"state": session.get_state_display()}
    require(session.state in states, _("The session is not as it was: %(state)s. Reload the page.") % words, Refused)
    return session


def _become(session: CouncilSession, state: str, **fields: object) -> None:
    CouncilSession.objects.filter(pk=session.pk).update(state=state, **fields)
    for name, value in {"state": state, **fields}.items():
        setattr(session, name, value)


def _record(session: CouncilSession, actor: User, act: str, **said: object) -> None:
    record(act, actor=actor.pk, subject=f"session:{session.pk}", **said)  # type: ignore[arg-type]


def _tell(session: CouncilSession) -> None:
    """Every member, at the unit whose seat they hold."""
    by_unit: dict[int, set[int]] = {}
    for member in members_on(clock.today()):
        by_unit.setdefault(member.unit.pk, set()).add(member.pk)
    stamp = f"{clock.now():%Y%m%d%H%M%S%f}"  # each call and each change is told
    facts = {
        "number": session.number,
        **naming(session.season),
        "starts_at": session.starts_at.isoformat(),
        "place": session.place,
    }
    tell(
        [
            News(
                kind=Kind.CALLED,
                subject=f"session:{session.pk}",
                name=f"called:{unit}:{stamp}",
                unit_id=unit,
                page="desks:council_session",
                facts=facts,
                people=frozenset(people),
            )
            for unit, people in by_unit.items()
        ]
    )
