"""Opens a table, whatever it is: CSV or XLSX, told apart by content and not by name."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.tables.csv_rows import csv_rows
from thuocdo.tables.faults import TableFaults, fault
from thuocdo.tables.xlsx_rows import xlsx_rows

MOST_BYTES = 400 * 2**20
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def filled_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with its number; raises TableFaults for a file that is no table."""
    yield from filled_rows_of(str(path), _content(path))


def filled_rows_of(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The same of a table that is in memory already; `file` is its name, for the faults."""
    _check_kind(file, content)
    rows = xlsx_rows if content.startswith(ZIP) else csv_rows
    for number, cells in rows(file, content):
        if any(map(str.strip, cells)):
            yield number, cells


def _check_kind(file: str, content: bytes) -> None:
    if not content.strip():
        raise TableFaults(file, [fault("file_empty")])
    if content.startswith(OLD_EXCEL):
        raise TableFaults(file, [fault("old_excel")])


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TableFaults(str(path), [fault("file_too_large", most=MOST_BYTES // 2**20)])
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise TableFaults(str(path), [_why_unreadable(error)]) from None


def _why_unreadable(error: Exception):
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return fault("file_missing")
    if isinstance(error, IsADirectoryError):
        return fault("file_is_folder")
    return fault("file_unreadable", error=getattr(error, "strerror", None) or error)
