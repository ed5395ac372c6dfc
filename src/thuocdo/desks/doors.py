"""The desks behind the first page, by role: the first page and the navigation both ask here."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import COUNCIL, KEEPING_LETTERHEADS, OVERSEEING, Role
from thuocdo.accounts.models import User
from thuocdo.api.rules import KEEPING_TOKENS


class Door(NamedTuple):
    """A desk behind the first page: who goes there, by which URL name, what it is for."""

    roles: set[str]
    name: str
    icon: str
    label: Promise
    purpose: Promise
    in_nav: bool = True  # the navigation of every page has room for few


DOORS = [
    Door(
        OVERSEEING,
        "desks:seasons",
        "calendar",
        _("Seasons"),
        _("Open a season, follow who has reported, record documents."),
    ),
    Door(
        {Role.LEAD, Role.VERIFIER},
        "desks:verification",
        "search",
        _("Verification"),
        _("Check figures and evidence of the reports that have arrived."),
    ),
    Door(
        OVERSEEING | {Role.VERIFIER},
        "desks:requests",
        "question",
        _("Clarification requests"),
        _("What units were asked, who has answered, what is overdue."),
        in_nav=False,
    ),
    Door(
        OVERSEEING | {Role.VERIFIER},
        "desks:visits",
        "calendar",
        _("On-site checks"),
        _("Plan a visit, write its minutes, keep them as they were signed."),
        in_nav=False,
    ),
    Door(
        {*Role} - {Role.ADMINISTRATOR},
        "desks:difficulties",
        "alert",
        _("Difficulties"),
        _("What units raise, how it was answered, answers for all units."),
        in_nav=False,
    ),
    Door(
        COUNCIL,
        "desks:council",
        "people",
        _("Assessment council"),
        _("Settle final points of verified reports."),
    ),
    Door(
        OVERSEEING,
        "desks:results",
        "document",
        _("Result of the season"),
        _("Draft result, approving decision, publication."),
    ),
    Door(
        {Role.LEAD},
        "desks:outbox",
        "send",
        _("Outbox"),
        _("Who was told what and when, which e-mails were not sent and why."),
    ),
    Door(
        KEEPING_LETTERHEADS | {Role.COORDINATOR},
        "desks:letterheads",
        "document",
        _("Letterheads and signatories"),
        _("What stands at the head and foot of official reports, heads in office."),
    ),
    Door(
        {Role.LEAD},
        "desks:paper_templates",
        "document",
        _("Word templates"),
        _("The form that the department gives the Word file of each paper, instead of the built-in one."),
        in_nav=False,
    ),
    Door(
        KEEPING_TOKENS,
        "desks:feed_keys",
        "send",
        _("Keys for home affairs"),
        _("Who reads published results and corrections, with the heads in office, by a program of their own."),
        in_nav=False,
    ),
    Door(
        {Role.ADMINISTRATOR},
        "desks:people",
        "person",
        _("People and posts"),
        _("Accounts of this installation, and who does what at which unit."),
    ),
]


def doors_of(user: User) -> list[dict[str, object]]:
    """The desks of this person, in the order of a season."""
    return [{"url": reverse(door.name), **door._asdict()} for door in DOORS if user.holds(door.roles)]
