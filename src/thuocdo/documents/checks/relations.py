"""What an Office file says of its parts: the kinds of content, and where the relations of each part lead.

Read as XML, as the office programs do: an attribute may stand behind a `>`, and its letters may be written as numbers.
"""

from collections.abc import Callable
from xml.parsers import expat

from thuocdo.documents.checks.unfit import Reason, Unfit

Handler = Callable[[str, dict[str, str]], None]


def check_relations(xml: bytes) -> None:
    """Of a .rels part. A link that a reader clicks is harmless; a template or picture is fetched on opening."""

    def start(tag: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "")
        if tag != "Relationship":
            return
        if kind.lower().endswith("/vbaproject"):
            raise Unfit(Reason.MACROS)
        if given.get("TargetMode", "Internal") != "Internal" and not kind.endswith("/hyperlink"):
            raise Unfit(Reason.FETCHES)

    _read(xml, start)


def check_content_types(xml: bytes) -> None:
    def start(_tag: str, given: dict[str, str]) -> None:
        if "macroenabled" in given.get("ContentType", "").lower():
            raise Unfit(Reason.MACROS)

    _read(xml, start)


def _read(xml: bytes, start: Handler) -> None:
    """Elements without their namespace; attributes as they are named, for a namespace of its own makes another one."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, given: start(tag.rpartition("}")[2], given)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise Unfit(Reason.DAMAGED) from fault


def _refuse_doctype(*_given: object) -> None:
    raise Unfit(Reason.DOCTYPE)
