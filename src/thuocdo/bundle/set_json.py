"""A criteria set as data without YAML: all that scoring, levels and ranking need, every number exact.

The second verifier reads this; the first holds it against the YAML files.
"""

from functools import singledispatch
from hashlib import sha256
from typing import Any

from thuocdo.bundle.amounts import exact
from thuocdo.regulation import Component, CriteriaSet, Form, Group, Text
from thuocdo.regulation.model import Figure, Level
from thuocdo.regulation.rules import Checklist, Choice, Measure, Option, Points, Ratio, Survey, Tiers

Data = dict[str, Any]


def set_data(criteria_set: CriteriaSet) -> Data:
    """The whole set; tiers in the order of publication. `files`: digests of the YAML files that say the same."""
    rules, rounding = criteria_set.rules, criteria_set.rounding
    return {
        "id": criteria_set.id,
        "version": criteria_set.version,
        "digest": criteria_set.digest,
        "status": criteria_set.status,
        "files": {name: sha256(said.encode()).hexdigest() for name, said in criteria_set.source.items()},
        "scale": _maybe(criteria_set.scale),
        "rounding": {"places": rounding.places, "mode": rounding.mode, "at": rounding.at},
        "levels": [_level(level) for level in criteria_set.levels],
        "rules": {"level": rules.level, "group_minima": rules.group_minima, "below_lowest": rules.below_lowest},
        "missing": criteria_set.missing,
        "tiers": [_form(tier, criteria_set.forms[tier]) for tier in criteria_set.tiers],
    }


def text(value: Text) -> Data:
    return {"vi": value.vi, "en": value.en}


def _maybe(value: Any) -> str | None:
    return None if value is None else exact(value)


def _level(level: Level) -> Data:
    ratio = _maybe(level.group_ratio)
    return {"key": level.key, "name": text(level.name), "from": exact(level.from_), "group_ratio": ratio}


def _form(tier: str, form: Form) -> Data:
    extras = [{"sign": extra.sign, **_component(extra.component)} for extra in form.adjustments]
    return {
        "tier": tier,
        "max": exact(form.max),
        "groups": [_group(group) for group in form.groups],
        "adjustments": extras,
    }


def _group(group: Group) -> Data:
    return {
        "code": group.code,
        "name": text(group.name),
        "max": exact(group.max),
        "public": group.public,
        "components": [_component(component) for component in group.components],
    }


def _component(component: Component) -> Data:
    rule = component.score
    return {
        "code": component.code,
        "name": text(component.name),
        "max": exact(component.max),
        "public": component.public,
        "by_council": component.answered_by == "council",
        "combine": component.combine,
        "figures": [_figure(figure) for figure in component.figures],
        "rule": None if rule is None else {"kind": rule.kind, **_rule(rule)},
        "parts": [_component(part) for part in component.parts],
    }


def _figure(figure: Figure) -> Data:
    whole = figure.type == "integer"
    bounds = {"min": exact(figure.min), "max": _maybe(figure.max), "at_most": figure.at_most}
    return {"key": figure.key, "whole": whole, **bounds}


@singledispatch
def _rule(rule: object) -> Data:
    raise TypeError(f"no data for the scoring kind {type(rule).__name__}")


@_rule.register
def _ratio(rule: Ratio) -> Data:
    return {"of": rule.of, "to": rule.to, "full": exact(rule.full), "below": rule.below}


@_rule.register
def _tiers(rule: Tiers) -> Data:
    bands = [{"from": exact(band.from_), "points": exact(band.points)} for band in rule.bands]
    return {"of": rule.of, "to": rule.to, "bands": bands}


@_rule.register
def _choice(rule: Choice) -> Data:
    return {"options": [_option(level) for level in rule.levels]}


@_rule.register
def _checklist(rule: Checklist) -> Data:
    return {"options": [_option(item) for item in rule.items]}


def _option(option: Option) -> Data:
    return {"key": option.key, "points": exact(option.points)}


@_rule.register
def _measure(rule: Measure) -> Data:
    return {"of": rule.of, "worst": exact(rule.worst), "best": _maybe(rule.best)}


@_rule.register
def _points(rule: Points) -> Data:
    return {}


@_rule.register
def _survey(rule: Survey) -> Data:
    return {"of": rule.of, "sample": rule.sample, "full": exact(rule.full), "min_sample": rule.min_sample}
