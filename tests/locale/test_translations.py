"""Every text of the pages has its Vietnamese; placeholders agree; nothing is guessed, doubled or left over."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from unicodedata import is_normalized

import pytest
from babel.messages import Catalog, Message, pofile

from thuocdo.config import messages

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thuocdo"
OURS = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
OF_DJANGO = PACKAGE / "common" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def _catalog(file: Path) -> Catalog:
    with file.open("rb") as source:
        return pofile.read_po(source)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _texts(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@cache
def _wanted() -> dict[tuple[str | None, str], set[str]]:
    """Every message of code and templates -> the files that say it."""
    found = messages.extracted(PACKAGE)
    return {_key(message): {file for file, _ in message.locations} for message in found if message.id}


@cache
def _said() -> dict[tuple[str | None, str], Message]:
    return {_key(message): message for message in _catalog(OURS) if message.id}


def test_there_is_something_to_translate() -> None:
    assert len(_wanted()) > 300


def test_every_text_has_its_vietnamese() -> None:
    missing: dict[str, list[str]] = {}
    for key, files in _wanted().items():
        message = _said().get(key)
        if message is None or not all(_texts(message.string)) or not message.string:
            missing.setdefault(", ".join(sorted(files)), []).append(key[1])
    assert not missing


def test_nothing_is_translated_that_no_page_says() -> None:
    unsaid = sorted(message for _, message in _said().keys() - _wanted().keys())
    assert not unsaid, "run thuocdo messages update"


@pytest.mark.parametrize("file", [OURS, OF_DJANGO], ids=["ours", "of Django"])
def test_no_translation_is_guessed_or_left_over(file: Path) -> None:
    catalog = _catalog(file)
    assert not [message.id for message in catalog if message.id and message.fuzzy]
    assert not catalog.obsolete


@pytest.mark.parametrize("file", [OURS, OF_DJANGO], ids=["ours", "of Django"])
def test_no_text_is_translated_twice(file: Path) -> None:
    entries = file.read_text("utf-8").split("\n\n")
    heads = Counter("".join(re.findall(r"^msg(?:ctxt|id) .*(?:\n\".*\")*", entry, re.MULTILINE)) for entry in entries)
    assert not [head for head, count in heads.items() if head and count > 1]


def _marks(text: str | tuple[str, ...] | list[str]) -> set[str]:
    return {mark for one in _texts(text) for mark in PLACEHOLDER.findall(one)}


def test_placeholders_and_tags_agree() -> None:
    translated = [message for message in _said().values() if all(_texts(message.string))]
    assert not [message.string for message in translated if _marks(message.string) != _marks(message.id)]


def test_our_words_for_django_ask_for_nothing_that_it_does_not_give() -> None:
    assert not [
        message.string for message in _catalog(OF_DJANGO) if message.id and _marks(message.string) - _marks(message.id)
    ]


@pytest.mark.parametrize("file", [OURS, OF_DJANGO], ids=["ours", "of Django"])
def test_letters_are_composed(file: Path) -> None:
    assert is_normalized("NFC", file.read_text("utf-8"))
