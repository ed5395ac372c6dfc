"""The rounding of an edition's set, from its JSON (I4). The law's own stands in `regulation.numbers`."""

from fractions import Fraction

from thuocdo.regulation.numbers import round_half_even, round_half_up

from .lines import Data


def rounded(rounding: Data, value: Fraction) -> Fraction:
    if rounding["mode"] == "none":
        return value
    return (round_half_up if rounding["mode"] == "half_up" else round_half_even)(value, rounding["places"])
