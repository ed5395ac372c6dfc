"""Reads the matrix, and the addresses of the site to hold against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml
from django.urls import URLResolver, get_resolver

MATRIX = Path(__file__).with_name("matrix.yaml")
SIGN_IN, REFUSED, HIDDEN, NO_METHOD, OPEN = "sign-in", "refused", "hidden", "no method", "open"
OTHERS = {403: REFUSED, 404: HIDDEN}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
JUDGEMENT = {"get", "post", "others", "refused", "hidden", "open", "scene", "body", "lines"}


@dataclass(frozen=True)
class Line:
    """One address on one object in one scene. `get`, `post`: who may; None where the page has no such method."""

    name: str
    scene: str
    arguments: Mapping[str, object]
    get: frozenset[str] | None
    post: frozenset[str] | None
    refused: frozenset[str]
    hidden: frozenset[str]
    others: str
    body: str
    is_open: bool

    def __str__(self) -> str:
        given = ", ".join(f"{key}={value}" for key, value in self.arguments.items())
        return f"{self.name}({given}) in {self.scene}" + (f" with {self.body}" if self.body else "")

    def expected(self, who: str, method: str) -> str:
        """The verdict that the table demands."""
        if method not in ("GET", "HEAD", "POST"):
            return NO_METHOD
        if who == "anonymous" and not self.is_open:
            return SIGN_IN
        may = self.post if method == "POST" else self.get
        if may is None:
            return NO_METHOD
        if who in may:
            return OPEN
        if who in self.hidden:
            return HIDDEN
        return REFUSED if who in self.refused | (self.get or set()) else self.others


class Matrix(NamedTuple):
    """`canaries`: name -> scene -> who may read it from then on."""

    lines: list[Line]
    canaries: dict[str, dict[str, frozenset[str]]]
    everybody: list[str]


def matrix() -> Matrix:
    """The whole table, groups of people spelled out."""
    content = yaml.safe_load(MATRIX.read_text("utf-8"))
    groups = {name: words.split() for name, words in content["people"].items()}
    rows = content["addresses"].items()
    lines = [_line(name, row | line, groups) for name, row in rows for line in row.get("lines", [{}])]
    canaries = {
        name: {scene: people(words, groups) for scene, words in row.items()}
        for name, row in content["canaries"].items()
    }
    return Matrix(lines, canaries, groups["everybody"])


def _line(name: str, facts: Mapping, groups: Mapping[str, list[str]]) -> Line:
    return Line(
        name=name,
        scene=facts.get("scene", "drafting"),
        arguments={key: value for key, value in facts.items() if key not in JUDGEMENT},
        get=people(facts.get("get"), groups),
        post=people(facts.get("post"), groups),
        refused=people(facts.get("refused", "nobody"), groups),
        hidden=people(facts.get("hidden", "nobody"), groups),
        others=OTHERS[facts["others"]] if "others" in facts else OPEN,
        body=facts.get("body", ""),
        is_open=facts.get("open", False),
    )


def people(words: str | None, groups: Mapping[str, list[str]]) -> frozenset[str] | None:
    """`unit verifier` -> everybody of that group and the verifier; a name that nobody bears is an error."""
    if words is None:
        return None
    known = {name: [name] for name in groups["everybody"]} | groups | {"nobody": []}
    return frozenset(who for word in words.split() for who in known[word])


class Address(NamedTuple):
    route: str
    name: str


def addresses(resolver: URLResolver | None = None, route: str = "", names: tuple = ()) -> Iterator[Address]:
    """Every address of the site with its full name; one without a name goes by its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here, (*names, *filter(None, [entry.namespace])))
        else:
            yield Address(here, ":".join((*names, entry.name or here)))
