"""The signed report at the unit's desk: attaching it, and what was found of it in words (R4.5)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from tests.desks.sending import press
from tests.documents.papers import words as words_of
from tests.documents.signing import (
    by_agency,
    by_head,
    encrypted,
    plain,
    signers,
    stamped,
    whole,
    with_altered_page,
    with_attachment,
)
from tests.factories import again, fill, make_season, make_sent, report_of
from tests.reports.conftest import trust  # noqa: F401 - a fixture
from tests.reports.signed_copies import in_office, printed

from thuocdo.cycles.models import Season
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import SignedCopy
from thuocdo.reports.sending import send_report

pytestmark = pytest.mark.usefixtures("trust")
FACTS = {"number": "123/BC-SYT", "date": "17/10/2022", "whose": "ours"}


@pytest.fixture
def report(cast):
    """In a season that asks for a signature by certificate."""
    return fill(cast.preparer, report_of(make_season(cast, signed_copies="certificate")), ["1.3"])


@pytest.fixture
def clerk(cast, client):
    client.force_login(cast.clerk)
    return client


def url(name: str, report, *more) -> str:
    return reverse(f"desks:{name}", args=[report.pk, *more])


def attach(client, report, content: bytes, **facts):
    upload = SimpleUploadedFile("da-ky.pdf", content, "application/pdf")
    return client.post(url("signed", report), {**FACTS, "file": upload, **facts}, follow=True)


def words(response) -> str:
    return " ".join(response.content.decode().split())


CASES = {
    "valid": (whole, "Chữ ký thủ trưởng: hợp lệ"),
    "agency": (whole, "Chữ ký số cơ quan: hợp lệ"),
    "unknown issuer": (lambda out: by_agency(by_head(out, signers().stranger)), "không rõ nơi cấp"),
    "expired": (lambda out: by_agency(by_head(out, signers().expired)), "chứng thư hết hạn"),
    "not yet": (lambda out: by_agency(by_head(out, signers().future)), "chứng thư chưa có hiệu lực"),
    "revoked": (lambda out: by_agency(by_head(out, signers().revoked)), "chứng thư đã bị thu hồi"),
    "changed": (lambda out: by_agency(with_altered_page(by_head(out))), "đã sửa sau khi ký"),
    "appended": (lambda out: whole(out) + b"\n", "có phần ghi thêm sau khi ký"),
    "time stamp": (lambda out: stamped(whole(out)), "Dấu thời gian của văn bản: hợp lệ"),
    "stamped signature": (lambda out: stamped(whole(out)), "Chữ ký số cơ quan: hợp lệ"),
    "stranger's time stamp": (lambda out: stamped(whole(out), is_known=False), "không chứng minh được gì"),
    "other content": (lambda _out: whole(plain("Van ban khac")), "Nội dung: không phải báo cáo xuất từ"),
    "altered": (lambda out: whole(with_altered_page(out)), "Nội dung: bị sửa trước khi ký"),
    "not the head": (lambda out: by_agency(by_head(out, signers().deputy)), "Người ký không phải thủ trưởng"),
    "agency missing": (by_head, "Thiếu chữ ký số cơ quan"),
    "other unit's seal": (lambda out: by_agency(by_head(out), signers().other_agency), "Chữ ký của đơn vị khác"),
    "no signature": (lambda out: out, "Không có chữ ký số"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_verdict_is_read_on_the_page(clerk, cast, report, case):
    in_office()
    make, said = CASES[case]
    response = attach(clerk, report, make(printed(cast, report)))
    assert response.redirect_chain
    assert said in words(response)


def test_the_unchecked_revocation_is_said(clerk, cast, report, settings):
    in_office()
    (settings.TRUST_FOLDER / "mau-thu-hoi.crl").unlink()
    assert "hợp lệ, chưa kiểm tra thu hồi" in words(attach(clerk, report, whole(printed(cast, report))))


def test_a_recorded_delegation_is_named(clerk, cast, report):
    in_office("Trần Thị Phó", is_head=False, capacity="KT.", mandate="Quyết định 12/QĐ-SYT")
    text = words(attach(clerk, report, by_agency(by_head(printed(cast, report), signers().deputy))))
    assert "Chữ ký thay thủ trưởng: hợp lệ" in text
    assert "Quyết định 12/QĐ-SYT" in text


def test_another_units_and_another_years_report_are_told_apart(clerk, cast, report):
    season = report.season_unit.season
    assert "báo cáo của đơn vị khác" in words(attach(clerk, report, whole(printed(cast, report_of(season, "stp")))))
    before = report_of(make_season(cast, 2021))
    assert "báo cáo của năm khác" in words(attach(clerk, report, whole(printed(cast, before))))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff\xe0 anh", "hỏng"),
        (encrypted(plain()), "mật khẩu"),
        (with_attachment(plain()), "chứa tệp khác bên trong"),
        (whole(plain())[:-5000], "Hãy tải lại"),
        (b"%PDF-1.7\n" + b"0" * (21 * 1024 * 1024), "lớn hơn 20 MB"),
    ],
    ids=["jpeg named pdf", "encrypted", "attachments", "cut off", "too large"],
)
def test_a_bad_file_says_what_to_do_and_keeps_what_was_typed(clerk, report, content, said):
    response = attach(clerk, report, content, number="77/BC-SYT")
    assert response.status_code == 422
    assert said in words(response)
    assert 'value="77/BC-SYT"' in words(response)
    assert not SignedCopy.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"date": "18/10/2022"}, "ở tương lai"),
        ({"date": "16/10/2022"}, "Báo cáo được xuất ngày 17/10/2022"),
        ({"number": ""}, "Cần điền nội dung này"),
        ({"dms_day": "17/10/2022"}, "cả ngày và giờ"),
        ({"dms_day": "17/10/2022", "dms_time": "23:59"}, "từ ngày của báo cáo đến lúc này"),
        ({"dms_day": "17/10/2022", "dms_time": "hai giờ"}, "Ghi giờ theo dạng 14:30"),
    ],
)
def test_a_number_date_or_time_that_cannot_be_is_said_beside_the_form(clerk, cast, report, facts, said):
    response = attach(clerk, report, whole(printed(cast, report)), **facts)
    assert response.status_code == 422
    assert said in words(response)


def test_sending_leads_to_the_missing_copy_and_goes_once_it_is_there(clerk, cast, report):
    in_office()
    page = clerk.get(url("send", report))
    assert f'href="{url("signed", report)}"' in words(page)
    assert "Gửi báo cáo</button>" not in words(page)
    assert press(clerk, report, sure="on").status_code == 422
    attach(clerk, report, whole(printed(cast, report)))
    receipt = press(clerk, report, sure="on", follow=True)
    assert again(report).state == ReportState.SENT
    assert SignedCopy.objects.get().file.sha256 in words(receipt)
    assert "123/BC-SYT" in words(receipt)


def test_a_change_after_signing_is_said_and_stops_the_sending(clerk, cast, report):
    from thuocdo.reports.actions import save_answer

    attach(clerk, report, whole(printed(cast, report)))
    save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "100"}, version=1)
    assert "Đã sửa sau khi ký" in words(clerk.get(url("signed", report)))
    assert "đã được sửa sau khi ký" in words(clerk.get(url("send", report)))


def test_number_and_date_alone_are_enough_where_the_paper_travels_apart(clerk, cast, season):
    report = make_sent(cast, season)
    facts = {**FACTS, "kind": "signed", "dms_day": "17/10/2022", "dms_time": "8h30"}
    clerk.post(url("signed", report), facts)
    report = again(report)
    assert (report.document_number, report.document_date) == ("123/BC-SYT", date(2022, 10, 17))
    page = words(clerk.get(url("signed", report)))
    assert "08:30 17/10/2022" in page
    assert 'value="08:30"' in page  # offered again in the province's time


def test_a_scan_is_marked_as_such(clerk, cast):
    report = fill(cast.preparer, report_of(make_season(cast, signed_copies="scan")), ["1.3"])
    assert "Bản quét" in words(attach(clerk, report, plain("quet"), kind="scanned"))


def test_the_verifier_reads_the_verdicts_and_has_the_file(clerk, cast, client, report):
    in_office()
    attach(clerk, report, whole(printed(cast, report)))
    press(clerk, report, sure="on")
    client.force_login(cast.lead)
    text = words(client.get(url("check_report", report)))
    assert "Chữ ký số cơ quan: hợp lệ" in text
    copy = SignedCopy.objects.get()
    assert client.get(url("signed_file", report, copy.pk)).status_code == 200
    client.force_login(cast.verifier)
    assert client.get(url("signed_file", report, copy.pk)).status_code == 404


def test_the_file_is_hidden_from_other_units(clerk, cast, client, report):
    attach(clerk, report, whole(printed(cast, report)))
    client.force_login(cast.outsider)
    assert client.get(url("signed_file", report, SignedCopy.objects.get().pk)).status_code == 404
    assert client.get(url("signed", report)).status_code == 404


def test_checking_again_after_a_delegation_was_recorded(clerk, cast, report):
    in_office()
    attach(clerk, report, by_agency(by_head(printed(cast, report), signers().deputy)))
    in_office("Trần Thị Phó", is_head=False, capacity="KT.", mandate="Quyết định 12/QĐ-SYT")
    response = clerk.post(url("signed_again", report, SignedCopy.objects.get().pk), follow=True)
    assert "Chữ ký thay thủ trưởng: hợp lệ" in words(response)


def test_the_page_speaks_english_too(clerk, cast, report):
    in_office()
    attach(clerk, report, whole(printed(cast, report)))
    with translation.override("en"):
        text = words(clerk.get(url("signed", report)))
    assert "Agency&#x27;s signature: valid" in text


def test_the_receipt_calls_signed_only_what_is(clerk, cast, report):
    attach(clerk, report, printed(cast, report))
    Season.objects.update(signed_copies="apart")
    send_report(cast.clerk, again(report))
    page = words(clerk.get(url("receipt", report)))
    paper = words_of(clerk.get(url("receipt_file", report, 1)).content)
    for said in (page, paper):
        assert "Tệp đính kèm, không có chữ ký số" in said
        assert "Không có chữ ký số" in said
        assert "Mã kiểm tra của tệp (SHA-256)" in said
        assert "áo cáo đã ký" not in said


def test_the_receipt_says_what_was_found_of_the_signatures(clerk, cast, report):
    in_office()
    attach(clerk, report, whole(printed(cast, report)))
    send_report(cast.clerk, again(report))
    page = words(clerk.get(url("receipt", report)))
    assert "Báo cáo có chữ ký số" in page
    assert "Chữ ký thủ trưởng: hợp lệ" in page
