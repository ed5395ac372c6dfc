"""Notices, from the bell to the page that they are about, and the pages around them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.conftest import AXE_AT
from tests.factories import make_cast, make_season, report_of

from thuocdo.notices.enums import MailFault, MailState
from thuocdo.notices.models import CaughtMail, Mail
from thuocdo.notices.tasks import send_due
from thuocdo.reports.tasks import remind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told():
    """Reporting has opened; the preparer's e-mail was caught, the head's was refused."""
    cast = make_cast()
    for person in (cast.preparer, cast.head):
        person.email = f"{person.username}@syt.example"
        person.save()
    season = make_season(cast)
    remind()
    refused = {"state": MailState.FAILED, "fault": MailFault.REFUSED, "reply": "550 No such user"}
    Mail.objects.filter(person=cast.head).update(**refused)
    send_due()
    return cast, season


def test_from_the_bell_to_the_report(page, sign_in, told):
    cast, season = told
    sign_in(page, cast.preparer)
    page.goto(reverse("desks:home"))
    bell = page.locator(".masthead-tools .bell")
    expect(bell).to_contain_text("1")
    bell.click()
    page.get_by_role("button", name="đã mở nhận báo cáo").click()
    expect(page).to_have_url(
        f"{page.url.partition('/bao-cao')[0]}{reverse('desks:report', args=[report_of(season).pk])}"
    )
    expect(page.locator(".masthead-tools .bell-count")).to_have_count(0)


def test_the_lead_department_sends_again_what_was_refused(page, sign_in, told):
    cast, _season = told
    sign_in(page, cast.lead)
    page.goto(reverse("desks:outbox") + "?state=faulty")
    expect(page.get_by_text("550 No such user")).to_be_visible()
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Thư đang chờ gửi lại.")).to_be_visible()
    assert send_due() == 1
    assert CaughtMail.objects.filter(address="head@syt.example").exists()


@pytest.mark.parametrize("prefix", AXE_AT)
def test_the_pages_pass_the_audit(page, sign_in, audit_page, told, prefix):
    cast, _season = told
    mail = CaughtMail.objects.get()
    visits = {
        "preparer": ["desks:notices", "desks:notice_settings", "desks:home"],
        "lead": ["desks:notices", "desks:outbox", "desks:caught_mails"],
    }
    for who, names in visits.items():
        sign_in(page, getattr(cast, who))
        for address in map(reverse, names):
            page.goto(prefix + address)
            audit_page(page, axe_at=AXE_AT[prefix])
    page.goto(prefix + reverse("desks:caught_mail", args=[mail.pk]))
    audit_page(page, axe_at=AXE_AT[prefix])
