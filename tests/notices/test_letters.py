"""What an e-mail says, in which language, and that nobody's name can become part of its form."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.utils import translation
from icalendar import Calendar
from tests.factories import at, fill, make_season, report_of
from tests.notices.conftest import a_person, news

from thuocdo.accounts.models import Unit
from thuocdo.audit.models import Checkpoint
from thuocdo.notices.actions import choose, tell
from thuocdo.notices.enums import BY_MAIL, Kind, MailState
from thuocdo.notices.letters import letter
from thuocdo.notices.models import Event, Mail, Notice
from thuocdo.notices.tasks import send_due
from thuocdo.notices.wording import words
from thuocdo.reports.news import facts_of
from thuocdo.reports.sending import send_report

EVERYTHING = {
    "days": 3,
    "reason": "Sai kỳ",
    "document": "9120/UBND",
    "sent_at": "2022-10-17T09:00:00+07:00",
    "is_late": False,
    "sha256": "ab" * 32,
    "code": "4.3",
    "text": "Xin gửi kèm danh sách",
    "question": "Hồ sơ liên thông tính thế nào?",
    "answer": "Tính cho cơ quan nhận hồ sơ",
    "draft": True,
    "changed": False,
    "step_vi": "Cấp tỉnh: trở lại thẩm tra",
    "step_en": "Provincial level: back to verification",
    "number": 2,
    "starts_at": "2022-11-28T14:00:00+07:00",
    "place": "Phòng họp số 2",
}
OF_NO_UNIT = {Kind.RULED, Kind.WENT_BACK, Kind.CALLED}


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def sent(smtp, number: int = -1) -> EmailMessage:
    send_due()
    return read(smtp.texts[number])


def text(message: EmailMessage, kind: str = "plain") -> str:
    return message.get_body(preferencelist=(kind,)).get_content()


def test_vietnamese_unless_the_person_chose_english(smtp, queue):
    queue("an")
    choose(a_person("binh"), by_mail=BY_MAIL, language="en")
    queue("binh")
    send_due()
    vi, en = (read(content) for content in smtp.texts)
    assert vi["Subject"] == "Còn 7 ngày đến hạn gửi báo cáo"
    assert "hết ngày 19/10/2022 (Thứ Tư)" in text(vi)
    assert "https://thuocdo.example/bao-cao/12/" in text(vi)
    assert en["Subject"] == "7 days left to send the report"
    assert "19 October 2022 (Wednesday)" in text(en)
    assert "https://thuocdo.example/en/bao-cao/12/" in text(en)
    assert '<html lang="en">' in text(en, "html")


def test_text_and_html_say_the_same(smtp, queue):
    queue(kind=Kind.RETURNED, reason="Số liệu 4.3 sai kỳ")
    message = sent(smtp)
    assert "multipart/alternative" in [part.get_content_type() for part in message.walk()]
    for kind in ("plain", "html"):
        assert "Lý do: Số liệu 4.3 sai kỳ" in text(message, kind)
        assert "https://thuocdo.example/bao-cao/12/" in text(message, kind)
        assert "https://thuocdo.example/thong-bao/thu-dien-tu/" in text(message, kind)


def test_html_asks_nobody_for_anything(smtp, queue):
    queue()
    html = text(sent(smtp), "html")
    assert not [word for word in ("<img", "<script", "<link", "url(", "@import", "<table") if word in html]


def test_what_people_typed_is_no_html(smtp, queue):
    queue(kind=Kind.RETURNED, reason="<script>alert(1)</script> & <b>sai</b>")
    message = sent(smtp)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;sai&lt;/b&gt;" in text(message, "html")
    assert "<script>alert(1)</script> & <b>sai</b>" in text(message)


@pytest.mark.parametrize("broken", ["\r\nBcc: all@example.org", "\nX-Own: 1", "\r\n\r\nbody", " Bcc: x"])
def test_a_line_break_in_a_name_begins_no_header(smtp, queue, broken):
    queue(kind=Kind.EXTENDED, document=f"91{broken}", year=f"2022{broken}", unit_vi=f"Sở Y tế{broken}")
    queue(kind=Kind.OPENED, name="opened", year=f"2022{broken}")
    send_due()
    assert len(smtp.texts) == 2
    for content in smtp.texts:
        message = read(content)
        assert message["Bcc"] is None
        assert message["X-Own"] is None
        assert len(message.get_all("Subject")) == 1
    assert set(smtp.recipients) == {"an@syt.example"}


def test_the_message_id_is_the_same_at_every_try(smtp, queue):
    mail = queue()
    first = letter(mail).extra_headers["Message-ID"]
    mail.tries = 3
    assert letter(mail).extra_headers["Message-ID"] == first
    assert first.endswith("@tinh.example>")
    assert sent(smtp)["Auto-Submitted"] == "auto-generated"


def test_without_an_address_of_the_site_there_is_no_broken_link(smtp, queue, settings):
    settings.SITE_URL = ""
    queue()
    message = sent(smtp)
    assert "http" not in text(message)
    assert "href" not in text(message, "html")


def calendar(message: EmailMessage) -> Calendar:
    [file] = list(message.iter_attachments())
    assert file.get_filename() == "han-gui-bao-cao.ics"
    assert file.get_content_type() == "text/calendar"
    content = file.get_content()
    return Calendar.from_ical(content)


def test_the_opening_brings_the_last_day_for_ones_calendar(smtp, queue):
    queue(kind=Kind.OPENED, name="opened")
    [entry] = calendar(sent(smtp)).events
    assert entry["DTSTART"].dt == date(2022, 10, 19)
    assert not hasattr(entry["DTSTART"].dt, "hour")
    assert entry["SUMMARY"] == "Ngày cuối gửi báo cáo, kỳ đánh giá năm 2022"
    assert "hết ngày 19/10/2022" in entry["DESCRIPTION"]
    triggers = [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
    assert triggers == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9), timedelta(hours=9)]


def test_an_extension_moves_the_same_entry_of_ones_calendar(smtp, queue):
    queue(kind=Kind.OPENED, name="opened")
    queue(kind=Kind.EXTENDED, name="extended", last_day="2022-10-25", sequence=1, document="9120/UBND")
    send_due()
    before, after = (calendar(read(content)).events[0] for content in smtp.texts)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2022, 10, 25)


def test_a_return_brings_its_day_and_one_that_knew_none_brings_nothing(smtp, queue):
    queue(kind=Kind.RETURNED, name="returned", last_day="2022-10-28", sequence=2, reason="Sai kỳ")
    [entry] = calendar(sent(smtp)).events
    assert (entry["DTSTART"].dt, entry["SEQUENCE"]) == (date(2022, 10, 28), 2)
    queue(kind=Kind.RETURNED, name="returned before", last_day="", reason="Sai kỳ")
    assert not list(sent(smtp).iter_attachments())


def test_an_extension_of_a_returned_report_does_not_call_it_in_time(real):
    event = Event(subject="report:1", kind=Kind.EXTENDED, facts=news(set()).facts | EVERYTHING | {"again": True})
    assert "in time" not in "".join(words(event).lines)
    assert "đúng hạn" not in "".join(words(event).lines)


def test_a_reminder_brings_no_calendar(smtp, queue):
    queue()
    assert not list(sent(smtp).iter_attachments())


def test_the_receipt_names_the_seal(smtp, transactional_db, cast):
    report = fill(cast.preparer, report_of(make_season(cast)))
    send_report(cast.preparer, report)
    mail = Mail.objects.get(address="lap@syt.example")
    body = letter(mail).body
    assert str(Checkpoint.objects.order_by("-size").first().short) in body
    assert f"Mục số {mail.event.facts['entry']}, đứng thứ " in body
    assert mail.event.facts["sha256"] in body
    assert "đúng hạn" in body
    assert "Chọn thư muốn nhận" not in body  # a contact has no account to choose with


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_everything_that_is_told_has_words_in_both_languages(real, kind, language):
    event = Event(subject="report:1", kind=kind, facts=news(set()).facts | EVERYTHING)
    with translation.override(language):
        told = words(event)
    with translation.override("en" if language == "vi" else "vi"):
        assert words(event).title != told.title
    assert told.title
    assert all(told.lines)
    assert "%(" not in f"{told}"
    if kind not in OF_NO_UNIT:
        assert ("Sở Y tế" in told.lines[0]) is (language == "vi")


def test_who_wants_no_e_mail_of_a_kind_gets_the_notice_alone(smtp, queue):
    person = a_person("an")
    choose(person, by_mail=[Kind.RETURNED], language="vi")
    tell([news({person.pk}), news({person.pk}, "returned", Kind.RETURNED, reason="Sai")])
    assert Notice.objects.filter(person=person).count() == 2
    assert [mail.event.kind for mail in Mail.objects.filter(person=person)] == [Kind.RETURNED]


def test_a_contact_that_is_a_persons_own_address_is_that_persons(smtp, real):
    person = a_person("an")
    choose(person, by_mail=[], language="vi")
    tell([news({person.pk}, kind=Kind.SENT, addresses=("AN@syt.example", "khac@syt.example"), **EVERYTHING)])
    assert [mail.address for mail in Mail.objects.all()] == ["khac@syt.example"]


def test_kinds_without_e_mail_stay_on_the_desk(smtp, real):
    person = a_person("an")
    tell([news({person.pk}, kind, kind) for kind in (Kind.DUE_30, Kind.DUE_3, Kind.DUE_TODAY)])
    assert Notice.objects.count() == 3
    assert not Mail.objects.exists()


def test_telling_again_later_sends_nothing_again(smtp, real):
    person = a_person("an")
    tell([news({person.pk})])
    send_due()
    tell([news({person.pk})])
    send_due()
    assert len(smtp.texts) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_telling_costs_the_same_for_one_and_for_hundreds(real, django_assert_num_queries):
    people = {a_person(f"person{n}").pk for n in range(100)}
    for names in (["a"], ["b", "c", "d"]):
        rows = [news(people, name) for name in names]
        with django_assert_num_queries(9):
            tell(rows)


def test_a_units_facts_are_those_that_the_words_need(cast):
    at(2022, 9, 12)
    report = report_of(make_season(cast))
    assert facts_of(report).keys() <= news(set()).facts.keys()
    assert Unit.objects.get(key="syt").name_vi == facts_of(report)["unit_vi"]
