"""Says on the error stream how far long work has come; nothing at all for work that is over at once."""

import sys
import time

from thuocdo.regulation import Text

QUIET_AT_FIRST = 1.0  # seconds
BETWEEN = 0.2  # seconds

READING = Text("Đang đọc dòng {done}", "Reading row {done}")
SCORING = Text("Đang chấm {done}/{total} đơn vị", "Scoring {done}/{total} units")


class Progress:
    """One line that is rewritten. Shown on a terminal, or wherever `always` asks for it."""

    def __init__(self, language: str, always: bool = False) -> None:
        self._language = language
        self._shown = always or sys.stderr.isatty()
        self._next = time.monotonic() + (0 if always else QUIET_AT_FIRST)
        self._length = 0

    def reading(self, row: int) -> None:
        if self._is_due():
            self._say(READING.get(self._language).format(done=row))

    def scoring(self, done: int, total: int) -> None:
        if self._is_due() or (self._length and done == total):
            self._say(SCORING.get(self._language).format(done=done, total=total))

    def close(self) -> None:
        """Clears the line, so that what follows starts on a clean one."""
        if self._length:
            self._say("")
            sys.stderr.write("\r")
            sys.stderr.flush()
            self._length = 0

    def _is_due(self) -> bool:
        return self._shown and time.monotonic() >= self._next

    def _say(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._length))
        sys.stderr.flush()
        self._length = len(line)
        self._next = time.monotonic() + BETWEEN
