"""The verifiers' desk: who sees which reports and components, what can be done, what a conflict shows (R4.1-2)."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.sending import arrive
from tests.factories import Cast, again, make_verified, pdf, report_of

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.desks.check.returning import ReturnForm
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.models import Answer, Report
from thuocdo.verification import actions
from thuocdo.verification.asking import ask
from thuocdo.verification.models import Check
from thuocdo.verification.reasons import add_reason, reasons_of

NONE_SEEN = {"p0-version": "0", "p0-seen": "1"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return arrive(season)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(report: Report, code: str = "") -> str:
    return f"/tham-tra/{report.pk}/" + (f"{code}/" if code else "")


def decide(user: User, report: Report, code: str = "4.3", **typed: str):
    data = {"act": "decide", "p0-a": "6", "p0-b": "24", "reason": "Thiếu hồ sơ", **NONE_SEEN, **typed}
    return signed_in(user).post(page(report, code), data)


def verified(report: Report, code: str = "4.3") -> Answer | None:
    return Answer.objects.filter(report=report, component=code, stage=Stage.VERIFIED).first()


class TestWhoSees:
    """Another unit's report, and a component that is not the person's to verify, do not exist for them."""

    @pytest.mark.parametrize("name", ["lead", "verifier", "chair", "member", "observer"])
    def test_the_report_opens_for_who_verifies_or_oversees(self, cast: Cast, sent: Report, name: str) -> None:
        assert signed_in(getattr(cast, name)).get(page(sent)).status_code == 200

    @pytest.mark.parametrize("name", ["preparer", "head", "outsider", "administrator"])
    def test_for_nobody_else(self, cast: Cast, sent: Report, name: str) -> None:
        client = signed_in(getattr(cast, name))
        assert client.get(page(sent)).status_code == 404
        assert client.get(page(sent, "4.3")).status_code == 404
        assert client.get("/tham-tra/").status_code == 403

    def test_a_report_that_was_not_sent_is_nobodys_to_read(self, cast: Cast, season: Season) -> None:
        assert signed_in(cast.lead).get(page(report_of(season, "stp"))).status_code == 404

    def test_a_related_agency_sees_only_the_components_assigned_to_it(self, cast: Cast, sent: Report) -> None:
        client = signed_in(cast.verifier)
        shown = client.get(page(sent)).content.decode()
        assert page(sent, "4.3") in shown
        assert page(sent, "1.2") not in shown
        assert client.get(page(sent, "4.3")).status_code == 200
        assert client.get(page(sent, "1.2")).status_code == 404
        assert client.post(page(sent, "1.2"), {"act": "agree"}).status_code == 404
        assert client.post(f"{page(sent, '1.2')}diem/", {}).status_code == 404

    def test_nor_does_it_see_another_component_across_the_units(self, cast: Cast, season: Season, sent: Report) -> None:
        client = signed_in(cast.verifier)
        assert client.get(f"/tham-tra/{season.year}/chi-so/4.3/").status_code == 200
        assert client.get(f"/tham-tra/{season.year}/chi-so/1.2/").status_code == 404

    def test_its_own_units_report_is_not_there_at_all(self, cast: Cast, season: Season) -> None:
        own = arrive(season, "vpubnd")
        assert signed_in(cast.verifier).get(page(own)).status_code == 404


class TestOwnUnit:
    """I12: the lead department reads its own report along and can do nothing to it."""

    def test_there_is_a_notice_and_no_button(self, cast: Cast, season: Season) -> None:
        own = arrive(season, "stttt")
        shown = signed_in(cast.lead).get(page(own)).content.decode()
        assert "Đây là đơn vị của bạn" in shown
        assert "Văn phòng UBND tỉnh" in shown
        assert "dong-y-con-lai" not in shown
        assert "tra-lai" not in shown
        component = signed_in(cast.lead).get(page(own, "4.3")).content.decode()
        assert 'value="agree"' not in component

    @pytest.mark.parametrize("act", ["4.3/", "ket-thuc/", "tra-lai/", "tham-tra-lai/"])
    def test_no_act_is_taken(self, cast: Cast, season: Season, act: str) -> None:
        own = arrive(season, "stttt")
        data = {"act": "agree", "reason": "Thử", **NONE_SEEN}
        assert signed_in(cast.lead).post(f"{page(own)}{act}", data).status_code == 403
        assert again(own).state == ReportState.SENT
        assert verified(own) is None

    def test_agreeing_with_the_rest_agrees_with_nothing(self, cast: Cast, season: Season) -> None:
        own = arrive(season, "stttt")
        signed_in(cast.lead).post(f"{page(own)}dong-y-con-lai/")
        assert verified(own) is None

    def test_the_committee_office_can_do_all_of_it(self, cast: Cast, season: Season) -> None:
        own = arrive(season, "stttt")
        client = signed_in(cast.verifier)
        client.post(f"{page(own)}dong-y-con-lai/")
        client.post(f"{page(own)}ket-thuc/")
        assert again(own).state == ReportState.VERIFIED


class TestOneComponent:
    def test_one_press_agrees_and_leads_to_the_next_unchecked(self, cast: Cast, sent: Report) -> None:
        answer = signed_in(cast.verifier).post(page(sent, "4.2"), {"act": "agree", "p0-version": "0", "p0-seen": "0"})
        assert answer.headers["Location"] == page(sent, "4.3")
        assert verified(sent, "4.2").values == {}

    def test_the_last_one_leads_back_to_the_report(self, cast: Cast, sent: Report) -> None:
        actions.agree_with_the_rest(cast.verifier, sent)
        answer = signed_in(cast.verifier).post(page(sent, "4.3"), {"act": "agree", "p0-version": "1", "p0-seen": "1"})
        assert answer.headers["Location"] == page(sent)

    def test_adjusted_figures_are_kept_beside_the_declared_ones(self, cast: Cast, sent: Report) -> None:
        assert decide(cast.verifier, sent).status_code == 302
        assert verified(sent).values == {"a": "6", "b": "24"}
        shown = signed_in(cast.lead).get(page(sent, "4.3")).content.decode()
        assert "Thiếu hồ sơ" in shown
        assert "75%" in shown  # as declared: 18 of 24
        assert "25%" in shown  # as verified: 6 of 24

    def test_points_may_stand_in_place_of_the_rule(self, cast: Cast, sent: Report) -> None:
        decide(cast.verifier, sent, **{"p0-a": "18", "p0-settled": "3,25"})
        assert verified(sent).settled == "13/4"

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"reason": " "}, "lý do"),
            ({"p0-a": "25"}, "24"),
            ({"p0-a": "không rõ"}, "không rõ"),
            ({"p0-settled": "14,5"}, "14"),
            ({"p0-a": "18"}, "đồng ý"),
        ],
    )
    def test_what_cannot_be_saved_stays_on_the_page_with_its_reason(
        self, cast: Cast, sent: Report, typed: dict[str, str], words: str
    ) -> None:
        answer = decide(cast.verifier, sent, **typed)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "Thiếu hồ sơ" in answer.content.decode() or typed == {"reason": " "}
        assert verified(sent) is None

    def test_a_conflict_shows_both_versions_and_loses_neither(self, cast: Cast, sent: Report) -> None:
        decide(cast.lead, sent, **{"p0-a": "9", "reason": "Cơ quan chủ trì đếm lại"})
        answer = decide(cast.verifier, sent)
        shown = answer.content.decode()
        assert answer.status_code == 409
        for words in (
            "Cơ quan chủ trì đếm lại",
            "Thiếu hồ sơ",
            "Người lead",
            'value="6"',
            'name="p0-version" value="1"',
        ):
            assert words in shown
        assert verified(sent).values == {"a": "9", "b": "24"}

    def test_agreeing_over_an_adjustment_that_was_not_seen_is_a_conflict(self, cast: Cast, sent: Report) -> None:
        decide(cast.lead, sent, **{"p0-a": "9"})
        answer = signed_in(cast.verifier).post(page(sent, "4.3"), {"act": "agree", **NONE_SEEN})
        assert answer.status_code == 409
        assert verified(sent).values == {"a": "9", "b": "24"}

    def test_typed_figures_are_explained_and_nothing_is_kept(self, cast: Cast, sent: Report) -> None:
        answer = signed_in(cast.verifier).post(f"{page(sent, '4.3')}diem/", {"p0-a": "6", "p0-b": "24"})
        assert "25%" in answer.content.decode()
        assert verified(sent) is None

    def test_a_reader_gets_no_form_and_no_way_in(self, cast: Cast, sent: Report) -> None:
        assert b"<textarea" not in signed_in(cast.observer).get(page(sent, "4.3")).content
        assert decide(cast.observer, sent).status_code == 403
        assert verified(sent) is None


class TestVerdicts:
    """The five choices of a verifier, and what else the page of a component shows."""

    def test_agreeing_with_a_comment_keeps_it_for_the_unit(self, cast: Cast, sent: Report) -> None:
        decide(cast.verifier, sent, verdict="commented", comment="Bổ sung số văn bản")
        assert verified(sent).values == {"a": "18", "b": "24"}
        assert "Bổ sung số văn bản" in signed_in(cast.lead).get(page(sent, "4.3")).content.decode()

    def test_a_comment_that_is_empty_is_asked_for(self, cast: Cast, sent: Report) -> None:
        assert decide(cast.verifier, sent, verdict="commented", comment=" ").status_code == 422
        assert verified(sent) is None

    def test_a_comment_is_not_lost_to_a_conflict(self, cast: Cast, sent: Report) -> None:
        decide(cast.lead, sent)
        answer = decide(cast.verifier, sent, verdict="commented", comment="Bổ sung số văn bản")
        assert answer.status_code == 409
        assert "Bổ sung số văn bản" in answer.content.decode()

    def test_figures_leave_no_points_in_their_place(self, cast: Cast, sent: Report) -> None:
        decide(cast.verifier, sent, verdict="figures", **{"p0-settled": "3"})
        assert verified(sent).settled is None

    def test_a_ready_made_reason_stands_where_none_is_written(self, cast: Cast, season: Season, sent: Report) -> None:
        row = add_reason(cast.lead, season, name_vi="Sai kỳ", name_en="Other period", component="", verdict="")
        assert "Sai kỳ" in signed_in(cast.verifier).get(page(sent, "4.3")).content.decode()
        decide(cast.verifier, sent, reason="", template=str(row.pk))
        assert verified(sent).reason == "Sai kỳ"

    def test_one_that_is_written_stays(self, cast: Cast, season: Season, sent: Report) -> None:
        row = add_reason(cast.lead, season, name_vi="Sai kỳ", name_en="Other period", component="", verdict="")
        decide(cast.verifier, sent, template=str(row.pk))
        assert verified(sent).reason == "Thiếu hồ sơ"

    def test_the_points_of_the_tier_stand_beside(self, cast: Cast, season: Season, sent: Report) -> None:
        less = arrive(season, "stp", said={"4.3": {"a": "6", "b": "24"}})
        for report, place in ((sent, 1), (less, 2)):
            declared, checked = signed_in(cast.lead).get(page(report, "4.3")).context["across"].spreads
            assert (declared.units, declared.most, declared.place) == (2, 14, place)
            assert declared.least < declared.middle < declared.most
            assert checked.units == 0  # nobody has verified any

    def test_what_was_asked_and_answered_stands_before_the_verdict(self, cast: Cast, sent: Report) -> None:
        ask(cast.lead, sent, ["4.3"], text="Số liệu lấy ở đâu?", due=date(2022, 10, 24))
        shown = signed_in(cast.lead).get(page(sent, "4.3")).content.decode()
        assert 0 < shown.find("Số liệu lấy ở đâu?") < shown.find("Kết luận của bạn")

    def test_along_one_component_the_next_unit_follows(self, cast: Cast, season: Season, sent: Report) -> None:
        other = arrive(season, "stp")
        answer = signed_in(cast.lead).post(f"{page(sent, '4.3')}?hang=chi-so", {"act": "agree", **NONE_SEEN})
        assert answer.headers["Location"] == f"{page(other, '4.3')}?hang=chi-so"
        answer = signed_in(cast.lead).post(f"{page(other, '4.3')}?hang=chi-so", {"act": "agree", **NONE_SEEN})
        assert answer.headers["Location"] == "/tham-tra/2022/chi-so/4.3/"


class TestReadyMadeReasons:
    FACTS = {"name_vi": "Sai kỳ", "name_en": "Other period", "component": "4.3", "verdict": "figures"}

    def test_are_added_changed_ordered_and_removed(self, cast: Cast, season: Season) -> None:
        client, address = signed_in(cast.lead), "/tham-tra/2022/mau-ly-do/"
        client.post(address, self.FACTS)
        client.post(address, {**self.FACTS, "name_vi": "Thiếu hồ sơ", "component": ""})
        first, second = reasons_of(season)
        client.post(f"/tham-tra/mau-ly-do/{second.pk}/len/")
        client.post(f"/tham-tra/mau-ly-do/{first.pk}/", {**self.FACTS, "name_vi": "Sai kỳ báo cáo"})
        assert [row.name_vi for row in reasons_of(season)] == ["Thiếu hồ sơ", "Sai kỳ báo cáo"]
        client.post(f"/tham-tra/mau-ly-do/{second.pk}/xoa/")
        assert [row.name_vi for row in reasons_of(season)] == ["Sai kỳ báo cáo"]

    def test_need_their_text_in_both_languages(self, cast: Cast, season: Season) -> None:
        answer = signed_in(cast.lead).post("/tham-tra/2022/mau-ly-do/", {**self.FACTS, "name_en": ""})
        assert answer.status_code == 422
        assert "Sai kỳ" in answer.content.decode()
        assert reasons_of(season) == []

    def test_are_offered_for_their_component_alone(self, cast: Cast, season: Season, sent: Report) -> None:
        signed_in(cast.lead).post("/tham-tra/2022/mau-ly-do/", self.FACTS)
        assert "Sai kỳ" in signed_in(cast.lead).get(page(sent, "4.3")).content.decode()
        assert "Sai kỳ" not in signed_in(cast.lead).get(page(sent, "4.5")).content.decode()


class TestTwoBlindVerifiers:
    @pytest.fixture
    def double(self, sent: Report) -> Report:
        Season.objects.update(double_checks=True)
        return sent

    def test_the_second_sees_nothing_of_the_first_verdict(self, cast: Cast, double: Report) -> None:
        decide(cast.lead, double, reason="Bí mật của người thứ nhất")
        answer = signed_in(cast.second_lead).get(page(double, "4.3"))
        assert answer.context["line"].second == "asked"
        assert "Bí mật" not in answer.content.decode()
        assert "25%" not in answer.content.decode()  # what the first found: 6 of 24

    def test_a_difference_is_settled_on_its_own_page(self, cast: Cast, double: Report) -> None:
        decide(cast.lead, double)
        signed_in(cast.second_lead).post(page(double, "4.3"), {"act": "agree", **NONE_SEEN})
        client, address = signed_in(cast.lead), f"{page(double, '4.3')}khac-nhau/"
        assert address in client.get("/tham-tra/2022/khac-nhau/").content.decode()
        shown = client.get(address)
        assert "Người second_lead" in shown.content.decode()
        first, second = Check.objects.order_by("pk")
        typed = {"choice": str(first.pk), "reason": "", "between": [first.pk, second.pk]}
        assert client.post(address, typed).status_code == 422
        assert client.post(address, {**typed, "reason": "Theo hệ thống"}).status_code == 302
        assert verified(double).values == {"a": "6", "b": "24"}
        assert client.get(address).status_code == 404

    def test_neither_the_agency_nor_the_own_unit_comes_near_it(
        self, cast: Cast, season: Season, double: Report
    ) -> None:
        decide(cast.lead, double)
        signed_in(cast.second_lead).post(page(double, "4.3"), {"act": "agree", **NONE_SEEN})
        assert signed_in(cast.verifier).get(f"{page(double, '4.3')}khac-nhau/").status_code == 404
        assert page(double, "4.3") not in signed_in(cast.verifier).get("/tham-tra/2022/khac-nhau/").content.decode()


class TestWholeReport:
    def test_agreeing_with_the_rest_says_about_what_the_unit_is_asked(self, cast: Cast, sent: Report) -> None:
        address = f"{page(sent)}dong-y-con-lai/"
        assert "đang hỏi đơn vị" not in signed_in(cast.lead).get(address).content.decode()
        ask(cast.lead, sent, ["4.3"], text="Số liệu lấy ở đâu?", due=date(2022, 10, 24))
        assert "đang hỏi đơn vị" in signed_in(cast.lead).get(address).content.decode()

    def test_agreeing_with_the_rest_asks_first_and_names_each(self, cast: Cast, sent: Report) -> None:
        client = signed_in(cast.verifier)
        shown = client.get(f"{page(sent)}dong-y-con-lai/").content.decode()
        assert page(sent, "4.3") in shown
        assert verified(sent) is None
        client.post(f"{page(sent)}dong-y-con-lai/")
        assert verified(sent).values == {"a": "18", "b": "24"}

    def test_verification_is_finished_once_everything_is_checked(self, cast: Cast, sent: Report) -> None:
        client = signed_in(cast.lead)
        client.post(f"{page(sent)}ket-thuc/")
        assert again(sent).state == ReportState.SENT
        client.post(f"{page(sent)}dong-y-con-lai/")
        client.post(f"{page(sent)}ket-thuc/")
        assert again(sent).state == ReportState.VERIFIED

    def test_a_report_is_returned_with_a_reason_and_a_day_only(self, cast: Cast, sent: Report) -> None:
        client, reason = signed_in(cast.lead), "Số liệu 4.3 sai kỳ"
        assert client.post(f"{page(sent)}tra-lai/", {"reason": "", "until": "25/10/2022"}).status_code == 422
        assert client.post(f"{page(sent)}tra-lai/", {"reason": reason}).status_code == 422
        over = client.post(f"{page(sent)}tra-lai/", {"reason": reason, "until": "16/10/2022"})
        assert "đã qua" in over.content.decode()
        client.post(f"{page(sent)}tra-lai/", {"reason": reason, "until": "25/10/2022"})
        returned = again(sent)
        assert (returned.state, returned.return_reason) == (ReportState.RETURNED, reason)
        assert returned.return_until == date(2022, 10, 25)

    def test_verification_is_taken_up_again_with_a_reason(self, cast: Cast, season: Season) -> None:
        report = make_verified(cast, season)
        signed_in(cast.lead).post(f"{page(report)}tham-tra-lai/", {"reason": "Có tài liệu mới"})
        assert again(report).state == ReportState.SENT

    def test_a_component_that_it_came_back_for_waits_until_it_is_checked_again(self, cast, season):
        report = make_verified(cast, season)
        actions.take_up_again(cast.lead, report, "Xem lại", ["4.3"])
        shown = signed_in(cast.lead).get(page(report)).content.decode()
        assert "Phải làm lại" in signed_in(cast.lead).get(page(report, "4.3")).content.decode()
        assert page(report, "4.3") in shown
        assert "ket-thuc/" not in shown
        assert "dong-y-con-lai/" not in shown
        decide(cast.lead, report, **{"p0-version": "1"})
        assert "ket-thuc/" in signed_in(cast.lead).get(page(report)).content.decode()

    def test_buttons_follow_the_right(self, cast: Cast, sent: Report) -> None:
        theirs = signed_in(cast.verifier).get(page(sent)).content.decode()
        assert "dong-y-con-lai" in theirs
        assert "tra-lai" not in theirs
        assert "tra-lai" in signed_in(cast.lead).get(page(sent)).content.decode()
        assert "dong-y-con-lai" not in signed_in(cast.chair).get(page(sent)).content.decode()


class TestStatesOfAComponent:
    """I9, I10: unanswered, 0 points, exempt, the council's own never blur; sums are over the same components."""

    def test_columns_are_summed_over_what_the_council_does_not_score(self, cast: Cast, sent: Report) -> None:
        shown = signed_in(cast.lead).get(page(sent)).content.decode()
        assert "trên 98" in shown
        assert "trên 100" not in shown

    def test_no_answer_is_not_zero_and_the_survey_is_the_councils(self, cast: Cast, season: Season) -> None:
        report = arrive(season, said={"4.3": {"a": "0", "b": "24"}})
        shown = signed_in(cast.lead).get(page(report)).content.decode()
        assert "Chưa trả lời" in shown
        assert "Hội đồng chấm" in shown
        zero = signed_in(cast.lead).get(page(report, "4.3")).content.decode()
        assert "0 / 24 = 0%" in zero

    def test_a_column_that_is_not_decided_shows_the_one_before_and_says_so(self, cast: Cast, sent: Report) -> None:
        assert (
            "chưa thẩm tra; đang hiện số liệu báo cáo" in signed_in(cast.lead).get(page(sent, "4.3")).content.decode()
        )

    def test_what_differs_is_marked_in_words_and_figures(self, cast: Cast, sent: Report) -> None:
        decide(cast.verifier, sent, **{"p0-a": "18", "p0-settled": "13"})
        shown = signed_in(cast.lead).get(page(sent)).content.decode()
        assert "khác cột trước" in shown
        assert "-1" in shown


class TestListsCostTheSame:
    """Each list, with one report and with three."""

    @pytest.mark.parametrize("address", ["/tham-tra/", "/tham-tra/2022/chi-so/4.3/"])
    @pytest.mark.parametrize("name", ["lead", "verifier"])
    def test_in_queries(self, cast: Cast, season: Season, sent: Report, address: str, name: str) -> None:
        one = _cost(getattr(cast, name), address)
        for unit in ("stp", "hue"):
            arrive(season, unit)
        assert _cost(getattr(cast, name), address) == one

    def test_a_component_of_a_report_whatever_its_files(self, cast: Cast, season: Season, sent: Report) -> None:
        assert _cost(cast.lead, page(sent)) <= 16
        one = _cost(cast.lead, page(sent, "4.3"))
        assert one <= 30
        for unit in ("stp", "snv"):
            arrive(season, unit)
        assert _cost(cast.lead, page(sent, "4.3")) == one


def _cost(user: User, address: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_queue_filters_by_tier_and_marks_what_is_late(cast: Cast, season: Season, sent: Report) -> None:
    arrive(season, "hue")
    Report.objects.filter(pk=sent.pk).update(is_late=True)
    client = signed_in(cast.lead)
    assert "Gửi muộn" in client.get("/tham-tra/").content.decode()
    shown = client.get("/tham-tra/?ky=2022&cap=district").content.decode()
    assert "Thành phố Huế" in shown
    assert "Sở Y tế" not in shown


def test_evidence_is_one_link_away_for_who_verifies_what_it_proves(cast: Cast, season: Season) -> None:
    evidence = {code: _prove(cast, season, code) for code in ("4.3", "1.2")}
    sent = arrive(season)
    verifier = signed_in(cast.verifier)
    assert evidence["4.3"] in verifier.get(page(sent, "4.3")).content.decode()
    assert verifier.get(evidence["4.3"]).status_code == 200
    assert verifier.get(evidence["1.2"]).status_code == 404
    assert signed_in(cast.lead).get(evidence["1.2"]).status_code == 200
    assert signed_in(cast.outsider).get(evidence["4.3"]).status_code == 404


def _prove(cast: Cast, season: Season, code: str) -> str:
    """The address of a file that the unit attached."""
    return f"/tai-lieu/{attach_evidence(cast.preparer, report_of(season), code, pdf(f'{code}.pdf')).pk}/"


def test_a_return_gives_no_day_after_the_approval_is_due(db):
    form = ReturnForm({"reason": "Thiếu", "until": "31/12/2099"}, latest=date(2099, 12, 14))
    assert "14/12/2099" in str(form.errors["until"])
    assert ReturnForm({"reason": "Thiếu", "until": "14/12/2099"}, latest=date(2099, 12, 14)).is_valid()
