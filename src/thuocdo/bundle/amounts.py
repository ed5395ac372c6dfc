"""Amounts as a bundle writes them: exact ones as text, published ones with six places. Never a float."""

import re
from fractions import Fraction
from functools import lru_cache

MOST_DIGITS = 400  # more than any sum over a form needs
_PUBLISHED = re.compile(r"-?[0-9]+\.([0-9]{2}|[0-9]{6})")
_EXACT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9]|/[1-9][0-9]*)?")


def exact(value: Fraction | int) -> str:
    """ "82.4"; "20/3" where no decimal ends."""
    numerator, denominator = value.as_integer_ratio()
    if denominator == 1:
        return str(numerator)
    places = _places(denominator)
    if places is None:
        return f"{numerator}/{denominator}"
    whole, rest = divmod(abs(numerator) * 10**places // denominator, 10**places)
    return f"{'-' if numerator < 0 else ''}{whole}.{rest:0{places}d}"


@lru_cache(maxsize=100_000)
def read_exact(text: object) -> Fraction:
    """ValueError for anything that `exact` would not have written."""
    if not isinstance(text, str) or len(text) > MOST_DIGITS or not _EXACT.fullmatch(text):
        raise ValueError(text)
    value = Fraction(text)
    if exact(value) != text:
        raise ValueError(text)
    return value


@lru_cache(maxsize=100_000)
def read_published(text: object) -> Fraction:
    """A published amount: six places, or the two of a total. ValueError for anything else."""
    if not isinstance(text, str) or len(text) > MOST_DIGITS or not _PUBLISHED.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def six(value: Fraction) -> str:
    """Six places, half up."""
    return _rounded(value, 6)


def printed(total: Fraction) -> str:
    """A total as the set rounds it: two places where they are exact, otherwise six."""
    return _rounded(total, 2) if 100 % total.denominator == 0 else six(total)


def _rounded(value: Fraction, places: int) -> str:
    numerator, denominator = value.as_integer_ratio()
    steps = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    whole, rest = divmod(steps, 10**places)
    return f"{'-' if numerator < 0 else ''}{whole}.{rest:0{places}d}"


def _places(denominator: int) -> int | None:
    """How many decimals write a reduced fraction exactly; None where none do, or too many to read."""
    for places in range(1, 13):
        if 10**places % denominator == 0:
            return places
    return None
