"""The few statistics that pages show, as exact fractions."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Five(NamedTuple):
    """Lowest, quartiles, highest."""

    lowest: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: Fraction


def at(ordered: list[Fraction], share: Fraction) -> Fraction:
    """The value below which this share lies: between two values in proportion (as Excel's QUARTILE.INC does)."""
    place = share * (len(ordered) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def five(values: Iterable[Fraction]) -> Five | None:
    """None where there is no value: nothing is not 0."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Five(*(at(ordered, Fraction(quarter, 4)) for quarter in range(5)))


def median(values: Iterable[Fraction]) -> Fraction | None:
    """The middle value, of an even number half way between the two in the middle."""
    found = five(values)
    return None if found is None else found.median
