"""Upload links: what comes in by them, until when, and that nothing of it is evidence by itself."""

from datetime import timedelta

import pytest
from tests.factories import at, make_sent, pdf

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import NotAllowed, Refused
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
