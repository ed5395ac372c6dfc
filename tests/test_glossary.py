"""The product speaks in the words of docs/glossary.md, and never in those of its table "Say this, not that"."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages import pofile

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thuocdo"
GLOSSARY = ROOT / "docs" / "glossary.md"
PO = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
OWN_TABLE = "\n## Say this, not that"
SHOWN = {".yaml", ".html", ".js", ".md", ".txt", ".svg"}


class Row(NamedTuple):
    wrong: tuple[str, ...]
    right: str
    allowed: tuple[str, ...]


def _cells(title: str) -> list[list[str]]:
    """The rows of the first table under a heading of the glossary, without its head."""
    part = GLOSSARY.read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _quoted(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("“([^”]+)”", cell))


BANNED = [Row(_quoted(cells[0]), cells[1], _quoted(cells[2])) for cells in _cells("Say this, not that")]
TERMS = [
    (set(re.split(r" \(ngắn: |\)", cells[0])) - {""}, cells[1])
    for title in (
        "The season and its papers",
        "The form and its points",
        "Exemption",
        "Bodies and people",
        "What happens between them",
    )
    for cells in _cells(title)
]
STATES = [(cells[0], cells[1], cells[2]) for cells in _cells("States")]


def found(text: str) -> list[str]:
    """The words of the table that a text uses; a word right beside a digit or a sign of percent is a number's."""
    folded = re.sub(r"\s+", " ", text).casefold()
    return [word for row in BANNED for word in row.wrong if _occurs(word.casefold(), _without(folded, row.allowed))]


def _without(text: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        text = text.replace(phrase.casefold(), "")
    return text


def _occurs(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w|[.,]\d|%)", text) is not None


def _code(file: Path) -> str:
    """What a module may say: its texts, without its own comments."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _translations(file: Path) -> str:
    with file.open("rb") as source:
        messages = pofile.read_po(source)
    texts = (message.string for message in messages if message.id)
    return "\n".join(text if isinstance(text, str) else "\n".join(text) for text in texts)


def _documents() -> Iterator[Path]:
    yield ROOT / "README.md"
    yield from (ROOT / "docs").rglob("*.md")
    yield from (ROOT / "tests" / "regulation").rglob("*.yaml")


def _spoken() -> Iterator[tuple[str, str]]:
    """Everything that the product or its documents say: name of the file, text."""
    for file in sorted(PACKAGE.rglob("*")):
        name = file.relative_to(ROOT).as_posix()
        if file.suffix == ".py":
            yield name, _code(file)
        elif file.suffix == ".po":
            yield name, _translations(file)
        elif file.suffix in SHOWN:
            yield name, file.read_text("utf-8")
    for file in sorted(_documents()):
        text = file.read_text("utf-8")
        yield file.relative_to(ROOT).as_posix(), text.partition(OWN_TABLE)[0] if file == GLOSSARY else text


@cache
def _texts() -> dict[str, str]:
    return dict(_spoken())


def test_the_table_is_read_whole() -> None:
    assert len(BANNED) >= 16
    assert all(row.wrong and row.right for row in BANNED)
    assert len(TERMS) > 40


def test_the_words_are_looked_for_everywhere() -> None:
    kinds = {Path(name).suffix for name in _texts()}
    assert {".py", ".po", ".yaml", ".html", ".md"} <= kinds
    assert "regulation/sets/qd-3043-2021/group-4.yaml" in "\n".join(_texts())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đơn vị nộp báo cáo muộn", ["Nộp báo cáo", "Đơn vị nộp"]),
        ("Hồ sơ nộp trực tuyến, cán bộ nộp hộ", []),
        ("mức giữa (trung vị) của cấp", []),
        ("Trung vị của cấp", ["Trung vị"]),
        ("so với mức 90% và mức 1,5 lần", []),
        ("Đạt mức 1 là tốt", ["Mức 1"]),
        ("Thẩm\n  định số liệu", ["Thẩm định"]),
        ("Xếp hạng theo thứ tự", []),
    ],
)
def test_words_are_found_as_words(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize("name", sorted(_texts()))
def test_no_word_is_used_that_should_not_be(name: str) -> None:
    assert not found(_texts()[name]), "see docs/glossary.md, “Say this, not that”"


@cache
def _vietnamese() -> dict[str, set[str]]:
    """English message, in small letters -> its translations without context."""
    said: dict[str, set[str]] = {}
    with PO.open("rb") as source:
        for message in pofile.read_po(source):
            if isinstance(message.id, str) and not message.context:
                said.setdefault(message.id.casefold(), set()).add(str(message.string))
    return said


@pytest.mark.parametrize(("vietnamese", "english"), TERMS, ids=[english for _, english in TERMS])
def test_one_thing_has_one_word_on_the_pages(vietnamese: set[str], english: str) -> None:
    assert _vietnamese().get(english, set()) <= vietnamese


def test_the_pages_use_most_of_the_words() -> None:
    assert len([english for _, english in TERMS if english in _vietnamese()]) >= 20


@pytest.mark.parametrize(("kind", "key", "vietnamese"), STATES)
def test_a_state_is_always_called_by_its_name(kind: str, key: str, vietnamese: str) -> None:
    from django.utils import translation

    from thuocdo.common.states import state_of

    with translation.override("en"):
        english = str(state_of(kind, key).label)
    assert _vietnamese()[english.casefold()] == {vietnamese}


@pytest.mark.parametrize("kind", ["season", "report"])
def test_every_state_has_its_word(kind: str) -> None:
    from thuocdo.common.states import STATES as SHOWN_STATES

    assert [key for of, key, _ in STATES if of == kind] == list(SHOWN_STATES[kind])
