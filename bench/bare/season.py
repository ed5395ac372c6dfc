"""An open season with a signed-in preparer for each unit; `main` prints what the clients need, a line each."""

import sys
from datetime import date
from io import BytesIO

import pikepdf
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bare.models import Note
from thuocdo.accounts.actions import add_person, give_post, load_units
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.actions import attach_opening_letter, move
from thuocdo.cycles.models import Season
from thuocdo.documents.actions import record_document
from thuocdo.documents.models import DocumentKind
from thuocdo.regulation import load_set
from thuocdo.reports.queries import reports
from thuocdo.verification.actions import begin_season

SINCE = date(2021, 1, 1)
TOKEN = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 (the same in cookie and header, which is all that is asked)
HASHED = make_password(None)


def person(name: str, role: Role, unit: Unit) -> User:
    user, _password = add_person(None, username=name, full_name=name, hashed=HASHED)
    give_post(None, user, unit, role, since=SINCE)
    return user


def empty_page() -> bytes:
    file, content = pikepdf.new(), BytesIO()
    file.add_blank_page()
    file.save(content)
    return content.getvalue()


def open_season() -> Season:
    """2022, open for reports, by the same acts as a real one."""
    lead = person("lead", Role.LEAD, Unit.objects.get(key="stttt"))
    facts = {"level_rule": "total", "level_rule_document": "1/STTTT", "late_reports": "accepted"}
    season = begin_season(lead, 2022, load_set("qd-3043-2021"), **facts)
    letter = SimpleUploadedFile("1.pdf", empty_page(), "application/pdf")
    paper = record_document(
        lead, kind=DocumentKind.OPENING, number="1/UBND", date=date(2022, 9, 12), signer="", upload=letter
    )
    attach_opening_letter(lead, season, paper)
    for tier in season.tiers.all():
        move(lead, tier, "season.open")
    return season


def main() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    with connection.schema_editor() as schema:
        schema.create_model(Note)
    names = {"name_vi": "Tỉnh Thử Nghiệm", "name_en": "Test province"}
    with transaction.atomic():
        Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, **names)
        load_units()
        season = open_season()
    for place, report in enumerate(reports(season)):
        user = person(f"preparer{place}", Role.PREPARER, report.season_unit.unit)
        browser = Client()
        browser.force_login(user)
        cookies = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={TOKEN}"
        sys.stdout.write("\t".join(["client", cookies, TOKEN, reverse("desks:report", args=[report.pk])]) + "\n")
