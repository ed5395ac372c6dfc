"""The board as this process made it last, for as long as nothing at all has changed in the database.

Whoever follows a season looks at its board again and again while hardly anything happens. The snapshot number of
PostgreSQL moves on with every transaction that writes, anywhere: two requests that read the same number read the same
rows. It is read before the rows are, so that what is kept is never older than its number says.
"""

from collections.abc import Callable, Hashable

from django.db import connection

from thuocdo.audit.models import Entry

MOST = 40  # boards with their filters and pages, about 150 KB each
_made: dict[Hashable, str] = {}


def stand() -> tuple[str, int | None]:
    """A number for what is stored, and the latest act, which its own transaction sees before anybody: 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_current_snapshot()::text, (SELECT max(id) FROM {Entry._meta.db_table})")  # noqa: S608
        return cursor.fetchone()


def kept(place: Hashable, make: Callable[[], str]) -> str:
    """What was made of this `place`; made now where it is not known. The oldest make room."""
    found = _made.get(place)
    if found is None:
        found = make()
        while len(_made) >= MOST:
            _made.pop(next(iter(_made)), None)
        _made[place] = found
    return found


def forget() -> None:
    _made.clear()
