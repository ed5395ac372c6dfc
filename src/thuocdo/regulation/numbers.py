"""Exact numbers: read from text, summed, rounded once, written in either language. Never a float."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40}|/0*[1-9][0-9]{0,39})?")
ZERO = Fraction(0)
ONE = Fraction(1)


def parse_number(text: str) -> Fraction:
    """The exact number of "20/3", "0.9" or "12"; ValueError for anything else."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def sum_exactly(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum, reduced once at the end: several times faster than adding fractions one by one."""
    total, common = 0, 1
    for amount in amounts:
        numerator, denominator = amount.as_integer_ratio()
        if common % denominator == 0:
            total += numerator * (common // denominator)
        else:
            total, common = total * denominator + numerator * common, common * denominator
    return Fraction(total, common) if total else ZERO


def is_below(left: Fraction | int, right: Fraction | int) -> bool:
    """left < right, without the cost of a Fraction's own comparison."""
    left_numerator, left_denominator = left.as_integer_ratio()
    right_numerator, right_denominator = right.as_integer_ratio()
    return left_numerator * right_denominator < right_numerator * left_denominator


def falls_short(part: Fraction | int, whole: Fraction | int, share: Fraction) -> bool:
    """part < share x whole, without working out either (`whole` may not be negative)."""
    part_numerator, part_denominator = part.as_integer_ratio()
    whole_numerator, whole_denominator = whole.as_integer_ratio()
    numerator, denominator = share.as_integer_ratio()
    return part_numerator * whole_denominator * denominator < numerator * whole_numerator * part_denominator


def share(part: Any, whole: Any) -> tuple[int, int]:
    """part / whole as two whole numbers, not reduced; the second is 0 where `whole` is 0. Takes fractions and ints."""
    part_above, part_below = part.as_integer_ratio()
    whole_above, whole_below = whole.as_integer_ratio()
    return part_above * whole_below, part_below * whole_above


def proportion(amount: Fraction, part: Fraction, whole: Fraction) -> Fraction:
    """amount x part / whole, reduced once. `whole` may not be 0."""
    above, below = share(part, whole)
    return Fraction(amount.numerator * above, amount.denominator * below)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """The nearest multiple of 10**-places; a tie goes away from zero."""
    unit = 10**places
    numerator, denominator = value.as_integer_ratio()
    steps = _nearest(abs(numerator) * unit, denominator)
    return Fraction(steps if numerator >= 0 else -steps, unit)


def _nearest(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction that is not negative; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def round_half_even(value: Fraction, places: int) -> Fraction:
    """The nearest multiple of 10**-places; a tie goes to the even neighbour."""
    unit = 10**places
    return Fraction(round(value * unit), unit)


def format_number(value: Fraction | int, lang: str, places: int | None = 2, *, trim: bool = True) -> str:
    """Write a number: decimal comma in Vietnamese, point in English, no thousands separator (see `group_digits`).

    `places`: decimals, rounded half up for display; None writes the exact value ("20/3" where no decimal ends).
    `trim`: drop zeros at the end ("2,5"); False keeps them ("2,50"), as in a column of totals.
    """
    numerator, denominator = value.as_integer_ratio()
    if denominator == 1 and trim:
        return str(numerator)
    if places is None:
        places = _decimals(denominator)
        if places is None:
            return f"{numerator}/{denominator}"
    return _written(numerator, denominator, lang, places, trim)


def group_digits(text: str, lang: str) -> str:
    """A written number as people read it, "12000,5" as "12.000,5" (in English "12,000.5"); any other text as it is.

    Not for what is to be typed into or read in again: there a separator may be taken for a decimal mark.
    """
    thousands, mark = (".", ",") if lang == "vi" else (",", ".")
    if not re.fullmatch(rf"-?[0-9]+({re.escape(mark)}[0-9]+)?", text):
        return text
    whole, point, decimals = text.partition(mark)
    return re.sub(r"(?<=[0-9])(?=([0-9]{3})+$)", thousands, whole) + point + decimals


def format_percent(share: Fraction | int, lang: str) -> str:
    """Write a share of 1 as a percentage to two places."""
    numerator, denominator = share.as_integer_ratio()
    return _written(100 * numerator, denominator, lang, 2, True) + "%"


def _written(numerator: int, denominator: int, lang: str, places: int, trim: bool) -> str:
    """A fraction, reduced or not, in decimals."""
    steps = _nearest(abs(numerator) * 10**places, denominator)
    whole, rest = divmod(steps, 10**places)
    decimals = f"{rest:0{places}d}" if places else ""
    if trim:
        decimals = decimals.rstrip("0")
    sign = "-" if numerator < 0 and steps else ""
    mark = "," if lang == "vi" else "."
    return f"{sign}{whole}{mark}{decimals}" if decimals else f"{sign}{whole}"


def _decimals(denominator: int) -> int | None:
    """How many decimals write a reduced fraction exactly; None where none do."""
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
