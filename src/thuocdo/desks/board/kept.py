"""What this process has made of the board, kept for as long as it says what a new one would say.

Whoever follows a season looks at its board again and again while hardly anything happens. The snapshot number of
PostgreSQL moves on with every transaction that writes, anywhere: two requests that read the same number read the same
rows, and the whole board is kept by it. Where something was written, the row of each unit is kept by what it is made
of. Both are read before the rows are, so that what is kept is never older than what it is kept by.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

from django.db import connection

from thuocdo.audit.models import Entry

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Keeps the latest `most` of what it is given, by what each is made of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: dict[Hashable, Thing] = {}

    def find(self, key: Hashable) -> Thing | None:
        return self._things.get(key)

    def keep(self, key: Hashable, thing: Thing) -> Thing:
        while len(self._things) >= self._most:
            self._things.pop(next(iter(self._things)), None)
        self._things[key] = thing
        return thing

    def clear(self) -> None:
        self._things.clear()


BOARDS: Shelf[str] = Shelf(40)  # with their filters and pages, about 150 KB each


def stand() -> tuple[str, int | None]:
    """A number for what is stored, and the latest act, which its own transaction sees before anybody: 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_current_snapshot()::text, (SELECT max(id) FROM {Entry._meta.db_table})")  # noqa: S608
        return cursor.fetchone()
