"""The worker goes on whatever the database does meanwhile, and one sweep never holds up another."""

import threading
import time

import pytest
from django.db import OperationalError

from thuocdo.audit import actions
from thuocdo.config import worker
from thuocdo.config.worker import Sweep

pytestmark = pytest.mark.django_db(transaction=True)


def run(monkeypatch: pytest.MonkeyPatch, *sweeps: Sweep) -> threading.Event:
    """Works in a thread, as fast as it can, until the event that is returned is set."""
    monkeypatch.setattr(worker, "SWEEPS", list(sweeps))
    monkeypatch.setattr(worker, "SOON", 0.001)
    return threading.Event()


def test_a_lost_database_is_said_once_and_met_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopped, rounds = run(monkeypatch, Sweep("Sealing", 0.001, worker._seal)), []

    def seal() -> None:
        rounds.append(1)
        if len(rounds) in (2, 3):
            raise OperationalError("gone")
        if len(rounds) == 4:
            stopped.set()

    monkeypatch.setattr(actions, "seal", seal)
    worker.work(stopped)
    assert len(rounds) == 4
    assert [record.getMessage() for record in caplog.records] == [
        "Sealing waits for the database: gone",
        "The database is back; sealing goes on.",
    ]


def test_a_slow_sweep_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, slow = [], []

    def linger(stopped: threading.Event) -> None:
        slow.append(1)
        stopped.wait(10)

    def tick(stopped: threading.Event) -> None:
        quick.append(1)
        if len(quick) == 5:
            stopped.set()

    worker.work(run(monkeypatch, Sweep("E-mail", 0.001, linger), Sweep("Sealing", 0.001, tick)))
    assert (len(quick), len(slow)) == (5, 1)


def test_a_sweep_that_fails_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = []

    def fail(stopped: threading.Event) -> None:
        rounds.append(time.monotonic())
        if len(rounds) == 2:
            stopped.set()
        raise ValueError("a fault of our own")

    stopped = run(monkeypatch, Sweep("Reminding", 0.001, fail))
    monkeypatch.setattr(worker, "REST", 0.05)
    worker.work(stopped)
    assert len(rounds) == 2
    assert rounds[1] - rounds[0] >= 0.05
    assert "Reminding failed" in caplog.text
    assert "a fault of our own" in caplog.text


def test_the_worker_seals_reminds_and_sends() -> None:
    assert [sweep.name for sweep in worker.SWEEPS] == ["Sealing", "Reminding", "E-mail", "Making notices"]
