"""Lays text out in columns on a terminal, by the width that signs take there."""

import textwrap
import unicodedata
from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """Columns the text takes: combining marks none, wide signs two."""
    return sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def lay_out(rows: Sequence[Sequence[str]], titles: Sequence[str], widest: Sequence[int], right: Sequence[bool]) -> str:
    """A table: titles, a rule, rows. `widest` bounds each column, whose longer cells run over several lines."""
    head = _wrapped(titles, widest)
    body = [line for row in rows for line in _wrapped(row, widest)]
    widths = [max(width(line[at]) for line in [*head, *body]) for at in range(len(titles))]
    rule = GAP.join("─" * wide for wide in widths)
    return "\n".join([*_padded(head, widths, right), rule, *_padded(body, widths, right)])


def _wrapped(row: Sequence[str], widest: Sequence[int]) -> list[list[str]]:
    """The row as lines of cells."""
    columns = [
        textwrap.wrap(cell, limit, break_long_words=False) or [""] for cell, limit in zip(row, widest, strict=True)
    ]
    height = max(len(lines) for lines in columns)
    return [[lines[at] if at < len(lines) else "" for lines in columns] for at in range(height)]


def _padded(lines: list[list[str]], widths: list[int], right: Sequence[bool]) -> list[str]:
    return [
        GAP.join(_pad(cell, wide, to_right) for cell, wide, to_right in zip(line, widths, right, strict=True)).rstrip()
        for line in lines
    ]


def _pad(text: str, wide: int, to_right: bool) -> str:
    blank = " " * (wide - width(text))
    return blank + text if to_right else text + blank
