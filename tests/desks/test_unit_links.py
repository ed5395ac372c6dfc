"""Upload links in pages: the address is shown once; the public page says what is asked for and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import at, make_sent, pdf

from thuocdo.reports.links import MOST_FILES, make_link
from thuocdo.reports.models import ReceivedFile, UploadLink

NEW = {"body": "Trạm Y tế phường 1", "wanted": "Bảng kê quý III", "component": "1.3", "days": "7"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def address(cast, report) -> str:
    asked = {"body": "Trạm Y tế phường 1", "wanted": "Bảng kê quý III", "days": 7, "component": "1.3"}
    return reverse("desks:hand_in", args=[make_link(cast.preparer, report, **asked)[1]])


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_the_address_is_shown_once_with_its_picture(preparer, report, visitor):
    page = preparer.post(reverse("desks:links", args=[report.pk]), NEW)
    made = page.context["made"]
    assert made["address"] in page.content.decode()
    assert visitor.get(made["address"].removeprefix("http://testserver")).status_code == 200
    assert visitor.get(made["code"])["Content-Type"] == "image/svg+xml"
    later = preparer.get(reverse("desks:links", args=[report.pk])).content.decode()
    assert made["address"].rstrip("/").rsplit("/", 1)[1] not in later


def test_the_public_page_says_what_is_asked_for_and_nothing_else(cast, report, visitor, address):
    text = visitor.get(address).content.decode()
    assert "Bảng kê quý III" in text
    assert "Trạm Y tế phường 1" in text
    assert cast.preparer.full_name not in text
    assert f"/bao-cao/{report.pk}/" not in text


def test_what_a_visitor_hands_in_is_taken_onto_the_list(preparer, report, visitor, address):
    sent = visitor.post(address, {"file": [pdf("bang-ke.pdf")], "note": "Nguyễn Văn A"}, follow=True)
    assert "bang-ke.pdf: đã nhận." in sent.content.decode()
    received = ReceivedFile.objects.get()
    assert "Nguyễn Văn A" in preparer.get(reverse("desks:links", args=[report.pk])).content.decode()
    preparer.post(reverse("desks:received_take", args=[received.pk]), {"component": "1.3"})
    assert report.evidence.get().citations.get().component == "1.3"


def test_the_report_counts_what_came_in_until_it_is_dealt_with(preparer, report, visitor, address):
    page = reverse("desks:report", args=[report.pk])
    visitor.post(address, {"file": [pdf(), pdf()], "note": ""})
    assert "2 tệp" in preparer.get(page).content.decode()
    for received in ReceivedFile.objects.all():
        preparer.post(reverse("desks:received_refuse", args=[received.pk]))
    assert not preparer.get(page).context["waiting"]


@pytest.mark.parametrize(("days", "marked"), [(1, False), (30, True)])
def test_a_link_that_outlives_the_reports_last_day_is_remarked(preparer, cast, report, days, marked):
    make_link(cast.preparer, report, body="Trạm Y tế", wanted="", days=days)
    assert ("còn mở sau hạn" in preparer.get(reverse("desks:report", args=[report.pk])).content.decode()) == marked
    assert ("Còn mở sau hạn" in preparer.get(reverse("desks:links", args=[report.pk])).content.decode()) == marked


@pytest.mark.parametrize(
    ("title", "listed"), [("", "Bảng kê quý III – Trạm Y tế phường 1"), ("Bảng kê ký ngày 3/9", "Bảng kê ký ngày 3/9")]
)
def test_a_file_that_is_taken_keeps_its_origin(preparer, report, visitor, address, title, listed):
    visitor.post(address, {"file": [pdf("scan0001.pdf")], "note": ""})
    the_list = reverse("desks:evidence_list", args=[report.pk])
    assert "1 tệp gửi qua đường dẫn đang chờ xử lý" in preparer.get(the_list).content.decode()
    shown = preparer.get(reverse("desks:links", args=[report.pk])).content.decode()
    assert 'value="Bảng kê quý III – Trạm Y tế phường 1"' in shown
    received = ReceivedFile.objects.get()
    preparer.post(reverse("desks:received_take", args=[received.pk]), {"component": "1.3", "title": title})
    assert (report.evidence.get().title, report.evidence.get().issuer) == (listed, "Trạm Y tế phường 1")
    assert "đang chờ xử lý" not in preparer.get(the_list).content.decode()


def test_a_refused_file_is_said_at_its_field_and_the_note_stays(visitor, address):
    bad = pdf("x.pdf")
    bad.file.truncate(100)
    text = visitor.post(address, {"file": [bad], "note": "Nguyễn Văn A"}).content.decode()
    assert 'id="id_file_error"' in text
    assert "Nguyễn Văn A" in text
    assert not ReceivedFile.objects.exists()


def test_an_expired_link_is_gone(visitor, address):
    at(2022, 10, 25)
    response = visitor.get(address)
    assert response.status_code == 410
    assert "Đường dẫn đã đóng" in response.content.decode()
    assert visitor.post(address, {"file": [pdf()]}).status_code == 410
    assert not ReceivedFile.objects.exists()


def test_a_closed_link_is_gone(preparer, visitor, address):
    preparer.post(reverse("desks:link_close", args=[UploadLink.objects.get().pk]))
    assert visitor.get(address).status_code == 410


def test_the_link_of_a_sent_report_is_gone(cast, season, visitor, address):
    make_sent(cast, season)
    assert visitor.get(address).status_code == 410


def test_a_guessed_address_does_not_exist(visitor, address):
    assert visitor.get(reverse("desks:hand_in", args=["guessed"])).status_code == 404


def test_no_more_files_than_a_link_takes(visitor, address):
    visitor.post(address, {"file": [pdf() for _ in range(MOST_FILES)]})
    assert ReceivedFile.objects.count() == MOST_FILES
    assert "không nhận thêm tệp" in visitor.get(address).content.decode()
    visitor.post(address, {"file": [pdf()]})
    assert ReceivedFile.objects.count() == MOST_FILES


def test_nothing_is_taken_without_a_component(preparer, report, visitor, address):
    visitor.post(address, {"file": [pdf()]})
    preparer.post(reverse("desks:received_take", args=[ReceivedFile.objects.get().pk]))
    assert not report.evidence.exists()
