"""Puts the stages of one unit together into its result: nothing is decided here."""

from fractions import Fraction

from .assessment import ComponentResult, GroupResult, UnitResult, UnitState
from .explain import Why
from .facts import UnitFacts
from .levels import GroupMinima, Levels
from .model import CriteriaSet, Form, Level, LevelRule, Text
from .numbers import sum_exactly
from .scoring import Lines, OpenState, still_open
from .steps import step_open, steps_of_level, steps_of_total
from .totals import GroupSum, Total

_OPEN: tuple[OpenState, ...] = ("unanswered", "council")
_NO_LINES = Lines((), ())
_COUNCIL: tuple[OpenState, ...] = ("council",)


def assessed(
    criteria_set: CriteriaSet,
    facts: UnitFacts,
    rule: LevelRule,
    lines: Lines,
    groups: tuple[GroupSum, ...],
    total: Total,
    minima: GroupMinima,
    levels: Levels,
    unrounded: Levels,
) -> UnitResult:
    """A unit with a total; its position follows when the tier is ranked. `unrounded`: the levels before rounding."""
    form = criteria_set.forms[facts.tier]
    level = levels.chosen(rule)
    changed = level != unrounded.chosen(rule)
    open_max, council_max = _open_points(form, lines)
    return UnitResult(
        unit=facts.unit,
        name=facts.name,
        tier=facts.tier,
        order=facts.order,
        state="ranked" if level is not None or not criteria_set.levels else "below_lowest",
        reason=None,
        max_total=form.max,
        exempt_max=total.exempt_max,
        done_max=total.done_max,
        scored=total.scored,
        percent=total.percent,
        raw_total=total.raw,
        total=total.rounded,
        level=_key(level),
        level_total=_key(levels.by_total),
        level_groups=_key(levels.by_groups),
        levels_differ=levels.by_total != levels.by_groups,
        level_changed_by_rounding=changed,
        position=None,
        open_max=open_max,
        open_council_max=council_max,
        groups=tuple(_group(group, total, minima) for group in groups),
        components=_credits(lines.components, total),
        adjustments=lines.adjustments,
        steps=(
            *steps_of_total(criteria_set, form, total),
            *step_open(open_max, council_max),
            *steps_of_level(criteria_set, total.rounded, levels, rule, minima),
            *((Why("step_rounding_level", {}),) if changed else ()),
        ),
    )


def nothing_to_assess(form: Form, facts: UnitFacts, lines: Lines, groups: tuple[GroupSum, ...]) -> UnitResult:
    """Everything is exempt: no total, "Không có nội dung đánh giá" (I3)."""
    return _without_total(
        form,
        facts,
        "nothing_to_assess",
        None,
        Why("step_nothing", {}),
        exempt_max=form.max,
        groups=tuple(
            GroupResult(group.group.code, group.points, group.group.max, group.exempt_max, group.done_max, None, {})
            for group in groups
        ),
        lines=lines,
    )


def not_reported(criteria_set: CriteriaSet, facts: UnitFacts, reason: str | Text) -> UnitResult:
    """No report: listed with the reason, without any amount (I8)."""
    why = Why("step_not_reported", {"reason": reason})
    return _without_total(criteria_set.forms[facts.tier], facts, "not_reported", reason, why)


def _without_total(
    form: Form,
    facts: UnitFacts,
    state: UnitState,
    reason: str | Text | None,
    why: Why,
    *,
    exempt_max: Fraction | None = None,
    groups: tuple[GroupResult, ...] = (),
    lines: Lines = _NO_LINES,
) -> UnitResult:
    zero = None if exempt_max is None else Fraction(0)
    return UnitResult(
        unit=facts.unit,
        name=facts.name,
        tier=facts.tier,
        order=facts.order,
        state=state,
        reason=reason,
        max_total=form.max,
        exempt_max=exempt_max,
        done_max=zero,
        scored=None,
        percent=None,
        raw_total=None,
        total=None,
        level=None,
        level_total=None,
        level_groups=None,
        levels_differ=False,
        level_changed_by_rounding=False,
        position=None,
        open_max=zero,
        open_council_max=zero,
        groups=groups,
        components=lines.components,
        adjustments=lines.adjustments,
        steps=(why,),
    )


def _open_points(form: Form, lines: Lines) -> tuple[Fraction, Fraction]:
    """The most that open lines may still add, and of that the council's."""
    pairs = zip(form.components, lines.components, strict=True)
    left = [(component, result) for component, result in pairs if result.parts or result.state != "answered"]
    return (
        sum_exactly(still_open(component, result, _OPEN) for component, result in left),
        sum_exactly(still_open(component, result, _COUNCIL) for component, result in left),
    )


def _group(group: GroupSum, total: Total, minima: GroupMinima) -> GroupResult:
    return GroupResult(
        code=group.group.code,
        points=group.points,
        max=group.group.max,
        exempt_max=group.exempt_max,
        done_max=group.done_max,
        credited=total.credit(group.points, group.exempt_max),
        minima=minima[group.group.code],
    )


def _credits(lines: tuple[ComponentResult, ...], total: Total) -> tuple[ComponentResult, ...]:
    """The lines with their credits; where nothing is exempt and nothing rescaled, points are the credit."""
    if not total.exempt_max and total.stretch == 1:
        return lines
    return tuple([_credit(line, total) for line in lines])


def _credit(line: ComponentResult, total: Total) -> ComponentResult:
    """The line with its credit, its parts likewise (of alternatives, the credits of parts do not add up)."""
    if not line.exempt_max and total.stretch == 1:
        return line
    parts = tuple(_credit(part, total) for part in line.parts)
    return line._replace(credited=total.credit(line.points, line.exempt_max), parts=parts)


def _key(level: Level | None) -> str | None:
    return None if level is None else level.key
