"""The worker goes on sealing whatever the database does meanwhile."""

import threading

import pytest
from django.db import OperationalError

from thuocdo.audit import actions
from thuocdo.config import worker


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_is_said_once_and_met_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped, rounds = threading.Event(), []

    def seal() -> None:
        rounds.append(1)
        if len(rounds) in (2, 3):
            raise OperationalError("gone")
        if len(rounds) == 4:
            stopped.set()

    monkeypatch.setattr(actions, "seal", seal)
    monkeypatch.setattr(worker, "EVERY", 0.001)
    worker.work(stopped)
    assert len(rounds) == 4
    assert [record.getMessage() for record in caplog.records] == [
        "Sealing waits for the database: gone",
        "The database is back; sealing goes on.",
    ]
