"""The worker process: what has to be done beside requests, again and again, whatever happens to the database meanwhile.

Each sweep runs in a thread of its own, so that a slow mail server never holds up the sealing. None of them minds being
killed at any moment, or run twice.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from typing import NamedTuple

import django

SOON = 1.0  # seconds until the first round, and between two looks for a lost database
REST = 60.0  # seconds before a sweep is tried again that failed for another reason than a lost database
log = logging.getLogger(__name__)


class Sweep(NamedTuple):
    """`run` is given the event by which the worker is told to stop."""

    name: str
    every: float  # seconds
    run: Callable[[threading.Event], object]


def _seal(_stopped: threading.Event) -> None:
    from thuocdo.audit import actions

    actions.seal()


def _remind(_stopped: threading.Event) -> None:
    from thuocdo.reports import tasks

    tasks.remind()


def _make_notices(stopped: threading.Event) -> None:
    from thuocdo.desks.dossier import tasks

    tasks.make_waiting(stopped.is_set)


def _send(stopped: threading.Event) -> None:
    from thuocdo.notices import tasks

    tasks.send_due(stopped.is_set)


SWEEPS = [
    Sweep("Sealing", 1.0, _seal),
    Sweep("Reminding", 60.0, _remind),
    Sweep("E-mail", 3.0, _send),
    Sweep("Making notices", 2.0, _make_notices),
]


def work(stopped: threading.Event) -> None:
    """Sweeps until `stopped` is set, then lets each end what it is at."""
    threads = [threading.Thread(target=sweep, args=(row, stopped), name=row.name) for row in SWEEPS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def sweep(row: Sweep, stopped: threading.Event) -> None:
    """A database that is away is said once and met again when it is back; any other fault is told every time."""
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection

    away, pause = False, min(row.every, SOON)
    while not stopped.wait(pause):
        close_old_connections()
        pause = row.every
        try:
            row.run(stopped)
            if away:
                log.warning("The database is back; %s goes on.", row.name.lower())
            away = False
        except (DatabaseError, InterfaceError) as error:
            if not away:
                log.warning("%s waits for the database: %s", row.name, error)
            away, pause = True, min(row.every, SOON)
            connection.close()
        except Exception:
            log.exception("%s failed; it is tried again in %d seconds.", row.name, REST)
            pause = REST
    connection.close()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
    django.setup()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    work(stopped)


if __name__ == "__main__":
    main()
