"""The council's desk: taking over, settling, finishing; chair and secretary write, members read (R4.6, I9, I12)."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, again, make_council

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification import actions as verification

SURVEY = {"act": "decide", "p0-sat": "90", "p0-n": "120", "p0-version": "0", "p0-seen": "0", "reason": "Điều tra"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def verified(cast: Cast, season: Season) -> Report:
    """4.3 was declared 18 of 24 and verified as 6 of 24; the rest as declared."""
    make_council(cast, season)
    return verify(cast.lead, arrive(season), adjusting=True)


def verify(verifier: User, report: Report, *, adjusting: bool = False) -> Report:
    if adjusting:
        facts = {"values": {"a": "6", "b": "24"}, "settled": None, "reason": "Thiếu hồ sơ", "version": 0}
        verification.adjust(verifier, report, "4.3", **facts)
    verification.agree_with_the_rest(verifier, again(report))
    return again(verification.finish(verifier, again(report)))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(report: Report, rest: str = "") -> str:
    return f"/hoi-dong/{report.pk}/{rest}"


def final(report: Report, code: str) -> Answer | None:
    return Answer.objects.filter(report=report, component=code, stage=Stage.FINAL).first()


class TestWhoSees:
    @pytest.mark.parametrize("name", ["chair", "secretary", "member", "lead", "observer"])
    def test_who_oversees_the_season_reads(self, cast: Cast, verified: Report, name: str) -> None:
        client = signed_in(getattr(cast, name))
        assert client.get("/hoi-dong/").status_code == 200
        assert client.get(page(verified)).status_code == 200
        assert client.get(page(verified, "4.3/")).status_code == 200

    @pytest.mark.parametrize("name", ["preparer", "head", "outsider", "verifier", "administrator"])
    def test_nobody_else_comes_here(self, cast: Cast, verified: Report, name: str) -> None:
        client = signed_in(getattr(cast, name))
        for address in ("/hoi-dong/", page(verified), page(verified, "4.3/"), page(verified, "thong-qua/")):
            assert client.get(address).status_code == 403

    def test_a_report_that_is_not_verified_is_not_there(self, cast: Cast, season: Season) -> None:
        assert signed_in(cast.chair).get(page(arrive(season, "stp"))).status_code == 404

    @pytest.mark.parametrize("name", ["member", "lead", "observer"])
    @pytest.mark.parametrize("act", ["4.3/", "6.8/", "thong-qua/", "ket-thuc/", "xem-xet-lai/"])
    def test_readers_change_nothing(self, cast: Cast, verified: Report, name: str, act: str) -> None:
        data = {**SURVEY, "code": ["4.1"]}
        assert signed_in(getattr(cast, name)).post(page(verified, act), data).status_code == 403
        assert not Answer.objects.filter(report=verified, stage=Stage.FINAL).exists()

    def test_readers_get_no_buttons(self, cast: Cast, verified: Report) -> None:
        shown = signed_in(cast.member).get(page(verified)).content.decode()
        assert "thong-qua" not in shown
        assert b"<textarea" not in signed_in(cast.member).get(page(verified, "4.3/")).content


class TestOwnUnit:
    """I12: the secretary holds a post at the lead department."""

    @pytest.fixture
    def own(self, cast: Cast, season: Season) -> Report:
        make_council(cast, season)
        return verify(cast.verifier, arrive(season, "stttt"))

    def test_the_secretary_reads_a_notice_and_no_button(self, cast: Cast, own: Report) -> None:
        shown = signed_in(cast.secretary).get(page(own)).content.decode()
        assert "Bạn không tham gia quyết định" in shown
        assert "thong-qua" not in shown

    @pytest.mark.parametrize("act", ["6.8/", "thong-qua/", "ket-thuc/"])
    def test_and_can_do_nothing(self, cast: Cast, own: Report, act: str) -> None:
        assert signed_in(cast.secretary).post(page(own, act), {**SURVEY, "code": ["4.1"]}).status_code == 403

    def test_the_chair_decides_and_the_recusal_is_shown(self, cast: Cast, own: Report) -> None:
        client = signed_in(cast.chair)
        assert "Người secretary" in client.get(page(own)).content.decode()
        client.post(page(own, "6.8/"), SURVEY)
        _take_everything_over(client, own)
        client.post(page(own, "ket-thuc/"))
        assert again(own).state == ReportState.APPRAISED
        assert "Người secretary" in client.get("/hoi-dong/").content.decode()


class TestTakingOver:
    def test_every_component_is_listed_the_undisputed_ones_ticked(self, cast: Cast, verified: Report) -> None:
        shown = signed_in(cast.secretary).get(page(verified, "thong-qua/")).content.decode()
        assert 'value="4.5" checked' in shown
        assert 'value="4.3">' in shown
        assert 'value="6.8"' not in shown
        assert "Thiếu hồ sơ" in shown

    def test_only_what_was_ticked_is_taken_over(self, cast: Cast, verified: Report) -> None:
        signed_in(cast.secretary).post(page(verified, "thong-qua/"), {"code": ["4.5"], "versions": "4.5:1"})
        assert final(verified, "4.5").values == {"a": "9", "b": "10"}
        assert final(verified, "4.3") is None

    def test_nothing_is_taken_over_that_was_verified_anew_meanwhile(self, cast: Cast, verified: Report) -> None:
        signed_in(cast.secretary).post(page(verified, "thong-qua/"), {"code": ["4.3"], "versions": "4.3:2"})
        assert final(verified, "4.3") is None

    def test_one_press_takes_one_component_over_and_leads_to_the_next(self, cast: Cast, verified: Report) -> None:
        data = {"act": "agree", "p0-version": "0", "p0-seen": "1"}
        answer = signed_in(cast.chair).post(page(verified, "4.3/"), data)
        assert answer.headers["Location"] == page(verified, "4.4/")
        assert final(verified, "4.3").values == {"a": "6", "b": "24"}


class TestSettling:
    def test_the_survey_earns_points_from_its_figures(self, cast: Cast, verified: Report) -> None:
        assert signed_in(cast.secretary).post(page(verified, "6.8/"), SURVEY).status_code == 302
        assert final(verified, "6.8").values == {"sat": "90", "n": "120"}
        assert "1,8" in signed_in(cast.member).get(page(verified, "6.8/")).content.decode()

    @pytest.mark.parametrize(
        ("typed", "words"), [({"p0-n": "12"}, "30"), ({"reason": ""}, "lý do"), ({"p0-sat": "101"}, "100")]
    )
    def test_what_cannot_stand_is_refused_and_kept_on_the_page(
        self, cast: Cast, verified: Report, typed: dict[str, str], words: str
    ) -> None:
        answer = signed_in(cast.secretary).post(page(verified, "6.8/"), {**SURVEY, **typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert final(verified, "6.8") is None

    def test_the_council_may_go_another_way_than_verification_with_a_reason(self, cast: Cast, verified: Report) -> None:
        data = {"act": "decide", "p0-a": "18", "p0-b": "24", "p0-version": "0", "p0-seen": "1", "reason": "Đủ hồ sơ"}
        signed_in(cast.chair).post(page(verified, "4.3/"), data)
        assert final(verified, "4.3").values == {"a": "18", "b": "24"}
        assert "Đủ hồ sơ" in signed_in(cast.member).get(page(verified)).content.decode()

    def test_chair_and_secretary_at_once_see_both_versions(self, cast: Cast, verified: Report) -> None:
        signed_in(cast.secretary).post(page(verified, "6.8/"), SURVEY)
        answer = signed_in(cast.chair).post(page(verified, "6.8/"), {**SURVEY, "p0-sat": "55", "reason": "Phiếu khác"})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert [words for words in ("Người secretary", "Phiếu khác", 'value="55"') if words not in shown] == []
        assert final(verified, "6.8").values == {"sat": "90", "n": "120"}

    def test_a_decision_can_be_taken_back_to_what_was_verified(self, cast: Cast, verified: Report) -> None:
        client = signed_in(cast.chair)
        data = {"act": "decide", "p0-a": "18", "p0-b": "24", "p0-version": "0", "p0-seen": "1", "reason": "Đủ hồ sơ"}
        client.post(page(verified, "4.3/"), data)
        client.post(page(verified, "4.3/"), {**data, "p0-a": "6", "p0-version": "1", "reason": ""})
        assert final(verified, "4.3").values == {"a": "6", "b": "24"}

    def test_typed_figures_are_explained_and_nothing_is_kept(self, cast: Cast, verified: Report) -> None:
        answer = signed_in(cast.chair).post(page(verified, "6.8/diem/"), {"p0-sat": "50", "p0-n": "40"})
        assert "50 / 100" in answer.content.decode()
        assert final(verified, "6.8") is None


class TestFinishing:
    def test_not_while_anything_is_undecided(self, cast: Cast, verified: Report) -> None:
        client = signed_in(cast.secretary)
        _take_everything_over(client, verified)
        client.post(page(verified, "ket-thuc/"))
        assert again(verified).state == ReportState.VERIFIED

    def test_then_the_whole_total_is_shown_and_it_can_be_taken_up_again(self, cast: Cast, verified: Report) -> None:
        client = signed_in(cast.secretary)
        client.post(page(verified, "6.8/"), SURVEY)
        _take_everything_over(client, verified)
        client.post(page(verified, "ket-thuc/"))
        shown = client.get(page(verified)).content.decode()
        assert again(verified).state == ReportState.APPRAISED
        assert "trên 98" in shown  # the three columns over the same components
        assert "trên 100 điểm cần thực hiện" in shown  # with the council's own part
        client.post(page(verified, "xem-xet-lai/"), {"reason": "Có ý kiến"})
        assert again(verified).state == ReportState.VERIFIED

    def test_nothing_before_the_council_is_set_up(self, cast: Cast, season: Season) -> None:
        report = verify(cast.lead, arrive(season))
        client = signed_in(cast.chair)
        assert "Hội đồng chưa được thành lập" in client.get(page(report)).content.decode()
        assert client.post(page(report, "6.8/"), SURVEY).status_code == 403


class TestListsCostTheSame:
    """With one report and with three."""

    def test_in_queries(self, cast: Cast, season: Season, verified: Report) -> None:
        one = _cost(cast.chair, "/hoi-dong/")
        for unit in ("stp", "hue"):
            verify(cast.lead, arrive(season, unit))
        assert _cost(cast.chair, "/hoi-dong/") == one

    def test_a_report_with_all_its_components(self, cast: Cast, verified: Report) -> None:
        assert _cost(cast.chair, page(verified)) <= 20
        assert _cost(cast.chair, page(verified, "4.3/")) <= 23


def _take_everything_over(client: Client, report: Report) -> None:
    codes = [answer.component for answer in report.answers.filter(stage=Stage.VERIFIED)]
    client.post(page(report, "thong-qua/"), {"code": codes, "versions": ""})


def _cost(user: User, address: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
