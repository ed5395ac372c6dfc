"""The rows of a CSV file, numbered as a spreadsheet numbers them."""

import csv
import io
from collections.abc import Iterator

from thuocdo.tables.faults import TableFaults, fault

SEPARATORS = ",;\t"


def csv_rows(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, blank ones too.

    The separator (`,` `;` or tab) is the one the first line uses most: Vietnamese Excel writes `;`.
    Raises TableFaults when the file is not UTF-8 text or its quotes do not close.
    """
    text = _decoded(file, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise TableFaults(file, [fault("csv_broken", number + 1, error=error)]) from None


def _decoded(file: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise TableFaults(file, [fault("not_text")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = len(content[: error.start].splitlines()) or 1
        raise TableFaults(file, [fault("not_utf8", row)]) from None


def _separator(text: str) -> str:
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first_line.count)
