"""The one database of the embedded server, from an empty cluster to one that is ready.

A database that is being set up for the first time says so in its comment. An interrupted set-up is therefore recognised
wherever the folder was moved to meanwhile, and begins anew; nobody has typed anything into it yet.
"""

from pathlib import Path

from thuocdo.host.errors import HostError
from thuocdo.host.postgres import OWNER, address, program

NAME = "thuocdo"
UNREADY = "being set up"
STATE = "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = 'thuocdo'"


def begin(data: Path) -> bool:
    """Makes the database where there is none or only a half-made one; says whether it is new."""
    state = _sql(data, STATE)
    if state == [""]:
        return False
    if state:
        _sql(data, f"DROP DATABASE {NAME} WITH (FORCE)")
    _sql(data, f"CREATE DATABASE {NAME}")
    _sql(data, f"COMMENT ON DATABASE {NAME} IS '{UNREADY}'")
    return True


def finish(data: Path) -> None:
    """The first set-up is complete: from now on the database is kept whatever happens."""
    _sql(data, f"COMMENT ON DATABASE {NAME} IS NULL")


def _sql(data: Path, statement: str) -> list[str]:
    who = ["-h", str(address(data)), "-U", OWNER, "-d", "postgres"]
    done = program(data, "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", *who, "-c", statement)
    if done.returncode:
        raise HostError(f"PostgreSQL báo lỗi: {done.stderr}", f"PostgreSQL reports: {done.stderr}")
    return done.stdout.splitlines()
