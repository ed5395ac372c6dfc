"""How much one autosave costs beside a bare Django view, and how many a second 24 people get out of this machine.

    python bench/autosave.py [seconds]

The bare view is signed in, checks the CSRF token and does one INSERT, behind the same middleware, in the same server
and the same run; an autosave reads the form, checks rights, version and law, and writes answer, history and audit.
The server is a real one, with a PostgreSQL of its own that syncs to disk, in a folder that goes away afterwards; the
clients run on the same machine. Prints a table; takes about a minute and a half. Run by hand; no test is timed.
"""

import http.client
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, WORKERS = 24, 2
CODES = "1.3 2.2 3.1 3.3 3.4 4.1 4.2 4.3 4.5 5.1 6.1 6.2 6.3 6.4 6.5 6.7 7.1 8.2".split()  # noqa: SIM905 (figures a of b)


class Client(NamedTuple):
    """A signed-in preparer: their cookies, their report's address, the component at which they type."""

    cookies: str
    token: str
    report: str
    code: str = CODES[0]


class Run(NamedTuple):
    """Seconds of each saving, and of them all together."""

    each: list[float]
    whole: float

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.each, n=20)[-1]

    @property
    def rate(self) -> float:
        return len(self.each) / self.whole


def post(connection: http.client.HTTPConnection, address: str, client: Client, fields: dict[str, object]) -> bytes:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
        "Cookie": client.cookies,
        "X-CSRFToken": client.token,
    }
    connection.request("POST", address, urlencode(fields), headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}: {body[:300]!r}")
    return body


def bare(connection: http.client.HTTPConnection, client: Client, number: int) -> None:
    post(connection, "/bare/", client, {"text": number})


def autosave(connection: http.client.HTTPConnection, client: Client, number: int) -> None:
    """A figure more than the last time; the client is the only one at its component, so that it knows the version."""
    typed = {"p0-a": number + 1, "p0-b": 999_999, "p0-version": number, "key": uuid4()}
    if b'"saved"' not in post(connection, f"{client.report}{client.code}/luu/", client, typed):
        raise SystemExit("an autosave was not saved")


Work = Callable[[http.client.HTTPConnection, Client, int], None]


def typing(port: int, work: Work, client: Client, first: int, seconds: float) -> list[float]:
    """One person without a pause for so many seconds; the time that each request took."""
    connection, taken, numbers = http.client.HTTPConnection("127.0.0.1", port, timeout=60), [], count(first)
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        work(connection, client, next(numbers))
        taken.append(time.perf_counter() - start)
    return taken


def at_once(port: int, work: Work, clients: list[Client], firsts: list[int], seconds: float) -> Run:
    """All of them at the same time, each a process of its own; `firsts` then holds the number that each has reached."""
    with multiprocessing.Pool(len(clients)) as pool:
        jobs = [(port, work, client, first, seconds) for client, first in zip(clients, firsts, strict=True)]
        taken = pool.starmap(typing, jobs, chunksize=1)
    if work is autosave:
        firsts[:] = [first + len(own) for first, own in zip(firsts, taken, strict=True)]
    return Run([second for own in taken for second in own], seconds)


def alternately(port: int, client: Client, firsts: list[int], seconds: float) -> tuple[Run, Run]:
    """One person, bare and autosave in turn, so that what else the machine does meets both alike."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: dict[Work, list[float]] = {bare: [], autosave: []}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for work, own in taken.items():
            start = time.perf_counter()
            work(connection, client, firsts[0])
            own.append(time.perf_counter() - start)
        firsts[0] += 1
    return Run(taken[bare], sum(taken[bare])), Run(taken[autosave], sum(taken[autosave]))


@contextmanager
def served() -> Iterator[tuple[int, list[Client]]]:
    """A server in a folder of its own, and the preparers of its units."""
    folder = Path(tempfile.mkdtemp(prefix="thuocdo-bench-", dir="/var/tmp"))
    folder.chmod(0o711)  # the database's account passes through, reads nothing
    data = folder / "data"
    data.mkdir(mode=0o711)
    os.environ |= {"THUOCDO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "bare.settings"}
    os.environ |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'bench'}"}
    sys.path.insert(0, str(ROOT / "src"))
    from thuocdo.host import database, postgres

    try:
        with postgres.running(data / "pg"):
            database.begin(data / "pg")
            port, clients = free_port(), prepared()
            with server(port):
                yield port, clients
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared() -> list[Client]:
    program = "import django; django.setup(); from bare.season import main; main()"
    told = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True)
    rows = [line.split("\t") for line in told.stdout.splitlines() if line.startswith("client\t")]
    return [Client(*row[1:]) for row in rows][:PEOPLE]


@contextmanager
def server(port: int) -> Iterator[None]:
    size = ["--workers", str(WORKERS), "--blocking-threads", "5", "--log-level", "warning"]
    where = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([sys.executable, "-m", "granian", *where, *size, "thuocdo.config.wsgi:application"])
    try:
        wait(port)
        yield
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server does not start")


def row(name: str, run: Run) -> None:
    figures = f"{run.median * 1000:8.1f} ms {run.p95 * 1000:8.1f} ms {run.rate:8.0f} /s {len(run.each):8d}"
    sys.stdout.write(f"{name:<44}{figures}\n")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    with served() as (port, clients):
        firsts = [0] * len(clients)
        alternately(port, clients[0], firsts, 3)  # the first requests of a process import and compile
        sys.stdout.write(f"{'':<44}{'median':>11} {'p95':>11} {'rate':>11} {'requests':>8}\n")
        plain, saving = alternately(port, clients[0], firsts, seconds)
        row("1 client, bare view of one INSERT", plain)
        row("1 client, autosave", saving)
        sys.stdout.write(f"autosave / bare: {saving.median / plain.median:.2f} (median)\n")
        row(f"{len(clients)} clients, bare view", at_once(port, bare, clients, firsts, seconds))
        row(
            f"{len(clients)} clients at {len(clients)} reports, autosave",
            at_once(port, autosave, clients, firsts, seconds),
        )
        crowd = [clients[1]._replace(code=code) for code in CODES[1:]]
        row(f"{len(crowd)} clients at one report, autosave", at_once(port, autosave, crowd, [0] * len(crowd), seconds))


if __name__ == "__main__":
    main()
