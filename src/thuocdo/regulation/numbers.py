"""Exact numbers: read from text, summed, rounded once, written in either language. Never a float."""

import math
import re
from collections.abc import Iterable
from fractions import Fraction

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40}|/0*[1-9][0-9]{0,39})?")
_ZERO = Fraction(0)


def parse_number(text: str) -> Fraction:
    """The exact number of "20/3", "0.9" or "12"; ValueError for anything else."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def sum_exactly(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum over one common denominator: many times faster than adding fractions one by one."""
    pairs = [amount.as_integer_ratio() for amount in amounts]
    if not pairs:
        return _ZERO
    common = math.lcm(*{denominator for _, denominator in pairs})
    return Fraction(sum(numerator * (common // denominator) for numerator, denominator in pairs), common)


def is_below(left: Fraction | int, right: Fraction | int) -> bool:
    """left < right; Fraction's own comparison costs three times as much."""
    return left.numerator * right.denominator < right.numerator * left.denominator


def proportion(amount: Fraction, part: Fraction | int, whole: Fraction | int) -> Fraction:
    """amount x part / whole, reduced once. `whole` may not be 0."""
    return Fraction(
        amount.numerator * part.numerator * whole.denominator,
        amount.denominator * part.denominator * whole.numerator,
    )


def round_half_up(value: Fraction, places: int) -> Fraction:
    """The nearest multiple of 10**-places; a tie goes away from zero."""
    unit = 10**places
    numerator, denominator = abs(value).as_integer_ratio()
    rounded = (2 * numerator * unit + denominator) // (2 * denominator)
    return Fraction(rounded if value >= 0 else -rounded, unit)


def round_half_even(value: Fraction, places: int) -> Fraction:
    """The nearest multiple of 10**-places; a tie goes to the even neighbour."""
    unit = 10**places
    return Fraction(round(value * unit), unit)


def format_number(value: Fraction | int, lang: str, places: int | None = 2, *, trim: bool = True) -> str:
    """Write a number: decimal comma in Vietnamese, point in English, no thousands separator.

    `places`: decimals, rounded half up for display; None writes the exact value ("20/3" where no decimal ends).
    `trim`: drop zeros at the end ("2,5"); False keeps them ("2,50"), as in a column of totals.
    """
    value = Fraction(value)
    if places is None:
        places = _decimals(value)
        if places is None:
            return str(value)
    scaled = int(round_half_up(value, places) * 10**places)
    digits = f"{abs(scaled):0{places + 1}d}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    if trim:
        decimals = decimals.rstrip("0")
    mark = "," if lang == "vi" else "."
    return ("-" if scaled < 0 else "") + whole + (mark + decimals if decimals else "")


def _decimals(value: Fraction) -> int | None:
    """How many decimals write the value exactly; None where none do."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
