"""What the tests of the record share: keys of their own, a few acts, and a hand that goes round the triggers."""

import pytest
from django.db import connection, transaction

from thuocdo.audit import keys
from thuocdo.audit.actions import record


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    """A data folder of the test's own, so that its keys are new."""
    settings.DATA = tmp_path
    keys._signer.cache_clear()
    return tmp_path


@pytest.fixture
def act():
    """Records one act in a transaction of its own."""

    def act(subject="report:1", **kwargs):
        with transaction.atomic():
            return record("report.sent", **{"actor": 7, "role": "head", "subject": subject} | kwargs)

    return act


@pytest.fixture
def tamper():
    """Does what only the database's superuser can: changes rows with the triggers left out."""

    def tamper(*statements):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")

    return tamper
