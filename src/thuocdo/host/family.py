"""Children end with their parent: what Linux offers so that no orphan keeps the port after a kill -9."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int | None = None) -> None:
    """Asks the kernel to end this process when its parent ends, however that happens; does nothing but on Linux.

    parent: its process id where known, because it may have ended before the kernel was asked.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is None:
        return
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
