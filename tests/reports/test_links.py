"""Upload links: what comes in by them, until when, and that nothing of it is evidence by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.factories import at, make_sent, pdf

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.documents import files
from thuocdo.reports.links import (
    MOST_FILES,
    LinkOver,
    close_link,
    digest_of,
    make_link,
    receive_files,
    refuse_received,
    take_received,
)
from thuocdo.reports.models import ReceivedFile, UploadLink


@pytest.fixture
def link(cast, report):
    made, _secret = make_link(cast.preparer, report, body="Trạm Y tế phường 1", wanted="Bảng kê", days=7)
    return made


def test_the_secret_is_kept_nowhere(cast, report):
    link, secret = make_link(cast.preparer, report, body="Trạm Y tế", wanted="", days=7)
    row = UploadLink.objects.values().get(pk=link.pk)
    assert row["secret_sha256"] == digest_of(secret)
    assert not any(secret in str(value) for value in row.values())
    assert link.expires_at - link.made_at == timedelta(days=7)


def test_what_comes_in_is_no_evidence_until_an_officer_takes_it(cast, report, link):
    received = receive_files(link, [pdf("bang-ke.pdf")], "Gửi bảng kê")[0]
    assert not report.evidence.exists()
    kept = take_received(cast.preparer, received, "1.1")
    assert (kept.file_name, kept.evidence.citations.get().component) == ("bang-ke.pdf", "1.1")
    assert entries_about(f"upload_link:{link.pk}").last().act == "upload_link.file_taken"


def test_a_refused_file_stays_on_record(cast, report, link):
    received = receive_files(link, [pdf()], "")[0]
    refuse_received(cast.coordinator, received)
    received.refresh_from_db()
    assert (received.dealt_by, received.taken_as) == (cast.coordinator, None)
    with pytest.raises(Refused):
        take_received(cast.preparer, received, "1.1")


def test_nothing_comes_in_after_the_last_moment(link):
    at(2022, 10, 24, 8, 59)
    receive_files(link, [pdf()], "")
    at(2022, 10, 24, 9, 1)
    with pytest.raises(LinkOver):
        receive_files(link, [pdf()], "")


def test_nothing_comes_in_by_a_closed_link(cast, link):
    close_link(cast.preparer, link)
    with pytest.raises(LinkOver):
        receive_files(link, [pdf()], "")


def test_nothing_comes_in_for_a_report_that_was_sent(cast, season, link):
    make_sent(cast, season)
    with pytest.raises(LinkOver):
        receive_files(link, [pdf()], "")


def test_a_link_takes_so_many_files_and_no_more(link):
    receive_files(link, [pdf() for _ in range(MOST_FILES)], "")
    with pytest.raises(Refused):
        receive_files(link, [pdf()], "")
    assert link.received.count() == MOST_FILES


@pytest.mark.django_db(transaction=True)
def test_files_are_looked_at_while_others_hand_in_by_the_same_link(link, monkeypatch):
    store, held = files.store, []
    monkeypatch.setattr(files, "store", lambda upload: held.append(connection.in_atomic_block) or store(upload))
    receive_files(link, [pdf(), pdf()], "")
    assert held == [False, False]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_in_at_once_only_as_many_files_as_the_link_takes_are_kept(link, monkeypatch):
    """Both have been told that there is room, before either has the link's row."""
    several = MOST_FILES // 2 + 1
    looked_at, store = Barrier(2), files.store

    def hand_in(uploads):
        try:
            return len(receive_files(link, uploads, ""))
        except Refused:
            return 0
        finally:
            connection.close()

    given = [[pdf() for _ in range(several)] for _ in range(2)]

    def store_and_meet(upload):
        kept = store(upload)
        if any(upload is uploads[-1] for uploads in given):
            looked_at.wait(30)
        return kept

    monkeypatch.setattr(files, "store", store_and_meet)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hand_in, given)) == [0, several]
    assert link.received.count() == several


def test_a_link_closed_while_a_file_is_looked_at_takes_it_no_more(cast, link, monkeypatch):
    store = files.store
    monkeypatch.setattr(files, "store", lambda upload: close_link(cast.preparer, link) or store(upload))
    with pytest.raises(LinkOver):
        receive_files(link, [pdf()], "")
    assert not ReceivedFile.objects.exists()


def test_one_bad_file_keeps_the_others_out(link):
    bad = pdf()
    bad.file.truncate(50)
    with pytest.raises(Refused):
        receive_files(link, [pdf(), bad], "")
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "head", "outsider", "lead"])
def test_only_who_fills_the_report_deals_with_links(cast, report, link, who):
    received = receive_files(link, [pdf()], "")[0]
    person = getattr(cast, who)
    for act in (
        lambda: make_link(person, report, body="x", wanted="", days=1),
        lambda: close_link(person, link),
        lambda: take_received(person, received, "1.1"),
        lambda: refuse_received(person, received),
    ):
        with pytest.raises(NotAllowed):
            act()
