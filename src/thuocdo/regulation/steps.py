"""The story of a unit's total and level, stage by stage, as explanations that are put into words on demand."""

from collections.abc import Iterator
from fractions import Fraction

from .explain import Why
from .levels import GroupMinima, Levels, groups_below
from .model import CriteriaSet, Form, Level, LevelRule, Text
from .totals import Total

_NO_LEVEL = Text("không xếp hạng", "not ranked")


def steps_of_total(criteria_set: CriteriaSet, form: Form, total: Total) -> Iterator[Why]:
    """Exempt, scored, converted, adjusted, rounded."""
    if total.exempt_max:
        yield Why("step_exempt", {"exempt_max": total.exempt_max, "max_total": form.max, "done_max": total.done_max})
    yield Why("step_scored", {"scored": total.scored, "done_max": total.done_max, "percent": total.percent})
    if criteria_set.scale is None:
        yield Why("step_sum", {"raw": total.converted})
    elif criteria_set.scale != total.done_max:
        args = {"scored": total.scored, "scale": criteria_set.scale, "done_max": total.done_max}
        yield Why("step_converted", {**args, "raw": total.converted})
    if total.bonus or total.deduct:
        args = {"bonus": total.bonus, "deduct": total.deduct, "ceiling": total.ceiling, "raw": total.raw}
        yield Why("step_adjusted", args)
    if total.rounded != total.raw:
        yield Why("step_rounded", {"places": criteria_set.rounding.places, "total": total.rounded})


def step_open(open_max: Fraction, council_max: Fraction) -> Iterator[Why]:
    """What may still be added."""
    if open_max:
        yield Why("step_open", {"open": open_max, "council": council_max})


def steps_of_level(
    criteria_set: CriteriaSet,
    total: Fraction,
    levels: Levels,
    rule: LevelRule,
    minima: GroupMinima,
) -> Iterator[Why]:
    """The level by the total, what the group minima say beside it, and which of the two counts."""
    if not criteria_set.levels:
        return
    if levels.by_total is not None:
        yield Why("step_level", {"total": total, "from": levels.by_total.from_, "level": levels.by_total.name})
    else:
        lowest, name = criteria_set.levels[-1], criteria_set.below_lowest or _NO_LEVEL
        yield Why("step_below_lowest", {"total": total, "from": lowest.from_, "name": name})
    if levels.by_total is not None and any(minima.values()):
        yield _groups_step(levels, levels.by_total, minima)
    if rule == "total_and_groups":
        yield Why("step_level_rule_groups", {"level": _name(levels.by_groups)})


def _groups_step(levels: Levels, by_total: Level, minima: GroupMinima) -> Why:
    if levels.by_groups == by_total:
        return Why("step_groups_agree", {})
    return Why("step_groups_differ", {"level": _name(levels.by_groups), "groups": groups_below(by_total, minima)})


def _name(level: Level | None) -> Text:
    return _NO_LEVEL if level is None else level.name
