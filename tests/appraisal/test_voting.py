"""Disputed components before a session (R4.6, I9, I12): positions, votes, recusal, what the chair settles."""

from fractions import Fraction

import pytest
from tests.factories import (
    BEFORE_ALL,
    Cast,
    again,
    call_session,
    found_council,
    fresh,
    make_council,
    make_sent,
    make_verified,
)

from thuocdo.accounts.actions import give_post
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit
from thuocdo.appraisal import actions, sessions, voting
from thuocdo.appraisal.models import Ballot, DisputedItem, Position, Recusal, Resolution, Vote
from thuocdo.appraisal.sitting import disputed
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification import actions as verification

LESS = {"values": {"a": "1", "b": "10"}, "settled": None, "reason": "Thiếu hồ sơ", "version": 0}


@pytest.fixture
def verified(cast: Cast, season: Season) -> Report:
    """4.3 was declared 10 of 10 and verified as 1 of 10."""
    report = make_sent(cast, season)
    verification.adjust(cast.lead, report, "4.3", **LESS)
    verification.agree_with_the_rest(cast.lead, again(report))
    return again(verification.finish(cast.lead, again(report)))


@pytest.fixture
def item(cast: Cast, season: Season, verified: Report) -> DisputedItem:
    """In session, everybody there."""
    return listed(cast, make_council(cast, season))


def listed(cast: Cast, session) -> DisputedItem:
    assert voting.list_disputed(cast.secretary, session) == 1
    return DisputedItem.objects.get(session=session)


def position(item: DisputedItem, label: str) -> Position:
    return item.positions.get(label=label)


def at_vote(cast: Cast, item: DisputedItem) -> DisputedItem:
    voting.begin_vote(cast.chair, item)
    return item


def test_what_verification_changed_is_in_dispute(season: Season, verified: Report) -> None:
    assert disputed(season) == {verified: ["4.3"]}


def test_the_list_is_made_once(cast: Cast, item: DisputedItem) -> None:
    assert voting.list_disputed(cast.secretary, item.session) == 0


def test_what_was_settled_is_not_listed_again_by_the_next_session(
    cast: Cast, season: Season, item: DisputedItem
) -> None:
    voting.settle_item(cast.chair, item, position(item, "verified"), "Đúng")
    sessions.close(cast.chair, item.session)
    assert voting.list_disputed(cast.secretary, call_session(cast, season)) == 0


def test_declared_and_verified_stand_with_the_points_of_the_law(item: DisputedItem) -> None:
    points = {row.label: Fraction(row.points) for row in item.positions.all()}
    assert set(points) == {"declared", "verified"}
    assert points["declared"] > points["verified"]


def test_a_component_is_listed_by_hand(cast: Cast, item: DisputedItem) -> None:
    added = voting.list_item(cast.secretary, item.session, item.report, "4.5")
    assert (added.order, added.positions.count()) == (2, 2)
    with pytest.raises(Refused):
        voting.list_item(cast.secretary, item.session, item.report, "4.5")


class TestPositions:
    def test_a_member_proposes_figures_with_a_reason(self, cast: Cast, item: DisputedItem) -> None:
        made = voting.propose(cast.member, item, {"4.3": Draft({"a": "3", "b": "10"})}, "Hai hồ sơ còn thiếu")
        declared, verified = (Fraction(position(item, label).points) for label in ("declared", "verified"))
        assert verified < Fraction(made.points) < declared

    def test_or_points(self, cast: Cast, item: DisputedItem) -> None:
        made = voting.propose(cast.member, item, {"4.3": Draft(settled=Fraction(1, 2))}, "Chỉ đủ một phần")
        assert made.points == "1/2"

    @pytest.mark.parametrize(
        ("draft", "reason"),
        [
            (Draft({"a": "8", "b": "10"}), " "),
            (Draft(settled=Fraction(999)), "Quá cao"),
            (Draft(), "Không có số"),
            (Draft({"a": "1", "b": "10"}), "Như thẩm tra"),
        ],
    )
    def test_what_cannot_stand_is_refused(self, cast: Cast, item: DisputedItem, draft: Draft, reason: str) -> None:
        with pytest.raises(Refused):
            voting.propose(cast.member, item, {"4.3": draft}, reason)

    @pytest.mark.parametrize("name", ["lead", "observer", "preparer"])
    def test_nobody_but_members_proposes(self, cast: Cast, item: DisputedItem, name: str) -> None:
        with pytest.raises(NotAllowed):
            voting.propose(getattr(cast, name), item, {"4.3": Draft(settled=Fraction(1, 2))}, "Ý kiến")

    def test_positions_of_figures_that_changed_are_not_settled_but_made_anew(
        self, cast: Cast, item: DisputedItem
    ) -> None:
        Answer.objects.filter(report=item.report, component="4.3", stage=Stage.VERIFIED).update(
            values={"a": "7", "b": "10"}
        )
        with pytest.raises(Conflict):
            voting.settle_item(cast.chair, item, position(item, "verified"), "Đủ căn cứ")
        voting.renew(cast.secretary, item)
        voting.settle_item(cast.chair, item, position(item, "verified"), "Đủ căn cứ")


class TestVotes:
    def test_who_voted_what_is_on_record(self, cast: Cast, item: DisputedItem) -> None:
        at_vote(cast, item)
        voting.cast_vote(cast.member, item, position(item, "verified"))
        voting.cast_vote(cast.deputy, item, None)
        votes = {v.member: (v.position, v.is_abstention) for v in Vote.objects.all()}
        assert votes == {cast.member: (position(item, "verified"), False), cast.deputy: (None, True)}

    def test_nobody_votes_twice(self, cast: Cast, item: DisputedItem) -> None:
        at_vote(cast, item)
        voting.cast_vote(cast.member, item, position(item, "verified"))
        with pytest.raises(Refused):
            voting.cast_vote(cast.member, item, position(item, "declared"))
        assert Vote.objects.get().position == position(item, "verified")

    def test_nobody_votes_before_or_after_the_vote(self, cast: Cast, item: DisputedItem) -> None:
        for act in (lambda: None, lambda: (at_vote(cast, item), voting.end_vote(cast.chair, item))):
            act()
            with pytest.raises(Refused):
                voting.cast_vote(cast.member, item, None)

    def test_who_is_not_present_does_not_vote(self, cast: Cast, item: DisputedItem) -> None:
        sessions.attend(cast.secretary, item.session, {cast.member.pk: "absent"})
        at_vote(cast, item)
        with pytest.raises(Refused):
            voting.cast_vote(cast.member, item, None)

    def test_one_vote_runs_at_a_time(self, cast: Cast, item: DisputedItem) -> None:
        other = voting.list_item(cast.secretary, item.session, item.report, "4.5")
        voting.propose(cast.member, other, {"4.5": Draft(settled=Fraction(1, 2))}, "Ý kiến")
        at_vote(cast, item)
        with pytest.raises(Refused):
            voting.begin_vote(cast.chair, other)

    def test_nothing_is_settled_and_the_session_not_closed_while_members_vote(
        self, cast: Cast, item: DisputedItem
    ) -> None:
        at_vote(cast, item)
        with pytest.raises(Refused):
            voting.settle_item(cast.chair, item, position(item, "verified"), "Đủ căn cứ")
        with pytest.raises(Refused):
            sessions.close(cast.chair, item.session)


def test_an_anonymous_vote_counts_and_says_nothing_of_who_chose_what(
    cast: Cast, season: Season, verified: Report
) -> None:
    found_council(cast, season, votes_anonymously=True)
    everybody = [cast.secretary.pk, cast.member.pk, cast.deputy.pk]
    item = listed(cast, sessions.begin(cast.chair, call_session(cast, season), everybody))
    at_vote(cast, item)
    for member, chosen in ((cast.member, "verified"), (cast.deputy, "verified"), (cast.secretary, None)):
        voting.cast_vote(member, item, chosen and position(item, chosen))
    with pytest.raises(Refused):
        voting.cast_vote(cast.member, item, None)
    assert set(Vote.objects.values_list("position", "is_abstention")) == {(None, False)}
    counts = {row.position and row.position.label: row.count for row in Ballot.objects.all()}
    assert counts == {"verified": 2, None: 1}


class TestSettling:
    def test_the_position_becomes_the_final_answer_with_session_reason_and_item(
        self, cast: Cast, item: DisputedItem
    ) -> None:
        voting.settle_item(cast.chair, item, position(item, "declared"), "Hồ sơ bổ sung đã đủ")
        final = Answer.objects.get(report=item.report, component="4.3", stage=Stage.FINAL)
        left = Resolution.objects.get(report=item.report, component="4.3")
        assert (final.values, final.reason) == (position(item, "declared").drafts["4.3"]["values"], left.reason)
        assert (left.item, left.session, left.reason) == (item, item.session, "Hồ sơ bổ sung đã đủ")
        assert position(item, "declared").is_chosen

    def test_it_needs_a_reason(self, cast: Cast, item: DisputedItem) -> None:
        with pytest.raises(Refused):
            voting.settle_item(cast.chair, item, position(item, "declared"), " ")

    @pytest.mark.parametrize("name", ["member", "deputy", "lead", "observer"])
    def test_nobody_but_chair_and_secretary_settles(self, cast: Cast, item: DisputedItem, name: str) -> None:
        with pytest.raises(NotAllowed):
            voting.settle_item(getattr(cast, name), item, position(item, "declared"), "Ý kiến")

    def test_a_listed_component_is_settled_as_its_item_and_not_beside_it(self, cast: Cast, item: DisputedItem) -> None:
        with pytest.raises(Refused):
            actions.settle(cast.chair, item.report, "4.3", values={"a": "1", "b": "10"}, **_facts())
        actions.take_over(cast.chair, again(item.report))
        assert not Answer.objects.filter(report=item.report, component="4.3", stage=Stage.FINAL).exists()

    def test_put_off_it_waits_for_a_later_session(self, cast: Cast, item: DisputedItem) -> None:
        voting.put_off(cast.chair, item, "Chờ xác minh thêm")
        sessions.close(cast.chair, item.session)
        later = sessions.begin(cast.chair, call_session(cast, item.session.season), [cast.member.pk, cast.secretary.pk])
        assert listed(cast, later).component == "4.3"
        assert item.session.minutes.get().text == "Chờ xác minh thêm"

    def test_what_was_left_open_is_put_off_when_the_session_closes(self, cast: Cast, item: DisputedItem) -> None:
        sessions.close(cast.chair, item.session)
        assert DisputedItem.objects.get().state == "put_off"


def _facts() -> dict[str, object]:
    return {"settled": None, "reason": "Ý kiến", "version": 0}


class TestOwnUnit:
    """I12: the chair is also the head of the unit that the item is about."""

    @pytest.fixture
    def heads(self, cast: Cast, item: DisputedItem) -> DisputedItem:
        give_post(None, cast.chair, Unit.objects.get(key="syt"), Role.HEAD, since=BEFORE_ALL)
        return item

    def test_the_deputy_chairs_the_item_and_settles_it(self, cast: Cast, heads: DisputedItem) -> None:
        chair = fresh(cast.chair)
        for act in (
            lambda: voting.begin_vote(chair, heads),
            lambda: voting.settle_item(chair, heads, position(heads, "declared"), "Ý kiến"),
            lambda: voting.propose(chair, heads, {"4.3": Draft(settled=Fraction(1, 2))}, "Ý kiến"),
        ):
            with pytest.raises(NotAllowed):
                act()
        voting.begin_vote(cast.deputy, heads)
        with pytest.raises(NotAllowed):
            voting.cast_vote(chair, heads, None)
        voting.end_vote(cast.deputy, heads)
        voting.settle_item(cast.deputy, heads, position(heads, "verified"), "Đúng kết quả thẩm tra")
        assert list(Recusal.objects.values_list("member__username", flat=True)) == ["chair"]

    def test_without_the_deputy_a_member_chairs_it(self, cast: Cast, heads: DisputedItem) -> None:
        sessions.attend(cast.secretary, heads.session, {cast.deputy.pk: "absent"})
        voting.settle_item(cast.member, heads, position(heads, "verified"), "Đúng kết quả thẩm tra")
        assert Resolution.objects.get().settled_by == cast.member


def test_no_vote_without_a_quorum(cast: Cast, item: DisputedItem) -> None:
    sessions.attend(cast.secretary, item.session, {cast.member.pk: "absent", cast.deputy.pk: "absent"})
    for act in (
        lambda: voting.begin_vote(cast.chair, item),
        lambda: voting.settle_item(cast.chair, item, position(item, "declared"), "Ý kiến"),
    ):
        with pytest.raises(Refused):
            act()


def test_nothing_is_in_dispute_where_verification_changed_nothing(cast: Cast, season: Season) -> None:
    make_verified(cast, season)
    assert disputed(season) == {}
