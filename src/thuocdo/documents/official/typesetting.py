"""Sets a paper as PDF/A-2a and PDF/UA-1: archived as it looks, read aloud in order, alike to the byte each time."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from thuocdo.documents.official import qr
from thuocdo.documents.official.lettering import LONGEST, folder, printable, unprintable
from thuocdo.documents.official.lines import with_lines
from thuocdo.documents.official.paper import Attestation, Paper

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]
PREVIEW_PPI = 105.0
_one_at_a_time = Lock()  # a compiler keeps what it learnt of fonts and templates; it serves one thread at a time


class TypesettingFailed(Exception):
    """The template or a font is at fault, never what somebody typed."""


def typeset(paper: Paper) -> bytes:
    """The paper as PDF; about 100 ms for a report once the process is warm.

    Raises TypesettingFailed when the typesetter so much as warns: a paper with a missing letter is not handed out.
    """
    return _compiled(described(paper), pdf_standards=STANDARDS)


def pictures(paper: Paper) -> tuple[bytes, ...]:
    """Every page as PNG, to be looked at before there is a PDF."""
    return _pictures(described(paper))


@lru_cache(maxsize=8)  # a page of the product shows the pages of one paper in as many requests
def _pictures(description: str) -> tuple[bytes, ...]:
    made = _compiled(description, format="png", ppi=PREVIEW_PPI)
    return tuple(made) if isinstance(made, list) else (made,)


def _compiled(description: str, **how: Any) -> Any:
    import typst

    with _one_at_a_time:
        try:
            made, warnings = _compiler().compile_with_warnings(
                input=str(TEMPLATES / "paper.typ"), sys_inputs={"paper": description}, **how
            )
        except typst.TypstError as fault:
            raise TypesettingFailed(str(fault)) from fault
    if warnings:
        raise TypesettingFailed("; ".join(str(warning) for warning in warnings))
    return made


@cache
def _compiler() -> "Compiler":
    import typst  # slow to import, and only a process that prints needs it

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def described(paper: Paper) -> str:
    """The paper as JSON, which the template reads as data and never as commands."""
    facts = _printable(asdict(replace(with_lines(paper), fields=()))) | _of_the_file(paper)
    for block, told in zip(_blocks(facts), _attested(paper), strict=True):
        if told is not None:
            block["squares"] = qr.squares(told)
    return json.dumps(facts, ensure_ascii=False)


def _of_the_file(paper: Paper) -> dict[str, Any]:
    """What the file says of itself, wherever the lines of its pages end."""
    return {
        "named": _printable(f"{paper.kind}: {paper.title}" if paper.kind else paper.title).replace("\n", " "),
        "author": _printable(paper.head.name).replace("\n", " "),
        "moment": list(paper.moment.timetuple()[:6]),
        "about_file": paper.about_file,
    }


def _blocks(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from facts["blocks"]
    for annex in facts["annexes"]:
        yield from annex["blocks"]


def _attested(paper: Paper) -> Iterator[str | None]:
    """What the code of each block says, letter by letter as it was given."""
    for block in [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]:
        yield block.code if isinstance(block, Attestation) else None


def missing_letters(paper: Paper) -> set[str]:
    """What the font cannot print, of all that the paper says."""
    return unprintable("\n".join(_texts(asdict(replace(paper, fields=())))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _printable(value: Any) -> Any:
    """The same structure with every text as the font can print it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        if value.get("kind") == "picture":  # a drawing's code is no text to be broken
            return value | {"alt": _printable(value["alt"])}
        held = {key: _printable(inner) for key, inner in value.items() if key != "rows"}
        return held if "rows" not in value else held | {"rows": _printable_rows(value)}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _printable_rows(block: dict[str, Any]) -> list[Any]:
    """A table's cells, whose words have to fit their column; the rows of any other block."""
    if block["kind"] != "table":
        return _printable(block["rows"])
    fitting = [_fitting(column["width"]) for column in block["columns"]]
    return [
        row | {"cells": [printable(text, longest) for text, longest in zip(row["cells"], fitting, strict=True)]}
        for row in block["rows"]
    ]


def _fitting(width: int | None) -> int:
    """How many letters a line of a column holds, 3 mm for the broadest."""
    return LONGEST if width is None else max(4, (width - 3) // 3)
