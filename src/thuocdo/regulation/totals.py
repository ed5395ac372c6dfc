"""From points to groups to the total: sums, rescaling, adjustments, one rounding (Articles 3 and 5.3; I3, I4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from .assessment import ComponentResult
from .exemption import converted_total, credited
from .model import CriteriaSet, Form, Group, Rounding
from .numbers import ONE, ZERO, round_half_even, round_half_up, sum_exactly


class GroupSum(NamedTuple):
    """A group before its credits are known: minima compare `exact`; `points` is rounded where the set says so."""

    group: Group
    exact: Fraction
    points: Fraction
    exempt_max: Fraction
    done_max: Fraction


@dataclass(frozen=True, slots=True)
class Total:
    """Every stage of a unit's total. `raw` is exact, after adjustments; `rounded` is what is printed and compared."""

    scored: Fraction
    exempt_max: Fraction
    done_max: Fraction
    percent: Fraction
    converted: Fraction
    bonus: Fraction
    deduct: Fraction
    ceiling: Fraction
    raw: Fraction
    rounded: Fraction
    rate: Fraction
    stretch: Fraction

    def credit(self, points: Fraction | None, exempt_max: Fraction) -> Fraction:
        return credited(points or ZERO, exempt_max, self.rate, self.stretch)


def round_by(rounding: Rounding, value: Fraction) -> Fraction:
    """Round as the set says: half up, half to even, or not at all."""
    if rounding.mode == "none":
        return value
    rounded = round_half_up if rounding.mode == "half_up" else round_half_even
    return rounded(value, rounding.places)


def sum_groups(form: Form, components: Iterable[ComponentResult], rounding: Rounding) -> tuple[GroupSum, ...]:
    """The points of each group of the form; `components` in the order of the form."""
    results = iter(components)
    return tuple(_sum_group(group, tuple(islice(results, len(group.components))), rounding) for group in form.groups)


def _sum_group(group: Group, results: tuple[ComponentResult, ...], rounding: Rounding) -> GroupSum:
    """The points of one group; what has no points yet counts 0."""
    exact = sum_exactly([result.points for result in results if result.points is not None])
    exempt_max = sum_exactly([result.exempt_max for result in results if result.exempt_max is not ZERO])
    points = round_by(rounding, exact) if rounding.at == "every" else exact
    done_max = group.max - exempt_max if exempt_max else group.max
    return GroupSum(group, exact, points, exempt_max, done_max)


def total_of(
    criteria_set: CriteriaSet, form: Form, groups: tuple[GroupSum, ...], adjustments: tuple[ComponentResult, ...]
) -> Total | None:
    """The unit's total; None where everything is exempt and there is nothing to assess."""
    exempt_max = sum_exactly(group.exempt_max for group in groups)
    done_max = form.max - exempt_max
    if not done_max:
        return None
    scale = criteria_set.scale
    scored = sum_exactly(group.points for group in groups)
    converted = converted_total(scored, done_max, scale)
    bonus, deduct = (_adjusted(form, adjustments, sign) for sign in ("bonus", "deduct"))
    ceiling = form.max if scale is None else scale
    raw = min(max(converted + bonus - deduct, ZERO), ceiling) if bonus or deduct else converted
    percent = scored / done_max
    return Total(
        scored=scored,
        exempt_max=exempt_max,
        done_max=done_max,
        percent=percent,
        converted=converted,
        bonus=bonus,
        deduct=deduct,
        ceiling=ceiling,
        raw=raw,
        rounded=round_by(criteria_set.rounding, raw),
        rate=ZERO if scale is None else percent,
        stretch=ONE if scale is None else scale / form.max,
    )


def _adjusted(form: Form, results: tuple[ComponentResult, ...], sign: str) -> Fraction:
    pairs = zip(form.adjustments, results, strict=True)
    return sum_exactly(result.points for adjustment, result in pairs if adjustment.sign == sign and result.points)
