"""How figures become points: one function a kind, each with its explanation (Article 5.2).

A kind takes its rule and the maximum and returns the function that scores an answer: what is the same for every unit is
worked out once, what is left is a few whole-number steps. Points are exact, 0 to the maximum. A value that is not
answered yet is a KeyError; values out of bounds have been refused by `checking`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from .explain import Why
from .facts import Value
from .model import Band, Checklist, Choice, Measure, Points, Ratio, Score, Survey, Tiers
from .numbers import ONE, ZERO, proportion, share, sum_exactly

Values = Mapping[str, Value]
Scored = tuple[Fraction | None, Why]  # None where the rule cannot give points yet
Scorer = Callable[[Values, Fraction | None], Scored]  # the values, and the best value of the tier where peers matter


def scorer(rule: Score, maximum: Fraction) -> Scorer:
    """The one place that knows which function belongs to which kind."""
    return _KINDS[type(rule)](rule, maximum)


def ratio(rule: Ratio, maximum: Fraction) -> Scorer:
    """a / b: the maximum from the share `full` on; below it the share of `full` (scaled) or the bare share (plain)."""
    of, to, full = rule.of, rule.to, rule.full
    full_above, full_below = full.as_integer_ratio()
    scaled = rule.below == "scaled"
    below = "ratio_scaled" if scaled else "ratio_plain"
    earned_above, earned_below = (maximum / full if scaled else maximum).as_integer_ratio()

    def score(values: Values, best: Fraction | None) -> Scored:
        a, b = values[of], values[to]
        part, whole = share(a, b)
        if not whole:
            return _zero_denominator(rule, maximum, a)
        if part * full_below >= full_above * whole:
            key, points = "ratio_full", maximum
        else:
            key, points = below, Fraction(earned_above * part, earned_below * whole)
        return points, Why(key, {"a": a, "b": b, "full": full, "points": points, "max": maximum})

    return score


def tiers(rule: Tiers, maximum: Fraction) -> Scorer:
    """The points of the highest band that the count, or the percentage of / to, reaches."""
    of, to = rule.of, rule.to
    above = [None, *(band.from_ for band in rule.bands)]
    steps = [
        (*band.from_.as_integer_ratio(), band.points, *_told(band, bound, maximum))
        for band, bound in zip(rule.bands, above, strict=False)
    ]
    key = "tiers_count" if to is None else "tiers_percent"

    def score(values: Values, best: Fraction | None) -> Scored:
        a, b = values[of], 1 if to is None else values[to]
        part, whole = share(a, b)
        if not whole:
            return _zero_denominator(rule, maximum, a)
        reached = part if to is None else 100 * part
        for from_above, from_below, points, suffix, band in steps:  # noqa: B007  # the band reached, or the lowest
            if reached * from_below >= from_above * whole:
                break
        figures = {"value": a} if to is None else {"a": a, "b": b}
        return points, Why(key + suffix, {**figures, **band})

    return score


def _told(band: Band, above: Fraction | None, maximum: Fraction) -> tuple[str, dict[str, Fraction | None]]:
    """What the key of the band's words ends in, and what they name. `above`: where the next higher one begins. Of the
    lowest band, from 0, people say "below 50%"."""
    bound = None if above is None else above / 100
    words = {"from": band.from_, "below": above, "bound": bound, "points": band.points, "max": maximum}
    return "_lowest" if above is not None and not band.from_ else "", words


def choice(rule: Choice, maximum: Fraction) -> Scorer:
    """The points of the level chosen."""
    by_level: dict[Value, Scored] = {
        level.key: (level.points, Why("choice", {"level": level.name, "points": level.points, "max": maximum}))
        for level in rule.levels
    }

    def score(values: Values, best: Fraction | None) -> Scored:
        return by_level[values["level"]]

    return score


def checklist(rule: Checklist, maximum: Fraction) -> Scorer:
    """The sum of the points of the items answered yes; any one item answered answers the list."""
    keys = [item.key for item in rule.items]
    known: dict[tuple[bool, ...], Scored] = {}

    def score(values: Values, best: Fraction | None) -> Scored:
        met = tuple([values.get(key) is True for key in keys])
        if True not in met and not any(key in values for key in keys):
            raise KeyError(keys[0])
        if met not in known:
            points = sum_exactly(item.points for item, yes in zip(rule.items, met, strict=True) if yes)
            args = {"met": sum(met), "count": len(keys), "points": points, "max": maximum}
            known[met] = points, Why("checklist", args)
        return known[met]

    return score


def measure(rule: Measure, maximum: Fraction) -> Scorer:
    """Linear from `worst` to `best` and never beyond; with peers, `best` is the best value of the tier."""
    of, worst, peers = rule.of, rule.worst, rule.best is None
    key = "measure_peers" if peers else "measure"

    def score(values: Values, best_of_tier: Fraction | None) -> Scored:
        value = _number(values[of])
        best = best_of_tier if peers else rule.best
        if best is None:
            return None, Why("measure_waiting", {"value": value})
        reach = best - worst
        done = (value - worst) / reach if reach else ZERO  # the whole tier at its worst earns nothing
        points = maximum * min(max(done, ZERO), ONE)
        return points, Why(key, {"value": value, "worst": worst, "best": best, "points": points, "max": maximum})

    return score


def stated_points(rule: Points, maximum: Fraction) -> Scorer:
    """Points stated directly."""

    def score(values: Values, best: Fraction | None) -> Scored:
        points = _number(values["points"])
        return points, Why("points", {"points": points, "max": maximum})

    return score


def survey(rule: Survey, maximum: Fraction) -> Scorer:
    """The maximum's share of `full`; no points below the least number of valid responses."""

    def score(values: Values, best: Fraction | None) -> Scored:
        value, sample = _number(values[rule.of]), _number(values[rule.sample])
        if sample < rule.min_sample:
            return None, Why("survey_too_small", {"sample": sample, "min_sample": rule.min_sample})
        points = min(proportion(maximum, value, rule.full), maximum)
        args = {"value": value, "full": rule.full, "sample": sample, "points": points, "max": maximum}
        return points, Why("survey", args)

    return score


def _zero_denominator(rule: Ratio | Tiers, maximum: Fraction, a: Value) -> Scored:
    """Nothing to take a share of: 0 points. That an exemption may be asked for is said, never granted (I3)."""
    key = "zero_denominator_exemption" if rule.zero == "propose_exemption" else "zero_denominator"
    return ZERO, Why(key, {"a": a, "max": maximum})


def _number(value: Value) -> Fraction:
    return Fraction(value)


_KINDS: dict[type, Callable[..., Scorer]] = {
    Ratio: ratio,
    Tiers: tiers,
    Choice: choice,
    Checklist: checklist,
    Measure: measure,
    Points: stated_points,
    Survey: survey,
}
