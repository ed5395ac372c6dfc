"""What a PDF says of itself, read in a process of its own: what harms the library harms nobody else."""

from functools import partial

from tests.documents.hostile import much_text, pdf_with
from tests.factories import pdf

from thuocdo.documents import reading
from thuocdo.documents.checks import alone


def _titled(document) -> None:
    document.docinfo["/Subject"] = "thuocdo:2022:syt ở đây"


def test_the_text_of_the_pages_is_read():
    assert "SAMPLE DATA" in reading.words(pdf().read())[1]


def test_the_properties_are_read():
    assert reading.words(pdf_with(_titled)) == ("thuocdo:2022:syt ở đây", "")


def test_a_file_that_cannot_be_read_says_nothing():
    assert reading.words(b"%PDF-1.7 and nothing more") is None


def test_a_short_file_that_unpacks_to_endless_text_says_nothing(monkeypatch):
    monkeypatch.setattr(alone, "run", partial(alone.run, seconds=2))
    assert reading.words(much_text(64 * 1024**2)) is None
