"""The council's sessions (R4.6): who calls and opens them, quorum, and that nothing is settled outside of one."""

from datetime import timedelta

import pytest
from tests.factories import Cast, again, call_session, found_council, make_council, make_verified, paper, pdf

from thuocdo.appraisal import actions, sessions
from thuocdo.appraisal.models import Attendance, CouncilSession, Resolution
from thuocdo.appraisal.sitting import members_on, quorum
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.documents.actions import check_document
from thuocdo.documents.models import DocumentKind
from thuocdo.notices.models import Notice

WHERE = {"place": "Phòng họp số 2", "agenda": "Xem xét kết quả thẩm tra"}
SURVEY = {"values": {"sat": "90", "n": "120"}, "settled": None, "reason": "Điều tra", "version": 0}


def call(actor, season: Season, **facts) -> CouncilSession:
    return sessions.call(actor, season, **{"starts_at": clock.now(), **WHERE, **facts})


def test_every_member_is_told_of_a_session_and_of_its_new_time(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    session = call(cast.secretary, season)
    told = set(Notice.objects.values_list("person__username", flat=True))
    sessions.change(cast.secretary, session, starts_at=clock.now() + timedelta(days=1), **WHERE)
    assert {"chair", "deputy", "secretary", "member"} <= told
    assert Notice.objects.filter(person=cast.member, event__kind="called").count() == 2


@pytest.mark.parametrize("name", ["member", "lead", "observer", "verifier", "preparer"])
def test_nobody_but_chair_deputy_and_secretary_calls_a_session(cast: Cast, season: Season, name: str) -> None:
    found_council(cast, season)
    with pytest.raises(NotAllowed):
        call(getattr(cast, name), season)


def test_no_session_before_a_second_officer_checked_the_founding_decision(cast: Cast, season: Season) -> None:
    decision = paper(cast.lead, DocumentKind.COUNCIL)
    actions.found_council(cast.lead, season, decision)
    with pytest.raises(Refused, match="second officer"):
        call(cast.secretary, season)
    check_document(cast.second_lead, decision)
    assert call(cast.secretary, season).number == 1


def test_a_session_is_not_called_for_a_day_that_is_over(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    with pytest.raises(Refused):
        call(cast.secretary, season, starts_at=clock.now() - timedelta(days=1))


def test_a_session_for_tomorrow_is_not_opened_today(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    session = call(cast.secretary, season, starts_at=clock.now() + timedelta(days=1))
    with pytest.raises(Refused):
        sessions.begin(cast.chair, session)


def test_a_cancelled_session_keeps_its_number_and_its_reason(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    sessions.cancel(cast.chair, call(cast.secretary, season), "Trùng lịch họp UBND tỉnh")
    assert call(cast.secretary, season).number == 2
    assert CouncilSession.objects.get(number=1).minutes.get().text == "Trùng lịch họp UBND tỉnh"


def test_two_sessions_are_not_open_at_once(cast: Cast, season: Season) -> None:
    make_council(cast, season)
    with pytest.raises(Refused):
        sessions.begin(cast.chair, call_session(cast, season))


@pytest.mark.parametrize(("share", "members", "needed"), [("2/3", 4, 3), ("1/2", 4, 2), ("2/3", 9, 6), ("1", 5, 5)])
def test_the_quorum_is_an_exact_share_of_the_members(
    cast: Cast, season: Season, share: str, members: int, needed: int
) -> None:
    found_council(cast, season, quorum=share)
    assert quorum(actions.Council.objects.get(season=season), members) == needed


@pytest.mark.parametrize("share", ["0", "3/2", "hai phần ba", "1/0", ""])
def test_a_quorum_that_is_no_share_is_refused(cast: Cast, season: Season, share: str) -> None:
    with pytest.raises(Refused):
        found_council(cast, season, quorum=share)


class TestOpening:
    def test_the_deputy_chairs_who_opens(self, cast: Cast, season: Season) -> None:
        found_council(cast, season)
        session = sessions.begin(cast.deputy, call_session(cast, season), [cast.member.pk, cast.secretary.pk])
        assert (session.chaired_by, session.quorum_needed) == (cast.deputy, 3)

    @pytest.mark.parametrize("name", ["secretary", "member", "lead"])
    def test_nobody_else_opens(self, cast: Cast, season: Season, name: str) -> None:
        found_council(cast, season)
        with pytest.raises(NotAllowed):
            sessions.begin(getattr(cast, name), call_session(cast, season))

    def test_attendance_is_recorded_of_every_member(self, cast: Cast, season: Season) -> None:
        found_council(cast, season)
        session = call_session(cast, season)
        sessions.begin(cast.chair, session, [cast.secretary.pk], {cast.deputy.pk: "Đi công tác"})
        states = dict(Attendance.objects.filter(session=session).values_list("member__username", "state"))
        assert states == {"chair": "present", "secretary": "present", "deputy": "excused", "member": "absent"}

    def test_only_members_attend(self, cast: Cast, season: Season) -> None:
        session = make_council(cast, season)
        with pytest.raises(Refused):
            sessions.attend(cast.chair, session, {cast.lead.pk: "present"})


class TestWithoutASession:
    def test_nothing_is_settled_before_the_session_is_opened(self, cast: Cast, season: Season) -> None:
        report = make_verified(cast, season)
        found_council(cast, season)
        call_session(cast, season)
        for act in (
            lambda: actions.settle(cast.chair, report, "6.8", **SURVEY),
            lambda: actions.take_over(cast.chair, again(report)),
            lambda: actions.finish(cast.chair, again(report)),
        ):
            with pytest.raises(Refused, match="not in session"):
                act()

    def test_nothing_is_settled_without_a_quorum(self, cast: Cast, season: Season) -> None:
        report = make_verified(cast, season)
        found_council(cast, season)
        sessions.begin(cast.chair, call_session(cast, season), [cast.secretary.pk])
        with pytest.raises(Refused, match="2 present, 3 needed"):
            actions.settle(cast.chair, report, "6.8", **SURVEY)

    def test_who_leaves_may_take_the_quorum_away_and_bring_it_back(self, cast: Cast, season: Season) -> None:
        report, session = make_verified(cast, season), make_council(cast, season)
        sessions.attend(cast.secretary, session, {cast.member.pk: "absent", cast.deputy.pk: "absent"})
        with pytest.raises(Refused):
            actions.take_over(cast.secretary, report)
        sessions.attend(cast.secretary, session, {cast.member.pk: "present"})
        assert actions.take_over(cast.secretary, again(report)) > 0

    def test_nothing_is_settled_once_it_is_closed(self, cast: Cast, season: Season) -> None:
        report, session = make_verified(cast, season), make_council(cast, season)
        sessions.close(cast.secretary, session)
        with pytest.raises(Refused):
            actions.take_over(cast.secretary, report)

    def test_who_chairs_does_not_leave_the_session(self, cast: Cast, season: Season) -> None:
        session = make_council(cast, season)
        with pytest.raises(Refused):
            sessions.attend(cast.secretary, session, {cast.chair.pk: "absent"})


class TestWhatIsSettled:
    def test_leaves_a_resolution_of_the_session_with_its_reason(self, cast: Cast, season: Season) -> None:
        report, session = make_verified(cast, season), make_council(cast, season)
        actions.settle(cast.secretary, report, "6.8", **SURVEY)
        left = Resolution.objects.get(report=report, component="6.8")
        assert (left.session, left.reason, left.settled_by) == (session, "Điều tra", cast.secretary)

    def test_every_component_taken_over_has_its_own(self, cast: Cast, season: Season) -> None:
        report, session = make_verified(cast, season), make_council(cast, season)
        taken = actions.take_over(cast.secretary, report)
        assert Resolution.objects.filter(session=session, report=report, item=None).count() == taken


class TestDeputies:
    def test_a_deputy_decides_in_the_session_that_they_chair(self, cast: Cast, season: Season) -> None:
        report = make_verified(cast, season)
        found_council(cast, season)
        there = [cast.secretary.pk, cast.member.pk]
        sessions.begin(cast.deputy, call_session(cast, season), there)
        assert actions.take_over(cast.deputy, report) > 0

    def test_and_not_beside_the_chair(self, cast: Cast, season: Season) -> None:
        report, _session = make_verified(cast, season), make_council(cast, season)
        with pytest.raises(NotAllowed):
            actions.take_over(cast.deputy, report)


class TestAllReports:
    def test_what_is_in_no_dispute_is_taken_over_in_one_act(self, cast: Cast, season: Season) -> None:
        report, session = make_verified(cast, season), make_council(cast, season)
        seen = {report.pk: {"4.3": 1, "4.5": 1}}
        assert actions.take_over_undisputed(cast.chair, season, seen) == 2
        settled = Resolution.objects.filter(session=session).values_list("component", flat=True)
        assert sorted(settled) == ["4.3", "4.5"]

    def test_what_was_verified_anew_stops_all_of_it_and_names_the_unit(self, cast: Cast, season: Season) -> None:
        report, _session = make_verified(cast, season), make_council(cast, season)
        with pytest.raises(Refused, match=r"Sở Y tế|Department of Health"):
            actions.take_over_undisputed(cast.chair, season, {report.pk: {"4.3": 2, "4.5": 1}})
        assert not Resolution.objects.exists()


class TestTheRecord:
    def test_a_line_of_the_minutes_is_kept_by_the_secretary(self, cast: Cast, season: Season) -> None:
        session = make_council(cast, season)
        sessions.note(cast.secretary, session, "Chủ trì nêu mục đích phiên họp")
        assert session.minutes.get().written_by == cast.secretary

    def test_and_by_no_other_member(self, cast: Cast, season: Season) -> None:
        with pytest.raises(NotAllowed):
            sessions.note(cast.member, make_council(cast, season), "Ý kiến")

    def test_signed_minutes_come_back_once_it_is_closed(self, cast: Cast, season: Season) -> None:
        session = make_council(cast, season)
        with pytest.raises(Refused):
            sessions.keep_signed_minutes(cast.secretary, session, "01/BB-HĐ", pdf())
        sessions.close(cast.chair, session)
        kept = sessions.keep_signed_minutes(cast.secretary, session, "01/BB-HĐ", pdf())
        assert (kept.minutes_number, bool(kept.signed_minutes)) == ("01/BB-HĐ", True)

    def test_papers_come_until_it_is_over(self, cast: Cast, season: Season) -> None:
        session = make_council(cast, season)
        assert sessions.put_paper(cast.secretary, session, "Báo cáo thẩm tra", pdf()).session == session
        sessions.close(cast.chair, session)
        with pytest.raises(Refused):
            sessions.put_paper(cast.secretary, session, "Báo cáo thẩm tra", pdf())


def test_members_are_who_holds_a_post_that_day(cast: Cast, season: Season) -> None:
    roles = [(member.user.username, str(member.role)) for member in members_on(clock.today())]
    assert roles == [("chair", "chair"), ("deputy", "deputy"), ("member", "member"), ("secretary", "secretary")]
