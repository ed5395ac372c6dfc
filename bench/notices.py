"""How long the notices to all units take: data, letterhead, typesetting, zip.

    python bench/notices.py

Builds the sample installation in a folder that goes away afterwards, and makes the notices of its published season.
Prints seconds by the clock, which depend on who else is at work, and of one core; run by hand, no test is timed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
YEAR = "2021"
AGAIN = 3


def measure() -> None:
    """As the page does it: the first time in a process, then warm."""
    from thuocdo.common import clock
    from thuocdo.cycles.queries import seasons
    from thuocdo.desks.dossier.archive import zipped
    from thuocdo.desks.dossier.notices import notices
    from thuocdo.desks.dossier.source import source_of

    def made(kind: str) -> bytes:
        source, moment = source_of(seasons().get(key=YEAR)), clock.now()
        return zipped(notices(source, kind, moment), clock.local(moment))

    for kind, words in (("pdf", "PDF"), ("docx", "Word, built-in form")):
        for turn in range(AGAIN):
            clocked, own = time.perf_counter(), time.process_time()
            size = len(made(kind)) / 1024
            clocked, own = time.perf_counter() - clocked, time.process_time() - own
            state = "first of a cold process" if turn == 0 and kind == "pdf" else "warm"
            sys.stdout.write(f"{words:20} {state:24} {clocked:5.2f} s, {own:5.2f} s of one core, {size:5.0f} KB\n")


def main() -> None:
    data = Path(tempfile.mkdtemp(prefix="thuocdo-bench-"))
    data.chmod(0o755)  # as root, PostgreSQL runs as another user
    os.environ |= {"THUOCDO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thuocdo.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        run(data)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def run(data: Path) -> None:
    import django

    from thuocdo.host import postgres

    subprocess.run([Path(sys.executable).with_name("thuocdo"), "prepare"], check=True, stdout=subprocess.DEVNULL)
    with postgres.running(data / "pg"):
        django.setup()
        measure()
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
