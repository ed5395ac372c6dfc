"""Notices on the desk, what of them comes by e-mail, the calendar file, the outbox, the sample's caught e-mails."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from tests.factories import at, fresh, make_season, make_sent, paper, report_of

from thuocdo.accounts.models import Post, Unit
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.actions import extend
from thuocdo.documents.models import DocumentKind
from thuocdo.notices import actions
from thuocdo.notices.enums import Kind, MailFault, MailState
from thuocdo.notices.models import Event, Mail, Notice
from thuocdo.notices.queries import preference_of, unread
from thuocdo.reports.sending import send_report
from thuocdo.reports.tasks import remind
from thuocdo.verification.actions import return_report

BELL = 'class="bell-count"'


@pytest.fixture
def told(cast, season):
    """Reporting has opened, and everybody was told."""
    for person in (cast.preparer, cast.head):
        person.email = f"{person.username}@syt.example"
        person.save()
    remind()
    return season


def page(client, user, name="desks:notices", prefix="", **query) -> str:
    client.force_login(user)
    response = client.get(prefix + reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def own(user) -> Notice:
    return Notice.objects.get(person=user)


def test_the_list_says_what_happened_in_words(cast, client, told):
    text = page(client, cast.preparer)
    assert "Kỳ đánh giá năm 2022: đã mở nhận báo cáo" in text
    assert "hết ngày 19/10/2022 (Thứ Tư)" in text
    english = page(client, cast.preparer, prefix="/en")
    assert "Season 2022: reporting has opened" in english
    assert "19 October 2022" in english


def test_the_masthead_counts_what_is_not_read(cast, client, told):
    assert BELL in page(client, cast.preparer, "desks:home")
    assert BELL not in page(client, cast.lead, "desks:home")


def test_opening_a_notice_leads_to_its_page_and_reads_it(cast, client, told):
    client.force_login(cast.preparer)
    answer = client.post(reverse("desks:notice", args=[own(cast.preparer).pk]))
    assert answer.url == reverse("desks:report", args=[report_of(told).pk])
    assert not unread(cast.preparer).exists()
    assert unread(cast.head).exists()


def test_in_english_it_leads_to_the_english_page(cast, client, told):
    client.force_login(cast.preparer)
    answer = client.post("/en" + reverse("desks:notice", args=[own(cast.preparer).pk]))
    assert answer.url == "/en" + reverse("desks:report", args=[report_of(told).pk])


def test_looking_at_the_list_reads_nothing(cast, client, told):
    page(client, cast.preparer)
    assert unread(cast.preparer).count() == 1


def test_all_are_read_with_one_press(cast, client, told):
    client.force_login(cast.preparer)
    client.post(reverse("desks:notices_read"))
    assert not unread(cast.preparer).exists()
    assert unread(cast.coordinator).exists()


def test_anothers_notice_is_not_found(cast, client, told):
    client.force_login(cast.preparer)
    assert client.post(reverse("desks:notice", args=[own(cast.outsider).pk])).status_code == 404
    assert own(cast.outsider).read_at is None


def test_nobody_reads_in_anothers_place(cast, told):
    actions.read(cast.outsider, own(cast.preparer))
    assert own(cast.preparer).read_at is None


def test_who_left_the_unit_reads_its_notices_no_more(cast, client, season):
    return_report(cast.lead, make_sent(cast, season), "Số liệu 4.3 sai kỳ", until=date(2022, 10, 28))
    row = Notice.objects.get(person=cast.preparer, event__kind=Kind.RETURNED)
    assert "Số liệu 4.3 sai kỳ" in page(client, cast.preparer)
    Post.objects.filter(user=cast.preparer).update(unit=Unit.objects.get(key="stp"))
    gone = fresh(cast.preparer)
    assert "Số liệu 4.3 sai kỳ" not in page(client, gone)
    assert BELL not in page(client, gone, "desks:home")
    assert client.post(reverse("desks:notice", args=[row.pk])).status_code == 404


def test_an_empty_list_says_what_will_stand_there(cast, client):
    assert "Chưa có thông báo nào" in page(client, cast.observer)


def test_the_desk_shows_the_newest_that_are_not_read(cast, client, told):
    text = page(client, cast.preparer, "desks:home")
    assert "Thông báo mới" in text
    assert "đã mở nhận báo cáo" in text
    client.post(reverse("desks:notices_read"))
    assert "Thông báo mới" not in page(client, cast.preparer, "desks:home")


def test_what_comes_by_e_mail_is_ones_own_choice(cast, client, told):
    client.force_login(cast.preparer)
    chosen = {"by_mail": [Kind.DUE_1, Kind.RETURNED], "language": "en"}
    assert client.post(reverse("desks:notice_settings"), chosen).url == reverse("desks:notice_settings")
    assert preference_of(cast.preparer).by_mail == ["due_1", "returned"]
    text = page(client, cast.preparer, "desks:notice_settings")
    assert text.count("checked") == 3
    assert "preparer@syt.example" in text


def test_a_choice_that_there_is_not_is_refused_in_words(cast, client, told):
    client.force_login(cast.preparer)
    answer = client.post(reverse("desks:notice_settings"), {"by_mail": ["everything"], "language": "vi"})
    assert answer.status_code == 422
    assert "due_7" in preference_of(cast.preparer).by_mail


def test_somebody_without_an_address_is_told_so(cast, client):
    assert "chưa có địa chỉ thư điện tử" in page(client, cast.clerk, "desks:notice_settings")


def calendar(client, user, report) -> Calendar:
    client.force_login(user)
    response = client.get(reverse("desks:calendar", args=[report.pk]))
    assert response["Content-Type"].startswith("text/calendar")
    assert "attachment" in response["Content-Disposition"]
    return Calendar.from_ical(response.content)


def test_the_calendar_file_is_the_units_own_last_day(cast, client, told):
    report = report_of(told)
    before = calendar(client, cast.preparer, report).events[0]
    assert before["DTSTART"].dt == date(2022, 10, 19)
    assert before["DTEND"].dt - before["DTSTART"].dt == timedelta(days=1)
    assert len(before.walk("VALARM")) == 3
    letter = paper(cast.lead, DocumentKind.EXTENSION)
    extend(cast.lead, report.season_unit, date(2022, 10, 25), letter)
    after = calendar(client, cast.preparer, report).events[0]
    assert after["DTSTART"].dt == date(2022, 10, 25)
    assert (before["UID"], before["SEQUENCE"], after["SEQUENCE"]) == (after["UID"], 0, 1)


def test_a_return_moves_the_entry_that_ones_calendar_has(cast, client, season):
    before = calendar(client, cast.preparer, report_of(season)).events[0]
    returned = return_report(cast.lead, make_sent(cast, season), "Thiếu", until=date(2022, 10, 28))
    once = calendar(client, cast.preparer, returned).events[0]
    assert (once["UID"], once["DTSTART"].dt) == (before["UID"], date(2022, 10, 28))
    sent = send_report(cast.preparer, returned)
    twice = calendar(client, cast.preparer, return_report(cast.lead, sent, "Thiếu", until=date(2022, 10, 25))).events[0]
    assert before["SEQUENCE"] < once["SEQUENCE"] < twice["SEQUENCE"]


def test_two_units_have_two_entries(cast, client, told):
    mine, other = (
        calendar(client, user, report_of(told, unit)).events[0]
        for user, unit in ((cast.preparer, "syt"), (cast.outsider, "stp"))
    )
    assert mine["UID"] != other["UID"]


def test_the_outbox_says_who_was_told_and_what_was_not_sent(cast, client, told):
    failed = Mail.objects.get(person=cast.head)
    Mail.objects.filter(pk=failed.pk).update(
        state=MailState.FAILED, fault=MailFault.REFUSED, reply="550 No such <user>"
    )
    text = page(client, cast.lead, "desks:outbox")
    assert "Người preparer" in text
    assert "head@syt.example" in text
    assert "Máy chủ thư từ chối thư này." in text
    assert "550 No such &lt;user&gt;" in text
    assert text.count(reverse("desks:mail_again", args=[failed.pk])) == 1


def test_a_failed_e_mail_is_sent_again_on_request(cast, client, told):
    failed = Mail.objects.get(person=cast.head)
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED, fault=MailFault.REFUSED, tries=7)
    client.force_login(cast.lead)
    answer = client.post(reverse("desks:mail_again", args=[failed.pk]) + "?kind=opened")
    assert answer.url == reverse("desks:outbox") + "?kind=opened"
    failed.refresh_from_db()
    assert (failed.state, failed.fault, failed.tries) == (MailState.WAITING, "", 0)


def test_an_e_mail_that_waits_or_was_sent_is_not_sent_again(cast, client, told):
    sent = Mail.objects.get(person=cast.head)
    Mail.objects.filter(pk=sent.pk).update(state=MailState.SENT)
    client.force_login(cast.lead)
    answer = client.post(reverse("desks:mail_again", args=[sent.pk]), follow=True)
    assert "đang được gửi hoặc đã gửi" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == MailState.SENT


def test_the_outbox_is_narrowed_by_unit_kind_and_state(cast, client, told):
    make_sent(cast, told)

    def titles(**query) -> list[tuple[str, str]]:
        client.force_login(cast.lead)
        rows = client.get(reverse("desks:outbox"), query).context["rows"]
        return [(row.event.unit.key, row.event.kind) for row in rows]

    assert titles(unit="syt") == [("syt", "sent"), ("syt", "opened")]
    assert titles(kind="sent") == [("syt", "sent")]
    assert titles(unit="stp", kind="sent") == []
    assert titles(state="faulty") == []
    Mail.objects.filter(person=cast.head, event__kind=Kind.OPENED).update(state=MailState.UNSURE)
    assert titles(state="faulty") == titles(state="unsure") == [("syt", "opened")]
    assert len(titles(unit="nobody", kind="nothing")) == len(titles())


def test_without_a_mail_server_a_real_installation_says_that_e_mail_is_off(cast, client, told, settings):
    assert "Chưa bật gửi thư" not in page(client, cast.lead, "desks:outbox")
    Installation.objects.update(kind=InstallationKind.REAL, clock_offset=timedelta())
    assert "Chưa bật gửi thư" in page(client, cast.lead, "desks:outbox")
    settings.EMAIL_HOST = "mail.example"
    assert "Chưa bật gửi thư" not in page(client, cast.lead, "desks:outbox")


def test_a_real_installation_has_no_caught_e_mails(cast, client):
    client.force_login(cast.lead)
    Installation.objects.update(kind=InstallationKind.REAL, clock_offset=timedelta())
    assert client.get(reverse("desks:caught_mails")).status_code == 404


@pytest.mark.parametrize(
    ("who", "name"), [("preparer", "notices"), ("preparer", "home"), ("lead", "outbox"), ("lead", "caught_mails")]
)
def test_pages_cost_the_same_for_one_and_for_three_seasons(cast, client, who, name):
    def cost() -> int:
        client.force_login(fresh(getattr(cast, who)))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"desks:{name}")).status_code == 200
        return len(captured)

    cast.preparer.email = "lap@syt.example"
    cast.preparer.save()
    make_season(cast)
    remind()
    cost()
    one = cost()
    for year in (2023, 2024):
        make_season(cast, year)
        at(year, 9, 15)
        remind()
    assert Notice.objects.filter(person=cast.preparer).count() >= 3
    assert cost() == one


def test_the_outbox_offers_only_units_that_were_told_something(cast, client, told):
    Mail.objects.all().delete()
    Event.objects.exclude(unit__key="syt").delete()
    form_page = page(client, cast.lead, "desks:outbox")
    assert "Sở Y tế" in form_page
    assert "Sở Tư pháp" not in form_page


def test_a_return_is_told_to_the_clerk_and_to_who_sent_it(cast, season):
    return_report(cast.lead, make_sent(cast, season), "Thiếu số liệu", until=date(2022, 10, 28))
    told = set(Notice.objects.filter(event__kind=Kind.RETURNED).values_list("person_id", flat=True))
    assert {cast.clerk.pk, cast.preparer.pk, cast.head.pk, cast.coordinator.pk} <= told


def test_the_receipt_reaches_the_coordinator_by_e_mail(cast, season):
    cast.coordinator.email = "dieu.phoi@syt.example"
    cast.coordinator.save()
    make_sent(cast, season)
    assert Mail.objects.filter(event__kind=Kind.SENT, person=cast.coordinator).exists()
