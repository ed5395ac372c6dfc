"""Reads a template for its faults, each with the paragraph in which it stands; and what a filled one says."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, meta

from thuocdo.documents.filling.faults import Fault, Reason
from thuocdo.documents.filling.grammar import Grammar
from thuocdo.documents.filling.parts import part_faults

TAG = re.compile(r"<[^>]*>")
UNREADABLE = (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError)


def faults_in(template: bytes, shape: dict[str, Any]) -> list[Fault]:
    """Every fault of the file's parts; of its words only when its parts are fit."""
    if faults := part_faults(template):
        return faults
    try:
        sources = list(_sources(template))
    except UNREADABLE as fault:
        return [Fault(Reason.BROKEN, type(fault).__name__)]
    grammar = Grammar(shape)
    return list(dict.fromkeys(fault for source in sources for fault in _of_source(grammar, source)))


def _sources(template: bytes) -> Iterator[str]:
    """The texts that the library fills, a paragraph a line: body, headers, footers, notes, properties."""
    word = DocxTemplate(BytesIO(template))
    word.init_docx()
    yield _lines(word.patch_xml(word.get_xml()))
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _key, part in word.get_headers_footers(uri):
            yield _lines(word.patch_xml(word.get_part_xml(part)))
    for part in word.docx.part.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield _lines(word.patch_xml(part.blob.decode("utf-8")))
    facts = word.docx.core_properties
    yield "\n".join((facts.author, facts.comments, facts.identifier, facts.language, facts.subject, facts.title))


def _lines(xml: str) -> str:
    return re.sub(r"(?=<w:p[ >])|(?<=</w:p>)", "\n", xml.replace("\n", " "))


def _of_source(grammar: Grammar, source: str) -> Iterator[Fault]:
    lines = source.split("\n")
    found = grammar.faults_in(source)
    if found and found[0][1].reason == Reason.SYNTAX:  # nothing behind it was read: each paragraph by itself
        found += [(at, fault) for at, fault in _by_line(grammar, lines) if fault.reason != Reason.SYNTAX]
    for line, fault in found:
        at = TAG.sub("", lines[min(line, len(lines)) - 1]).strip()
        yield fault._replace(at=at[:200])


def _by_line(grammar: Grammar, lines: list[str]) -> Iterator[tuple[int, Fault]]:
    for at, line in enumerate(lines, 1):
        if "{{" in line and "{%" not in line:
            yield from ((at, fault) for _line, fault in grammar.faults_in(line))


def fields_in(template: bytes) -> list[str]:
    """The fields that the template uses, by name."""
    used: set[str] = set()
    for source in _sources(template):
        try:
            used |= meta.find_undeclared_variables(Grammar({}).parse(source))
        except TemplateError:
            continue
    return sorted(used)


Shown = str | list[list[str]]  # a paragraph; a table's rows with their cells


def shown(content: bytes) -> list[Shown]:
    """What a filled template says, block by block, for those who want to read it at once."""
    said = [_said(block) for block in Document(BytesIO(content)).iter_inner_content()]
    return [block for block in said if isinstance(block, list) or block.strip()]


def _said(block: Any) -> Shown:
    if not hasattr(block, "rows"):
        return block.text
    # A cell that goes over several columns stands there once.
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in block.rows]
