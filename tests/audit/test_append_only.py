"""The record only grows: the database refuses every other change, to its owner and to the application's role."""

# ruff: noqa: S608 (the statements are made of our own words)

import pytest
from django.db import DatabaseError, connection, transaction

from thuocdo.audit.actions import forget, seal
from thuocdo.audit.inspection import verify
from thuocdo.audit.models import Checkpoint, Entry, Seal
from thuocdo.config.roles import APPLICATION, grant_to_application

pytestmark = pytest.mark.django_db

TABLES = ["audit_entry", "audit_seal", "audit_checkpoint"]
CHANGES = {
    "audit_entry": "UPDATE audit_entry SET act = 'report.returned'",
    "audit_seal": "UPDATE audit_seal SET position = position + 1",
    "audit_checkpoint": "UPDATE audit_checkpoint SET size = size + 1",
}
UPSERT = """
INSERT INTO audit_seal (position, entry_id) SELECT position, entry_id FROM audit_seal
ON CONFLICT (position) DO UPDATE SET position = 9
"""


@pytest.fixture(autouse=True)
def one_sealed_entry(act):
    act()
    seal()


def refused(statement):
    """The database's words against a statement; the test fails when it is carried out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # else TRUNCATE fails over the checks of foreign keys still to come
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            cursor.execute(statement)
    return str(caught.value)


@pytest.mark.parametrize("table", TABLES)
def test_update_is_refused_to_the_owner(table):
    assert f"{table} is append-only: UPDATE refused" in refused(CHANGES[table])


@pytest.mark.parametrize("table", TABLES)
def test_delete_is_refused_to_the_owner(table):
    assert f"{table} is append-only: DELETE refused" in refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_truncate_is_refused_to_the_owner(table):
    assert "is append-only: TRUNCATE refused" in refused(f"TRUNCATE {table} CASCADE")


def test_an_insert_cannot_turn_into_an_update():
    assert "append-only: UPDATE refused" in refused(UPSERT)


@pytest.mark.parametrize("model", [Entry, Seal, Checkpoint])
def test_saving_a_model_again_is_refused(model):
    with pytest.raises(DatabaseError, match="append-only: UPDATE refused"), transaction.atomic():
        model.objects.get().save(force_update=True)


@pytest.fixture
def as_application():
    """The rest of the test runs under the role that the web and the worker serve under."""
    grant_to_application()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("as_application")
def test_the_applications_role_can_record_seal_and_forget(act):
    act("report:2")
    assert seal().size == 2
    assert forget("report:2", actor=1, reason="Yêu cầu xóa") == 1
    assert verify() == []


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize(
    "statement",
    [
        *CHANGES.values(),
        *(f"DELETE FROM {table}" for table in TABLES),
        *(f"TRUNCATE {table} CASCADE" for table in TABLES),
        "SET LOCAL session_replication_role = replica",
    ],
)
def test_the_applications_role_has_no_right_to_change_the_record(statement):
    assert "permission denied" in refused(statement)


@pytest.mark.usefixtures("as_application")
def test_the_applications_role_cannot_take_the_triggers_away():
    assert "must be owner" in refused("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
