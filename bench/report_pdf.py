"""How long the official report takes as PDF, for the 29 units of the province: data, letterhead, typesetting.

    python bench/report_pdf.py

Builds the sample installation in a folder that goes away afterwards. Prints milliseconds of one core of the first
report of a cold process, of each report once it is warm, of all 29, and, beside them, of the same reports as Word; the
time by the clock depends on who else is at work. Run by hand; no test is timed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
YEAR = 2021


def milliseconds(work: Callable[[], bytes]) -> float:
    """Of one core: the typesetter uses several where they are free."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def measure() -> None:
    """Each report is read, laid out and set as a page of the product would do it."""
    from thuocdo.common import clock
    from thuocdo.documents.official import as_word, typeset
    from thuocdo.reports.official import Beside, report_paper
    from thuocdo.reports.queries import reports, with_answers, with_evidence

    rows = with_evidence(with_answers(reports().filter(season_unit__season__year=YEAR)))
    keys = list(rows.values_list("pk", flat=True))
    moment = clock.now()

    def made(how: Callable, pk: int) -> bytes:
        return how(report_paper(rows.get(pk=pk), Beside(), moment))

    cold = milliseconds(lambda: made(typeset, keys[0]))
    pdf = [milliseconds(lambda pk=pk: made(typeset, pk)) for pk in keys[1:] + keys[:1]]
    word = [milliseconds(lambda pk=pk: made(as_word, pk)) for pk in keys]
    size = statistics.mean(len(made(typeset, pk)) for pk in keys[:5]) / 1024
    sys.stdout.write(
        f"{len(keys)} reports, {size:.0f} KB each\n"
        f"PDF, first of a cold process   {cold:6.0f} ms\n"
        f"PDF, warm, median              {statistics.median(pdf):6.0f} ms   (to reach: 150)\n"
        f"PDF, warm, slowest             {max(pdf):6.0f} ms\n"
        f"PDF, all of them               {sum(pdf):6.0f} ms   (to reach: 4000)\n"
        f"Word, median                   {statistics.median(word):6.0f} ms\n"
    )


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
