"""The cells of an XLSX file that somebody hands in, read with care.

Read here and not by the spreadsheet library: what is asked of each cell is whether it holds a formula, an error, a
percentage or a date, where exactly it stands, and which cells are merged; and a sheet with one cell far away, or a
million formatted empty rows, may not fill the memory.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.styles import Styles
from thuocdo.tables.cells import number_cell

MOST_UNPACKED = 64 * 2**20  # bytes: room for Excel's million formatted empty rows
MOST_TAGS = 300_000  # rows and cells of all sheets, after those that only carry a format
MOST_CELLS = 100_000  # that hold something; and as many shared texts
MOST_MERGED = 5_000  # ranges
MOST_PARTS = 1000
LONGEST = 40_000  # signs of one text; no spreadsheet program holds more

OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any workbook under a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# By the million where a column has a colour. A tag ends where the next begins, or unclosed ones would take for ever.
FORMATTED_ONLY = re.compile(rb"<(?:\w+:)?(?:row|c)\s(?=[^<>]*\br=)[^<>]*/>")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how XML cells hold signs that XML does not allow


class Cell(NamedTuple):
    """`kind`: number, text, truth, error, date or percent; of its value only, whether typed or worked out."""

    kind: str
    text: str
    is_formula: bool = False


Place = tuple[int, int]  # row and column, from 1


@dataclass
class Sheet:
    """The cells that hold something; `merged`: ranges as the spreadsheet names them ("B3:C4")."""

    name: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell and not cell.is_formula else ""


def read_book(content: bytes) -> list[Sheet]:
    """Every sheet of the workbook. Raises BookFault for anything that is no readable XLSX workbook."""
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts)
            return _Book(parts).sheets()
    except BookFault:
        raise
    except Exception as error:  # a damaged archive makes zipfile raise a dozen kinds, none of them documented
        raise BookFault("broken") from error


def _check_kind(content: bytes) -> None:
    if not content:
        raise BookFault("empty")
    if content.startswith(OLD_CONTAINER):
        raise BookFault("encrypted" if ENCRYPTED in content else "old_excel")
    if not content.startswith(b"PK\x03\x04"):
        raise BookFault("not_workbook")


def _check_parts(parts: zipfile.ZipFile) -> None:
    """By what the archive says of itself; a size that lies fails its checksum when the part is read."""
    rows = parts.infolist()
    names = {row.filename for row in rows}
    if len(rows) > MOST_PARTS or sum(row.file_size for row in rows) > MOST_UNPACKED:
        raise BookFault("unpacks_too_large", most=MOST_UNPACKED // 2**20)
    if any(row.flag_bits & 1 for row in rows):
        raise BookFault("encrypted")
    if "mimetype" in names and parts.read("mimetype").startswith(b"application/vnd.oasis"):
        raise BookFault("open_document")
    if "xl/workbook.bin" in names:
        raise BookFault("binary_excel")
    if "[Content_Types].xml" not in names:
        raise BookFault("not_workbook")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or _says_macros(parts):
        raise BookFault("macros")


def _says_macros(parts: zipfile.ZipFile) -> bool:
    return b"macroEnabled" in parts.read("[Content_Types].xml")


class _Book:
    """The parts of one workbook, found by their relations: programs differ in where they put them."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self.parts = parts
        self.tags = 0
        self.home = self._home()
        self.relations = self._relations(self.home)

    def sheets(self) -> list[Sheet]:
        shared = self._optional("/sharedStrings", _texts, [])
        styles = self._optional("/styles", Styles.of, Styles())
        return [self._sheet(name, target, shared, styles) for name, target in self._named()]

    def _home(self) -> str:
        for kind, target in self._relations("").values():
            if kind.endswith("/officeDocument") and not target.startswith("word/"):
                return target
        raise BookFault("not_workbook")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id -> kind and name of the part that it leads to."""
        folder, _slash, name = part.rpartition("/")
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                found[given["Id"]] = given["Type"], _joined(folder, given["Target"])

        parse(self.parts.read(listed), start)
        return found

    def _named(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "sheet":
                kind, target = self.relations[given["id"]]
                found.extend([(given["name"], target)] if kind.endswith("/worksheet") else [])

        parse(self.parts.read(self.home), start)
        return found

    def _optional(self, kind: str, read: Callable, otherwise: object):
        target = next((target for known, target in self.relations.values() if known.endswith(kind)), None)
        return read(self.parts.read(target), parse) if target else otherwise

    def _sheet(self, name: str, target: str, shared: list[str], styles: Styles) -> Sheet:
        reader = _SheetReader(name, shared, styles, self.tags)
        parse(FORMATTED_ONLY.sub(b"", self.parts.read(target)), reader.start, reader.end, reader.says)
        self.tags = reader.tags
        return reader.sheet


def _joined(folder: str, target: str) -> str:
    """The name of a part, from where its relation stands: "../worksheets/sheet1.xml", "/xl/styles.xml"."""
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


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


def _texts(xml: bytes, parse: Callable) -> list[str]:
    """The shared strings; pronunciation aids (rPh) are no part of a text."""
    texts: list[list[str]] = []
    state = {"in_text": False, "aside": False}

    def start(tag: str, _given: dict[str, str]) -> None:
        if tag == "si":
            _limit(len(texts), MOST_CELLS)
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


def _limit(count: int, most: int) -> None:
    if count >= most:
        raise BookFault("too_many_cells")


def joined(pieces: list[str]) -> str:
    """One text of the pieces in which it was read."""
    if sum(map(len, pieces)) > LONGEST:
        raise BookFault("broken")
    return "".join(pieces)


class _SheetReader:
    """Keeps the cells that hold something, as they pass."""

    def __init__(self, name: str, shared: list[str], styles: Styles, tags: int) -> None:
        self.sheet = Sheet(name)
        self.shared, self.styles, self.tags = shared, styles, tags
        self.row = self.column = 0
        self.kind, self.style = "n", 0
        self.is_formula = self.has_value = self.reads = False
        self.pieces: list[str] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            self._count()
        elif tag == "c":
            self._begin(given)
            self._count()
        elif tag == "f":
            self.is_formula = True
        elif tag in ("v", "t"):
            self.reads = self.has_value = True
        elif tag == "mergeCell":
            _limit(len(self.sheet.merged), MOST_MERGED)
            covers(given["ref"], (1, 1))  # a range that cannot be read is damage
            self.sheet.merged.append(given["ref"])

    def _count(self) -> None:
        _limit(self.tags, MOST_TAGS)
        self.tags += 1

    def _begin(self, given: dict[str, str]) -> None:
        self.row, self.column = place(given["r"]) if "r" in given else (self.row, self.column + 1)
        self.kind, self.style = given.get("t", "n"), int(given.get("s", 0))
        self.is_formula = self.has_value = False
        self.pieces = []

    def says(self, text: str) -> None:
        if self.reads:
            self.pieces.append(text)

    def end(self, tag: str) -> None:
        self.reads = False
        if tag == "c" and (self.has_value or self.is_formula):
            kind, text = self._read(joined(self.pieces))
            if text or self.is_formula:
                _limit(len(self.sheet.cells), MOST_CELLS)
                self.sheet.cells[self.row, self.column] = Cell(kind, text, self.is_formula)

    def _read(self, value: str) -> tuple[str, str]:
        if self.kind == "s":
            return "text", unescaped(self.shared[int(value)])
        if self.kind == "n":
            return self._number(value)
        if self.kind == "b":
            return "truth", "TRUE" if value == "1" else "FALSE"
        return {"e": "error", "d": "date"}.get(self.kind, "text"), unescaped(value)

    def _number(self, value: str) -> tuple[str, str]:
        try:
            number = float(value)
        except ValueError:
            return "text", value
        kind = self.styles.kind(self.style)
        return kind, self.styles.day(number) if kind == "date" else str(number_cell(number))


def unescaped(text: str) -> str:
    """Half a sign (a surrogate) is left as it is written: no page could show it."""
    return ESCAPED.sub(lambda found: found[0] if found[1][0] in "Dd" else chr(int(found[1], 16)), text)


def place(reference: str) -> Place:
    """`B3` is row 3, column 2."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def covers(merged: str, spot: Place) -> bool:
    """Whether a merged range such as `B3:C4` holds the cell."""
    first, _colon, last = merged.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return top <= spot[0] <= bottom and left <= spot[1] <= right
