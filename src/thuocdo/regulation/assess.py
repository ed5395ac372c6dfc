"""READ THIS FIRST: how the regulation turns answers into a ranking.

    exempt -> score -> total -> level -> position

For each unit: what is accepted in writing as not to be done is set aside (Article 5.3), the rest is scored line by line
(Article 5.2), the groups of Article 3 are summed, the sum is rescaled and rounded once (Article 5.3), the level is read
from the total and from the group minima (Article 6). For each tier: units are put in order by their totals (Article 7).
Each stage is one small function elsewhere and its output is kept under its name in the result.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from .assessment import Assessment, TierResult, UnitResult
from .checking import check_facts
from .facts import UnitFacts
from .levels import levels_of, minima_of_groups
from .model import CriteriaSet, LevelRule, Text
from .outcome import assessed, not_reported, nothing_to_assess
from .peers import best_of_tier
from .ranking import rank
from .scoring import Yardstick, score_lines
from .totals import sum_groups, total_of

_NO_ANSWERS = Text("không có câu trả lời", "no answers were given")


def assess(
    criteria_set: CriteriaSet,
    units: Iterable[UnitFacts],
    *,
    level_rule: LevelRule | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Assessment:
    """Assess and rank units by a criteria set.

    `level_rule`: the season's reading of Article 6 (I2), the set's own where None. `progress`: called (done, total)
    after each unit. Raises FactFaults, all faults at once, before anything is computed.
    """
    facts = tuple(units)
    rule = level_rule or criteria_set.rules.level
    report = _Progress(len(facts), progress)
    with _collector_paused():
        check_facts(criteria_set, facts)
        tiers = tuple(
            _assess_tier(criteria_set, tier, [unit for unit in facts if unit.tier == tier], rule, report)
            for tier in criteria_set.tiers
        )
    return Assessment(criteria_set.id, criteria_set.digest, criteria_set.status, rule, tiers)


def assess_unit(criteria_set: CriteriaSet, facts: UnitFacts, *, level_rule: LevelRule | None = None) -> UnitResult:
    """One unit alone, as its own pages show it while it reports: no position, no points against peers.

    A unit that has answered nothing yet is shown with all its lines open. Raises FactFaults.
    """
    check_facts(criteria_set, (facts,))
    yardstick = Yardstick.of(criteria_set.forms[facts.tier], {})
    return _assess_report(criteria_set, facts, level_rule or criteria_set.rules.level, yardstick)


def _assess_tier(
    criteria_set: CriteriaSet, tier: str, facts: list[UnitFacts], rule: LevelRule, report: "_Progress"
) -> TierResult:
    """One ranking: a first pass for the best values of the tier, a second for the units, then their order."""
    reasons = [_reason_without_report(criteria_set, unit) for unit in facts]
    reporting = [unit for unit, reason in zip(facts, reasons, strict=True) if reason is None]
    form = criteria_set.forms[tier]
    yardstick = Yardstick.of(form, best_of_tier(form, reporting))
    results = [
        report.after(
            _assess_report(criteria_set, unit, rule, yardstick)
            if reason is None
            else not_reported(criteria_set, unit, reason)
        )
        for unit, reason in zip(facts, reasons, strict=True)
    ]
    return TierResult(tier, rank(results, criteria_set.rules), yardstick.peers)


def _assess_report(criteria_set: CriteriaSet, facts: UnitFacts, rule: LevelRule, yardstick: Yardstick) -> UnitResult:
    """exempt -> score -> total -> level, for one unit that reported."""
    form = yardstick.form
    lines = score_lines(yardstick, facts)
    groups = sum_groups(form, lines.components, criteria_set.rounding)
    total = total_of(criteria_set, form, groups, lines.adjustments)
    if total is None:
        return nothing_to_assess(form, facts, lines, groups)
    minima = minima_of_groups(criteria_set, groups, total)
    levels = levels_of(criteria_set.levels, total.rounded, minima)
    unrounded = levels_of(criteria_set.levels, total.raw, minima)
    return assessed(criteria_set, facts, rule, lines, groups, total, minima, levels, unrounded)


def _reason_without_report(criteria_set: CriteriaSet, unit: UnitFacts) -> str | Text | None:
    """Why the unit counts as not having reported (I8); None where it reported."""
    if unit.not_reported is not None:
        return unit.not_reported
    silent = not unit.answers and not unit.exempt
    return _NO_ANSWERS if silent and criteria_set.missing == "not_reported" else None


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Looking for cycles takes half the time of a large assessment, and results hold none.

    Afterwards all that was made counts as old (frozen and thawed), or the first allocation would search it after all.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


class _Progress:
    """Counts units for whoever watches a long assessment."""

    def __init__(self, total: int, watch: Callable[[int, int], object] | None) -> None:
        self._done = 0
        self._total = total
        self._watch = watch

    def after(self, result: UnitResult) -> UnitResult:
        self._done += 1
        if self._watch is not None:
            self._watch(self._done, self._total)
        return result
