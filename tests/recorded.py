"""What a scene's actions leave in the database: recorded once per process, then put back row by row.

Playing a scene anew for every test took a sixth of the gate; putting its rows back takes some milliseconds. The rows
are those that the product's own actions wrote, to the byte, and the demonstration clock goes on from there.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from thuocdo.common import clock

MIGRATED = {"auth_permission", "django_content_type", "django_migrations"}  # filled before any scene


class Recording(NamedTuple):
    """Every table that the scene wrote to, as PostgreSQL copies it; and what the clock showed then."""

    rows: dict[str, bytes]
    clock: datetime


_recordings: dict[tuple[str, str, bool], Recording] = {}


def play(scene: str, build: Callable[[], object]) -> None:
    """Leaves the database as `build` would, which has to begin with an empty one; else it is simply built upon.

    Files are kept with the data folder, so a recording serves only where it was made; and only in the same kind of
    test, for what waits for the end of a transaction happens in none of the kind that is rolled back.
    """
    key = (scene, str(settings.DATA), connection.in_atomic_block)
    tables = connection.introspection.django_table_names()
    if filled(tables):
        build()
    elif key in _recordings:
        _put_back(_recordings[key])
    else:
        build()
        _recordings[key] = Recording({name: _copied(name) for name in filled(tables)}, clock.now())


def filled(tables: list[str]) -> list[str]:
    """Those of the tables that have rows, but for what the migrations put there."""
    own = [name for name in tables if name not in MIGRATED]
    columns = ", ".join(f'EXISTS (SELECT FROM "{name}")' for name in own)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        return [name for name, has_rows in zip(own, cursor.fetchone(), strict=True) if has_rows]


def as_new() -> None:
    """Empties the tables for good, with what the planner believes of them: after many a DELETE it takes them for empty,
    and whoever then writes thousands of rows in one transaction waits for plans made for none."""
    own = [name for name in connection.introspection.table_names() if name not in MIGRATED]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in own))


def _copied(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
        return b"".join(copy)


def _put_back(recording: Recording) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the rows have passed every trigger before
        for table, rows in recording.rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    clock.set_demonstration_time(recording.clock)
