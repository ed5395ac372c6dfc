"""Two people press at once: one of them wins, and what was sent is what was kept (I5, R4.5)."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from tests.factories import CONTACTS, again, make_cast, make_season, report_of

from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.reports import deadlines
from thuocdo.reports.actions import locked, save_answer, set_contacts
from thuocdo.reports.content import content_digest
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report, withdraw_report

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 50 if os.environ.get("THUOCDO_DEEP") else 4


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def report(cast) -> Report:
    row = report_of(make_season(cast))
    set_contacts(cast.preparer, row, **CONTACTS)
    return again(row)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of the acts gave, or its refusal; they begin together, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return act()
        except Refused as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def won(outcomes: list[object]) -> int:
    return sum(not isinstance(row, Refused) for row in outcomes)


def test_of_several_who_send_at_once_one_wins(cast, report):
    for trial in range(TRIALS):
        people = [cast.preparer, cast.coordinator, cast.clerk, cast.head]
        outcomes = at_once(*(lambda who=who: send_report(who, report) for who in people))
        assert won(outcomes) == 1
        assert report.sendings.count() == trial + 1
        withdraw_report(cast.preparer, report)


def test_of_several_who_withdraw_at_once_one_wins(cast, report):
    for _trial in range(TRIALS):
        send_report(cast.preparer, again(report))
        outcomes = at_once(*(lambda who=who: withdraw_report(who, report) for who in (cast.preparer, cast.clerk)))
        assert won(outcomes) == 1
        assert again(report).state == ReportState.DRAFTING


def test_sending_while_it_is_withdrawn_ends_as_the_last_act_says(cast, report):
    for _trial in range(TRIALS):
        send_report(cast.preparer, again(report))
        before = report.sendings.count()
        withdrawn, sent = at_once(
            lambda: withdraw_report(cast.clerk, report), lambda: send_report(cast.preparer, report)
        )
        assert not isinstance(withdrawn, Refused)
        state = again(report).state
        assert (state == ReportState.SENT) == (not isinstance(sent, Refused))
        assert report.sendings.count() == before + (state == ReportState.SENT)
        if state == ReportState.SENT:
            withdraw_report(cast.clerk, report)


def test_what_is_typed_while_the_report_goes_is_in_it_or_refused(cast, report):
    for trial in range(TRIALS):
        version = report.answers.values_list("version", flat=True).first() or 0
        values = {"a": str(trial), "b": "100"}
        at_once(
            lambda v=version, said=values: save_answer(cast.preparer, report, "1.3", said, version=v),
            lambda: send_report(cast.clerk, report),
        )
        assert content_digest(again(report)) == report.sendings.first().content_sha256
        withdraw_report(cast.clerk, report)


def test_who_waits_for_the_lock_past_the_deadline_is_late(cast, report, monkeypatch):
    """In time when the button was pressed; late once the row was free."""
    plain = deadlines.midnight
    shift = clock.now() + timedelta(seconds=0.4) - deadlines.deadline_of(report)
    monkeypatch.setattr(deadlines, "midnight", lambda day: plain(day) + shift)
    barrier = Barrier(2)

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            locked(report)
            barrier.wait(10)
            cursor.execute("SELECT pg_sleep(0.8)")
        connection.close()

    def send() -> Report:
        barrier.wait(10)
        try:
            return send_report(cast.preparer, report)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(hold)
        assert pool.submit(send).result(20).is_late
