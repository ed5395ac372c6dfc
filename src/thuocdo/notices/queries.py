"""Reading notices and the outbox."""

from django.db.models import Count, Prefetch, QuerySet

from thuocdo.accounts.models import Post, User
from thuocdo.common import clock
from thuocdo.common.models import Installation
from thuocdo.notices.models import CaughtMail, Event, Mail, Notice, Preference


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, newest first, of the units where they hold a post: what a unit is told, such as why its
    report came back, is not for who has left it. 1 query, and 1 for the posts unless they are known."""
    return Notice.objects.filter(person=user, event__unit__in=user.unit_ids()).select_related("event")


def still_concerns(mail: Mail) -> bool:
    """Whether its reader still belongs to the unit; a contact without an account was named by the unit itself. Asks
    anew: 1 query."""
    held = Post.objects.filter(Post.on(clock.today_in_query()), unit=mail.event.unit_id, user__is_active=True)
    return mail.person_id is None or held.filter(user=mail.person_id).exists()


def unread(user: User) -> QuerySet[Notice]:
    """Those that the person has not read: 1 query by an index of their own."""
    return notices_of(user).filter(read_at=None)


def preference_of(user: User) -> Preference:
    """As chosen, or as it is without a choice; 1 query."""
    return Preference.objects.filter(person=user).first() or Preference(person=user)


def outbox() -> QuerySet[Event]:
    """Every event with whom it was told, newest first: 3 queries."""
    notices = Prefetch("notices", Notice.objects.select_related("person").order_by("person__full_name"))
    mails = Prefetch("mails", Mail.objects.select_related("person"))
    return Event.objects.select_related("unit").prefetch_related(notices, mails)


def mails_by_state() -> dict[str, int]:
    """How many e-mails are in each state: 1 query."""
    return dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))


def caught() -> QuerySet[CaughtMail]:
    """E-mails of the sample installation, without their content: 1 query."""
    return CaughtMail.objects.defer("content")


def is_sample() -> bool:
    """Whether e-mails are caught on this machine: 1 query."""
    row = Installation.objects.first()
    return bool(row and row.is_demonstration)
