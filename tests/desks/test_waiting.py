"""What the first page says is waiting: rounds of replies, visits, sessions, answers, requests (R4.1-2, R4.6)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation
from tests.desks.test_visit import planned
from tests.factories import Cast, again, call_session, found_council, make_sent, make_verified, report_of

from thuocdo.accounts.models import User
from thuocdo.appraisal import exemptions, replies, sessions, voting
from thuocdo.appraisal.enums import Ground, RoundKind
from thuocdo.appraisal.sitting import members_on
from thuocdo.common import clock
from thuocdo.cycles.actions import move
from thuocdo.cycles.models import Season
from thuocdo.desks.waiting import waiting_for
from thuocdo.verification import asking


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def told(user: User) -> list[str]:
    return [row.label for row in waiting_for(user, clock.today())]


def test_nothing_waits_at_the_beginning(cast: Cast, season: Season) -> None:
    for name in ("preparer", "verifier", "lead", "chair", "observer"):
        assert told(getattr(cast, name)) == []


def test_a_round_of_replies_waits_for_the_unit_until_it_has_replied(cast: Cast, season: Season) -> None:
    report = make_verified(cast, season)
    move(cast.lead, report.season_unit.season_tier, "season.verify")
    round_ = replies.open_round(
        cast.lead, report.season_unit.season_tier, RoundKind.VERIFIED, clock.today() + timedelta(days=5)
    )
    assert "29 chỉ số thành phần chưa có ý kiến" in told(cast.preparer)[0]
    assert told(cast.outsider) == []
    replies.reply(cast.preparer, round_, again(report), "4.3", replies.Words("agrees"))
    assert "28 chỉ số thành phần chưa có ý kiến" in told(cast.preparer)[0]


def test_a_visit_that_is_planned_waits_for_the_unit(cast: Cast, season: Season) -> None:
    planned(cast, season)
    assert told(cast.head) == ["Kiểm tra thực tế ngày 20/10/2022, Trụ sở"]


def test_a_session_and_its_vote_wait_for_the_members(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    session = call_session(cast, season)
    assert "Phiên họp thứ 1 của Hội đồng: " in told(cast.member)[0]
    sessions.begin(cast.chair, session, [member.pk for member in members_on(clock.today())])
    item = voting.list_item(cast.secretary, session, make_verified(cast, season), "4.3")
    assert told(cast.member) == ["Phiên họp thứ 1 của Hội đồng đang diễn ra"]
    voting.propose(cast.member, item, {"4.3": voting.Draft({"a": "3", "b": "10"})}, "Còn thiếu")
    voting.begin_vote(cast.chair, item)
    assert told(cast.member) == ["Phiên họp thứ 1: đang biểu quyết"]


def test_reports_answers_and_requests_wait_for_who_verifies(cast: Cast, season: Season) -> None:
    report = make_sent(cast, season)
    row = asking.ask(cast.lead, report, ["4.3"], text="Ở đâu?", due=clock.today())[0]
    assert told(cast.lead) == ["1 báo cáo đang được thẩm tra"]
    asking.answer(cast.preparer, row, text="Ở cổng", files=[], seen=row.messages.last().pk)
    exemptions.ask(cast.outsider, report_of(season, "stp"), "6.3", ground=Ground.NO_CONTENT, reason="Không thu phí")
    assert told(cast.lead) == [
        "1 báo cáo đang được thẩm tra",
        "1 nội dung trả lời của đơn vị chưa được xem",
        "1 đề nghị không đánh giá chờ ý kiến hoặc chờ người thứ hai kiểm tra",
    ]
