"""The XML parts of a workbook, read piece by piece: names without namespaces, nothing from outside, nothing endless."""

from collections.abc import Callable
from xml.parsers import expat

from thuocdo.reports.workbook.faults import BookFault

MOST_TEXTS = 100_000  # shared by the cells of all sheets
LONGEST = 40_000  # signs of one text; no spreadsheet program holds more


def parse(xml: bytes, start: Callable, end: Callable | None = None, says: Callable | None = None) -> None:
    """Reads one part; names and attributes without their namespaces, which differ between editions of the format."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, given: start(_local(tag), {_local(k): v for k, v in given.items()})
    if end:
        parser.EndElementHandler = lambda tag: end(_local(tag))
    if says:
        parser.CharacterDataHandler = says
    parser.Parse(xml, True)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_doctype(*_given: object) -> None:
    raise BookFault("broken")


def shared_texts(xml: bytes) -> list[str]:
    """The shared strings; pronunciation aids (rPh) are no part of a text."""
    texts: list[list[str]] = []
    state = {"in_text": False, "aside": False}

    def start(tag: str, _given: dict[str, str]) -> None:
        if tag == "si":
            limit(len(texts), MOST_TEXTS)
            texts.append([])
        state["aside"] = state["aside"] or tag == "rPh"
        state["in_text"] = tag == "t" and not state["aside"]

    def end(tag: str) -> None:
        state["in_text"] = False
        state["aside"] = state["aside"] and tag != "rPh"

    def says(text: str) -> None:
        if state["in_text"]:
            texts[-1].append(text)

    parse(xml, start, end, says)
    return [joined(pieces) for pieces in texts]


def limit(count: int, most: int) -> None:
    if count >= most:
        raise BookFault("too_many_cells")


def joined(pieces: list[str]) -> str:
    """One text of the pieces in which it was read."""
    if sum(map(len, pieces)) > LONGEST:
        raise BookFault("broken")
    return "".join(pieces)
