"""How figures become points: one small function a kind, each with its explanation (Article 5.2).

Each takes the rule, the maximum, the answered values and (for a rule that looks at peers) the best value of the tier,
and returns the exact points, 0 to the maximum. A value that is not answered yet is a KeyError; values out of bounds have
been refused by `checking`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from .explain import Why
from .facts import Value
from .model import Band, Checklist, Choice, Measure, Points, Ratio, Score, Survey, Tiers
from .numbers import ONE, ZERO, falls_short, is_below, proportion, sum_exactly

HUNDRED = Fraction(100)
Values = Mapping[str, Value]


class Scored(NamedTuple):
    """Points with their reason; None where the rule cannot give points yet."""

    points: Fraction | None
    why: Why


def ratio(rule: Ratio, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """a / b: the maximum from the share `full` on; below it the share of `full` (scaled) or the bare share (plain)."""
    a, b = _amount(values, rule.of), _amount(values, rule.to)
    if not b:
        return _zero_denominator(rule, maximum, a)
    if not falls_short(a, b, rule.full):
        key, points = "ratio_full", maximum
    elif rule.below == "scaled":
        key, points = "ratio_scaled", proportion(maximum, a, b, rule.full)
    else:
        key, points = "ratio_plain", proportion(maximum, a, b)
    return Scored(
        points, Why(key, {"a": a, "b": b, "full": rule.full, "bound": rule.full, "points": points, "max": maximum})
    )


def tiers(rule: Tiers, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """The points of the highest band that the count, or the percentage of / to, reaches."""
    a = _amount(values, rule.of)
    if rule.to is None:
        band, _ = _reached(rule.bands, a)
        return Scored(
            band.points, Why("tiers_count", {"value": a, "from": band.from_, "points": band.points, "max": maximum})
        )
    b = _amount(values, rule.to)
    if not b:
        return _zero_denominator(rule, maximum, a)
    band, bound = _reached(rule.bands, proportion(HUNDRED, a, b))
    args = {"a": a, "b": b, "from": band.from_, "points": band.points, "max": maximum}
    if bound is not None:
        args["bound"] = bound / 100
    return Scored(band.points, Why("tiers_percent", args))


def choice(rule: Choice, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """The points of the level chosen."""
    key = values["level"]
    chosen = next(level for level in rule.levels if level.key == key)
    return Scored(chosen.points, Why("choice", {"level": chosen.name, "points": chosen.points, "max": maximum}))


def checklist(rule: Checklist, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """The sum of the points of the items answered yes; any one item answered answers the list."""
    met = [item.points for item in rule.items if values.get(item.key)]
    if not met and not any(item.key in values for item in rule.items):
        raise KeyError(rule.items[0].key)
    points = sum_exactly(met)
    return Scored(
        points, Why("checklist", {"met": len(met), "count": len(rule.items), "points": points, "max": maximum})
    )


def measure(rule: Measure, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """Linear from `worst` to `best` and never beyond; with peers, `best` is the best value of the tier."""
    value = _amount(values, rule.of)
    best = best_of_tier if rule.best is None else rule.best
    if best is None:
        return Scored(None, Why("measure_waiting", {"value": value}))
    reach = best - rule.worst
    done = (value - rule.worst) / reach if reach else ZERO  # the whole tier at its worst earns nothing
    points = maximum * min(max(done, ZERO), ONE)
    key = "measure_peers" if rule.best is None else "measure"
    return Scored(
        points, Why(key, {"value": value, "worst": rule.worst, "best": best, "points": points, "max": maximum})
    )


def stated_points(rule: Points, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """Points stated directly."""
    points = Fraction(_amount(values, "points"))
    return Scored(points, Why("points", {"points": points, "max": maximum}))


def survey(rule: Survey, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """The maximum's share of `full`; no points below the least number of valid responses."""
    value, sample = _amount(values, rule.of), _amount(values, rule.sample)
    if sample < rule.min_sample:
        return Scored(None, Why("survey_too_small", {"sample": sample, "min_sample": rule.min_sample}))
    points = min(proportion(maximum, value, rule.full), maximum)
    args = {"value": value, "full": rule.full, "sample": sample, "points": points, "max": maximum}
    return Scored(points, Why("survey", args))


def _zero_denominator(rule: Ratio | Tiers, maximum: Fraction, a: Fraction | int) -> Scored:
    """Nothing to take a share of: 0 points. That an exemption may be asked for is said, never granted (I3)."""
    key = "zero_denominator_exemption" if rule.zero == "propose_exemption" else "zero_denominator"
    return Scored(ZERO, Why(key, {"a": a, "max": maximum}))


def _reached(bands: tuple[Band, ...], value: Fraction | int) -> tuple[Band, Fraction | None]:
    """The highest band reached and where the one above it starts."""
    above = None
    for band in bands:
        if not is_below(value, band.from_):
            return band, above
        above = band.from_
    return bands[-1], above


def _amount(values: Values, key: str) -> Fraction | int:
    return values[key]  # type: ignore[return-value]  # checked to be a number before anything is scored


_FUNCTIONS: dict[type, Callable[..., Scored]] = {
    Ratio: ratio,
    Tiers: tiers,
    Choice: choice,
    Checklist: checklist,
    Measure: measure,
    Points: stated_points,
    Survey: survey,
}


def apply(rule: Score, maximum: Fraction, values: Values, best_of_tier: Fraction | None) -> Scored:
    """The one place that knows which function belongs to which kind."""
    return _FUNCTIONS[type(rule)](rule, maximum, values, best_of_tier)
