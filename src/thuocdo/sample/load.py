"""Builds the sample installation and prints its sign-ins."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation

from thuocdo.accounts.actions import load_units
from thuocdo.accounts.models import Unit
from thuocdo.accounts.queries import sample_sign_ins
from thuocdo.audit.actions import seal
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.sample.letterheads import add_letterheads
from thuocdo.sample.people import add_people
from thuocdo.sample.post import deliver_as_played
from thuocdo.sample.season_2021 import play_2021
from thuocdo.sample.season_2022 import play_2022

SHOWS = datetime(2022, 10, 17, 9, 0, tzinfo=ZoneInfo(settings.TIME_ZONE))


def load() -> None:
    """One transaction: an interrupted set-up leaves nothing behind and begins anew. E-mails are caught after it."""
    with translation.override("vi"):
        with transaction.atomic():
            _begin()
            play_2021()
            play_2022()
        seal()
        deliver_as_played()
        clock.set_demonstration_time(SHOWS)


def _begin() -> None:
    name = {"name_vi": "Tỉnh Thừa Thiên Huế", "name_en": "Thừa Thiên Huế province"}
    Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, **name)
    load_units()
    # The People's Committee itself is not assessed; its leaders chair the council.
    Unit.objects.create(key="ubnd", name_vi="UBND tỉnh", name_en="Provincial People's Committee", order=0)
    add_people()
    add_letterheads()


def print_sign_ins() -> None:
    """A sign-in per role, for the terminal."""
    rows = sample_sign_ins()
    width = max((len(row.username) for row in rows), default=0)
    lines = [f"  {row.username:<{width}}  {row.role} · {row.unit}" for row in rows]
    password = rows[0].password if rows else ""
    sys.stdout.write(f"Tài khoản mẫu (Sample sign-ins) · mật khẩu (password): {password}\n" + "\n".join(lines) + "\n")
    sys.stdout.flush()
