"""Every write about notices: telling people, reading, choosing what comes by e-mail, sending once more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.notices.enums import BY_MAIL, SENDABLE_AGAIN, Kind, Language, MailFault, MailState
from thuocdo.notices.models import Event, Mail, Notice, Preference


@dataclass(frozen=True)
class News:
    """What is to be told, and to whom. `subject` and `name` make it one event, whoever tells it how often."""

    kind: Kind
    subject: str  # "report:12"
    name: str  # "due_7:2022-10-19"
    unit_id: int
    page: str  # of `subject`: "desks:report"
    facts: Mapping[str, object]
    people: frozenset[int]
    mailed: frozenset[int] | None = None  # who of them gets an e-mail, if the kind has one; None: all
    addresses: tuple[str, ...] = field(default=())  # contacts who need not own an account

    @property
    def key(self) -> tuple[str, str]:
        return self.subject, self.name


@transaction.atomic
def tell(news: Sequence[News]) -> int:
    """Leaves a notice for everybody concerned and queues their e-mails; in the transaction of the act that it tells of.

    What was told before is not told again, by however many at once. Returns how many events are on record now that were
    asked for. Costs 7 queries for any number of events; the caller's act has its own entry in the audit.
    """
    if not news:
        return 0
    at = clock.now()
    Event.objects.bulk_create([_event(row, at) for row in news], ignore_conflicts=True)
    rows = Event.objects.filter(subject__in={n.subject for n in news}, name__in={n.name for n in news})
    events = {(row.subject, row.name): row for row in rows}
    told = [(events[row.key], row) for row in news]
    Notice.objects.bulk_create(
        [Notice(event=event, person_id=person) for event, row in told for person in sorted(row.people)],
        ignore_conflicts=True,
    )
    Mail.objects.bulk_create(_mails(told, at), ignore_conflicts=True)
    return len(events)


def _event(row: News, at: datetime) -> Event:
    facts = dict(row.facts)
    return Event(
        subject=row.subject, name=row.name, kind=row.kind, unit_id=row.unit_id, page=row.page, facts=facts, at=at
    )


def _mails(told: Iterable[tuple[Event, News]], at: datetime) -> list[Mail]:
    """One per address and event, for those who want it; a contact that is somebody's own address is that person's."""
    told = [(event, row) for event, row in told if row.kind in BY_MAIL]
    everybody = {person for _event, row in told for person in _recipients(row)}
    people = User.objects.filter(is_active=True).in_bulk(everybody)
    wishes = {row.person_id: row for row in Preference.objects.filter(person__in=everybody)}
    return [mail for event, row in told for mail in _mails_of(event, row, people, wishes, at)]


def _recipients(row: News) -> frozenset[int]:
    return row.people if row.mailed is None else row.mailed


def _mails_of(
    event: Event, row: News, people: Mapping[int, User], wishes: Mapping[int, Preference], at: datetime
) -> list[Mail]:
    known = {people[pk].email.strip().lower(): people[pk] for pk in sorted(_recipients(row)) if pk in people}
    mails = []
    for address, person in known.items():
        wish = wishes.get(person.pk) or Preference(person=person)
        if address and row.kind in wish.by_mail:
            mails.append(_mail(event, address, at, person, wish.language))
    contacts = {address.strip().lower() for address in row.addresses} - known.keys() - {""}
    return mails + [_mail(event, address, at) for address in sorted(contacts)]


def _mail(event: Event, address: str, at: datetime, person: User | None = None, language: str = Language.VI) -> Mail:
    mail = Mail(event=event, address=address, person=person, language=language, queued_at=at, next_try_at=at)
    if not _is_address(address):
        mail.state, mail.fault = MailState.FAILED, MailFault.BAD_ADDRESS
    return mail


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def read(user: User, notice: Notice) -> None:
    """The person has seen it. Reading is no act of the season: the audit does not follow what people look at."""
    Notice.objects.filter(pk=notice.pk, person=user, read_at=None).update(read_at=clock.now())


def read_all(user: User) -> int:
    """Returns how many there were."""
    return Notice.objects.filter(person=user, read_at=None).update(read_at=clock.now())


@transaction.atomic
def choose(user: User, *, by_mail: Sequence[str], language: str) -> Preference:
    """What the person wants by e-mail from now on, and in which language."""
    wanted = [kind.value for kind in BY_MAIL if kind in by_mail]
    row, _made = Preference.objects.update_or_create(person=user, defaults={"by_mail": wanted, "language": language})
    record(
        "person.notices", actor=user.pk, subject=f"person:{user.pk}", after={"by_mail": wanted, "language": language}
    )
    return row


@transaction.atomic
def send_again(actor: User, mail: Mail) -> None:
    """Queues an e-mail once more that failed, went out of date, or perhaps never left. Raises Refused for any other."""
    require(runs_the_season(actor), _("Only the lead department may send e-mails again."))
    now = clock.now()
    again = Mail.objects.filter(pk=mail.pk, state__in=SENDABLE_AGAIN).exclude(fault=MailFault.BAD_ADDRESS)
    changed = again.update(
        state=MailState.WAITING, fault=MailFault.NONE, reply="", tries=0, queued_at=now, next_try_at=now
    )
    require(changed, _("This e-mail is under way or was sent. Reload the page."), Refused)
    record("mail.again", actor=actor.pk, subject=f"mail:{mail.pk}")
