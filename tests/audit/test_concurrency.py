"""Many writers and sealers at once: every committed entry is sealed once, without gaps, and nothing is lost."""

import random
import threading
import time

import pytest
from django.db import connection, transaction

from thuocdo.audit.actions import SEALER, receipt_seal, record, seal
from thuocdo.audit.inspection import verify
from thuocdo.audit.models import Checkpoint, Entry, Pending, Seal

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ACTS = 6, 25


class Crowd:
    """Threads with database connections of their own; `done` raises what went wrong in any of them."""

    def __init__(self):
        self.threads, self.faults = [], []

    def start(self, work, *args):
        thread = threading.Thread(target=self._run, args=(work, *args))
        self.threads.append(thread)
        thread.start()

    def _run(self, work, *args):
        try:
            work(*args)
        except Exception as fault:
            self.faults.append(fault)
        finally:
            connection.close()

    def done(self):
        for thread in self.threads:
            thread.join(60)
        assert self.faults == []
        assert not any(thread.is_alive() for thread in self.threads)


def write(writer, committed):
    """Acts of which every fourth is rolled back; a short wait lets later numbers be committed before earlier ones."""
    chance = random.Random(writer)  # noqa: S311 (the same waits in every run)
    for number in range(ACTS):
        try:
            with transaction.atomic():
                entry = record("answer.saved", actor=writer, subject=f"answer:{writer}-{number}")
                time.sleep(chance.random() / 200)
                if number % 4 == 3:
                    raise InterruptedError
        except InterruptedError:
            continue
        committed.append(entry.pk)


def test_writers_and_sealers_leave_no_gap_and_lose_nothing():
    crowd, committed, over = Crowd(), [], threading.Event()

    def keep_sealing():
        while not over.is_set():
            seal()

    sealers = Crowd()
    for _ in range(2):
        sealers.start(keep_sealing)
    for writer in range(WRITERS):
        crowd.start(write, writer, committed)
    crowd.done()
    over.set()
    sealers.done()
    seal()
    positions = Seal.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(len(committed)))
    assert set(Seal.objects.values_list("entry_id", flat=True)) == set(committed)
    assert (Pending.objects.count(), Entry.objects.count()) == (0, len(committed))
    assert Checkpoint.objects.count() > 1
    assert verify() == []


def test_an_entry_still_uncommitted_is_sealed_later_though_its_number_is_lower(act):
    written, go_on = threading.Event(), threading.Event()
    numbers, crowd = [], Crowd()

    def slow():
        with transaction.atomic():
            numbers.append(record("report.sent", actor=1, subject="report:1").pk)
            written.set()
            go_on.wait(30)

    crowd.start(slow)
    written.wait(30)
    early = act()
    assert seal().size == 1
    go_on.set()
    crowd.done()
    assert seal().size == 2
    assert list(Seal.objects.order_by("position").values_list("entry_id", flat=True)) == [early.pk, *numbers]
    assert verify() == []


def test_a_receipt_waits_for_the_sealer_at_work(act):
    """The sealer holds its lock while the receipt is asked for; the receipt comes after it and covers its entry."""
    sealing, go_on = threading.Event(), threading.Event()
    receipts, crowd = [], Crowd()
    entry = act()

    def slow_sealer():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER])
            sealing.set()
            go_on.wait(30)

    crowd.start(slow_sealer)
    sealing.wait(30)
    crowd.start(lambda: receipts.append(receipt_seal(entry)))
    time.sleep(0.2)
    assert receipts == []
    go_on.set()
    crowd.done()
    assert [receipt.size for receipt in receipts] == [1]


def test_receipts_asked_for_at_once_all_cover_their_entries():
    crowd, receipts = Crowd(), []

    def send(number):
        with transaction.atomic():
            entry = record("report.sent", actor=number, subject=f"report:{number}")
        receipts.append((entry.pk, receipt_seal(entry)))

    for number in range(8):
        crowd.start(send, number)
    crowd.done()
    assert len(receipts) == 8
    for number, receipt in receipts:
        assert Seal.objects.get(entry=number).position < receipt.size
    assert verify() == []


def test_a_log_may_be_inspected_while_it_grows():
    crowd, writers, committed, over, found = Crowd(), Crowd(), [], threading.Event(), []

    def keep_sealing():
        while not over.is_set():
            seal()

    def keep_inspecting():
        while not over.is_set():
            found.extend(verify())

    crowd.start(keep_sealing)
    crowd.start(keep_inspecting)
    for writer in range(3):
        writers.start(write, writer, committed)
    writers.done()
    over.set()
    crowd.done()
    assert found == []
