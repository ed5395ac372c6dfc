"""Many people type at once, on real PostgreSQL: no update is lost, no version is given twice, nobody waits for ever."""

import os
import random
import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from tests.factories import fresh

from thuocdo.accounts.models import User
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict
from thuocdo.reports.actions import save_answer
from thuocdo.reports.models import Answer, AnswerChange, Report

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, SAVINGS = 24, 5
RACES = 1000 if os.environ.get("THUOCDO_DEEP") else 20
CODES = ["1.3", "2.2", "3.1", "3.3", "3.4", "4.1"]
PATIENCE = 120  # seconds


def together(*works: Callable[[], None]) -> None:
    """Runs them at the same moment, each with a connection of its own; raises what went wrong in any of them."""
    start, faults = threading.Barrier(len(works)), []

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait(PATIENCE)
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    assert not faults, faults


def version_of(report: Report, code: str) -> int:
    return Answer.objects.filter(report=report, component=code).values_list("version", flat=True).first() or 0


def insist(user: User, report: Report, code: str, text: str) -> None:
    """Saves as a page does: what conflicts is read again and saved anew, what was saved is now and then repeated."""
    while True:
        key, version = uuid4(), version_of(report, code)
        try:
            save_answer(user, report, code, {"a": text, "b": "999999"}, version=version, key=key)
        except Conflict:
            continue
        if random.random() < 0.3:  # noqa: S311 (a lost answer, not a secret)
            again = save_answer(user, report, code, {"a": text, "b": "999999"}, version=version, key=key)
            assert again.version == version + 1
        return


def test_of_24_people_at_one_report_nobody_loses_a_saving(cast, report):
    wanted: Counter[str] = Counter()

    def writer(place: int) -> Callable[[], None]:
        user = fresh(cast.preparer if place % 2 else cast.coordinator)
        code = CODES[place % len(CODES)]
        texts = [str(place * 100 + number) for number in range(SAVINGS)]
        wanted.update(texts)
        return lambda: [insist(user, report, code, text) for text in texts] and None

    together(*(writer(place) for place in range(WRITERS)))
    saved = Counter(change.values["a"] for change in AnswerChange.objects.filter(answer__report=report))
    assert saved == wanted
    for answer in report.answers.all():
        versions = sorted(answer.changes.values_list("version", flat=True))
        assert versions == list(range(1, answer.version + 1))
        assert answer.values == answer.changes.get(version=answer.version).values
    acts = Entry.objects.filter(subject__startswith=f"report:{report.pk}/", act="answer.self")
    assert acts.count() == WRITERS * SAVINGS


def test_of_two_who_saw_the_same_version_one_wins_and_the_other_is_told(cast, report):
    people = [cast.preparer, cast.coordinator]
    for race in range(RACES):
        told: list[str] = []

        def save(user: User, text: str, seen: int, told: list[str] = told) -> None:
            try:
                save_answer(user, report, "1.3", {"a": text, "b": "999999"}, version=seen)
                told.append(text)
            except Conflict:
                told.append("conflict")

        together(*(lambda p=place, u=user, r=race: save(u, f"{2 * r + p}", r) for place, user in enumerate(people)))
        assert sorted(told)[1] == "conflict"
        assert Answer.objects.get(report=report).values["a"] in told
    assert version_of(report, "1.3") == RACES


def test_a_request_sent_twice_at_once_is_done_once(cast, report):
    for race in range(RACES):
        key, versions = uuid4(), []

        def save(key=key, seen=race, versions=versions) -> None:
            values = {"a": str(seen), "b": "999999"}
            versions.append(save_answer(cast.preparer, report, "1.3", values, version=seen, key=key).version)

        together(save, save)
        assert versions == [race + 1, race + 1]
    assert AnswerChange.objects.filter(answer__report=report).count() == RACES
