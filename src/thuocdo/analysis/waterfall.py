"""From full marks down to a unit's total, by what was lost where: adds up to the published total exactly."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from .lines import ZERO, Data, Kind, Line, amount, lines_of, number

StepKind = Kind | Literal["not_assessed", "bonus", "deduct", "adjustments", "ceiling", "rounding"]
CENT = Fraction(1, 100)


class Step(NamedTuple):
    """`change`: what it does to the total, negative where points are lost. `own`: what was lost on the line's own
    scale, before Article 5.3 rescales; None where the step is no line. `state`: of a component."""

    kind: StepKind
    code: str
    group: str
    change: Fraction
    own: Fraction | None = None
    state: str | None = None


class Waterfall(NamedTuple):
    """`weight`: how much of the total one own point is, 1 where nothing is exempt."""

    start: Fraction
    steps: tuple[Step, ...]
    total: Fraction
    weight: Fraction

    def sum_of(self, *kinds: StepKind) -> Fraction:
        return sum((step.change for step in self.steps if step.kind in kinds), ZERO)

    @property
    def converted(self) -> Fraction:
        """The total before adjustments and rounding."""
        return self.start + self.sum_of("component", "group", "rest", "not_assessed")


def waterfall(criteria_set: Data, tier: Data, unit: Data) -> Waterfall | None:
    """None for a unit without a total.

    What is exempt loses nothing: the rest of the form carries the whole scale, so that a lost point counts scale / M
    (I3). What six places and the one rounding (I4) leave is the last step.
    """
    total = amount(unit["total"])
    if total is None:
        return None
    scale = amount(criteria_set["scale"])
    start, weight = (
        (number(unit["max_total"]), Fraction(1)) if scale is None else (scale, scale / number(unit["done_max"]))
    )
    steps = [_lost(line, weight) for line in lines_of(tier, unit) if line.lost]
    if scale is None and number(unit["exempt_max"]):
        steps.insert(0, Step("not_assessed", "", "", -number(unit["exempt_max"])))
    steps += _adjusted(tier, unit)
    return Waterfall(start, _merged((*steps, *_settled(unit, start, steps, total))), total, weight)


def _merged(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Hidden adjustments go with the hidden groups, where there are any: neither is spelled out."""
    rest = next((step for step in steps if step.kind == "rest"), None)
    hidden = next((step for step in steps if step.kind == "adjustments"), None)
    if rest is None or hidden is None:
        return steps
    both = rest._replace(change=rest.change + hidden.change, own=None)
    return tuple(both if step is rest else step for step in steps if step is not hidden)


def _lost(line: Line, weight: Fraction) -> Step:
    return Step(line.kind, line.code, line.group, -line.lost * weight, line.lost, line.state)


def _adjusted(tier: Data, unit: Data) -> Iterator[Step]:
    for rule, line in zip(tier["adjustments"], unit["adjustments"], strict=bool(unit["adjustments"])):
        points = amount(line.get("points"))
        if points:
            sign = 1 if rule["sign"] == "bonus" else -1
            yield Step(rule["sign"], line["code"], "", sign * points, None, line["state"])


def _settled(unit: Data, start: Fraction, steps: list[Step], total: Fraction) -> Iterator[Step]:
    """What keeps the total within its bounds, adjustments that are not public, and rounding."""
    reached = start + sum((step.change for step in steps), ZERO)
    if any(step.kind in ("bonus", "deduct") for step in steps):
        kept = min(max(reached, ZERO), start)
        if kept != reached:
            yield Step("ceiling", "", "", kept - reached)
        reached = kept
    left = total - reached
    if left:
        is_hidden = any("state" not in line for line in unit["adjustments"]) and abs(left) > CENT
        yield Step("adjustments" if is_hidden else "rounding", "", "", left)
