"""The pages of the council's sessions: list, session, item, vote, projection, taking over, minutes (R4.6, I12)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document as Word
from tests.desks.sending import arrive
from tests.desks.test_council import signed_in, verify
from tests.factories import Cast, call_session, found_council, make_council, pdf

from thuocdo.accounts.models import User
from thuocdo.appraisal import sessions, voting
from thuocdo.appraisal.models import CouncilSession, DisputedItem, Resolution, Vote
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report
from thuocdo.verification import asking


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def verified(cast: Cast, season: Season) -> Report:
    """4.3 was declared 18 of 24 and verified as 6 of 24; the rest as declared."""
    return verify(cast.lead, arrive(season), adjusting=True)


@pytest.fixture
def session(cast: Cast, season: Season, verified: Report) -> CouncilSession:
    """Open, everybody there, 4.3 on the list."""
    made = make_council(cast, season)
    voting.list_disputed(cast.secretary, made)
    return made


@pytest.fixture
def item(session: CouncilSession) -> DisputedItem:
    return session.items.get()


def page(session: CouncilSession, rest: str = "") -> str:
    return f"/hoi-dong/phien/{session.pk}/{rest}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_session_is_called_changed_opened_and_closed_on_its_pages(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    secretary, chair = signed_in(cast.secretary), signed_in(cast.chair)
    typed = {"day": "20/10/2022", "time": "14:00", "place": "Phòng họp", "agenda": "Khai mạc\nXem xét"}
    secretary.post("/hoi-dong/phien/moi/2022/", typed)
    made = CouncilSession.objects.get()
    assert "14:00 20/10/2022" in text(chair, page(made))
    secretary.post(page(made, "sua/"), {**typed, "day": "17/10/2022", "time": "15:30"})
    states = {f"state-{who.pk}": "present" for who in (cast.chair, cast.deputy, cast.secretary)}
    chair.post(page(made, "khai-mac/"), {**states, f"state-{cast.member.pk}": "excused"})
    assert "Đủ số thành viên dự họp" in text(chair, page(made))
    chair.post(page(made, "be-mac/"))
    made.refresh_from_db()
    assert (made.state, made.quorum_needed) == ("closed", 3)


def test_a_time_that_is_none_is_told_and_nothing_typed_is_lost(cast: Cast, season: Season) -> None:
    found_council(cast, season)
    typed = {"day": "20/10/2022", "time": "25 giờ", "place": "Phòng họp", "agenda": "Xem xét"}
    answer = signed_in(cast.secretary).post("/hoi-dong/phien/moi/2022/", typed)
    assert answer.status_code == 422
    assert "25 giờ" in answer.content.decode()


def test_who_left_takes_the_quorum_away_and_the_page_says_so(cast: Cast, session: CouncilSession) -> None:
    gone = {f"state-{cast.member.pk}": "absent", f"state-{cast.deputy.pk}": "absent"}
    signed_in(cast.secretary).post(page(session, "diem-danh/"), gone)
    assert "Không đủ số thành viên dự họp" in text(signed_in(cast.chair), page(session))


def test_papers_and_lines_are_kept_with_the_session(cast: Cast, session: CouncilSession) -> None:
    secretary = signed_in(cast.secretary)
    secretary.post(page(session, "tai-lieu/"), {"title": "Báo cáo thẩm tra", "file": pdf("bc.pdf")})
    secretary.post(page(session, "dien-bien/"), {"text": "Chủ trì khai mạc"})
    shown = text(signed_in(cast.member), page(session))
    assert "Báo cáo thẩm tra" in shown
    assert "Chủ trì khai mạc" in shown
    assert signed_in(cast.member).get(page(session, f"tai-lieu/{session.papers.get().pk}/")).status_code == 200


class TestAnItem:
    def test_is_settled_by_the_chair_with_its_reason(self, cast: Cast, item: DisputedItem) -> None:
        chosen = item.positions.get(label="declared")
        data = {"act": "settle", "position": chosen.pk, "reason": "Hồ sơ đã đủ"}
        assert signed_in(cast.chair).post(f"/hoi-dong/noi-dung/{item.pk}/", data).status_code == 302
        assert Resolution.objects.get().reason == "Hồ sơ đã đủ"
        assert "Hồ sơ đã đủ" in text(signed_in(cast.member), f"/hoi-dong/noi-dung/{item.pk}/")

    def test_without_a_reason_it_is_told_and_the_choice_is_kept(self, cast: Cast, item: DisputedItem) -> None:
        chosen = item.positions.get(label="declared")
        data = {"act": "settle", "position": chosen.pk, "reason": " "}
        answer = signed_in(cast.chair).post(f"/hoi-dong/noi-dung/{item.pk}/", data)
        assert answer.status_code == 422
        assert f'value="{chosen.pk}" required checked' in answer.content.decode()

    def test_a_member_proposes_figures(self, cast: Cast, item: DisputedItem) -> None:
        data = {"p0-a": "9", "p0-b": "24", "p0-version": "0", "p0-seen": "1", "reason": "Một phần hồ sơ"}
        assert signed_in(cast.member).post(f"/hoi-dong/noi-dung/{item.pk}/phuong-an/", data).status_code == 302
        assert "Một phần hồ sơ" in text(signed_in(cast.chair), f"/hoi-dong/noi-dung/{item.pk}/")

    def test_is_put_on_the_list_by_hand(self, cast: Cast, session: CouncilSession, verified: Report) -> None:
        data = {"report": verified.pk, "component": "4.5"}
        signed_in(cast.secretary).post(page(session, "noi-dung/"), data)
        assert session.items.filter(component="4.5").exists()
        assert signed_in(cast.secretary).post(page(session, "noi-dung/"), data).status_code == 422


class TestVoting:
    def test_a_member_votes_on_what_is_before_the_council(self, cast: Cast, item: DisputedItem) -> None:
        member, address = signed_in(cast.member), page(item.session, "bieu-quyet/")
        assert "Chưa có nội dung nào" in text(member, address)
        voting.begin_vote(cast.chair, item)
        assert "Như thẩm tra" in text(member, address)
        member.post(address, {"item": item.pk, "position": item.positions.get(label="verified").pk})
        assert Vote.objects.get().position.label == "verified"
        assert 'name="position"' not in text(member, address)

    def test_a_second_vote_is_told_and_not_counted(self, cast: Cast, item: DisputedItem) -> None:
        voting.begin_vote(cast.chair, item)
        member, address = signed_in(cast.member), page(item.session, "bieu-quyet/")
        for label in ("verified", "declared"):
            answer = member.post(
                address, {"item": item.pk, "position": item.positions.get(label=label).pk}, follow=True
            )
        assert "đã biểu quyết nội dung này" in answer.content.decode()
        assert Vote.objects.get().position.label == "verified"

    def test_what_is_being_chosen_is_not_replaced(self, cast: Cast, item: DisputedItem) -> None:
        voting.begin_vote(cast.chair, item)
        asked = signed_in(cast.member).get(page(item.session, "bieu-quyet/"), {"dang": item.pk}, HTTP_HX_REQUEST="true")
        assert asked.status_code == 204


def test_a_reason_is_not_lost_when_members_have_left(cast: Cast, item: DisputedItem) -> None:
    sessions.attend(cast.chair, item.session, {cast.member.pk: "absent", cast.deputy.pk: "absent"})
    data = {"act": "settle", "position": item.positions.get(label="verified").pk, "reason": "Đủ hồ sơ"}
    answer = signed_in(cast.chair).post(f"/hoi-dong/noi-dung/{item.pk}/", data)
    assert answer.status_code == 422
    assert "Đủ hồ sơ</textarea>" in answer.content.decode()


def test_who_has_voted_is_not_asked_again_and_the_chair_reads_how_many_have(cast: Cast, item: DisputedItem) -> None:
    voting.begin_vote(cast.chair, item)
    voting.cast_vote(cast.chair, item, item.positions.get(label="verified"))
    shown = text(signed_in(cast.chair), f"/hoi-dong/noi-dung/{item.pk}/")
    assert "1 trên 4" in shown
    assert page(item.session, "bieu-quyet/") not in shown


def test_the_council_reads_what_the_unit_was_asked(cast: Cast, item: DisputedItem) -> None:
    asking.ask(cast.lead, item.report, ["4.3"], text="Số liệu lấy ở đâu?", due=date(2022, 10, 24))
    assert "Số liệu lấy ở đâu?" in text(signed_in(cast.member), f"/hoi-dong/noi-dung/{item.pk}/")


class TestProjection:
    def test_shows_the_item_that_is_voted_on(self, cast: Cast, item: DisputedItem) -> None:
        voting.begin_vote(cast.chair, item)
        voting.cast_vote(cast.member, item, item.positions.get(label="verified"))
        shown = text(signed_in(cast.secretary), page(item.session, "trinh-chieu/"))
        assert "Sở Y tế" in shown
        assert "1 trên 4" in shown

    def test_shows_the_three_columns_and_the_minutes_as_they_are_written(
        self, cast: Cast, session: CouncilSession
    ) -> None:
        voting.list_disputed(cast.secretary, session)
        item = session.items.get()
        about = {"report": item.report, "component": item.component}
        sessions.note(cast.secretary, session, "Sở Y tế trình bày số liệu bổ sung", **about)
        sessions.note(cast.secretary, session, "Ghi về chỉ số khác", report=item.report, component="1.1")
        sessions.note(cast.secretary, session, "Chủ tịch phát biểu khai mạc")
        answer = signed_in(cast.secretary).get(page(session, "trinh-chieu/"), headers={"HX-Request": "true"})
        shown = answer.content.decode()
        assert [points for _name, points in answer.context["row"].columns][2] is None
        assert "Sở Y tế trình bày số liệu bổ sung" in shown
        assert "Chủ tịch phát biểu khai mạc" in shown
        assert "Ghi về chỉ số khác" not in shown
        verified = item.positions.get(label="verified")
        voting.settle_item(cast.chair, item, verified, "Thống nhất")
        answer = signed_in(cast.secretary).get(page(session, "trinh-chieu/"))
        assert [points for _name, points in answer.context["row"].columns][2] == Fraction(verified.points)
        assert '<noscript><meta http-equiv="refresh"' in answer.content.decode()

    def test_hides_anonymous_counts_until_the_vote_is_over(self, cast: Cast, season: Season, verified: Report) -> None:
        found_council(cast, season, votes_anonymously=True)
        everybody = [cast.secretary.pk, cast.member.pk, cast.deputy.pk]
        made = sessions.begin(cast.chair, call_session(cast, season), everybody)
        voting.list_disputed(cast.secretary, made)
        item = made.items.get()
        voting.begin_vote(cast.chair, item)
        voting.cast_vote(cast.member, item, item.positions.get(label="verified"))
        address = page(made, "trinh-chieu/")
        assert "chưa kiểm phiếu" in text(signed_in(cast.secretary), address)
        voting.end_vote(cast.chair, item)
        shown = text(signed_in(cast.secretary), address)
        assert "chưa kiểm phiếu" not in shown
        assert "Người member" not in shown


class TestTakingOver:
    def test_all_that_is_undisputed_is_listed_taken_over_and_listed_again(
        self, cast: Cast, session: CouncilSession
    ) -> None:
        chair = signed_in(cast.chair)
        before = chair.get(page(session, "thong-qua/"))
        assert ">4.5<" in before.content.decode()
        assert ">4.3<" not in before.content.decode()
        answer = chair.post(page(session, "thong-qua/"), {"versions": before.context["versions"]})
        assert answer.headers["Location"] == page(session, "da-thong-qua/")
        assert text(chair, page(session, "da-thong-qua/")).count("<tr>") - 1 == Resolution.objects.count() > 20


class TestMinutes:
    def test_say_who_was_there_what_was_voted_and_why_it_was_settled(
        self, cast: Cast, session: CouncilSession, item: DisputedItem
    ) -> None:
        voting.begin_vote(cast.chair, item)
        chosen = item.positions.get(label="verified")
        voting.cast_vote(cast.member, item, chosen)
        voting.end_vote(cast.chair, item)
        voting.settle_item(cast.chair, item, chosen, "Thiếu quyết định ban hành")
        chair = signed_in(cast.chair)
        versions = chair.get(page(session, "thong-qua/")).context["versions"]
        chair.post(page(session, "thong-qua/"), {"versions": versions})
        chair.post(page(session, "be-mac/"))
        said = words_of(chair.get(page(session, "bien-ban.docx")).content)
        for words in (
            "BIÊN BẢN",
            "Người secretary",
            "Có mặt 4 trên 4",
            "Thiếu quyết định ban hành",
            "Phụ lục",
            "4.5",
            "năm 2022",
        ):
            assert words in said
        assert chair.get(page(session, "bien-ban.pdf")).content.startswith(b"%PDF")

    def test_come_back_signed(self, cast: Cast, session: CouncilSession) -> None:
        sessions.close(cast.chair, session)
        secretary = signed_in(cast.secretary)
        secretary.post(page(session, "bien-ban-ky/"), {"number": "01/BB-HĐĐG", "file": pdf("bb.pdf")})
        assert "01/BB-HĐĐG" in text(secretary, page(session))
        assert secretary.get(page(session, "bien-ban-ky/tep/")).status_code == 200

    def test_are_not_there_before_it_begins(self, cast: Cast, season: Season) -> None:
        found_council(cast, season)
        called = call_session(cast, season)
        assert signed_in(cast.chair).get(page(called, "bien-ban.pdf")).status_code == 404


def words_of(content: bytes) -> str:
    document = Word(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_pages_cost_the_same_with_one_item_and_with_three(
    cast: Cast, season: Season, session: CouncilSession
) -> None:
    addresses = ("/hoi-dong/phien/", page(session), page(session, "trinh-chieu/"), page(session, "bieu-quyet/"))
    one = [_cost(cast.chair, address) for address in addresses]
    for unit in ("stp", "hue"):
        verify(cast.lead, arrive(season, unit), adjusting=True)
    voting.list_disputed(cast.secretary, session)
    sessions.note(cast.secretary, session, "Một dòng")
    assert session.items.count() == 3
    assert [_cost(cast.chair, address) for address in addresses] == one
    assert max(one) <= 25


def _cost(user: User, address: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
