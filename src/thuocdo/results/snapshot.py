"""An assessment as frozen JSON: explained in both languages, complete in itself, with a public part (I11).

Amounts are strings of exact fractions' decimals, so that no reader rounds them unseen: totals as the set rounds them,
points to six places.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thuocdo.regulation import (
    Assessment,
    Component,
    ComponentResult,
    CriteriaSet,
    Group,
    GroupResult,
    Text,
    UnitResult,
    Why,
    explain,
)

SIX = Decimal("0.000001")


def snapshot(criteria_set: CriteriaSet, assessment: Assessment, names: Mapping[str, Text]) -> dict:
    """Everything an edition keeps. `names`: unit key -> its name in both languages as the season has it."""
    return {
        "set": _set(criteria_set, assessment),
        "tiers": [
            {
                "tier": tier.tier,
                "name": text(criteria_set.tiers[tier.tier].name),
                "groups": [_group_rule(group) for group in criteria_set.forms[tier.tier].groups],
                "units": [_unit(unit, names[unit.unit]) for unit in tier.units],
            }
            for tier in assessment.tiers
        ],
    }


def text(value: Text | None) -> dict | None:
    return None if value is None else {"vi": value.vi, "en": value.en}


def why(value: Why) -> dict:
    return {"vi": explain(value, "vi"), "en": explain(value, "en")}


def points(value: Fraction | None) -> str | None:
    """Six places, half up; None stays None: it is never a zero (I10)."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(SIX, ROUND_HALF_UP))


def _set(criteria_set: CriteriaSet, assessment: Assessment) -> dict:
    return {
        "id": criteria_set.id,
        "version": criteria_set.version,
        "digest": criteria_set.digest,
        "status": criteria_set.status,
        "title": text(criteria_set.title),
        "notice": text(criteria_set.notice),
        "instrument": {"number": criteria_set.instrument.number, "date": criteria_set.instrument.date.isoformat()},
        "level_rule": assessment.level_rule,
        "levels": [
            {"key": level.key, "name": text(level.name), "from": points(level.from_)} for level in criteria_set.levels
        ],
    }


def _group_rule(group: Group) -> dict:
    return {
        "code": group.code,
        "name": text(group.name),
        "max": points(group.max),
        "public": group.public,
        "cite": str(group.cite),
        "components": [_component_rule(component) for component in group.components],
    }


def _component_rule(component: Component) -> dict:
    return {
        "code": component.code,
        "name": text(component.name),
        "max": points(component.max),
        "public": component.public,
        "cite": str(component.cite),
    }


def _unit(unit: UnitResult, name: Text) -> dict:
    return {
        "unit": unit.unit,
        "name": text(name),
        "state": unit.state,
        "reason": unit.reason,
        "total": None if unit.total is None else _printed(unit.total),
        "level": unit.level,
        "level_total": unit.level_total,
        "level_groups": unit.level_groups,
        "levels_differ": unit.levels_differ,
        "level_changed_by_rounding": unit.level_changed_by_rounding,
        "position": unit.position,
        "max_total": points(unit.max_total),
        "exempt_max": points(unit.exempt_max),
        "done_max": points(unit.done_max),
        "scored": points(unit.scored),
        "percent": None if unit.percent is None else points(100 * unit.percent),
        "steps": [why(step) for step in unit.steps],
        "groups": [_group(group) for group in unit.groups],
        "components": [_component(component) for component in unit.components],
        "adjustments": [_component(line) for line in unit.adjustments],
    }


def _printed(total: Fraction) -> str:
    """A rounded total with at least two places; an exact one to six."""
    exact = Decimal(total.numerator) / Decimal(total.denominator)
    return str(
        exact.quantize(Decimal("0.01")) if total * 100 == int(total * 100) else exact.quantize(SIX, ROUND_HALF_UP)
    )


def _group(group: GroupResult) -> dict:
    return {
        "code": group.code,
        "points": points(group.points),
        "max": points(group.max),
        "exempt_max": points(group.exempt_max),
        "credited": points(group.credited),
        "minima": {key: {"needed": points(need.needed), "met": need.met} for key, need in group.minima.items()},
    }


def _component(result: ComponentResult) -> dict:
    return {
        "code": result.code,
        "points": points(result.points),
        "max": points(result.max),
        "state": result.state,
        "why": why(result.why),
        "parts": [_component(part) for part in result.parts],
    }


def public_part(content: dict) -> dict:
    """What the set lets the public see (I11): components whose points are not public keep code and maximum only."""
    return {**content, "tiers": [_public_tier(tier) for tier in content["tiers"]]}


def _public_tier(tier: dict) -> dict:
    shown = {c["code"]: c["public"] for group in tier["groups"] for c in group["components"]}
    groups = {group["code"]: group["public"] for group in tier["groups"]}
    return {**tier, "units": [_public_unit(unit, shown, groups) for unit in tier["units"]]}


def _public_unit(unit: dict, shown: dict[str, str], groups: dict[str, str]) -> dict:
    return {
        **unit,
        "groups": [g if groups[g["code"]] != "none" else {"code": g["code"], "max": g["max"]} for g in unit["groups"]],
        "components": [
            c if shown[c["code"]] == "points" else {"code": c["code"], "max": c["max"]} for c in unit["components"]
        ],
    }
