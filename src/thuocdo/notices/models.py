"""Who is told what: an event, a notice of it per person, an e-mail of it per address. Only actions write here."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thuocdo.accounts.models import Unit
from thuocdo.notices.enums import BY_MAIL, Kind, Language, MailFault, MailState


def everything() -> list[str]:
    return [kind.value for kind in BY_MAIL]


class Event(models.Model):
    """Something that people are told of, once: `subject` as in the audit ("report:12"), `name` unique within it.

    `facts` are texts and numbers that `wording` puts into words in the reader's language, whenever it is read.
    """

    subject = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    page = models.CharField(max_length=60)  # name of the page about `subject`, such as "desks:report"
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()  # the product's clock

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["subject", "name"], name="one_event")]

    def __str__(self) -> str:
        return f"{self.subject} {self.name}"

    def path(self, language: str) -> str:
        """The page, in the reader's language. Asked when it is read: telling must not wait for the site's addresses."""
        with override(language):
            return reverse(self.page, args=[self.subject.partition(":")[2]])


class Notice(models.Model):
    """A person is told of an event, in the product."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-event__at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_notice_per_person")]
        indexes = [models.Index(fields=["person"], condition=models.Q(read_at=None), name="unread_notices")]

    def __str__(self) -> str:
        return f"{self.event} → {self.person_id}"


class Mail(models.Model):
    """An e-mail about an event: at most one per address. It is worded when it is sent."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="mails")
    # None: a contact of the report without an account of that address.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=254)  # in small letters
    language = models.CharField(max_length=2, choices=Language, default=Language.VI)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    fault = models.CharField(max_length=12, choices=MailFault, default=MailFault.NONE, blank=True)
    reply = models.CharField(max_length=300, blank=True)  # the mail server's own words
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["address"]
        constraints = [models.UniqueConstraint(fields=["event", "address"], name="one_mail_per_address")]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=["waiting", "sending"]), name="mails_under_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.address} ({self.state})"


class Preference(models.Model):
    """What a person wants by e-mail, and in which language. Without a row: everything, in Vietnamese."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_mail = models.JSONField(_("By e-mail"), default=everything)
    language = models.CharField(_("Language of the e-mails"), max_length=2, choices=Language, default=Language.VI)

    def __str__(self) -> str:
        return f"{self.person_id}: {', '.join(self.by_mail)} ({self.language})"


class CaughtMail(models.Model):
    """An e-mail of a sample installation: caught on this machine, delivered to nobody."""

    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    content = models.BinaryField()  # word for word
    caught_at = models.DateTimeField()

    class Meta:
        ordering = ["-caught_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"
