"""Sweeping the outbox: the worker calls `send_due` every few seconds; it may be killed at any moment.

An e-mail is worded before it is marked: what cannot be worded has not left, and holds up no other.

What is guaranteed: for one event an address has one e-mail, and the product hands it over at most once by itself.
It is marked as being sent before the mail server hears of it. Where the worker or the connection ends in between,
nobody knows whether it went out: it is marked so and not sent again; a person decides (`actions.send_again`).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import Error as DatabaseFault
from django.db import connection, transaction
from django.db.models import F

from thuocdo.audit.errors import AuditError
from thuocdo.common import clock
from thuocdo.notices import catcher
from thuocdo.notices.enums import MailFault, MailState
from thuocdo.notices.letters import letter
from thuocdo.notices.models import Mail
from thuocdo.notices.queries import is_sample, still_concerns
from thuocdo.notices.smtp import Line, Outcome, Server, set_server

SWEEPER = 0x7468_756F_6D61_696C  # advisory lock: one sweep at a time
PER_SWEEP = 50
TOO_OLD = timedelta(days=2)  # an e-mail that waited so long says what is over
# Before the second try, the third …; about a day in all.
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720)]
AWAY = timedelta(minutes=1)  # until a mail server, or a seal, is asked for again that was not there
LONGEST_REPLY = 300  # characters

log = logging.getLogger(__name__)


def nobody_asks() -> bool:
    return False


def send_due(stopping: Callable[[], bool] = nobody_asks) -> int:
    """Sends what is due, at most PER_SWEEP e-mails; how many were taken. Outside a transaction.

    stopping: asked between two e-mails. Does nothing while another sweep is at it. Costs some 10 queries where nothing
    is due.
    """
    with _alone() as alone:
        if not alone:
            return 0
        _let_expire()
        _find_abandoned()
        server = mail_server()
        if server is None or not _due().exists():
            return 0
        line = Line(server)
        try:
            return _send(line, stopping)
        finally:
            line.close()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other sweep is at it; the lock goes with the connection, so that a killed worker leaves none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SWEEPER])
        got = cursor.fetchone()[0]
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEPER])


def mail_server() -> Server | None:
    """Where e-mails go: in a sample installation to the catcher, else to the server that is set, or nowhere."""
    if is_sample():
        return Server(*catcher.running())
    server = set_server()
    return server if server.host else None


def _send(line: Line, stopping: Callable[[], bool]) -> int:
    sent = 0
    for _turn in range(PER_SWEEP):
        if stopping():
            break
        if away := line.open():
            _postpone(away)
            break
        mail = _next()
        if mail is None:
            break
        message = worded(mail)
        if message and claim(mail):
            sent += deliver(line, mail, message) == MailState.SENT
    return sent


def _due():
    return Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=clock.now())


def _let_expire() -> None:
    waiting = Mail.objects.filter(state=MailState.WAITING, queued_at__lt=clock.now() - TOO_OLD)
    waiting.update(state=MailState.EXPIRED, fault=MailFault.TOO_OLD)


@transaction.atomic
def _find_abandoned() -> None:
    """What is being sent is locked by its sender; what is marked so and not locked, nobody is sending."""
    rows = Mail.objects.select_for_update(skip_locked=True).filter(state=MailState.SENDING)
    if abandoned := list(rows.values_list("pk", flat=True)):
        Mail.objects.filter(pk__in=abandoned).update(state=MailState.UNSURE, fault=MailFault.STOPPED)


def _postpone(away: Outcome) -> None:
    """The mail server is away: no e-mail's own fault, so that no try is counted."""
    _due().update(next_try_at=clock.now() + AWAY, fault=away.fault, reply=away.reply)


def _next() -> Mail | None:
    return _due().select_related("event", "person").order_by("next_try_at", "pk").first()


def worded(mail: Mail) -> EmailMessage | None:
    """The e-mail as it goes out; None where there is none, and why is noted. Nothing has left then, so that it waits
    where the database or its seal was not there."""
    try:
        if still_concerns(mail):
            return letter(mail)
        _give_back(mail, Outcome(MailState.FAILED, MailFault.NO_POST))
    except (DatabaseFault, AuditError, OSError) as error:
        log.warning("E-mail %s waits: %r", mail.pk, error)
        _give_back(mail, Outcome(MailState.WAITING, MailFault.NOT_READY, _reason(error)))
    except Exception as error:
        log.exception("E-mail %s cannot be worded", mail.pk)
        _give_back(mail, Outcome(MailState.FAILED, MailFault.UNSENDABLE, _reason(error)))
    return None


def _give_back(mail: Mail, outcome: Outcome) -> None:
    """No try is counted: no mail server was asked."""
    state, fault, reply = outcome
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    waiting.update(state=state, fault=fault, reply=reply, next_try_at=clock.now() + AWAY)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_REPLY]


def claim(mail: Mail) -> bool:
    """Marks it as being sent; two sweeps at once never claim the same."""
    return bool(_due().filter(pk=mail.pk).update(state=MailState.SENDING, tries=F("tries") + 1))


def deliver(line: Line, mail: Mail, message: EmailMessage) -> MailState | None:
    """Hands a claimed e-mail over and keeps what became of it; None where it is not ours to send any more."""
    with transaction.atomic():
        row = Mail.objects.select_for_update(skip_locked=True).filter(pk=mail.pk, state=MailState.SENDING).first()
        if row is None:
            return None
        outcome = line.hand_over(message)
        _note(row, outcome)
    return outcome.state


def _note(row: Mail, outcome: Outcome) -> None:
    now = clock.now()
    row.state, row.fault, row.reply = outcome
    if outcome.state == MailState.SENT:
        row.sent_at = now
    elif outcome.state == MailState.WAITING and row.tries > len(PAUSES):
        row.state, row.fault = MailState.FAILED, MailFault.GIVEN_UP
    elif outcome.state == MailState.WAITING:
        row.next_try_at = now + PAUSES[row.tries - 1]
    row.save()
