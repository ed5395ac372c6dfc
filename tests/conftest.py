"""Tests run on the embedded PostgreSQL: a server of their own without disk syncs, shared by all workers of all runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings as cases
from tests import recorded

from thuocdo.host import postgres

pytest_plugins = ["tests.factories"]  # the cast, a season, a report

cases.register_profile("plain", deadline=None)
cases.register_profile("deep", deadline=None, max_examples=10_000)
cases.load_profile("deep" if os.environ.get("THUOCDO_DEEP") else "plain")


# Whole files go to the workers, in this order and then by name: what takes minutes begins first, so that no worker
# is left with it alone at the end.
FIRST = (
    "tests/browser/test_every_page.py",
    "tests/permissions/test_matrix.py",
    "tests/canaries/",
    "tests/browser/",
    "tests/sample/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, name in enumerate(FIRST) if item.nodeid.startswith(name)), len(FIRST)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django's own hook: runs before the test database is made, in each worker; keeps its databases apart."""
    server = Path(settings.DATA) / "pg"
    with postgres.running(server, postgres.UNSYNCED):
        yield


@pytest.fixture(scope="session", autouse=True)
def flush_what_is_filled() -> Iterator[None]:
    """After a test with `transaction=True` Django truncates every table and migrates anew what it keeps in two of them.
    Here the rows of the tables that have any are deleted, but not those two; it is faster by half a second a test, and
    waits for no reader. The audit's triggers forbid both: the tests' superuser leaves them out for that one
    transaction. The product's own role cannot."""

    def sql_flush(_self: DatabaseOperations, _style: object, tables: list[str], **_options: object) -> list[str]:
        rows = [f'DELETE FROM "{name}"' for name in recorded.filled(tables)]  # noqa: S608 - Django's own names
        return ["SET LOCAL session_replication_role = replica", *rows] if rows else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *_args, **_kwargs: None)
        yield
