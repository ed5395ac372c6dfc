"""Reports that have arrived, made quickly: little answered, contacts given, sent; and sending as a page does it."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.factories import CONTACTS, again, make_person, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report

SAID = {"1.2": {"posts": "40"}, "4.3": {"a": "18", "b": "24"}, "4.5": {"a": "9", "b": "10"}}


def arrive(season: Season, unit: str = "syt", said: Mapping[str, Mapping[str, str]] = SAID) -> Report:
    """The unit's report with these answers alone, sent; what is not answered stays unanswered."""
    preparer = User.objects.filter(username=f"lap.{unit}").first() or make_person(f"lap.{unit}", Role.PREPARER, unit)
    report = report_of(season, unit)
    set_contacts(preparer, report, **CONTACTS)
    save_answers(preparer, again(report), {code: Draft(values, version=0) for code, values in said.items()})
    return again(send_report(preparer, again(report)))


def press(client: Client, report: Report, *, follow: bool = False, **typed: str) -> HttpResponse:
    """Opens the page of sending and presses its button: the page names what it showed."""
    address = reverse("desks:send", args=[report.pk])
    seen = client.get(address).context["signed"].now.shown
    return client.post(address, {"seen": seen} | typed, follow=follow)
