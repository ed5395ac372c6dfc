"""The matrix is whole: every address has its row, no row is left over, and the document says what the table says."""

import pytest
from django.urls import resolve, reverse
from django.utils import translation
from tests.permissions import document
from tests.permissions.scenes import CANARIES, SCENES
from tests.permissions.table import addresses, matrix

MATRIX = matrix()
FOR_PROGRAMS = ("api:", "crawler:")  # one address, whatever the language
DECLARED = {line.name for line in MATRIX.lines}


def test_every_address_has_a_row_and_every_row_an_address():
    assert {address.name for address in addresses()} == DECLARED


def test_no_two_addresses_share_a_name():
    names = [address.name for address in addresses()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("line", MATRIX.lines, ids=str)
def test_both_languages_lead_to_the_same_row(line):
    """An object's number matters to no route."""
    objects = {"pk", "copy", "printed", "number"}
    given = {key: 1 if key in objects or value == "council paper" else value for key, value in line.arguments.items()}
    found = {}
    for language in ("vi", "en"):
        with translation.override(language):
            url = reverse(line.name, kwargs=given)
            assert url.startswith("/en/") == (language == "en" and not line.name.startswith(FOR_PROGRAMS))
            found[language] = resolve(url)
    assert {match.view_name for match in found.values()} == {line.name}
    assert found["vi"].func is found["en"].func


def test_scenes_and_canaries_of_the_table_are_those_that_are_played():
    assert {line.scene for line in MATRIX.lines} == set(SCENES)
    assert {scene for row in MATRIX.canaries.values() for scene in row} <= set(SCENES)
    assert MATRIX.canaries.keys() == CANARIES.keys()


def test_the_document_is_made_from_the_table():
    assert document.FILE.read_text("utf-8") == document.text(), "run python -m tests.permissions.document"
