"""From an empty form of thirty components to the receipt, by the pages alone: wide, on a phone, without scripts."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from tests.browser.conftest import HEIGHT, NARROW, WIDE
from tests.browser.officer import Officer
from tests.factories import CONTACTS, Cast, built_in, pdf

from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report

PROVEN = ("1.1", "1.3", "4.3")


@pytest.fixture(params=["screen", "phone", "no scripts"])
def desk(request, browser: Browser, live_server) -> Iterator[Officer]:
    width = NARROW if request.param == "phone" else WIDE
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": HEIGHT},
        java_script_enabled=request.param != "no scripts",
    )
    yield Officer(context.new_page())
    context.close()


@pytest.mark.django_db(transaction=True)
def test_an_officer_goes_from_the_empty_form_to_the_receipt(cast: Cast, report: Report, desk: Officer) -> None:
    desk.sit_down(cast.preparer)
    desk.follow("Bắt đầu soạn báo cáo")
    declare_everything(desk)
    give_contacts(desk, report)
    desk.open("desks:send", report.pk)
    desk.press("Gửi báo cáo")
    desk.sees("Phiếu xác nhận đã nhận báo cáo", "Đúng hạn", "29 trên 29")
    sent = Report.objects.get(pk=report.pk)
    assert sent.state == ReportState.SENT
    assert sent.evidence.count() == len(PROVEN)


def declare_everything(desk: Officer) -> None:
    for component in built_in().forms["province"].components:
        if component.answered_by != "unit":
            continue
        expect(desk.page.locator("h1")).to_contain_text(f"{component.code} ")
        desk.declare(component)
        if component.code in PROVEN:
            desk.attach(pdf(f"tai-lieu-{component.code}.pdf"))
        desk.press("Lưu và tiếp tục")
    desk.sees("Đã trả lời mọi chỉ số")


def give_contacts(desk: Officer, report: Report) -> None:
    desk.page.goto(reverse("desks:contacts", args=[report.pk]))
    desk.fill(**CONTACTS)
    desk.press("Lưu")
    desk.sees(CONTACTS["preparer_name"])
