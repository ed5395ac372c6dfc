"""How long the board of a season takes: 29 units x 30 components, and 4,000 units.

    python bench/board.py [units]

Lays out a season of the built-in set in a folder that goes away afterwards: every unit has reported everything, every
component is verified, three of each unit otherwise than declared. The rows are written straight into the tables, since
only reading is measured. Prints milliseconds of one process, the page made whole behind the product's own middleware:
the first time in a process, then warm. Time by the clock depends on who else is at work; what the process
itself computes (cpu) hardly does, and leaves out the database. Run by hand.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
BOARD = "/ky-danh-gia/2022/bang-theo-doi/"
AGAIN = 7
CHANGED = 3  # components of each unit that verification changed


def lay_out(units: int):
    """The person who looks; the season has `units` units of the province's tier and none of the district's."""
    from datetime import date

    from django.contrib.auth.hashers import make_password

    from thuocdo.accounts.actions import add_person, give_post, load_units
    from thuocdo.accounts.enums import Role
    from thuocdo.accounts.models import Tier, Unit
    from thuocdo.common.models import Installation, InstallationKind
    from thuocdo.regulation import load_set
    from thuocdo.verification.actions import begin_season

    Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, name_vi="Tỉnh Thử", name_en="Test province")
    load_units()
    province = Tier.objects.get(code="province")
    Unit.objects.exclude(tier=province).update(tier=None)
    more = range(max(0, units - Unit.objects.filter(tier=province, valid_until=None).count()))
    Unit.objects.bulk_create(
        Unit(key=f"u{n}", name_vi=f"Đơn vị {n}", name_en=f"Unit {n}", tier=province, order=1000 + n) for n in more
    )
    user, _password = add_person(None, username="lead", full_name="lead", hashed=make_password(None))
    give_post(None, user, Unit.objects.get(key="stttt"), Role.LEAD, since=date(2021, 1, 1))
    facts = {"level_rule": "total", "level_rule_document": "1/STTTT", "late_reports": "accepted"}
    answer_all(begin_season(user, 2022, load_set("qd-3043-2021"), **facts), user)
    return user


def answer_all(season, user) -> None:
    from django.utils import timezone

    from thuocdo.reports.enums import ReportState
    from thuocdo.reports.models import Answer, Report
    from thuocdo.reports.queries import reports

    now = timezone.now()
    for report in reports(season).iterator(chunk_size=500):
        Answer.objects.bulk_create(answers(report, user, now))
    Report.objects.update(state=ReportState.VERIFIED, sent_at=now)


def answers(report, user, now):
    from thuocdo.cycles.queries import form_of
    from thuocdo.reports.enums import Stage
    from thuocdo.reports.models import Answer
    from thuocdo.sample.answers import Body, declared

    key = report.season_unit.unit.key
    body = Body(key, 2022, 0.8)
    leaves = [leaf for c in form_of(report.season_unit).components for leaf in c.leaves if leaf.answered_by == "unit"]
    changed = Random(key).sample(leaves, CHANGED)  # noqa: S311
    who = {"report": report, "changed_by": user, "changed_at": now}
    for leaf in leaves:
        values = declared(leaf, body)
        yield Answer(component=leaf.code, stage=Stage.SELF, values=values, **who)
        settled = str(leaf.max / 4) if leaf in changed else None
        yield Answer(component=leaf.code, stage=Stage.VERIFIED, values=values, settled=settled, reason="x", **who)


def milliseconds(client, address: str) -> tuple[float, float]:
    """By the clock, and of this process's own computing."""
    start, own = time.perf_counter(), time.process_time()
    answer = client.get(address)
    if answer.status_code != 200 or not answer.content:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - own)


def warm(client, address: str, before=lambda: None) -> str:
    rows = []
    for _ in range(AGAIN):
        before()
        rows.append(milliseconds(client, address))
    clock, own = (statistics.median(column) for column in zip(*rows, strict=True))
    return f"warm {clock:7.0f} ms   cpu {own:7.0f} ms"


def write_one() -> None:
    """An answer of one unit changes: nothing that is kept of it or of the whole board may be shown."""
    from django.db.models import F

    from thuocdo.reports.models import Answer

    some = Answer.objects.order_by("?").values("pk")[:1]
    Answer.objects.filter(pk__in=some).update(version=F("version") + 1)


def measure(units: int) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(lay_out(units))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plain = reverse("desks:seasons")
    client.get(plain)  # templates and translations of a new process
    sys.stdout.write(f"{units} units x 30 components\n")
    beside = "(beside it: a page with next to nothing)"
    sys.stdout.write(f"  {'list of seasons':<16} {'':<16} {warm(client, plain)}   {beside}\n")
    for name, query in {"whole board": "", "only disputes": "?tranh-chap=1", "one component": "?chi-so=4.3"}.items():
        first, _own = milliseconds(client, BOARD + query)
        sys.stdout.write(f"  {name:<16} first {first:7.0f} ms {warm(client, BOARD + query)}\n")
    sys.stdout.write(f"  {'after a write':<16} {'':<16} {warm(client, BOARD, write_one)}\n")
    once, own = milliseconds(client, BOARD + "diem.xlsx")
    sys.stdout.write(f"  {'Excel file':<16} once  {once:7.0f} ms                   cpu {own:7.0f} ms\n")


def run(units: int) -> None:
    """In a process and an installation of its own."""
    data = Path(tempfile.mkdtemp(prefix="thuocdo-bench-"))
    data.chmod(0o755)  # as root, PostgreSQL runs as another user
    where = {"THUOCDO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings"}
    try:
        subprocess.run(
            [sys.executable, __file__, str(units), str(data / "pg")], check=True, env={**os.environ, **where}
        )
    finally:
        shutil.rmtree(data, ignore_errors=True)


def inside(units: int, server: Path) -> None:
    import django

    from thuocdo.host import database, postgres

    with postgres.running(server):
        database.begin(server)
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        measure(units)
        connections.close_all()


def main() -> None:
    os.environ.pop("DATABASE_URL", None)
    if len(sys.argv) == 3:
        inside(int(sys.argv[1]), Path(sys.argv[2]))
        return
    for units in [int(sys.argv[1])] if len(sys.argv) > 1 else [29, 4000]:
        run(units)


if __name__ == "__main__":
    main()
