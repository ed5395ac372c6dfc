"""The outbox against a real mail server: taken, refused, away, broken off; and a worker that is killed in between."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from tests.host.waiting import until
from tests.notices.conftest import a_person, news

from thuocdo.accounts.models import Post, Unit, User
from thuocdo.audit.errors import NotSealed
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.notices import tasks
from thuocdo.notices.actions import tell
from thuocdo.notices.enums import MailFault, MailState
from thuocdo.notices.letters import letter
from thuocdo.notices.models import CaughtMail, Mail, Notice
from thuocdo.notices.smtp import Line, Outcome, set_server
from thuocdo.notices.tasks import send_due

pytestmark = pytest.mark.usefixtures("real")


def again(mail: Mail) -> Mail:
    return Mail.objects.get(pk=mail.pk)


def due_now() -> None:
    """Lets the pauses pass."""
    Mail.objects.update(next_try_at=clock.now() - timedelta(seconds=1))


def test_an_e_mail_is_sent_once_however_often_the_outbox_is_swept(smtp, queue):
    mail = queue()
    assert [send_due(), send_due(), send_due()] == [1, 0, 0]
    assert smtp.recipients == ["an@syt.example"]
    assert (again(mail).state, again(mail).tries) == (MailState.SENT, 1)
    assert again(mail).sent_at is not None


def test_one_refused_address_holds_up_no_other(smtp, queue):
    smtp.refuse = {"binh@syt.example": "550 No such user"}
    refused, taken = queue("binh"), queue("chau")
    send_due()
    assert again(taken).state == MailState.SENT
    assert (again(refused).state, again(refused).fault) == (MailState.FAILED, MailFault.REFUSED)
    assert again(refused).reply == "550 No such user"
    due_now()
    send_due()
    assert again(refused).tries == 1


def test_what_is_put_off_is_tried_again_after_a_pause_and_at_last_given_up(smtp, queue):
    smtp.refuse = {"an@syt.example": "451 Greylisted"}
    mail = queue()
    send_due()
    first = again(mail)
    assert (first.state, first.fault, first.reply) == (MailState.WAITING, MailFault.LATER, "451 Greylisted")
    assert timedelta(seconds=50) < first.next_try_at - clock.now() <= timedelta(minutes=1)
    send_due()
    assert again(mail).tries == 1
    for _try in tasks.PAUSES:
        due_now()
        send_due()
    assert (again(mail).state, again(mail).fault) == (MailState.FAILED, MailFault.GIVEN_UP)


def test_a_server_that_comes_back_gets_what_waited(smtp, queue, settings):
    mail, port = queue(), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # nobody listens there
    assert send_due() == 0
    waiting = again(mail)
    assert (waiting.state, waiting.fault, waiting.tries) == (MailState.WAITING, MailFault.NO_SERVER, 0)
    assert "refused" in waiting.reply
    settings.EMAIL_PORT = port
    assert send_due() == 0
    due_now()
    assert send_due() == 1


def test_a_connection_that_breaks_before_the_text_has_delivered_nothing(smtp, queue):
    smtp.refuse = {"an@syt.example": "hang up"}
    mail = queue()
    send_due()
    assert (again(mail).state, again(mail).fault) == (MailState.WAITING, MailFault.BROKEN_OFF)
    smtp.refuse = {}
    due_now()
    send_due()
    assert smtp.recipients == ["an@syt.example"]


def test_a_connection_that_breaks_after_the_text_is_not_tried_again_by_itself(smtp, queue):
    smtp.on_data = lambda server: server.transport.abort() or "250 OK"
    mail = queue()
    send_due()
    assert (again(mail).state, again(mail).fault) == (MailState.UNSURE, MailFault.BROKEN_OFF)
    due_now()
    send_due()
    assert len(smtp.texts) == 1


def test_a_text_that_is_refused_is_not_tried_again(smtp, queue):
    smtp.on_data = lambda _server: "554 Looks like spam"
    mail = queue()
    send_due()
    assert (again(mail).state, again(mail).reply) == (MailState.FAILED, "554 Looks like spam")


def test_without_a_mail_server_nothing_is_sent_and_all_of_it_waits(queue, settings):
    settings.EMAIL_HOST = ""
    mail = queue()
    assert send_due() == 0
    assert (again(mail).state, again(mail).tries) == (MailState.WAITING, 0)


def test_what_waited_for_two_days_is_not_sent_any_more(smtp, queue, settings):
    mail = queue()
    Mail.objects.update(queued_at=clock.now() - timedelta(days=2, seconds=1))
    send_due()
    assert (again(mail).state, smtp.texts) == (MailState.EXPIRED, [])


def test_an_address_that_is_none_is_not_even_tried(smtp, queue):
    person = a_person("dung")
    person.email = "dung@syt.example\nBcc: all@example.org"
    person.save()
    tell([news({person.pk})])
    send_due()
    assert Mail.objects.get().fault == MailFault.BAD_ADDRESS
    assert smtp.texts == []


def test_two_sweeps_at_once_send_each_e_mail_once(smtp, queue):
    for number in range(12):
        queue(f"person{number}")
    _at_once(send_due, 4)
    assert sorted(smtp.recipients) == sorted(f"person{n}@syt.example" for n in range(12))
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


def _at_once(act: Callable[[], object], threads: int) -> None:
    begin = threading.Barrier(threads)

    def run() -> None:
        begin.wait()
        try:
            act()
        finally:
            connection.close()

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def test_telling_the_same_at_once_leaves_one_notice_and_one_e_mail(smtp):
    people = {a_person("an").pk, a_person("binh").pk}
    _at_once(lambda: tell([news(people)]), 8)
    assert Notice.objects.count() == Mail.objects.count() == 2
    send_due()
    assert sorted(smtp.recipients) == ["an@syt.example", "binh@syt.example"]


SWEEP = """
import django, os, sys, time
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}
from thuocdo.notices import tasks
{before}
tasks.send_due()
"""
BETWEEN_MARK_AND_SENDING = """
plain = tasks.deliver
def deliver(line, mail, message):
    print("marked", flush=True)
    time.sleep(60)
tasks.deliver = deliver
"""


def _worker(port: int, before: str = "") -> subprocess.Popen:
    code = SWEEP.format(name=connection.settings_dict["NAME"], port=port, before=before)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)


def _kill(worker: subprocess.Popen, mail: Mail) -> None:
    """Kills the worker and waits until the database, too, has noticed and let go of the e-mail's row."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with transaction.atomic():
        Mail.objects.select_for_update().get(pk=mail.pk)


def test_a_worker_killed_between_mark_and_sending_leaves_it_to_a_person(smtp, queue, settings):
    mail = queue()
    worker = _worker(settings.EMAIL_PORT, BETWEEN_MARK_AND_SENDING)
    assert worker.stdout.readline() == "marked\n"
    assert again(mail).state == MailState.SENDING
    _kill(worker, mail)
    send_due()
    assert (again(mail).state, again(mail).fault) == (MailState.UNSURE, MailFault.STOPPED)
    assert smtp.texts == []


def test_a_worker_killed_while_the_server_takes_the_text_never_sends_it_twice(smtp, queue, settings):
    taken, killed = threading.Event(), threading.Event()
    smtp.on_data = lambda _server: taken.set() or (killed.wait(60) and "250 OK")
    mail = queue()
    worker = _worker(settings.EMAIL_PORT)
    assert taken.wait(60)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    killed.set()
    until(lambda: send_due() or again(mail).state != MailState.SENDING, 60)
    assert again(mail).state == MailState.UNSURE
    assert len(smtp.texts) == 1


def test_what_another_sweep_is_sending_is_not_called_abandoned(smtp, queue):
    mail = queue()
    assert tasks.claim(mail)
    with transaction.atomic():
        Mail.objects.select_for_update().get(pk=mail.pk)
        _at_once(send_due, 1)
        assert again(mail).state == MailState.SENDING
    send_due()
    assert again(mail).state == MailState.UNSURE


def test_what_was_taken_away_meanwhile_is_not_sent(smtp, queue):
    mail = queue()
    assert tasks.claim(mail)
    assert not tasks.claim(mail)
    Mail.objects.update(state=MailState.UNSURE)
    assert tasks.deliver(Line(set_server()), mail, letter(mail)) is None
    assert smtp.texts == []


@pytest.mark.parametrize(
    "fault", [NotSealed("not yet"), OperationalError("server closed the connection"), FileNotFoundError("key")]
)
def test_what_cannot_be_worded_yet_waits_and_the_others_go_on(smtp, queue, monkeypatch, fault):
    waiting, taken = queue("an"), queue("binh")
    monkeypatch.setattr(tasks, "letter", lambda mail: _raise(fault) if mail.pk == waiting.pk else letter(mail))
    assert send_due() == 1
    assert again(taken).state == MailState.SENT
    row = again(waiting)
    assert (row.state, row.fault, row.tries) == (MailState.WAITING, MailFault.NOT_READY, 0)
    assert str(fault) in row.reply
    assert row.next_try_at > clock.now()
    monkeypatch.undo()
    due_now()
    send_due()
    assert (again(waiting).state, again(waiting).fault) == (MailState.SENT, "")


def _raise(fault: Exception) -> None:
    raise fault


def test_what_can_never_be_worded_is_not_sent_with_its_reason_and_the_others_go_on(smtp, queue):
    broken, taken = queue("an", "due_7:someday", last_day="someday"), queue("binh")
    assert send_due() == 1
    assert again(taken).state == MailState.SENT
    row = again(broken)
    assert (row.state, row.fault) == (MailState.FAILED, MailFault.UNSENDABLE)
    assert "someday" in row.reply


def test_a_database_that_goes_away_while_wording_leaves_the_e_mail_waiting(smtp, queue, monkeypatch):
    mail = queue()

    def letter_without_database(_mail: Mail) -> None:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "PORT", "1")
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(tasks, "letter", letter_without_database)
    with pytest.raises(OperationalError):
        send_due()
    monkeypatch.undo()
    assert (again(mail).state, again(mail).tries) == (MailState.WAITING, 0)
    assert send_due() == 1


@pytest.mark.parametrize("change", ["post", "account"])
def test_who_left_the_unit_meanwhile_gets_no_e_mail_of_it(smtp, queue, change):
    mail, other = queue("an"), queue("binh")
    if change == "post":
        mail.person.all_posts.update(valid_until=clock.today() - timedelta(days=1))
    else:
        User.objects.filter(pk=mail.person_id).update(is_active=False)
    send_due()
    assert (again(mail).state, again(mail).fault) == (MailState.FAILED, MailFault.NO_POST)
    assert again(other).state == MailState.SENT
    assert smtp.recipients == ["binh@syt.example"]


def test_who_serves_another_unit_now_gets_no_e_mail_of_the_old_one_even_when_it_is_sent_again(smtp, queue):
    mail = queue()
    Post.objects.filter(user=mail.person).update(unit=Unit.objects.get(key="stp"))
    for _time in range(2):
        Mail.objects.update(state=MailState.WAITING)  # as `send_again` does
        due_now()
        send_due()
        assert again(mail).fault == MailFault.NO_POST
    assert smtp.texts == []


def test_a_contact_without_an_account_is_written_to_as_the_unit_named_it(smtp):
    tell([news(set(), addresses=("lap@syt.example",))])
    assert send_due() == 1


def test_a_worker_that_is_told_to_stop_begins_no_further_e_mail(smtp, queue):
    queue("an")
    queue("binh")
    assert send_due(lambda: len(smtp.texts) == 1) == 1


def test_a_sample_installation_catches_and_sends_nothing(smtp, queue):
    Installation.objects.update(kind=InstallationKind.SAMPLE)
    mail = queue()
    assert send_due() == 1
    assert smtp.texts == []
    assert again(mail).state == MailState.SENT
    caught = CaughtMail.objects.get()
    assert (caught.address, caught.subject) == ("an@syt.example", "[Mẫu · Sample] Còn 7 ngày đến hạn gửi báo cáo")


def test_a_failing_name_look_up_is_an_outcome_and_no_exception(settings):
    settings.EMAIL_HOST = "mail.invalid"
    assert isinstance(Line(set_server()).open(), Outcome)


def test_an_idle_sweep_costs_few_queries(smtp, django_assert_max_num_queries):
    send_due()
    with django_assert_max_num_queries(10):
        send_due()
