"""What the application's role may and may not do; the tests' own role may do everything."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction

from thuocdo.config.roles import APPEND_ONLY, APPLICATION, grant_to_application


@pytest.fixture
def as_application(db: None) -> Iterator[None]:
    grant_to_application()
    grant_to_application()  # after every migration: it must bear repeating
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "act", ["DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"]
)
def test_the_record_cannot_be_changed(table: str, act: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(act.format(table))


@pytest.mark.usefixtures("as_application")
def test_the_record_can_be_read_and_other_tables_written() -> None:
    run("SELECT count(*) FROM audit_entry")
    run("UPDATE accounts_unit SET id = id")
    run("DELETE FROM django_session")


@pytest.mark.usefixtures("as_application")
def test_migrations_are_the_owners_affair() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("DELETE FROM django_migrations")
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("CREATE TABLE smuggled (id int)")
