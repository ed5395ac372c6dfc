"""Filling in by Excel at the unit's desk: the way out, the way in, the preview, the result."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import CONTACTS, best_answer, fill, make_sent, report_of
from tests.reports.workbooks import cell_of, download, filled, form_sheet

from thuocdo.cycles.queries import form_of
from thuocdo.documents.files import EXCEL
from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.models import WaitingWorkbook
from thuocdo.reports.sending import send_report
from thuocdo.verification.actions import return_report


@pytest.fixture
def desk(cast, client, report):
    """The preparer's desk; 1.3 is stored."""
    save_answer(cast.preparer, report, "1.3", {"a": "3", "b": "10"})
    client.force_login(cast.preparer)
    return client


def url(report, name: str = "workbook") -> str:
    return reverse(f"desks:{name}", args=[report.pk])


def hand_in(desk, report, content: bytes, **options):
    return desk.post(url(report), {"file": SimpleUploadedFile("Biểu của tôi.xlsx", content)}, **options)


def preview(desk, report) -> str:
    return desk.get(url(report, "workbook_preview")).content.decode()


def apply(desk, report, **choices):
    plan = desk.get(url(report, "workbook_preview")).context["plan"]
    return desk.post(url(report, "workbook_preview"), {"plan": plan.digest, **choices}, follow=True)


def test_the_report_leads_to_it(desk, report):
    assert f'href="{url(report)}"' in desk.get(url(report, "report")).content.decode()


def test_the_form_is_downloaded_as_it_stands(desk, report):
    response = desk.get(url(report, "workbook_file"))
    assert response["Content-Type"] == EXCEL
    assert "bieu-tu-danh-gia-syt-2022.xlsx" in response["Content-Disposition"]
    row = int(cell_of(response.content, "1.3", "a")[1:])
    assert form_sheet(response.content).text(row, 5) == "3"


def test_after_a_return_the_page_says_the_day_that_the_return_gave(cast, season, client):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=date(2022, 10, 28))
    client.force_login(cast.preparer)
    assert "hết ngày 28/10 (Thứ Sáu)" in client.get(url(report)).content.decode()


def test_there_and_back_through_the_pages(desk, report):
    leaf = form_of(report.season_unit).component("4.1")
    texts = {("4.1", key): int(text) for key, text in best_answer(leaf).items()}
    content = filled(desk.get(url(report, "workbook_file")).content, texts)
    assert hand_in(desk, report, content)["Location"] == url(report, "workbook_preview")
    assert cell_of(content, "4.1", "a") in preview(desk, report)
    assert "1 chỉ số đã lưu theo tệp Excel" in apply(desk, report).content.decode()
    assert report.answers.get(component="4.1").values == best_answer(leaf)


def test_a_fault_is_listed_by_its_cell_and_nothing_can_be_applied(desk, report):
    content = filled(download(report), {("1.2", "posts"): "12 tin"})
    hand_in(desk, report, content)
    page = preview(desk, report)
    assert f"Ô {cell_of(content, '1.2', 'posts')}" in page
    assert "“12 tin” không phải là số" in page
    assert "Áp dụng</button>" not in page


def test_a_conflict_shows_both_versions_and_who_wrote_the_other(cast, desk, report):
    content = filled(download(report), {("1.3", "a"): 4})
    save_answer(cast.coordinator, report, "1.3", {"a": "7", "b": "10"}, version=1)
    hand_in(desk, report, content)
    page = preview(desk, report)
    assert "Người coordinator" in page
    assert 'value="kept" checked' in page
    assert "Giữ nguyên mọi số liệu đang lưu" in apply(desk, report).content.decode()
    hand_in(desk, report, content)
    apply(desk, report, **{"line-1.3": "file"})
    assert report.answers.get(component="1.3").values["a"] == "4"


def test_a_change_after_the_preview_is_shown_before_anything_is_written(cast, desk, report):
    hand_in(desk, report, filled(download(report), {("1.3", "a"): 4}))
    plan = desk.get(url(report, "workbook_preview")).context["plan"]
    save_answer(cast.coordinator, report, "1.3", {"a": "7", "b": "10"}, version=1)
    response = desk.post(url(report, "workbook_preview"), {"plan": plan.digest})
    assert response.status_code == 409
    assert "Có thay đổi kể từ lúc lập bản xem trước này" in response.content.decode()
    assert report.answers.get(component="1.3").values["a"] == "7"


@pytest.mark.parametrize(("content", "words"), [(b"", "Tệp trống"), (b"PK", "không phải tệp Excel")])
def test_a_file_that_is_no_workbook_is_said_beside_the_field(desk, report, content, words):
    response = hand_in(desk, report, content)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_no_file_is_said(desk, report):
    response = desk.post(url(report), {})
    assert (response.status_code, "Chọn tệp Excel đã điền" in response.content.decode()) == (422, True)


def test_a_file_of_fifty_megabytes_is_refused_in_words(desk, report):
    response = hand_in(desk, report, b"PK\x03\x04" + bytes(50 * 2**20))
    assert response.status_code == 422
    assert "lớn hơn 10 MB" in response.content.decode()


def test_another_units_workbook_is_named(cast, season, desk, report):
    response = hand_in(desk, report, download(report_of(season, "stp")))
    assert "Sở Tư pháp" in response.content.decode()
    assert not WaitingWorkbook.objects.exists()


@pytest.fixture
def sent(cast, desk, report):
    set_contacts(cast.preparer, report, **CONTACTS)
    return lambda: send_report(cast.preparer, report)


def test_after_sending_a_file_is_refused_in_words_and_kept(desk, report, sent):
    content = filled(download(report), {("1.3", "a"): 4})
    sent()
    response = hand_in(desk, report, content)
    assert response.status_code == 403
    assert "Tệp được giữ tại đây một ngày" in response.content.decode()
    assert "Áp dụng</button>" not in preview(desk, report)
    assert report.answers.get(component="1.3").values["a"] == "3"


def test_a_report_that_is_sent_while_the_preview_stands_open_keeps_the_file(desk, report, sent):
    hand_in(desk, report, filled(download(report), {("1.3", "a"): 4}))
    plan = desk.get(url(report, "workbook_preview")).context["plan"]
    sent()
    response = desk.post(url(report, "workbook_preview"), {"plan": plan.digest})
    assert response.status_code == 403
    assert WaitingWorkbook.objects.exists()


def test_after_sending_the_form_can_still_be_downloaded_to_read(desk, report, sent):
    sent()
    assert "Tải bản để xem" in desk.get(url(report)).content.decode()
    assert desk.get(url(report, "workbook_file")).status_code == 200


def test_letting_go_changes_nothing(desk, report):
    hand_in(desk, report, filled(download(report), {("1.3", "a"): 4}))
    desk.post(url(report, "workbook_preview"), {"let-go": "1"})
    assert desk.get(url(report, "workbook_preview"))["Location"] == url(report)
    assert report.answers.get(component="1.3").values["a"] == "3"


def test_the_pages_speak_english_too(desk, report):
    hand_in(desk, report, filled(download(report), {("1.2", "posts"): "12 tin"}))
    page = desk.get("/en" + url(report, "workbook_preview")).content.decode()
    assert "“12 tin” is not a number" in page


NAMES = ["workbook", "workbook_file", "workbook_preview"]


def test_the_queries_do_not_grow_with_the_answers(cast, desk, report):
    hand_in(desk, report, filled(download(report), {("1.3", "a"): 1}))
    few = {name: queries(desk, url(report, name)) for name in NAMES}
    fill(cast.preparer, report, [component.code for component in form_of(report.season_unit).components[3:]])
    hand_in(desk, report, filled(download(report), {("1.3", "a"): 1, ("4.1", "a"): 1}))
    assert {name: queries(desk, url(report, name)) for name in NAMES} == few
    assert max(few.values()) <= 12


def queries(desk, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        desk.get(address)
    return len(asked)
