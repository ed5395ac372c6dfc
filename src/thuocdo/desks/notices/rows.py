"""Notices as pages show them: in words, with their sign."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property

from thuocdo.accounts.models import User
from thuocdo.notices.enums import SENDABLE_AGAIN, Kind, MailFault
from thuocdo.notices.models import Event, Mail, Notice
from thuocdo.notices.wording import Words, words

ICONS = {
    Kind.OPENED: "calendar",
    Kind.OVERDUE: "alert",
    Kind.RETURNED: "back",
    Kind.EXTENDED: "calendar",
    Kind.SENT: "check",
    Kind.WENT_BACK: "back",
    Kind.ASKED: "alert",
    Kind.ROUND: "calendar",
    Kind.CALLED: "calendar",
}
SERIOUS = {Kind.DUE_1, Kind.DUE_TODAY, Kind.OVERDUE, Kind.RETURNED, Kind.ASKED}


@dataclass(frozen=True)
class Row:
    """One notice of a person."""

    notice: Notice

    @cached_property
    def words(self) -> Words:
        return words(self.notice.event)

    @property
    def icon(self) -> str:
        return ICONS.get(Kind(self.notice.event.kind), "clock")

    @property
    def is_unread(self) -> bool:
        return self.notice.read_at is None

    @property
    def is_serious(self) -> bool:
        return self.notice.event.kind in SERIOUS

    @property
    def at(self) -> datetime:
        return self.notice.event.at


@dataclass(frozen=True)
class Told:
    """One event of the outbox, with whom it was told; no query after `queries.outbox`."""

    event: Event

    @cached_property
    def words(self) -> Words:
        return words(self.event)

    @property
    def notices(self) -> list[Notice]:
        return list(self.event.notices.all())

    @property
    def mails(self) -> list["Posted"]:
        return [Posted(mail) for mail in self.event.mails.all()]


@dataclass(frozen=True)
class Posted:
    """One e-mail of the outbox."""

    mail: Mail

    @property
    def addressee(self) -> User | None:
        return self.mail.person

    @property
    def fault(self) -> str:
        """Why it was not sent, or waits longer than usual."""
        return str(MailFault(self.mail.fault).label) if self.mail.fault else ""

    @property
    def may_be_sent_again(self) -> bool:
        return self.mail.state in SENDABLE_AGAIN and self.mail.fault != MailFault.BAD_ADDRESS
