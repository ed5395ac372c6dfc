"""The cells of a table: all text, some of it marked with what the spreadsheet made of it."""

import unicodedata
from decimal import Decimal
from functools import lru_cache


class NumberCell(str):
    """Text of a cell that the spreadsheet held as a number: `1.10` typed there has become `1.1`."""

    __slots__ = ()


class BrokenCell(str):
    """A cell whose content cannot be trusted; `why` names the sentence in wording.py that says so."""

    __slots__ = ("why",)
    why: str

    def __new__(cls, text: str, why: str) -> "BrokenCell":
        cell = super().__new__(cls, text)
        cell.why = why
        return cell


def number_cell(value: float) -> NumberCell:
    """The number as spreadsheets show it: 15 significant digits, so that 0.1 + 0.2 meets a threshold of 0.3."""
    plain = format(Decimal(format(value, ".15g")), "f")
    return NumberCell(plain.rstrip("0").rstrip(".") if "." in plain else plain)


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """One Unicode form, no invisible signs, single blanks: two ways to type a name are one name.

    Remembered, because a table says the same few words in a million rows.
    """
    if text.isascii():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def has_control_signs(text: str) -> bool:
    """Signs that could rewrite a terminal or hide content: control, surrogate and private-use code points."""
    return not text.isprintable() and any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text)
