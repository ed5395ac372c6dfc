"""The cells of an XLSX file that somebody hands in, read with care.

Read here and not by the spreadsheet library: what is asked of each cell is whether it holds a formula, an error, a
percentage or a date, where exactly it stands, and which cells are merged; and a sheet with one cell far away, or a
million formatted empty rows, may not fill the memory.
"""

import io
import re
import zipfile
from collections.abc import Callable

from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.parts import parse, shared_texts
from thuocdo.reports.workbook.sheet import Sheet, SheetReader
from thuocdo.reports.workbook.styles import Styles

MOST_UNPACKED = 64 * 2**20  # bytes: room for Excel's million formatted empty rows
MOST_PARTS = 1000

OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any workbook under a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# By the million where a column has a colour. A tag ends where the next begins, or unclosed ones would take for ever.
FORMATTED_ONLY = re.compile(rb"<(?:\w+:)?(?:row|c)\s(?=[^<>]*\br=)[^<>]*/>")


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
        shared = self._optional("/sharedStrings", shared_texts, [])
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
        return read(self.parts.read(target)) if target else otherwise

    def _sheet(self, name: str, target: str, shared: list[str], styles: Styles) -> Sheet:
        reader = SheetReader(name, shared, styles, self.tags)
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
