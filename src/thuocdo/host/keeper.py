"""Stops the embedded PostgreSQL when its last user is gone, also when that one was killed and could not do it."""

import fcntl
import sys
import time
from pathlib import Path
from typing import IO

from thuocdo.host.postgres import gate, lock_file, stop_if_unused

BETWEEN_LOOKS = 1.0  # seconds; waiting for the lock instead would take it away from those who leave


def keep(data: Path) -> None:
    """Stays until nobody holds `<data>.users`, then stops the server; a second keeper leaves at once."""
    with lock_file(data, "keeper") as alone:
        try:
            fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        while not _stopped(data, alone):
            time.sleep(BETWEEN_LOOKS)


def _stopped(data: Path, alone: IO[str]) -> bool:
    with gate(data), lock_file(data, "users") as users:
        if not stop_if_unused(data, users):
            return False
        fcntl.flock(alone, fcntl.LOCK_UN)  # inside the gate: the next server's keeper finds the place free
        return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
