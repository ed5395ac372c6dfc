"""PostgreSQL, the web and the worker under one roof: what dies is started again, and all stop together."""

import functools
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from thuocdo.host import postgres
from thuocdo.host.errors import HostError
from thuocdo.host.family import die_with_parent
from thuocdo.host.port import require_free

LOOK_EVERY = 0.5  # seconds between two looks at what should run
REST = 2.0  # seconds that a part rests before it starts anew: a part that cannot start must not eat the machine
PATIENCE = 20.0  # seconds that a part has for stopping
WEB = "--interface wsgi --respawn-failed-workers --workers-kill-timeout 5 --log-level warning"

WORKER = [sys.executable, "-m", "thuocdo.config.worker"]


@dataclass
class Part:
    """A process that should always run."""

    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=float("-inf"))

    def keep_alive(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started < REST:
            return
        self.started = time.monotonic()
        # A group of its own: a Ctrl-C is for us, who then stop the parts in order.
        with_us = functools.partial(die_with_parent, os.getpid())
        self.process = subprocess.Popen(self.command, preexec_fn=with_us, process_group=0)

    def stop(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()


def serve(
    data: Path | None,
    address: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    greet: Callable[[str], None] = print,
) -> None:
    """Runs everything until Ctrl-C or SIGTERM.

    data: folder of the embedded PostgreSQL, None where DATABASE_URL names another server. greet: called once with the
    web's address as soon as it answers. Raises PortTaken, ClosedFolder, NotStarting.
    """
    require_free(address, port)
    keep_together([_web(address, port, workers), WORKER], data, _netloc(address, port), greet)


def keep_together(commands: list[list[str]], data: Path | None, netloc: str, greet: Callable[[str], None]) -> None:
    """Keeps the commands and the database running until Ctrl-C or SIGTERM; greets once the web answers at `netloc`."""
    parts = [Part(command) for command in commands]
    with _asked_to_stop() as stop, postgres.running(data) if data else nullcontext():
        _watch(parts, data, stop, netloc, greet)
        for part in parts:
            part.ask_to_stop()
        for part in parts:
            part.stop()


def _watch(
    parts: list[Part], data: Path | None, stop: threading.Event, netloc: str, greet: Callable[[str], None]
) -> None:
    greeted = False
    while not stop.is_set():
        if data:
            _revive(data)
        for part in parts:
            part.keep_alive()
        if not greeted and _answers(netloc):
            greet(f"http://{netloc}/")
            greeted = True
        stop.wait(LOOK_EVERY if greeted else 0.1)


def _revive(data: Path) -> None:
    if postgres.listens(data):
        return
    try:
        postgres.start(data)
    except HostError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 (the installation's log is the terminal); tried again at the next look


def _answers(netloc: str) -> bool:
    """Any answer counts: what it says, or where it sends, is the web's own affair."""
    connection = http.client.HTTPConnection(netloc, timeout=10)
    try:
        connection.request("GET", "/")
        return bool(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _netloc(address: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = "localhost" if address in {"127.0.0.1", "0.0.0.0"} else address  # noqa: S104 (compared, not bound)
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _web(address: str, port: int, workers: int) -> list[str]:
    where = ["--host", address, "--port", str(port)]
    threads = min(6, 2 * (os.cpu_count() or 1) + 1)  # most of a request is waiting for the database
    size = ["--workers", str(workers), "--blocking-threads", str(threads)]
    return [sys.executable, "-m", "granian", *where, *size, *WEB.split(), "thuocdo.config.wsgi:application"]


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """Turns Ctrl-C and SIGTERM into an event, so that everything stops in order."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
