"""A session as its pages show it: who is there, whether that is enough, its list, what the person may do."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import AttendanceState, SessionState
from thuocdo.appraisal.models import Attendance, Council, CouncilSession, DisputedItem
from thuocdo.appraisal.queries import council_of
from thuocdo.appraisal.rules import calls_sessions, chairs_sessions
from thuocdo.appraisal.sessions import keeps
from thuocdo.appraisal.sitting import Member, items_of, members_on, presiding, quorum, taking_part
from thuocdo.common import clock
from thuocdo.desks.council.tally import ItemRow, row_of


@dataclass(frozen=True)
class Seat:
    """A member with the attendance as recorded; none where the session has not begun."""

    member: Member
    attendance: Attendance | None

    @property
    def state(self) -> str:
        return self.attendance.state if self.attendance else ""

    @property
    def note(self) -> str:
        return self.attendance.note if self.attendance else ""

    @property
    def is_there(self) -> bool:
        return self.state == AttendanceState.PRESENT


class Sitting:
    """About 10 queries, whatever the number of items."""

    def __init__(self, session: CouncilSession, user: User) -> None:
        self.session, self.user = session, user

    @cached_property
    def council(self) -> Council | None:
        return council_of(self.session.season)

    @property
    def anonymous(self) -> bool:
        return bool(self.council and self.council.votes_anonymously)

    @cached_property
    def seats(self) -> list[Seat]:
        """The members of the day on which it was opened; of today before that."""
        opened = self.session.opened_at
        rows = {row.member_id: row for row in self.session.attendances.all()}
        members = members_on(clock.local(opened).date() if opened else clock.today())
        return [Seat(member, rows.get(member.pk)) for member in members]

    @property
    def members(self) -> list[Member]:
        return [seat.member for seat in self.seats]

    @property
    def there(self) -> set[int]:
        return {seat.member.pk for seat in self.seats if seat.is_there}

    @property
    def needed(self) -> int:
        if self.session.quorum_needed is not None:
            return self.session.quorum_needed
        return quorum(self.council, len(self.seats)) if self.council else 0

    @property
    def has_quorum(self) -> bool:
        return len(self.there) >= self.needed

    @cached_property
    def rows(self) -> list[ItemRow]:
        return [row_of(item, anonymous=self.anonymous) for item in items_of(self.session)]

    @property
    def waiting(self) -> list[ItemRow]:
        return [row for row in self.rows if row.waits]

    @property
    def now_voting(self) -> ItemRow | None:
        return next((row for row in self.rows if row.item.state == "voting"), None)

    def chair_of(self, item: DisputedItem) -> Member | None:
        return presiding(self.session, self.members, self.there, item.report.season_unit.unit_id)

    def voters_of(self, item: DisputedItem) -> list[Member]:
        able = taking_part(self.members, item.report.season_unit.unit_id)
        return [member for member in able if member.pk in self.there]

    @property
    def is_open(self) -> bool:
        return self.session.state == SessionState.OPEN

    @property
    def is_called(self) -> bool:
        return self.session.state == SessionState.CALLED

    @property
    def is_closed(self) -> bool:
        return self.session.state == SessionState.CLOSED

    @property
    def may_call(self) -> bool:
        return calls_sessions(self.user)

    @property
    def may_open(self) -> bool:
        return chairs_sessions(self.user)

    @property
    def may_keep(self) -> bool:
        return keeps(self.user, self.session)

    @property
    def votes(self) -> bool:
        """The person is a member who is there."""
        return self.user.pk in self.there


def sitting_of(request: HttpRequest, pk: int) -> Sitting:
    rows = CouncilSession.objects.select_related("season__pinned_set", "chaired_by", "signed_minutes")
    return Sitting(get_object_or_404(rows.prefetch_related("attendances"), pk=pk), request.user)
