"""docs/articles.md leads from an article to data, code, tests and pages: all of them exist, and nothing is left out."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.urls import get_resolver

from docs import generate

ROOT = Path(__file__).resolve().parents[2]
BUILT_IN = ROOT / "src" / "thuocdo" / "regulation" / "sets" / "qd-3043-2021"
ROWS = [row for rows in generate.rows().values() for row in rows]
TITLES = ("articles", "readings")


def _named(what: str) -> list[Any]:
    return [pytest.param(name, id=f"{row['id']}: {name}") for row in ROWS for name in row.get(what, ())]


def _addresses(resolver: Any, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield namespace + pattern.name


def test_the_page_is_made_from_its_source() -> None:
    assert generate.ARTICLES.read_text("utf-8") == generate.articles_text(), "run python -m docs.generate"


def test_every_article_and_reading_of_the_regulation_has_a_row() -> None:
    text = (ROOT / "docs" / "regulation.md").read_text("utf-8")
    articles = re.findall(r"^\| (R[\d.]+[abc]?) \|", text, re.MULTILINE)
    readings = re.findall(r"^\*\*(I\d+)\.", text, re.MULTILINE)
    content = generate.rows()
    assert [[row["id"] for row in content[title]] for title in TITLES] == [articles, readings]


def test_a_row_says_what_does_it_or_that_it_is_later_work() -> None:
    assert not [row["id"] for row in ROWS if not (row.get("code") and row.get("tests")) and not row.get("later")]


@pytest.mark.parametrize("name", _named("data"))
def test_the_data_exist(name: str) -> None:
    file, colon, path = name.partition(":")
    if not colon:
        model, field = name.rsplit(".", 1)
        assert apps.get_model(model)._meta.get_field(field)
        return
    node = yaml.safe_load((BUILT_IN / file).read_text("utf-8"))
    for key in path.split("."):
        node = node[int(key)] if key.isdigit() else node[key]
    assert node is not None


@pytest.mark.parametrize("name", _named("code"))
def test_the_code_exists(name: str) -> None:
    module, _, thing = name.partition(":")
    assert getattr(import_module(module), thing).__module__ == module


@pytest.mark.parametrize("name", _named("tests"))
def test_the_tests_exist(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("name", _named("pages"))
def test_the_pages_exist(name: str) -> None:
    assert name in set(_addresses(get_resolver()))
