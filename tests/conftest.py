"""Tests run on the embedded PostgreSQL: a server of their own without disk syncs, shared by all workers of all runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings as cases

from thuocdo.host import postgres

pytest_plugins = ["tests.factories"]  # the cast, a season, a report

cases.register_profile("plain", deadline=None)
cases.register_profile("deep", deadline=None, max_examples=10_000)
cases.load_profile("deep" if os.environ.get("THUOCDO_DEEP") else "plain")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django's own hook: runs before the test database is made, in each worker; keeps its databases apart."""
    server = Path(settings.DATA) / "pg"
    with postgres.running(server, postgres.UNSYNCED):
        yield


@pytest.fixture(scope="session", autouse=True)
def flush_empties_the_audit() -> Iterator[None]:
    """After a test with `transaction=True` Django truncates every table, which the audit's triggers forbid: the tests'
    superuser leaves the triggers out for that one transaction. The product's own role cannot."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: object, **kwargs: object) -> list[str]:
        statements = plain(self, *args, **kwargs)
        return ["SET LOCAL session_replication_role = replica", *statements] if statements else statements

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
