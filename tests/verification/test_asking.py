"""Clarification requests: who may ask and answer, last days, threads that only grow, what nobody's writing undoes."""

from datetime import date

import pytest
from tests.desks.sending import arrive
from tests.factories import Cast, again, at, fresh, make_person, make_verified, pdf

from thuocdo.accounts.enums import Role
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.documents import files
from thuocdo.notices.models import Mail, Notice
from thuocdo.notices.queries import notices_of
from thuocdo.notices.wording import words
from thuocdo.reports.delegating import delegate
from thuocdo.reports.models import Report
from thuocdo.reports.sending import withdraw_report
from thuocdo.verification import asking
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.threads import asked_requests, own_requests

DUE = date(2022, 10, 24)


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return arrive(season)


@pytest.fixture
def asked(cast: Cast, sent: Report) -> ClarificationRequest:
    return ask(cast, sent)


def ask(cast: Cast, report: Report, *codes: str, actor=None, text: str = "Số liệu lấy ở đâu?", due: date = DUE):
    return asking.ask(actor or cast.lead, report, codes or ("4.3",), text=text, due=due)[0]


def now(row: ClarificationRequest) -> ClarificationRequest:
    return ClarificationRequest.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2022, 10, 17), date(2022, 10, 24)), (date(2022, 10, 21), date(2022, 10, 28)), (DUE, date(2022, 10, 31))],
)
def test_the_usual_time_is_five_working_days(day: date, due: date) -> None:
    assert asking.usual_due(day) == due


def test_an_agency_asks_about_what_was_assigned_to_it(cast: Cast, sent: Report) -> None:
    mine = next(row.component for row in assignments() if row.agency.key == "vpubnd" and row.component)
    assert ask(cast, sent, mine, actor=cast.verifier).asked_by == cast.verifier


def test_nobody_asks_about_what_somebody_else_verifies(cast: Cast, sent: Report) -> None:
    theirs = {row.component for row in assignments() if row.agency.key == "vpubnd"}
    code = next(code for code in ("1.1", "4.3", "2.1") if code not in theirs)
    with pytest.raises(NotAllowed):
        ask(cast, sent, code, actor=cast.verifier)
    assert not ClarificationRequest.objects.exists()


def test_a_report_that_is_not_in_cannot_be_asked_about(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused):
        ask(cast, report)


def test_a_verified_report_can_still_be_asked_about(cast: Cast, season: Season) -> None:
    assert ask(cast, again(make_verified(cast, season))).state == RequestState.ASKED


@pytest.mark.parametrize("due", [date(2022, 10, 16), date(2202, 10, 24)])
def test_a_last_day_lies_between_today_and_the_end_of_the_season(cast: Cast, sent: Report, due: date) -> None:
    with pytest.raises(Refused):
        ask(cast, sent, due=due)


def test_several_components_are_asked_about_in_one_go_and_told_once(cast: Cast, sent: Report) -> None:
    ask(cast, sent, "4.3", "1.1")
    assert ClarificationRequest.objects.count() == 2
    told = Notice.objects.filter(person=cast.preparer, event__kind="asked")
    assert [words(row.event).title.count("4.3, 1.1") for row in told] == [1]


def test_the_units_preparer_coordinator_and_head_are_told(cast: Cast, asked: ClarificationRequest) -> None:
    people = Notice.objects.filter(event__kind="asked").values_list("person__username", flat=True)
    assert set(people) == {"preparer", "lap.syt", "coordinator", "head"}


def test_only_whose_component_it_is_gets_the_mail_of_the_preparers(cast: Cast, season: Season, report: Report) -> None:
    other = make_person("other.syt", Role.PREPARER, "syt")
    for person in (other, cast.preparer):
        type(person).objects.filter(pk=person.pk).update(email=f"{person.username}@syt.example")
    delegate(cast.coordinator, report, {"4.3": other})
    ask(cast, arrive(season))
    assert set(Mail.objects.filter(event__kind="asked").values_list("address", flat=True)) == {"other.syt@syt.example"}


def test_an_answer_waits_for_the_verifier_and_tells_whoever_asked(cast: Cast, asked: ClarificationRequest) -> None:
    message = asking.answer(cast.head, asked, "Trích từ hệ thống một cửa.", [(files.store(pdf("a.pdf")), "a.pdf")])
    assert now(asked).state == RequestState.ANSWERED
    assert not message.is_late
    assert [row.file_name for row in message.files.all()] == ["a.pdf"]
    assert notices_of(fresh(cast.lead)).filter(event__kind="answered").count() == 1


@pytest.mark.parametrize("name", ["clerk", "outsider", "lead", "observer"])
def test_nobody_else_answers_for_the_unit(cast: Cast, asked: ClarificationRequest, name: str) -> None:
    with pytest.raises(NotAllowed):
        asking.answer(getattr(cast, name), asked, "Tôi trả lời thay")
    assert now(asked).state == RequestState.ASKED


def test_an_answer_on_the_last_day_is_in_time_and_a_day_later_late(cast: Cast, sent: Report) -> None:
    first, second = ask(cast, sent), ask(cast, sent, "1.1")
    at(2022, 10, 24, 23, 59)
    assert not asking.answer(cast.preparer, first, "Đây").is_late
    at(2022, 10, 25, 0, 1)
    assert asking.answer(cast.preparer, second, "Đây").is_late
    assert not asking.answer(cast.preparer, first, "Bổ sung thêm").is_late


def test_a_report_that_went_back_closes_no_request(cast: Cast, sent: Report, asked: ClarificationRequest) -> None:
    withdraw_report(cast.preparer, sent)
    assert now(asked).state == RequestState.ASKED
    assert asking.answer(cast.preparer, asked, "Trả lời trong khi sửa")


def test_a_further_question_waits_for_the_unit_again_with_its_own_day(cast: Cast, asked: ClarificationRequest) -> None:
    asking.answer(cast.preparer, asked, "Đây")
    asking.ask_on(cast.second_lead, asked, "Còn tháng 9?", due=date(2022, 10, 28))
    assert (now(asked).state, now(asked).due) == (RequestState.ASKED, date(2022, 10, 28))
    assert [row.is_units for row in asked.messages.all()] == [False, True, False]
    assert Notice.objects.filter(event__kind="asked", person=cast.preparer).count() == 2


def test_closing_needs_a_reason_that_the_unit_is_told(cast: Cast, asked: ClarificationRequest) -> None:
    with pytest.raises(Refused):
        asking.close(cast.lead, asked, " ")
    asking.close(cast.lead, asked, "Đã rõ")
    assert now(asked).state == RequestState.CLOSED
    event = Notice.objects.filter(person=cast.preparer).first().event
    assert any("Đã rõ" in line for line in words(event).lines)


def test_a_unit_cannot_close_what_it_was_asked(cast: Cast, asked: ClarificationRequest) -> None:
    with pytest.raises(NotAllowed):
        asking.close(cast.preparer, asked, "Xong")


def test_a_closed_request_takes_nothing_more(cast: Cast, asked: ClarificationRequest) -> None:
    asking.close(cast.lead, asked, "Đã rõ")
    for act in (
        lambda: asking.answer(cast.preparer, asked, "Muộn"),
        lambda: asking.ask_on(cast.lead, asked, "Nữa", due=DUE),
        lambda: asking.close(cast.lead, asked, "Lại"),
    ):
        with pytest.raises(Conflict):
            act()
    assert asked.messages.count() == 1


def test_who_has_not_seen_the_last_message_changes_nothing(cast: Cast, asked: ClarificationRequest) -> None:
    seen = asked.messages.last().pk
    asking.answer(cast.preparer, asked, "Đây", seen=seen)
    with pytest.raises(Conflict):
        asking.close(cast.lead, asked, "Không trả lời", seen=seen)
    with pytest.raises(Conflict):
        asking.answer(cast.head, asked, "Câu thứ hai", seen=seen)
    assert now(asked).state == RequestState.ANSWERED


def test_each_side_reads_what_is_its_own(cast: Cast, season: Season, asked: ClarificationRequest) -> None:
    assert list(own_requests(cast.clerk)) == [asked]
    assert not own_requests(cast.outsider)
    assert asked_requests(cast.observer, season) == [asked]
    others = make_person("verifier.snv", Role.VERIFIER, "snv")
    assert asked_requests(others, season) == []


def test_every_act_is_on_record(cast: Cast, asked: ClarificationRequest) -> None:
    asking.answer(cast.preparer, asked, "Đây")
    asking.ask_on(cast.lead, asked, "Nữa", due=DUE)
    asking.close(cast.lead, asked, "Rõ")
    acts = Entry.objects.filter(subject=f"request:{asked.pk}").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["clarification." + name for name in ("asked", "answered", "asked_on", "closed")]
