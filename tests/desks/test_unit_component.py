"""One component: filling it, live points, faults that keep what was typed, two versions side by side."""

import pytest
from django.urls import reverse
from tests.factories import fill, make_season, make_sent, pdf, report_of
from tests.tables.demo import DEMO

from thuocdo.regulation import read_set
from thuocdo.reports.actions import save_answer
from thuocdo.reports.models import Answer

SHARE = {"p0-a": "9", "p0-b": "10", "p0-version": "0"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def url_of(report, code: str, name: str = "component") -> str:
    return reverse(f"desks:{name}", args=[report.pk, code])


def test_a_form_is_not_saved_in_the_name_of_who_signed_in_meanwhile(preparer, cast, report):
    assert preparer.post(url_of(report, "1.3"), SHARE | {"typist": cast.coordinator.pk}).status_code == 403
    assert not report.answers.exists()


def test_saving_goes_on_to_the_next_open_component(preparer, cast, report):
    fill(cast.preparer, report, ["2.1"])
    response = preparer.post(url_of(report, "1.3"), SHARE)
    assert response.url == url_of(report, "2.2")
    assert report.answers.get(component="1.3").values == {"a": "9", "b": "10"}


def test_saving_may_stay_on_the_page(preparer, report):
    response = preparer.post(url_of(report, "1.3"), SHARE | {"stay": "1"}, follow=True)
    assert response.redirect_chain == [(url_of(report, "1.3"), 302)]
    assert "Đã lưu lúc 09:0" in response.content.decode()


def test_saving_what_is_saved_says_so(preparer, cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "9", "b": "10"})
    typed = SHARE | {"p0-version": "1", "stay": "1"}
    response = preparer.post(url_of(report, "1.3"), typed, follow=True)
    assert "Không có gì thay đổi so với lần lưu trước." in response.content.decode()
    assert report.answers.get().version == 1


def test_a_rule_whose_items_stand_in_the_form_ends_its_sentence(preparer, report):
    text = preparer.get(url_of(report, "1.1")).content.decode()
    assert "Cộng điểm các mục đạt.</p>" in text


def test_after_the_last_one_the_whole_report_is_shown(preparer, cast, report):
    fill(cast.preparer, report)
    Answer.objects.filter(component="1.3").update(values={})
    response = preparer.post(url_of(report, "1.3"), SHARE | {"p0-version": "1"})
    assert response.url == reverse("desks:report", args=[report.pk])


def test_points_and_their_reason_are_shown_after_saving(preparer, cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "9", "b": "20"})
    text = preparer.get(url_of(report, "1.3")).content.decode()
    assert "9 / 20 = 45% so với mức 90% cần đạt: 1 / 2 điểm" in text


def test_live_points_are_computed_and_nothing_is_kept(preparer, report):
    response = preparer.post(url_of(report, "1.3", "component_points"), SHARE | {"p0-b": "20"})
    text = response.content.decode()
    assert "9 / 20 = 45%" in text
    assert "chưa lưu" in text
    assert "<html" not in text
    assert "<input" not in text
    assert not report.answers.exists()


def test_live_points_say_what_is_missing(preparer, report):
    text = preparer.post(url_of(report, "1.3", "component_points"), {"p0-a": "9"}).content.decode()
    assert "Chưa trả lời đủ, còn thiếu: Tổng số cán bộ" in text


def test_live_points_are_not_asked_by_address(preparer, report):
    assert preparer.get(url_of(report, "1.3", "component_points")).status_code == 405


def test_a_wrong_figure_keeps_what_was_typed_and_saves_nothing(preparer, report):
    response = preparer.post(url_of(report, "1.3"), SHARE | {"p0-a": "11"})
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="11"' in text
    assert "không được lớn hơn" in text
    assert not report.answers.exists()


def test_a_file_is_attached_with_the_figures_by_one_button(preparer, report):
    preparer.post(url_of(report, "1.3"), SHARE | {"file": pdf("Bảng kê.pdf")})
    assert [row.files.get().file_name for row in report.evidence.all()] == ["Bảng kê.pdf"]
    assert report.answers.exists()


def test_a_file_is_kept_even_when_a_figure_is_wrong(preparer, report):
    response = preparer.post(url_of(report, "1.3"), SHARE | {"p0-a": "x", "file": pdf("Bảng kê.pdf")})
    assert response.status_code == 422
    assert "Bảng kê.pdf" in response.content.decode()


def test_a_refused_file_loses_no_figure_and_stays_on_the_page(preparer, report):
    bad = pdf("virus.exe")
    bad.file.seek(0)
    bad.file.write(b"MZ\x90\x00")
    bad.file.seek(0)
    response = preparer.post(url_of(report, "1.3"), SHARE | {"file": bad})
    text = response.content.decode()
    assert response.status_code == 422
    assert "không phải" in text.partition('id="id_file_error"')[2].partition("</div>")[0]
    assert 'name="p0-version" value="1"' in text
    assert report.answers.exists()
    assert not report.evidence.exists()


def test_two_people_at_once_see_both_versions(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    response = preparer.post(url_of(report, "1.3"), SHARE)
    text = response.content.decode()
    assert response.status_code == 409
    assert '<td data-label="Bản đã lưu">5</td>' in text
    assert "<strong>9</strong>" in text
    assert report.answers.get().values["a"] == "5"


def test_the_person_may_then_keep_what_was_typed(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "5", "b": "10"})
    page = preparer.post(url_of(report, "1.3"), SHARE)
    response = preparer.post(url_of(report, "1.3"), dict(page.context["hidden"]) | {"stay": "1"})
    assert response.status_code == 302
    assert report.answers.get().values["a"] == "9"
    assert [change.values["a"] for change in report.answers.get().changes.all()] == ["9", "5"]


def test_the_same_figures_from_two_people_are_no_conflict(preparer, cast, report):
    save_answer(cast.coordinator, report, "1.3", {"a": "9", "b": "10"})
    assert preparer.post(url_of(report, "1.3"), SHARE).status_code == 302
    assert report.answers.get().version == 1


def test_the_council_scores_its_component_and_the_unit_has_no_form(preparer, report):
    text = preparer.get(url_of(report, "6.8")).content.decode()
    assert "Hội đồng chấm" in text
    assert "data-unsaved" not in text
    assert preparer.post(url_of(report, "6.8"), {"p0-sat": "90", "p0-n": "50"}).status_code == 403


def test_an_unknown_component_does_not_exist(preparer, report):
    assert preparer.get(url_of(report, "9.9")).status_code == 404


@pytest.mark.parametrize("name", ["component", "component_points", "exemption"])
@pytest.mark.parametrize("who", ["outsider", "lead", "verifier", "chair", "observer", "administrator"])
def test_another_units_component_does_not_exist(cast, client, report, name, who):
    client.force_login(getattr(cast, who))
    assert client.post(url_of(report, "1.3", name), SHARE).status_code == 404


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_who_does_not_fill_reads_what_was_declared(cast, client, report, who):
    save_answer(cast.preparer, report, "1.3", {"a": "9", "b": "10"})
    client.force_login(getattr(cast, who))
    assert "data-unsaved" not in client.get(url_of(report, "1.3")).content.decode()
    assert client.post(url_of(report, "1.3"), SHARE).status_code == 403


def test_a_sent_report_is_read_only(preparer, cast, season):
    report = make_sent(cast, season)
    assert "data-unsaved" not in preparer.get(url_of(report, "1.3")).content.decode()
    assert preparer.post(url_of(report, "1.3"), SHARE).status_code == 403


def test_the_page_carries_no_inline_script_or_style(preparer, report):
    text = preparer.get(url_of(report, "1.1")).content.decode()
    assert "style=" not in text
    assert "onclick" not in text
    assert "<script>" not in text


def test_parts_are_filled_on_one_page(cast, preparer):
    report = report_of(make_season(cast, criteria_set=read_set({"set.yaml": DEMO})))
    typed = {"p0-a": "9", "p0-b": "10", "p0-version": "0", "p1-n": "6", "p1-version": "0", "stay": "1"}
    text = preparer.post(url_of(report, "1.2"), typed, follow=True).content.decode()
    assert {row.component: row.values for row in report.answers.all()} == {
        "1.2.a": {"a": "9", "b": "10"},
        "1.2.b": {"n": "6"},
    }
    assert "Tổng điểm của 2 nội dung chấm: 4 / 4 điểm" in text


def test_what_was_typed_while_somebody_sent_the_report_stays_on_the_page(preparer, cast, season):
    """The law of the house: what was typed is never lost by a deadline, nor by a colleague."""
    report = make_sent(cast, season)
    before = report.answers.get(component="1.3").values
    response = preparer.post(url_of(report, "1.3"), SHARE | {"p0-a": "3", "p0-b": "7777"})
    text = response.content.decode()
    assert response.status_code == 403
    assert "Nội dung vừa nhập vẫn còn trên trang này" in text
    assert 'value="7777"' in text
    assert report.answers.get(component="1.3").values == before


def test_whoever_does_not_fill_the_report_sees_no_form_of_it(client, cast, season):
    report = make_sent(cast, season)
    client.force_login(cast.clerk)
    response = client.post(url_of(report, "1.3"), SHARE | {"p0-b": "7777"})
    assert response.status_code == 403
    assert "7777" not in response.content.decode()


def test_a_refused_act_says_whose_it_is(client, cast, report):
    client.force_login(cast.clerk)
    response = client.post(url_of(report, "1.3"), SHARE)
    assert response.status_code == 403
    assert "Chỉ người lập biểu hoặc đầu mối của đơn vị được điền báo cáo" in response.content.decode()


def test_thousands_stand_apart_where_a_figure_is_read_and_never_in_its_field(client, cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "12000", "b": "25000"})
    pages = {}
    for who in ("preparer", "clerk"):
        client.force_login(getattr(cast, who))
        pages[who] = client.get(url_of(report, "1.3")).content.decode()
    assert 'value="12000"' in pages["preparer"]
    assert ">12.000" in pages["clerk"]
    assert "12.000 / 25.000" in pages["clerk"]
