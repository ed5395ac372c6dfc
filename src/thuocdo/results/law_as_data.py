"""The criteria set inside an edition's JSON: what was asked, how points are earned, and by which article.

Complete in itself: an edition can be read, and its points worked out again, without the set's own files.
"""

from functools import singledispatch

from thuocdo.regulation import Component, CriteriaSet, Group
from thuocdo.regulation.model import Adjustment, Figure, Level, OtherInstrument, Period
from thuocdo.regulation.rules import (
    Checklist,
    Choice,
    Measure,
    Option,
    Points,
    Ratio,
    Survey,
    Tiers,
)
from thuocdo.results.amounts import citation, points, text


def set_as_data(criteria_set: CriteriaSet, level_rule: str) -> dict:
    """The set without its forms. `level_rule`: the reading of Article 6 that the season was opened with (I2)."""
    return {
        "id": criteria_set.id,
        "version": criteria_set.version,
        "digest": criteria_set.digest,
        "status": criteria_set.status,
        "title": text(criteria_set.title),
        "notice": text(criteria_set.notice),
        "cite": citation(criteria_set.cite),
        "instrument": _instrument(criteria_set),
        "period": _period(criteria_set.period),
        "scale": points(criteria_set.scale),
        "rounding": {
            "places": criteria_set.rounding.places,
            "mode": criteria_set.rounding.mode,
            "at": criteria_set.rounding.at,
            "cite": citation(criteria_set.rounding.cite),
        },
        "level_rule": level_rule,
        "group_minima": criteria_set.rules.group_minima,
        "levels": [_level(level) for level in criteria_set.levels],
        "below_lowest": text(criteria_set.below_lowest),
    }


def form_as_data(criteria_set: CriteriaSet, tier: str) -> dict:
    """One tier with all that its form asks."""
    form, row = criteria_set.forms[tier], criteria_set.tiers[tier]
    return {
        "tier": tier,
        "name": text(row.name),
        "form": row.form,
        "form_name": text(row.form_name),
        "max": points(form.max),
        "groups": [_group(group) for group in form.groups],
        "adjustments": [_adjustment(line) for line in form.adjustments],
    }


def _instrument(criteria_set: CriteriaSet) -> dict:
    instrument = criteria_set.instrument
    return {
        "number": instrument.number,
        "date": instrument.date.isoformat(),
        "issuer": text(instrument.issuer),
        "replaced_by": [_other(other) for other in instrument.replaced_by],
    }


def _other(other: OtherInstrument) -> dict:
    return {"number": other.number, "date": other.date.isoformat()}


def _period(period: Period | None) -> dict | None:
    """Days as MM-DD with the year counted from the report year."""
    if period is None:
        return None
    return {
        "from": f"{period.from_.month:02}-{period.from_.day:02}",
        "from_year": period.from_year,
        "until": f"{period.until.month:02}-{period.until.day:02}",
        "until_year": period.until_year,
        "cite": citation(period.cite),
    }


def _level(level: Level) -> dict:
    return {
        "key": level.key,
        "name": text(level.name),
        "from": points(level.from_),
        "group_ratio": points(level.group_ratio),
        "cite": citation(level.cite),
    }


def _group(group: Group) -> dict:
    return {
        "code": group.code,
        "name": text(group.name),
        "max": points(group.max),
        "public": group.public,
        "cite": citation(group.cite),
        "components": [_component(component) for component in group.components],
    }


def _adjustment(line: Adjustment) -> dict:
    return {"sign": line.sign, **_component(line.component)}


def _component(component: Component) -> dict:
    return {
        "code": component.code,
        "name": text(component.name),
        "max": points(component.max),
        "public": component.public,
        "answered_by": component.answered_by,
        "cite": citation(component.cite),
        "figures": [_figure(figure) for figure in component.figures],
        "rule": None if component.score is None else {"kind": component.score.kind, **_rule(component.score)},
        "guidance": text(component.guidance),
        "evidence": [text(kind) for kind in component.evidence],
        "exemption_hint": text(component.exemption_hint),
        "combine": component.combine,
        "parts": [_component(part) for part in component.parts],
    }


def _figure(figure: Figure) -> dict:
    return {"key": figure.key, "name": text(figure.name), "unit": text(figure.unit), "scored": figure.scored}


@singledispatch
def _rule(score: object) -> dict:
    raise TypeError(f"no data for the scoring kind {type(score).__name__}")


@_rule.register
def _ratio(score: Ratio) -> dict:
    return {"of": score.of, "to": score.to, "full": points(score.full), "below": score.below, "zero": score.zero}


@_rule.register
def _tiers(score: Tiers) -> dict:
    bands = [{"from": points(band.from_), "points": points(band.points)} for band in score.bands]
    return {"of": score.of, "to": score.to, "bands": bands, "zero": score.zero}


@_rule.register
def _choice(score: Choice) -> dict:
    return {"options": [_option(level) for level in score.levels]}


@_rule.register
def _checklist(score: Checklist) -> dict:
    return {"options": [_option(item) for item in score.items]}


def _option(option: Option) -> dict:
    return {"key": option.key, "name": text(option.name), "points": points(option.points)}


@_rule.register
def _measure(score: Measure) -> dict:
    return {"of": score.of, "worst": points(score.worst), "best": "peers" if score.best is None else points(score.best)}


@_rule.register
def _points(score: Points) -> dict:
    return {}


@_rule.register
def _survey(score: Survey) -> dict:
    return {"of": score.of, "sample": score.sample, "full": points(score.full), "min_sample": score.min_sample}
