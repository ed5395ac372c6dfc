"""Handing one e-mail to a mail server, and saying exactly what is known afterwards."""

import smtplib
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from thuocdo.notices.enums import MailFault, MailState

PERMANENT = 500  # SMTP replies from here on are final (RFC 5321, 4.2.1)
TIMEOUT = 15  # seconds for the server to answer anything


class Outcome(NamedTuple):
    """`state` is what the e-mail is in from now on; WAITING: to be tried again, nothing was handed over."""

    state: MailState
    fault: MailFault = MailFault.NONE
    reply: str = ""


SENT = Outcome(MailState.SENT)


class Server(NamedTuple):
    """A mail server; without a host, none is set."""

    host: str = ""
    port: int = 25
    username: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def set_server() -> Server:
    """The one of the installation's settings."""
    return Server(
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        settings.EMAIL_USE_TLS,
        settings.EMAIL_USE_SSL,
    )


class _Watched(smtplib.SMTP):
    """Knows whether the text of an e-mail was begun: until then a broken connection has delivered nothing."""

    began_text = False

    def data(self, msg):
        self.began_text = True
        return super().data(msg)


class _WatchedSSL(_Watched, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedSSL if self.use_ssl else _Watched


class Line:
    """A connection to the mail server, opened when it is first needed and after every break."""

    def __init__(self, server: Server) -> None:
        self.backend = _Backend(**server._asdict(), timeout=TIMEOUT, fail_silently=False)

    def open(self) -> Outcome | None:
        """None where the server takes e-mails now; else why it does not."""
        try:
            self.backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(MailState.WAITING, MailFault.NO_SERVER, _said(error))
        return None

    def hand_over(self, message: EmailMessage) -> Outcome:
        """Never raises for what a mail server or a network does."""
        if fault := self.open():
            return fault
        self.backend.connection.began_text = False
        try:
            self.backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            return self._refused(code, _text(reply))
        except smtplib.SMTPResponseException as error:
            return self._refused(error.smtp_code, _text(error.smtp_error))
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            return Outcome(MailState.FAILED, MailFault.UNSENDABLE, str(error)[:300])
        except (OSError, smtplib.SMTPException) as error:
            return self._broken_off(error)
        return SENT

    def _refused(self, code: int, reply: str) -> Outcome:
        self.close()
        said = f"{code} {reply}"[:300]
        if code >= PERMANENT:
            return Outcome(MailState.FAILED, MailFault.REFUSED, said)
        return Outcome(MailState.WAITING, MailFault.LATER, said)

    def _broken_off(self, error: Exception) -> Outcome:
        """After the text was begun nobody knows whether the server took it: that is for a person to decide."""
        began = getattr(self.backend.connection, "began_text", False)
        self.close()
        return Outcome(MailState.UNSURE if began else MailState.WAITING, MailFault.BROKEN_OFF, _said(error))

    def close(self) -> None:
        """Whatever state the connection is in."""
        try:
            self.backend.close()
        except (OSError, smtplib.SMTPException):
            self.backend.connection = None


def _text(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def _said(error: Exception) -> str:
    return (_text(getattr(error, "smtp_error", "")) or str(error) or type(error).__name__)[:300]
