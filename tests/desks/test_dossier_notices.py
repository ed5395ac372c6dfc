"""Notices to the units: one by one, few at once, many by the worker with its progress on a page."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation
from tests.desks.test_council import signed_in
from tests.desks.test_dossier import NOTICES, put_template
from tests.documents.papers import words
from tests.documents.templated import word
from tests.factories import Cast

from thuocdo.common.faults import NotAllowed
from thuocdo.cycles.models import Season
from thuocdo.desks.dossier import notices, tasks
from thuocdo.results import notice_archives
from thuocdo.results.models import NoticeArchive

MAKING = f"{NOTICES}tat-ca-pdf/"
FILE = f"{NOTICES}da-lap-pdf.zip"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def lead(cast: Cast, season: Season) -> Client:
    """Nobody has reported yet: the notices say so, and are made as any others."""
    return signed_in(cast.lead)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven units count as many."""
    monkeypatch.setattr(notices, "FEW", {"pdf": 3, "docx": 3})


def make() -> int:
    return tasks.make_waiting(lambda: False)


def names(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as archive:
        return archive.namelist()


def test_few_are_handed_out_at_once(lead):
    found = lead.get(f"{NOTICES}tat-ca-pdf.zip")
    assert len(names(found.content)) == 7
    with ZipFile(BytesIO(found.content)) as archive:
        assert "của Sở Y tế" in words(archive.read("003-syt.pdf"))
    assert not NoticeArchive.objects.exists()


def test_many_lead_to_the_page_that_has_them_made(lead, many):
    assert lead.get(f"{NOTICES}tat-ca-pdf.zip").url == MAKING
    assert "Lập toàn bộ thông báo" in lead.get(MAKING).content.decode()


def test_the_page_tells_how_far_the_worker_is(lead, many):
    assert lead.post(MAKING).url == MAKING
    row = NoticeArchive.objects.get()
    notice_archives.tell_made(row, 3)
    said = lead.get(MAKING).content.decode()
    assert "3/7" in said
    assert "hx-get" in said
    fragment = lead.get(MAKING, headers={"HX-Request": "true"})
    assert (fragment.status_code, "<html" in fragment.content.decode()) == (200, False)


def test_the_worker_makes_them_and_they_are_fetched(lead, many):
    lead.post(MAKING)
    assert make() == 1
    assert "7 thông báo đã lập xong" in lead.get(MAKING).content.decode()
    assert lead.get(MAKING, headers={"HX-Request": "true"}).status_code == 286
    assert len(names(b"".join(lead.get(FILE).streaming_content))) == 7


def test_what_is_being_made_is_not_asked_for_twice(lead, many):
    lead.post(MAKING)
    lead.post(MAKING)
    assert NoticeArchive.objects.count() == 1
    make()
    lead.post(MAKING)
    assert NoticeArchive.objects.count() == 2


def test_a_worker_that_is_stopped_leaves_it_to_the_next(lead, many):
    lead.post(MAKING)
    asked = iter([False, False, True])
    assert tasks.make_waiting(lambda: next(asked, True)) == 0
    assert NoticeArchive.objects.get().is_open
    assert make() == 1
    assert NoticeArchive.objects.get().made == 7


def test_before_they_are_made_there_is_nothing_to_fetch(lead):
    assert lead.get(FILE).url == MAKING


def test_a_template_that_cannot_be_filled_is_told_on_the_page(cast, lead):
    put_template(cast, notices.KEY, word("{{ khong_co }}", "{{ noi_dung }}"))
    page = f"{NOTICES}tat-ca-docx/"
    assert lead.get(f"{NOTICES}tat-ca-docx.zip").url == page
    lead.post(page)
    assert make() == 1
    said = lead.get(page).content.decode()
    assert "Không lập được thông báo" in said
    assert "khong_co" in said


def test_word_by_a_department_s_template_is_the_workers_however_few(cast, lead):
    put_template(cast, notices.KEY, word("Gửi {{ don_vi }}: {{ muc }}", "{{ noi_dung }}"))
    assert lead.get(f"{NOTICES}tat-ca-docx.zip").status_code == 302
    assert lead.get(f"{NOTICES}tat-ca-docx.zip?mau=goc").status_code == 200


def test_only_the_lead_department_asks_for_them(cast, season):
    with pytest.raises(NotAllowed):
        notice_archives.ask(cast.chair, season, None, "pdf", 7)
    assert not NoticeArchive.objects.exists()
