"""What stands in a Word file besides its words: refused where it brings something along, fetches or starts it."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from thuocdo.documents.filling.faults import Fault, Reason

MOST_BYTES = 2 * 1024**2  # of the file
MOST_UNPACKED = 24 * 1024**2
MOST_PARTS = 400
MARKUP = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # what XML begins with, in any encoding
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
CARRIERS = {
    "altChunk",
    "object",
    "control",
    "subDoc",
    "OLEObject",
    "movie",
    "contentPart",
    "attachedTemplate",
    "mailMerge",
    "frameset",
}
EMBEDDED = re.compile(r"/(embeddings|activex|ctrlprops)/|\.bin$|vba", re.IGNORECASE)
FETCHED = re.compile(
    r"/(attachedtemplate|framelink|subdocument|oleobject|package|afchunk|control|frame)$", re.IGNORECASE
)
# The fields of Word that only count pages, name the day, or repeat what the file says itself.
HARMLESS = {
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "PAGEREF",
    "REF",
    "STYLEREF",
    "SEQ",
    "TOC",
    "DATE",
    "TIME",
    "HYPERLINK",
}


def part_faults(content: bytes) -> list[Fault]:
    """Of a .docx that `checks.office` has looked at."""
    return [Fault(Reason.TOO_LARGE)] if len(content) > MOST_BYTES else part_faults_of_filled(content)


def part_faults_of_filled(content: bytes) -> list[Fault]:
    """The same of a file that may be as large as what was filled into it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return [Fault(Reason.TOO_LARGE)]
            return [fault for part in parts for fault in _of_part(part.filename, archive.read(part))]
    except (BadZipFile, OSError, ValueError, etree.XMLSyntaxError) as fault:
        return [Fault(Reason.BROKEN, type(fault).__name__)]


def _of_part(name: str, content: bytes) -> Iterator[Fault]:
    if EMBEDDED.search(f"/{name}"):
        yield Fault(Reason.EMBEDDED, name.rpartition("/")[2])
    elif name.lower().endswith(".rels"):
        yield from _of_relations(content)
    elif content.lstrip().startswith(MARKUP):  # whatever it is called, and wherever it lies
        yield from _of_words(etree.fromstring(content, _parser()))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _of_relations(content: bytes) -> Iterator[Fault]:
    for relation in etree.fromstring(content, _parser()):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        is_outside = relation.get("TargetMode", "Internal") != "Internal"
        if FETCHED.search(kind) or (is_outside and not kind.endswith("/hyperlink")):
            yield Fault(Reason.FETCHES if is_outside else Reason.EMBEDDED, target[:200])


def _of_words(root: etree._Element) -> Iterator[Fault]:
    for element in root.iter(etree.Element):
        name = element.tag.rpartition("}")[2]
        if name in CARRIERS:
            yield Fault(Reason.EMBEDDED, name, _paragraph(element))
        if element.tag.startswith(VML) and "://" in f"{element.get('src')}{element.get('href')}":
            yield Fault(Reason.FETCHES, "vml", _paragraph(element))
    for element, code in _field_codes(root):
        if (code.split() or [""])[0].upper() not in HARMLESS:
            yield Fault(Reason.WORD_FIELD, code.strip()[:80], _paragraph(element))


def _field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What each field is told to do: Word may break it into pieces, and put one field into another."""
    for element in root.iter(f"{W}fldSimple"):
        yield element, element.get(f"{W}instr", "")
    kept: list[str] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        kind = element.get(f"{W}fldCharType", "")
        if element.tag != f"{W}fldChar":
            kept.append(element.text or "")
        elif kept:  # begun inside another one, or over
            yield element, "".join(kept)
            kept = []
        elif kind == "begin":
            kept = []
    if kept:
        yield root, "".join(kept)


def _paragraph(element: etree._Element) -> str:
    around = next(element.iterancestors(f"{W}p"), element)
    return "".join(text.text or "" for text in around.iter(f"{W}t"))[:200]
