"""Sending: what is checked before, the receipt after, taking the report back (R4.4-5, I5)."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from tests.desks.sending import press
from tests.factories import CONTACTS, again, at, fill, make_season, make_sent, prove, report_of

from thuocdo.audit.actions import receipt_seal, record
from thuocdo.audit.models import Checkpoint
from thuocdo.desks.unit.signing.sending_views import _agrees
from thuocdo.reports.actions import save_answer
from thuocdo.reports.content import content_digest, digests
from thuocdo.reports.enums import ReportState
from thuocdo.reports.sending import send_report, withdraw_report
from thuocdo.verification.actions import return_report


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def url(name: str, report) -> str:
    return reverse(f"desks:{name}", args=[report.pk])


def test_half_a_report_goes_only_with_a_tick(preparer, cast, report):
    fill(cast.preparer, report, ["1.1"])
    refused = press(preparer, report)
    assert refused.status_code == 422
    assert again(report).state == ReportState.DRAFTING
    assert press(preparer, report, sure="on").url == url("receipt", report)
    assert again(report).state == ReportState.SENT


def test_a_whole_report_asks_for_no_tick(preparer, cast, report):
    fill(cast.preparer, report)
    assert 'name="sure"' not in preparer.get(url("send", report)).content.decode()
    assert press(preparer, report).url == url("receipt", report)


def test_what_is_unanswered_and_unproven_is_listed(preparer, cast, report):
    prove(cast.preparer, fill(cast.preparer, report, ["1.1", "1.2"]), "1.1")
    context = preparer.get(url("send", report)).context["ws"]
    assert [line.component.code for line in context.unproven_lines] == ["1.2"]
    assert len(context.open_lines) == 27


def test_without_contacts_the_page_leads_to_them_and_back(preparer, cast, report):
    fill(cast.preparer, report, contacts=None)
    text = preparer.get(url("send", report)).content.decode()
    assert f"{url('contacts', report)}?next=send" in text
    assert "Gửi báo cáo</button>" not in text
    saved = preparer.post(f"{url('contacts', report)}?next=send", CONTACTS)
    assert saved.url == url("send", report)


def test_a_late_report_is_announced_as_late(preparer, cast, report):
    fill(cast.preparer, report)
    at(2022, 10, 20, 0, 1)
    assert "được ghi là gửi muộn" in preparer.get(url("send", report)).content.decode()
    receipt = press(preparer, report, follow=True).content.decode()
    assert "Gửi muộn" in receipt


def test_a_season_that_refuses_late_reports_says_what_to_do(preparer, cast):
    report = fill(cast.preparer, report_of(make_season(cast, late_reports="refused")))
    at(2022, 10, 20, 0, 1)
    assert "đề nghị cơ quan chủ trì gia hạn" in preparer.get(url("send", report)).content.decode()
    assert press(preparer, report).status_code == 422
    assert again(report).state == ReportState.DRAFTING


def test_the_receipt_names_time_sender_digest_and_checkpoint(preparer, cast, report):
    fill(cast.preparer, report)
    receipt = press(preparer, report, follow=True)
    text = receipt.content.decode()
    assert "09:0" in text
    assert "17/10/2022" in text
    assert "Người preparer" in text
    assert content_digest(again(report)) in text
    assert Checkpoint.objects.order_by("-size").first().short in text
    assert "Khớp với mã" in text


def test_no_place_in_the_log_is_said_to_lie_beyond_its_checkpoint(preparer, cast, report):
    with connection.cursor() as cursor:  # a transaction that fails leaves a gap in the entries' own numbers
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))")
    entry = make_sent(cast, report.season_unit.season).sendings.first().entry
    checkpoint = receipt_seal(entry)
    text = " ".join(preparer.get(url("receipt", report)).content.decode().split())
    assert entry.seal.number <= checkpoint.size
    assert f"Mục số {entry.pk}, đứng thứ {entry.seal.number} trong nhật ký" in text
    assert f"mốc kiểm soát gồm {checkpoint.size} mục, giá trị gốc" in text


def test_a_receipt_over_changed_content_says_so(preparer, cast, season):
    report = make_sent(cast, season)
    report.answers.filter(component="1.3").update(values={"a": "1", "b": "100"})
    text = preparer.get(url("receipt", report)).content.decode()
    assert "Khác với mã" in text
    assert "Khớp với mã" not in text


def test_a_receipt_that_waits_for_its_seal_says_so(preparer, cast, season):
    text = preparer.get(url("receipt", make_sent(cast, season))).content.decode()
    assert "Đang chờ niêm phong" in text


def test_there_is_no_receipt_before_sending(preparer, report):
    assert preparer.get(url("receipt", report)).url == url("report", report)


def test_the_clerk_sends_what_others_filled(cast, client, report):
    fill(cast.preparer, report)
    client.force_login(cast.clerk)
    press(client, report)
    assert again(report).sent_by == cast.clerk


def test_withdrawing_asks_first_and_then_makes_a_draft(preparer, cast, season):
    report = make_sent(cast, season)
    assert "Thu hồi báo cáo" in preparer.get(url("withdraw", report)).content.decode()
    assert again(report).state == ReportState.SENT
    preparer.post(url("withdraw", report))
    assert again(report).state == ReportState.DRAFTING


def test_after_the_last_day_withdrawing_is_refused_in_words(preparer, cast, season):
    report = make_sent(cast, season)
    at(2022, 10, 20)
    assert url("withdraw", report) not in preparer.get(url("report", report)).content.decode()
    text = preparer.post(url("withdraw", report), follow=True).content.decode()
    assert "hãy đề nghị cơ quan chủ trì trả lại báo cáo" in text
    assert again(report).state == ReportState.SENT


def test_a_missing_tick_is_said_at_the_top_of_a_long_page(preparer, cast, report):
    fill(cast.preparer, report, ["1.1"])
    text = press(preparer, report).content.decode()
    assert text.count('id="error-summary"') == 1
    assert text.index('id="error-summary"') < text.index('class="tiles"')


def test_a_clerk_without_contacts_is_told_whom_to_ask_and_not_sent_in_a_circle(client, cast, report):
    fill(cast.preparer, report, ["1.1"], contacts=CONTACTS | {"mobile": ""})
    client.force_login(cast.clerk)
    text = client.get(url("send", report)).content.decode()
    assert "Đề nghị người lập biểu hoặc đầu mối của đơn vị điền" in text
    assert url("contacts", report) not in text


def test_points_before_sending_are_out_of_what_the_unit_can_earn(preparer, cast, report):
    """I9: the council's part is neither unanswered nor 0."""
    text = preparer.get(url("send", fill(cast.preparer, report, ["1.1"]))).content.decode()
    assert "trên 98 điểm (chưa tính 2 điểm do Hội đồng chấm)" in " ".join(text.split())


def test_the_receipts_of_earlier_sendings_stay_readable(preparer, cast, season):
    report = make_sent(cast, season)
    withdraw_report(cast.preparer, report)
    assert url("receipt", report) in preparer.get(url("report", report)).content.decode()
    first = preparer.get(url("receipt", report)).content.decode()
    assert "Lần gửi này không còn hiệu lực" in first
    assert report.sendings.get().content_sha256 in first
    send_report(cast.preparer, again(report))
    latest = preparer.get(url("receipt", report)).content.decode()
    assert "không còn hiệu lực" not in latest
    assert reverse("desks:receipt_of", args=[report.pk, 1]) in latest
    assert preparer.get(reverse("desks:receipt_of", args=[report.pk, 3])).status_code == 404


def test_an_earlier_receipt_is_not_called_false_by_a_later_change(preparer, cast, season):
    report = make_sent(cast, season)
    withdraw_report(cast.preparer, report)
    save_answer(cast.preparer, again(report), "1.3", {"a": "1", "b": "100"}, version=1)
    text = preparer.get(url("receipt", report)).content.decode()
    assert "Khớp với mã" in text
    assert "Khác với mã" not in text


def test_a_returned_report_shows_its_new_last_day_and_is_judged_by_it(preparer, cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu tài liệu 4.3", until=date(2022, 10, 28))
    text = " ".join(preparer.get(url("report", report)).content.decode().split())
    assert "Thiếu tài liệu 4.3" in text
    assert "trước khi hết ngày 28/10/2022" in text
    at(2022, 10, 27)
    assert "được ghi là gửi muộn" not in preparer.get(url("send", report)).content.decode()


def test_a_missing_contact_is_one_click_from_its_very_field(preparer, cast, report):
    fill(cast.preparer, report, ["1.1"], contacts=CONTACTS | {"landline": ""})
    text = preparer.get(url("send", report)).content.decode()
    assert f'href="{url("contacts", report)}?next=send#id_landline"' in text
    assert 'id="id_landline"' in preparer.get(f"{url('contacts', report)}?next=send").content.decode()


@pytest.mark.parametrize("number", ["0234 3822 100", "(0234) 3822.100", "0234 3822 100 máy lẻ 12", "+84 234 3822100"])
def test_the_switchboards_number_counts_as_landline(preparer, cast, report, number):
    fill(cast.preparer, report, contacts=None)
    preparer.post(url("contacts", report), CONTACTS | {"landline": number})
    assert again(report).landline == number


def test_what_a_colleague_saved_meanwhile_is_not_sent_unseen(preparer, cast, report):
    fill(cast.preparer, report)
    seen = preparer.get(url("send", report)).context["signed"].now.shown
    save_answer(cast.preparer, again(report), "1.3", {"a": "1", "b": "100"}, version=1)
    answered = preparer.post(url("send", report), {"seen": seen})
    text = answered.content.decode()
    assert (answered.status_code, again(report).state) == (409, ReportState.DRAFTING)
    assert "Chưa gửi gì" in text
    fresh = answered.context["signed"].now.shown
    assert f'name="seen" value="{fresh}"' in text
    assert preparer.post(url("send", report), {"seen": fresh}).url == url("receipt", report)


def test_a_page_that_does_not_say_what_it_showed_sends_nothing(preparer, cast, report):
    """A page that was opened before pages said so."""
    fill(cast.preparer, report, ["1.1"])
    answered = preparer.post(url("send", report), {"sure": "on"})
    text = answered.content.decode()
    assert (answered.status_code, again(report).state) == (409, ReportState.DRAFTING)
    assert "Chưa gửi gì: trang này được mở trước khi hệ thống cập nhật" in text
    assert again(report).answers.get().component == "1.1"
    assert len(answered.context["ws"].open_lines) == 28  # the whole summary stands there anew
    fresh = answered.context["signed"].now.shown
    assert f'name="seen" value="{fresh}"' in text
    assert preparer.post(url("send", report), {"seen": fresh, "sure": "on"}).url == url("receipt", report)


def test_a_receipt_of_a_sending_without_a_kept_digest_compares_nothing(preparer, cast, season):
    report = make_sent(cast, season)
    report.sendings.all().delete()
    backfill = import_module("thuocdo.reports.migrations.0014_sendings_backfill")
    backfill.add_sendings(apps, None)
    row = report.sendings.get()
    assert (row.number, row.sent_at, row.is_late, row.last_day) == (1, report.sent_at, False, date(2022, 10, 19))
    text = preparer.get(url("receipt", report)).content.decode()
    assert "—" in text
    assert "với mã" not in text
    assert preparer.get(reverse("desks:receipt_file", args=[report.pk, 1])).status_code == 200


def test_a_receipt_of_the_earlier_form_is_not_called_changed(preparer, cast, season):
    report = make_sent(cast, season)
    [earlier] = digests(again(report)).earlier
    sending = report.sendings.get()
    sending.content_sha256 = earlier
    assert _agrees(sending, digests(again(report))) is False  # the audit says the other form
    entry = record("report.send", actor=1, subject=f"report:{report.pk}", after={"state": "sent", "sha256": earlier})
    sending.entry = entry
    assert _agrees(sending, digests(again(report))) is True
