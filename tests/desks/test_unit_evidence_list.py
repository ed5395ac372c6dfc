"""The numbered list, the page of a document, and the evidence box of a component: nothing typed is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import fill, make_sent, pdf, report_of

from thuocdo.reports.evidence import Details, attach_evidence, describe_evidence, list_evidence
from thuocdo.reports.models import Evidence
from thuocdo.reports.sending import send_report

LETTER = Details("Báo cáo dịch vụ công", "12/BC-SYT", date(2022, 3, 1), "Sở Y tế")
TYPED = {"title": "Tên mới", "symbol": "13/BC", "date": "02/03/2022", "issuer": "", "standing": "issued"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def evidence(cast, report) -> Evidence:
    return list_evidence(cast.preparer, report, LETTER, [pdf("a.pdf")], ["1.1"])


def at(name: str, *args) -> str:
    return reverse(f"desks:{name}", args=args)


def text_of(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def bad() -> SimpleUploadedFile:
    return SimpleUploadedFile("la.pdf", b"MZ not a pdf")


def test_the_list_names_everything_about_a_document(preparer, report, evidence):
    text = text_of(preparer.get(at("evidence_list", report.pk)))
    for words in ("Báo cáo dịch vụ công", "12/BC-SYT", "01/03/2022", "Sở Y tế", "Ban hành trong kỳ", "a.pdf", "1.1"):
        assert words in text


@pytest.mark.parametrize("many", [1, 4])
def test_the_list_costs_the_same_for_one_document_and_for_four(
    preparer, cast, report, many, django_assert_max_num_queries
):
    for _ in range(many):
        list_evidence(cast.preparer, report, LETTER, [pdf(), pdf()], ["1.1", "4.1"])
    with django_assert_max_num_queries(12):
        text_of(preparer.get(at("evidence_list", report.pk)))


def test_a_document_outside_the_period_is_told_how_to_mend(preparer, cast, report):
    list_evidence(cast.preparer, report, Details("Cũ", date=date(2020, 1, 1)))
    text = text_of(preparer.get(at("evidence_list", report.pk)))
    assert "Ban hành trước kỳ số liệu" in text
    assert "còn hiệu lực trong kỳ" in text


def test_the_border_day_is_marked_and_accepted(preparer, cast, report):
    row = list_evidence(cast.preparer, report, Details("Giáp ranh", date=date(2022, 10, 1)))
    assert "Ngày giáp ranh" in text_of(preparer.get(at("evidence_document", row.pk)))


def test_a_document_is_added_with_files_and_a_component(preparer, report):
    typed = {**TYPED, "title": "", "component": "4.1", "file": [pdf("Bảng kê.pdf"), pdf("Phụ lục.pdf")]}
    preparer.post(at("evidence_new", report.pk), typed)
    row = report.evidence.get()
    assert (row.title, [kept.file_name for kept in row.current_files]) == ("Bảng kê", ["Bảng kê.pdf", "Phụ lục.pdf"])
    assert row.citations.get().component == "4.1"


def test_a_refused_file_stands_at_its_field_and_the_rest_stays_typed(preparer, report):
    text = text_of(preparer.post(at("evidence_new", report.pk), {**TYPED, "file": bad()}), 422)
    assert "không phải" in text.partition('id="id_file_error"')[2].partition("</div>")[0]
    assert 'value="Tên mới"' in text
    assert not report.evidence.exists()


def test_details_are_corrected(preparer, evidence):
    page = preparer.get(at("evidence_document", evidence.pk))
    preparer.post(at("evidence_document", evidence.pk), {**TYPED, "seen": page.context["details"]["seen"].value()})
    evidence.refresh_from_db()
    assert Details.of(evidence) == Details("Tên mới", "13/BC", date(2022, 3, 2))


def test_two_people_see_both_versions_of_a_document(preparer, cast, evidence):
    page = preparer.get(at("evidence_document", evidence.pk))
    describe_evidence(cast.coordinator, evidence, Details("Của đồng nghiệp"), seen=LETTER)
    typed = {**TYPED, "seen": page.context["details"]["seen"].value()}
    response = preparer.post(at("evidence_document", evidence.pk), typed)
    text = text_of(response, 409)
    assert "Của đồng nghiệp" in text
    assert 'value="Tên mới"' in text
    preparer.post(at("evidence_document", evidence.pk), {**TYPED, "seen": response.context["details"]["seen"].value()})
    evidence.refresh_from_db()
    assert evidence.title == "Tên mới"


def test_a_revision_replaces_a_file_and_the_old_one_stays_readable(preparer, evidence):
    old = evidence.files.get()
    preparer.post(at("evidence_files", evidence.pk), {"file": pdf("b.pdf"), "revision_of": old.pk})
    text = text_of(preparer.get(at("evidence_document", evidence.pk)))
    assert text.index("b.pdf") < text.index("Các bản trước") < text.index("a.pdf", text.index("Các bản trước"))
    assert preparer.get(at("evidence", old.pk)).status_code == 200


def test_a_good_file_is_kept_beside_a_bad_one(preparer, evidence):
    text = text_of(preparer.post(at("evidence_files", evidence.pk), {"file": [pdf("tốt.pdf"), bad()]}), 422)
    assert "la.pdf: " in text
    assert "tốt.pdf" in [kept.file_name for kept in evidence.files.all()]


def test_a_component_cites_it_on_a_page(preparer, evidence):
    preparer.post(at("evidence_cite", evidence.pk), {"component": "4.1", "page": "3", "quote": "đạt 95%"})
    text = text_of(preparer.get(at("component", evidence.report_id, "4.1")))
    assert "Trang 3" in text
    assert "<q>đạt 95%</q>" in text


def test_an_unknown_component_cannot_cite(preparer, evidence):
    text_of(preparer.post(at("evidence_cite", evidence.pk), {"component": "9.9"}), 422)


def test_a_component_cites_a_number_in_the_saving_of_its_figures(preparer, report, evidence):
    typed = {"p0-a": "9", "p0-b": "10", "p0-version": "0", "cite": evidence.number, "page": "7", "stay": "1"}
    preparer.post(at("component", report.pk, "1.3"), typed)
    assert evidence.citations.get(component="1.3").page == "7"
    assert report.answers.exists()


def test_several_files_are_attached_with_the_figures(preparer, report):
    typed = {"p0-a": "9", "p0-b": "10", "p0-version": "0", "file": [pdf("a.pdf"), pdf("b.pdf")]}
    preparer.post(at("component", report.pk, "1.3"), typed)
    assert [row.title for row in report.evidence.all()] == ["a", "b"]


def test_the_page_sends_files_by_itself(preparer, report):
    answer = preparer.post(at("evidence_upload", report.pk, "1.3"), {"file": pdf("Bảng kê.pdf")})
    assert "Bảng kê.pdf" in answer.json()["html"]
    assert report.evidence.get().citations.get().component == "1.3"


def test_the_page_is_told_why_a_file_is_refused(preparer, report):
    answer = preparer.post(at("evidence_upload", report.pk, "1.3"), {"file": bad()})
    assert answer.status_code == 422
    assert "không phải" in answer.json()["said"]


def test_a_sign_in_that_ended_answers_the_page_with_401(client, report):
    answer = client.post(at("evidence_upload", report.pk, "1.3"), {"file": pdf()}, headers={"HX-Request": "true"})
    assert answer.status_code == 401


def test_pages_are_shown_inside_the_page_and_by_themselves(preparer, evidence):
    kept = evidence.files.get()
    text = text_of(preparer.get(at("evidence_preview", kept.pk)))
    assert "<html" in text
    assert at("evidence_picture", kept.pk, 1) in text
    inside = text_of(preparer.get(at("evidence_preview", kept.pk), headers={"HX-Request": "true"}))
    assert "<html" not in inside
    picture = preparer.get(at("evidence_picture", kept.pk, 1))
    assert picture["Content-Type"] == "image/png"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")


def test_a_file_is_handed_out_as_an_attachment_that_no_browser_guesses_at(preparer, evidence):
    response = preparer.get(at("evidence", evidence.files.get().pk))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("who", ["clerk", "head"])
def test_who_does_not_fill_reads_the_list_without_buttons(cast, client, report, evidence, who):
    client.force_login(getattr(cast, who))
    assert "<form" not in text_of(client.get(at("evidence_document", evidence.pk))).partition("<main")[2]
    assert at("evidence_new", report.pk) not in text_of(client.get(at("evidence_list", report.pk)))


def test_the_list_of_a_sent_report_is_read_only(cast, preparer, season, evidence):
    make_sent(cast, season)
    assert "<form" not in text_of(preparer.get(at("evidence_document", evidence.pk))).partition("<main")[2]


def flagged(client, report, code: str = "1.1") -> bool:
    return "Chính tệp này cũng có trong báo cáo" in text_of(client.get(at("check_component", report.pk, code)))


def test_the_verifier_is_told_of_a_file_that_another_unit_uses(cast, client, season, report):
    upload = pdf("chung.pdf")
    attach_evidence(cast.preparer, report, "1.1", upload)
    upload.seek(0)
    other = fill(cast.outsider, report_of(season, "stp"))
    attach_evidence(cast.outsider, other, "1.1", upload)
    sent = make_sent(cast, season)
    client.force_login(cast.lead)
    assert not flagged(client, sent)  # the other report has not arrived
    send_report(cast.outsider, other)
    assert flagged(client, sent)
    client.force_login(cast.preparer)
    assert "Chính tệp này" not in text_of(client.get(at("component", report.pk, "1.1")))


def test_a_chosen_file_that_another_fault_loses_has_to_be_chosen_again(preparer, report):
    typed = {**TYPED, "date": "31/02/2022", "file": pdf("a.pdf")}
    text = text_of(preparer.post(at("evidence_new", report.pk), typed), 422)
    assert "Hãy chọn lại tệp" in text
    assert "Ngày này không có trong lịch." in text
    assert "Hãy chọn lại tệp" not in text_of(preparer.post(at("evidence_new", report.pk), {**TYPED, "date": "x"}), 422)
