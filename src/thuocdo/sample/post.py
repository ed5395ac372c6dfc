"""What people of the sample were told: reminders on the days of the play, e-mails caught when they were due."""

from datetime import timedelta

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.notices.actions import read_all
from thuocdo.notices.enums import MailState
from thuocdo.notices.models import Mail
from thuocdo.notices.tasks import send_due
from thuocdo.reports.tasks import remind
from thuocdo.sample.stage import at

MOMENT_LATER = timedelta(seconds=20)


def remind_on(year: int, month: int, day: int) -> None:
    """As the worker does, early in the morning."""
    at(year, month, day, 7)
    remind()


def everybody_reads() -> None:
    """What was told so far; what comes after is new on everybody's desk."""
    for user in User.objects.all():
        read_all(user)


def deliver_as_played() -> None:
    """Every e-mail goes to the sample's own mail server at the moment when it was due, in order; outside a transaction,
    since receipts name their seal. Leaves the demonstration clock moved."""
    waiting = Mail.objects.filter(state=MailState.WAITING)
    for moment in list(waiting.order_by("queued_at").values_list("queued_at", flat=True).distinct()):
        clock.set_demonstration_time(moment + MOMENT_LATER)
        while send_due():
            pass
