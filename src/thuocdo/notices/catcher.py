"""The mail server of a sample installation: on this machine alone; it keeps every e-mail and delivers none."""

import asyncio
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction

from thuocdo.common import clock
from thuocdo.notices.models import CaughtMail

LOOPBACK = "127.0.0.1"
KEPT = 2000  # e-mails; the oldest go

_starting = threading.Lock()
_controller: list[Controller] = []


class Handler:
    """Keeps what is handed over, once per recipient; the server says "250 OK" when it is on disk."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        await asyncio.get_running_loop().run_in_executor(None, keep, envelope.rcpt_tos, envelope.content)
        return "250 OK"


class Catcher(Controller):
    """Listens on whatever port is free."""

    def _trigger_server(self) -> None:
        """aiosmtpd greets its own server once, to see that it answers; only now is the port known."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def running() -> tuple[str, int]:
    """The catcher's host and port in this process, which starts it on first use and ends it with itself."""
    with _starting:
        if not _controller:
            started = Catcher(Handler(), hostname=LOOPBACK, port=0)
            started.start()
            _controller.append(started)
        return LOOPBACK, _controller[0].port


def keep(addresses: list[str], content: bytes) -> None:
    """In a thread and with a connection of its own."""
    subject = str(message_from_bytes(content, policy=policy.default)["Subject"] or "").strip()[:300]
    try:
        with transaction.atomic():
            now = clock.now()
            CaughtMail.objects.bulk_create(
                CaughtMail(address=address, subject=subject, content=content, caught_at=now) for address in addresses
            )
            kept = CaughtMail.objects.order_by("-pk").values("pk")[:KEPT]
            CaughtMail.objects.exclude(pk__in=kept).delete()
    finally:
        connection.close()
