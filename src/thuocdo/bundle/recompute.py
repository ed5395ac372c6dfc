"""Works a tier out again: by the law itself where every fact is there, from the published sums where some are not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from thuocdo.bundle.amounts import read_exact
from thuocdo.bundle.sight import Sight
from thuocdo.regulation import Assessment, Component, CriteriaSet, Form, Text, UnitFacts, UnitResult, Why, assess
from thuocdo.regulation.assessment import ComponentResult
from thuocdo.regulation.levels import levels_of, minima_of_groups
from thuocdo.regulation.model import LevelRule
from thuocdo.regulation.numbers import ZERO
from thuocdo.regulation.outcome import assessed, not_reported, nothing_to_assess
from thuocdo.regulation.peers import best_of_tier
from thuocdo.regulation.scoring import Lines, Yardstick, score_one
from thuocdo.regulation.totals import GroupSum, round_by, sum_groups, total_of

Given = Mapping[str, Mapping[str, Any]]  # code -> points, exact, exempt_max
HALF_SIX = Fraction(1, 2_000_000)
NO_ANSWERS = Text("không có câu trả lời", "no answers were given")
STATED = Why("unanswered", {})


class Span(NamedTuple):
    """A unit's result at both ends of what the published sums leave open; one and the same where all is public.
    `inner`: the public parts of lines whose points are known as a sum only."""

    low: UnitResult
    high: UnitResult
    inner: tuple[ComponentResult, ...] = ()


class Worked(NamedTuple):
    spans: dict[str, Span]
    peers: dict[str, Fraction]


def work_out(criteria_set: CriteriaSet, units: Iterable[UnitFacts], rule: LevelRule) -> dict[str, Worked]:
    """Tier -> every unit, all facts known: the law itself."""
    found: Assessment = assess(criteria_set, units, level_rule=rule)
    return {
        tier.tier: Worked({unit.unit: Span(unit, unit) for unit in tier.units}, dict(tier.peers))
        for tier in found.tiers
    }


def work_out_partly(
    criteria_set: CriteriaSet, tier: str, units: list[UnitFacts], given: Mapping[str, Given], rule: LevelRule
) -> Worked:
    """One tier from what is public of it; `given`: unit -> what stands in for what is not."""
    form = criteria_set.forms[tier]
    reporting = [unit for unit in units if _absence(criteria_set, unit, given) is None]
    peers = best_of_tier(form, reporting)
    court = _Court(criteria_set, form, Sight.of(form), rule, Yardstick.of(form, peers))
    spans = {}
    for unit in units:
        reason = _absence(criteria_set, unit, given)
        if reason is None:
            spans[unit.unit] = court.span(unit, given.get(unit.unit, {}))
        else:
            absent = not_reported(criteria_set, unit, reason)
            spans[unit.unit] = Span(absent, absent)
    return Worked(spans, peers)


def _absence(criteria_set: CriteriaSet, unit: UnitFacts, given: Mapping[str, Given]) -> str | Text | None:
    if unit.not_reported is not None:
        return unit.not_reported
    silent = not unit.answers and not unit.exempt and not given.get(unit.unit)
    return NO_ANSWERS if silent and criteria_set.missing == "not_reported" else None


class _Court(NamedTuple):
    """What every unit of a tier is worked out with."""

    criteria_set: CriteriaSet
    form: Form
    sight: Sight
    rule: LevelRule
    yardstick: Yardstick

    def span(self, unit: UnitFacts, given: Given) -> Span:
        low = self._result(unit, given, -1)
        is_open = any(not row["exact"] for row in given.values())
        return Span(low, self._result(unit, given, 1) if is_open else low, tuple(self._inner(unit, given)))

    def _inner(self, unit: UnitFacts, given: Given) -> Iterator[ComponentResult]:
        lines = [*self.form.components, *(extra.component for extra in self.form.adjustments)]
        for line in lines:
            if line.code in given and line.code not in unit.exempt:
                yield from self._public_parts(line, unit)

    def _public_parts(self, line: Component, unit: UnitFacts) -> Iterator[ComponentResult]:
        for part in line.parts:
            if any(inner.code in self.sight.hidden for inner in part.walk()):
                yield from self._public_parts(part, unit)
            else:
                yield score_one(self.yardstick, part, unit)

    def _result(self, unit: UnitFacts, given: Given, side: int) -> UnitResult:
        """As the law's own `assess` puts its stages together."""
        law, form = self.criteria_set, self.form
        extras = (self._line(extra.component, unit, given, side) for extra in form.adjustments)
        lines = Lines(tuple(self._line(line, unit, given, side) for line in form.components), tuple(extras))
        sums = sum_groups(form, lines.components, law.rounding)
        groups = tuple(self._group(group, given.get(f"group/{group.group.code}"), side) for group in sums)
        total = total_of(law, form, groups, lines.adjustments)
        if total is None:
            return nothing_to_assess(form, unit, lines, groups)
        minima = minima_of_groups(law, groups, total)
        levels = levels_of(law.levels, total.rounded, minima)
        unrounded = levels_of(law.levels, total.raw, minima)
        return assessed(law, unit, self.rule, lines, groups, total, minima, levels, unrounded)

    def _line(self, line: Component, unit: UnitFacts, given: Given, side: int) -> ComponentResult:
        row = given.get(line.code)
        if line.code in unit.exempt or (row is None and line.code not in self.sight.hidden):
            return score_one(self.yardstick, line, unit)
        if row is None:
            return ComponentResult(line.code, None, line.max, ZERO, "answered", ZERO, STATED)
        points, exempt_max = _points(row, side), read_exact(row["exempt_max"])
        state = "exempt" if exempt_max == line.max else "answered"
        return ComponentResult(line.code, points, line.max, exempt_max, state, points or ZERO, STATED)

    def _group(self, group: GroupSum, row: Mapping[str, Any] | None, side: int) -> GroupSum:
        if row is None:
            return group
        exempt_max, rounding = read_exact(row["exempt_max"]), self.criteria_set.rounding
        exact = points = _points(row, side) or ZERO
        if rounding.at == "every" and rounding.mode != "none" and not row["exact"]:
            points = round_by(rounding, read_exact(row["points"]))
            exact = max(points + side * Fraction(1, 2 * 10**rounding.places), ZERO)
        done_max = group.group.max - exempt_max
        return GroupSum(group.group, min(exact, done_max), points, exempt_max, done_max)


def _points(row: Mapping[str, Any], side: int) -> Fraction | None:
    """At one end of what the published places leave open."""
    if row["points"] is None:
        return None
    points = read_exact(row["points"])
    return points if row["exact"] else max(points + side * HALF_SIX, ZERO)


def impossible(form: Form, given: Given, worked: UnitResult) -> Iterator[tuple[str, str]]:
    """(code, published points) of sums that what is public in them does not allow: below its public lines, above what
    the rest can add."""
    lines = {line.code: line for line in worked.components}
    for group in form.groups:
        row = given.get(f"group/{group.code}")
        if row is None:
            continue
        known = [lines[line.code] for line in group.components if line.code in lines]
        least = sum((line.points or ZERO for line in known), ZERO)
        points = read_exact(row["points"])
        if not least - Fraction(1, 10**5) <= points <= group.max - read_exact(row["exempt_max"]) + Fraction(1, 10**5):
            yield group.code, row["points"]
    for code, row in given.items():
        top = None if code.startswith("group/") else form.component(code)
        if top is not None and row["points"] is not None and not ZERO <= read_exact(row["points"]) <= top.max:
            yield code, row["points"]


def placed(spans: Mapping[str, Span], states: Mapping[str, Mapping[str, Any]]) -> list[UnitResult]:
    """The units to be ranked: by what was worked out, or where that is open by what was published within it."""
    units = []
    for key, span in spans.items():
        unit, stated = span.low, states[key]
        if span.low is not span.high or stated.get("is_taken"):
            total = None if stated["total"] is None else Fraction(stated["total"])
            unit = replace(unit, total=total, state=stated["state"])
        units.append(unit)
    return units
