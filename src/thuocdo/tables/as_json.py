"""An assessment as JSON: decimals are strings, so that no reader turns them into floats.

Points, maxima and percentages have six places; totals stand exactly as the set rounds them.
"""

import json
from collections.abc import Iterator
from fractions import Fraction

from thuocdo.regulation import Assessment, ComponentResult, CriteriaSet, GroupResult, UnitResult, Why, explain
from thuocdo.regulation.model import Rounding
from thuocdo.regulation.numbers import format_number

PLACES = 6
UNROUNDED_PLACES = 12  # of a total that the set never rounds and that no decimal ends


def as_json(assessment: Assessment, criteria_set: CriteriaSet) -> Iterator[str]:
    """The pieces of one JSON document, a unit at a time: 400,000 explained components need not fit in memory."""
    yield f'{{"set": {_dump(assessment.set_id)}, "status": {_dump(assessment.status)}, "tiers": ['
    for number, tier in enumerate(assessment.tiers):
        yield f'{"," if number else ""}\n {{"tier": {_dump(tier.tier)}, "units": ['
        for place, unit in enumerate(tier.units):
            yield f"{',' if place else ''}\n  {_dump(unit_as_json(unit, criteria_set.rounding))}"
        yield "]}"
    yield "]}\n"


def unit_as_json(unit: UnitResult, rounding: Rounding) -> dict[str, object]:
    """One unit; null where there is none. `percent` is the share of the maximum to be done, of 100."""
    return {
        "unit": unit.unit,
        "name": unit.name,
        "state": unit.state,
        "total": total_text(unit.total, rounding),
        "level": unit.level,
        "level_total": unit.level_total,
        "level_groups": unit.level_groups,
        "position": unit.position,
        "max_total": _amount(unit.max_total),
        "exempt_max": _amount(unit.exempt_max),
        "done_max": _amount(unit.done_max),
        "scored": _amount(unit.scored),
        "percent": _amount(None if unit.percent is None else 100 * unit.percent),
        "groups": [_group(group) for group in unit.groups],
        "components": [_component(component) for component in unit.components],
        **_adjusted(unit),
    }


def _adjusted(unit: UnitResult) -> dict[str, object]:
    """Bonus and deduction lines, in a key of their own that only sets with such lines have."""
    return {"adjustments": [_component(line) for line in unit.adjustments]} if unit.adjustments else {}


def _group(group: GroupResult) -> dict[str, object]:
    return {
        "code": group.code,
        "points": _amount(group.points),
        "max": _amount(group.max),
        "credited": _amount(group.credited),
    }


def _component(component: ComponentResult) -> dict[str, object]:
    return {
        "code": component.code,
        "points": _amount(component.points),
        "max": _amount(component.max),
        "state": component.state,
        "why": _why(component.why),
    }


def _why(why: Why) -> dict[str, str]:
    return {"vi": explain(why, "vi"), "en": explain(why, "en")}


def total_text(total: Fraction | None, rounding: Rounding, language: str = "en") -> str | None:
    """The total with the places its set rounds to; exact where the set never rounds."""
    if total is None:
        return None
    if rounding.mode != "none":
        return format_number(total, language, rounding.places, trim=False)
    exact = format_number(total, language, None)
    return format_number(total, language, UNROUNDED_PLACES) if "/" in exact else exact


def _amount(amount: Fraction | None) -> str | None:
    return None if amount is None else format_number(amount, "en", PLACES, trim=False)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
