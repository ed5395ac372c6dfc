"""What a sample installation would have sent: its e-mails, caught on this machine and delivered to nobody."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.common.templatetags.words import moment
from thuocdo.desks.access import for_those
from thuocdo.notices.models import CaughtMail
from thuocdo.notices.queries import caught, is_sample

PER_PAGE = 25
HEAD = {
    "From": pgettext_lazy("mail", "From"),
    "To": pgettext_lazy("mail", "To"),
    "Date": pgettext_lazy("mail", "Date"),
    "Message-ID": pgettext_lazy("mail", "Message-ID"),
}
# The page of an e-mail is somebody else's house: it may show its own colours, and do nothing besides.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


def looks_after(user: User) -> bool:
    return user.holds({Role.LEAD, Role.ADMINISTRATOR})


@require_safe
@for_those(looks_after)
def caught_mails(request: HttpRequest) -> HttpResponse:
    """3 queries besides those of every page."""
    if not is_sample():
        raise Http404
    page = Paginator(caught(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desks/notices/caught.html", {"page": page})


@require_safe
@for_those(looks_after)
def caught_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of one e-mail, its text, and what is attached to it."""
    mail = get_object_or_404(CaughtMail, pk=pk)
    message = _read(mail)
    context = {
        "mail": mail,
        "head": [(label, moment(mail.caught_at) if name == "Date" else message[name]) for name, label in HEAD.items()],
        "text": _part(message, "plain"),
        "files": [_file(part) for part in message.iter_attachments()],
    }
    return render(request, "desks/notices/caught_mail.html", context)


@require_safe
@for_those(looks_after)
def caught_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The e-mail as a mail program draws it, in a page that may do nothing."""
    message = _read(get_object_or_404(CaughtMail, pk=pk))
    return HttpResponse(_part(message, "html"), headers={"Content-Security-Policy": ALONE})


def _read(mail: CaughtMail) -> EmailMessage:
    return message_from_bytes(bytes(mail.content), policy=policy.default)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def _file(part: EmailMessage) -> dict[str, str]:
    content = part.get_content()
    return {"name": part.get_filename() or "", "text": content if isinstance(content, str) else ""}
