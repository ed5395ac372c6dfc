"""Looks into an XLSX file before it is read: its size, and cells whose plain value would mislead.

The reading library hands over an error (#DIV/0!) as an empty cell and 90% as 0.9, and lays a sheet out as a full
rectangle, so one cell far away would fill the memory. All three are found here, in the file's own parts.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from thuocdo.tables.faults import TableFaults, fault

MOST_UNPACKED = 400 * 2**20  # bytes: about a million rows, all that Excel can hold in six columns
MOST_CELLS = 20_000_000  # of the rectangle that holds the sheet

BUILT_IN_PERCENTS = {b"9", b"10"}
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*?>")
CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
CELL_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*?>")
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\st="e")[^>]*\sr="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)


class Mark(NamedTuple):
    why: str
    shown: str


Marks = dict[tuple[int, int], Mark]


def inspect_first_sheet(file: str, content: bytes) -> Marks:
    """Cells of the first sheet, as (row, column) from 1, that hold an error or a percentage.

    Raises TableFaults for what is not a workbook, is damaged, or would not fit into memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_large(file, parts)
            sheet = parts.read(_first_sheet(parts))
            styles = parts.read("xl/styles.xml") if "xl/styles.xml" in parts.namelist() else b""
    except TableFaults:
        raise
    except Exception as error:  # a damaged archive makes zipfile raise a dozen kinds, none of them documented
        raise TableFaults(file, [fault("workbook_broken", error=error)]) from None
    _refuse_wide(file, sheet)
    return dict(_errors(sheet)) | dict(_percents(sheet, _percent_styles(styles)))


def _refuse_large(file: str, parts: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" not in parts.namelist() or "xl/workbook.xml" not in parts.namelist():
        raise TableFaults(file, [fault("not_workbook")])
    if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
        raise TableFaults(file, [fault("workbook_too_large", most=MOST_UNPACKED // 2**20)])
    damaged = parts.testzip()  # unpacks every part: a declared size that lies fails its checksum here
    if damaged:
        raise zipfile.BadZipFile(damaged)


def _first_sheet(parts: zipfile.ZipFile) -> str:
    first = _tags(parts.read("xl/workbook.xml"), b"sheet")[0]
    for tag in _tags(parts.read("xl/_rels/workbook.xml.rels"), b"Relationship"):
        if _attribute(tag, b"Id") == _attribute(first, rb"\w+:id"):
            target = _attribute(tag, b"Target").decode()
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError("xl/worksheets")


def _tags(xml: bytes, name: bytes) -> list[bytes]:
    found = re.findall(rb"<(?:\w+:)?" + name + rb"\s[^>]*>", xml)
    if not found:
        raise KeyError(name.decode())
    return found


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", tag)
    return found[1] if found else b""


def _refuse_wide(file: str, sheet: bytes) -> None:
    width = height = 1
    for letters, digits in set(REFERENCE.findall(sheet)):
        width, height = max(width, _column(letters)), max(height, int(digits[:9]))
    if width * height > MOST_CELLS:
        raise TableFaults(file, [fault("sheet_too_wide", rows=height, columns=width)])


def _column(letters: bytes) -> int:
    """`A` is 1, `Z` 26, `AA` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _errors(sheet: bytes) -> Iterator[tuple[tuple[int, int], Mark]]:
    for letters, row, shown in ERROR_CELL.findall(sheet):
        yield (int(row), _column(letters)), Mark("cell_error", shown.decode("utf-8", "replace"))


def _percents(sheet: bytes, styles: list[bytes]) -> Iterator[tuple[tuple[int, int], Mark]]:
    if not styles:
        return
    cell = rb"<(?:\w+:)?c\b(?=[^>]*\ss=\"(?:" + b"|".join(styles) + rb")\")[^>]*\sr=\"([A-Z]+)(\d+)\"[^>]*[^/]>"
    for letters, row in re.findall(cell, sheet):
        yield (int(row), _column(letters)), Mark("cell_percent", "")


def _percent_styles(styles: bytes) -> list[bytes]:
    """Numbers of the cell styles that show a percentage."""
    percents = BUILT_IN_PERCENTS | {
        _attribute(tag, b"numFmtId") for tag in FORMAT.findall(styles) if b"%" in _attribute(tag, b"formatCode")
    }
    block = CELL_STYLES.search(styles)
    tags = CELL_STYLE.findall(block[0]) if block else []
    return [b"%d" % number for number, tag in enumerate(tags) if _attribute(tag, b"numFmtId") in percents]
