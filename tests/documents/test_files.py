"""What is taken in and what is not: by content, whatever the name says; and kept once."""

import os
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.hostile import BAD, GOOD, packed_twice, pdf_with
from tests.documents.signing import plain, whole
from tests.factories import pdf as pdf_upload

from thuocdo.common.faults import Refused
from thuocdo.documents import files
from thuocdo.documents.checks import alone, pdf
from thuocdo.documents.checks.unfit import Reason, Unfit
from thuocdo.documents.models import StoredFile
from thuocdo.documents.unfit_words import WORDS


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path


def upload(content: bytes, name: str = "tai-lieu.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def drafts() -> list[Path]:
    return list((Path(settings.DATA) / "files" / "incoming").glob("*"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_what_could_do_harm_is_refused_with_its_reason(name):
    content, reason = BAD[name]
    with pytest.raises(Refused) as refusal:
        files.store(upload(content))
    assert str(refusal.value) == str(WORDS[reason])
    assert not StoredFile.objects.exists()
    assert not drafts()


@pytest.mark.django_db
@pytest.mark.parametrize("name", GOOD)
def test_what_people_hand_in_is_kept(name):
    stored = files.store(upload(GOOD[name]))
    assert b"".join(files.chunks(stored.sha256)) == GOOD[name]
    assert not drafts()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 old", b"  %PDF-1.7"])
def test_a_name_does_not_make_a_pdf(content):
    with pytest.raises(Refused):
        files.store(upload(content))


@pytest.mark.django_db
def test_the_same_content_is_kept_once():
    assert files.store(upload(GOOD["PNG"], "a.png")) == files.store(upload(GOOD["PNG"], "b.png"))


def test_a_large_pdf_is_looked_at_in_a_process_of_its_own(tmp_path):
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_bytes(BAD["script on opening"][0])
    good.write_bytes(pdf_with())
    alone.look(good)
    with pytest.raises(Unfit) as fault:
        alone.look(bad)
    assert fault.value.reason == "script"


def test_a_pdf_that_packs_nothing_is_looked_at_at_once(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(pdf_upload().read())
    assert pdf.packs_nothing(file)


@pytest.mark.parametrize("word", [b"/Filter", b"/F#69lter", b"/ObjStm", b"/XRef", bytes(pdf.SHORT)])
def test_a_pdf_that_may_pack_something_is_looked_at_with_limits(word, tmp_path):
    file = tmp_path / "a"
    file.write_bytes(pdf_upload().read() + word)
    assert not pdf.packs_nothing(file)


@pytest.mark.django_db
def test_a_short_file_that_unpacks_to_millions_of_objects_takes_no_memory_of_ours():
    before = getrusage(RUSAGE_SELF).ru_maxrss  # KiB
    with pytest.raises(Refused, match=str(WORDS[Reason.TOO_COMPLEX])):
        files.store(upload(packed_twice(16 * 1024**2)))
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.django_db
def test_a_name_is_on_disk_before_its_row(monkeypatch):
    kept, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: kept.append(os.fstat(handle).st_ino) or fsync(handle))
    place = files.path(files.store(upload(GOOD["PNG"])).sha256)
    assert kept == [place.stat().st_ino, place.parent.stat().st_ino, place.parent.parent.stat().st_ino]


@pytest.mark.django_db
def test_a_larger_file_than_allowed_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 100
    with pytest.raises(Refused):
        files.store(upload(GOOD["plain PDF"]))


@pytest.mark.django_db
def test_a_digitally_signed_pdf_is_taken_byte_for_byte():
    signed = whole(plain())
    assert b"".join(files.chunks(files.store(upload(signed)).sha256)) == signed
