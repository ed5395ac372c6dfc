"""A real mail server on the loopback address, whose answers a test chooses; an e-mail that waits."""

from collections.abc import Callable, Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.factories import UNITS

from thuocdo.accounts.actions import load_units
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, Unit, User
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.notices.models import Mail


class Server:
    """Takes e-mails; `refuse` maps an address to the reply it gets, `on_data` says what happens to a text."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.recipients: list[str] = []
        self.refuse: dict[str, str] = {}
        self.on_data: Callable[[SMTP], str] = lambda _session: "250 OK"

    async def handle_RCPT(self, server, session, envelope: Envelope, address: str, options) -> str:  # noqa: N802
        if address in self.refuse:
            reply = self.refuse[address]
            if reply == "hang up":
                server.transport.abort()
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.texts.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        return self.on_data(server)


class Listening(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def smtp(settings) -> Iterator[Server]:
    """The installation's own mail server, for the length of a test."""
    server = Server()
    listening = Listening(server, hostname="127.0.0.1", port=0)
    listening.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", listening.port
    settings.SITE_URL = "https://thuocdo.example"
    settings.DEFAULT_FROM_EMAIL = "Thước đo <thuocdo@tinh.example>"
    yield server
    listening.stop()


@pytest.fixture
def real(transactional_db: None) -> Installation:
    """A real installation, which sends e-mails; with its units."""
    names = {"name_vi": "Tỉnh Thử Nghiệm", "name_en": "Test province"}
    installation = Installation.objects.create(pk=1, kind=InstallationKind.REAL, **names)
    load_units(UNITS)
    return installation


@pytest.fixture
def queue(real: Installation) -> Callable[..., Mail]:
    """Queues an e-mail to this person about an event of the Department of Health."""
    return queue_mail


def queue_mail(username: str = "an", name: str = "due_7:2022-10-19", kind: Kind = Kind.DUE_7, **facts: object) -> Mail:
    person = a_person(username)
    tell([news({person.pk}, name, kind, **facts)])
    return Mail.objects.get(person=person, event__name=name)


def a_person(username: str) -> User:
    """Who prepares the report of the Department of Health."""
    address = f"{username}@syt.example"
    person, _made = User.objects.get_or_create(username=username, defaults={"full_name": username, "email": address})
    Post.objects.get_or_create(user=person, unit=Unit.objects.get(key="syt"), role=Role.PREPARER)
    return person


def news(people: set[int], name: str = "due_7:2022-10-19", kind: Kind = Kind.DUE_7, **changes: object) -> News:
    unit = Unit.objects.get(key="syt")
    facts = {
        "year": 2022,
        "unit_key": "syt",
        "unit_vi": unit.name_vi,
        "unit_en": unit.name_en,
        "late": "accepted",
        "last_day": "2022-10-19",
        "days": 7,
        "sequence": 0,
    }
    addresses = changes.pop("addresses", ())
    mailed = changes.pop("mailed", None)
    return News(
        kind=kind,
        subject="report:12",
        name=name,
        unit_id=unit.pk,
        page="desks:report",
        facts=facts | changes,
        people=frozenset(people),
        mailed=mailed,
        addresses=addresses,
    )
