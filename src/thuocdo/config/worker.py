"""The worker process: seals the audit's new entries every second, whatever happens to the database meanwhile."""

import logging
import os
import signal
import threading

import django

EVERY = 1.0  # seconds
log = logging.getLogger(__name__)


def work(stopped: threading.Event) -> None:
    """Seals until `stopped` is set; a database that is away is said once and met again when it is back."""
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection

    from thuocdo.audit.actions import seal

    away = False
    while not stopped.wait(EVERY):
        close_old_connections()
        try:
            seal()
            if away:
                log.warning("The database is back; sealing goes on.")
            away = False
        except (DatabaseError, InterfaceError) as error:
            if not away:
                log.warning("Sealing waits for the database: %s", error)
            away = True
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
