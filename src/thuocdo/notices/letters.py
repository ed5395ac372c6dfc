"""An e-mail in words: subject, text and HTML in its reader's language, with the calendar file where the day changed."""

from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from thuocdo.audit.actions import receipt_seal
from thuocdo.audit.models import Entry
from thuocdo.common.models import Installation
from thuocdo.notices.calendar_file import NAME, TYPE, calendar_file
from thuocdo.notices.enums import WITH_CALENDAR, Kind
from thuocdo.notices.models import Event, Mail
from thuocdo.notices.wording import words

SETTINGS_PAGE = "desks:notice_settings"


def letter(mail: Mail) -> EmailMultiAlternatives:
    """The e-mail as it goes out. Outside a transaction: a receipt waits for its seal. Raises ValueError where its parts
    make no e-mail."""
    with translation.override(mail.language):
        context = _context(mail)
        message = EmailMultiAlternatives(
            subject=_one_line(context["subject"]),
            body=render_to_string("notices/mail.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[mail.address],
            headers=_headers(mail),
        )
        message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
        if mail.event.kind in WITH_CALENDAR and mail.event.facts.get("last_day"):
            message.attach(NAME, _calendar(mail.event, context["url"]).decode(), TYPE)
    return message


def _context(mail: Mail) -> dict[str, object]:
    installation, told = Installation.objects.first(), words(mail.event)
    is_sample = bool(installation and installation.is_demonstration)
    return {
        "subject": f"{'[Mẫu · Sample] ' if is_sample else ''}{told.title}",
        "words": told,
        "facts": mail.event.facts,
        "installation": installation,
        "is_sample": is_sample,
        "person": mail.person,
        "language": mail.language,
        "seal": _seal(mail.event),
        "url": address(mail.event.path(mail.language)),
        "settings_url": address(reverse(SETTINGS_PAGE)) if mail.person else "",
    }


def address(path: str) -> str:
    """The page for one who is not there yet; nothing where the installation does not know its own address."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""


def _one_line(text: str) -> str:
    """Names are other people's words: a line break in them must not begin a header of its own."""
    return " ".join(text.split())


def _seal(event: Event) -> dict[str, object] | None:
    """The audit's entry and its first checkpoint: what a receipt is worth."""
    if event.kind != Kind.SENT or not event.facts.get("entry"):
        return None
    entry = Entry.objects.get(pk=event.facts["entry"])
    return {"entry": entry, "checkpoint": receipt_seal(entry)}


def _headers(mail: Mail) -> dict[str, str]:
    """The Message-ID is the same at every try, so that a mail system can tell a repetition."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "thuocdo.invalid"
    return {
        "Message-ID": f"<thuocdo.{mail.event_id}.{mail.pk}@{domain}>",
        "Date": formatdate(mail.queued_at.timestamp(), localtime=False),
        "Auto-Submitted": "auto-generated",
    }


def _calendar(event: Event, url: str) -> bytes:
    return calendar_file(event.subject, event.facts, event.at, url)
