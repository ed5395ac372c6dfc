"""Waiting for what other processes do."""

import time
from collections.abc import Callable


def until(happens: Callable[[], bool], seconds: float = 15) -> None:
    """Returns as soon as it has happened; fails when it has not after so many seconds."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)
