"""Pictures of what was handed in: drawn once, a few pages, and nothing of the file itself."""

from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.documents.hostile import GOOD, jpeg, pdf_with
from tests.factories import pdf

from thuocdo.documents import files, previews
from thuocdo.documents.checks import alone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path


def store(content: bytes, name: str = "a"):
    return files.store(SimpleUploadedFile(name, content))


def test_the_first_pages_of_a_pdf_are_drawn():
    stored = store(pdf_with(lambda document: [document.add_blank_page() for _ in range(11)]))
    assert previews.pages(stored) == (previews.MOST_PAGES, 12)
    assert Image.open(previews.picture(stored, previews.MOST_PAGES)).size <= (1100, 1600)
    assert previews.picture(stored, previews.MOST_PAGES + 1) is None


def test_text_is_to_be_seen_on_the_page():
    stored = files.store(pdf())
    assert min(Image.open(previews.picture(stored, 1)).convert("L").tobytes()) < 100


def test_a_picture_is_drawn_anew_without_what_hides_in_it():
    stored = store(jpeg() + b"<script>")
    content = previews.picture(stored, 1).read_bytes()
    assert Image.open(BytesIO(content)).format == "PNG"
    assert b"script" not in content


def test_an_office_file_has_no_picture():
    assert previews.pages(store(GOOD["Word"])) == (0, 0)


def test_it_is_drawn_once(monkeypatch):
    stored = files.store(pdf())
    previews.pages(stored)
    monkeypatch.setattr(alone, "run", None)
    assert previews.pages(stored) == (1, 1)


def test_what_cannot_be_drawn_has_no_picture_and_is_not_tried_again(monkeypatch):
    stored = files.keep(b"%PDF-1.7 and nothing more", files.PDF)
    assert previews.pages(stored) == (0, 0)
    monkeypatch.setattr(alone, "run", None)
    assert previews.pages(stored) == (0, 0)


def test_what_a_busy_machine_had_no_time_for_is_tried_again(monkeypatch):
    stored = files.store(pdf())
    with monkeypatch.context() as busy:
        busy.setattr(alone, "run", partial(alone.run, seconds=0.001))
        assert previews.pages(stored) == (0, 0)
    assert not list(previews._folder(stored).parent.iterdir())
    assert previews.pages(stored) == (1, 1)


def test_the_oldest_pictures_make_room(monkeypatch):
    monkeypatch.setattr(previews, "MOST_KEPT", 2)
    stored = [files.store(pdf()) for _ in range(3)]
    for row in stored:
        previews.pages(row)
    assert [previews._folder(row).exists() for row in stored] == [False, True, True]
