"""An assessment as frozen JSON: explained in both languages, complete in itself, with a public part (I11).

Totals are kept as the set rounds them, points to six places, all as strings. An unknown is null, never a zero (I10).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import override

from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.cycles.models import LevelReading
from thuocdo.regulation import (
    Assessment,
    ComponentResult,
    CriteriaSet,
    GroupResult,
    Text,
    TierResult,
    UnitResult,
    Why,
    explain,
)
from thuocdo.results.amounts import points, printed, text
from thuocdo.results.law_as_data import form_as_data, set_as_data

FROZEN = "frozen"  # what `results.frozen` keeps beside the result
NAMES_GROUPS = "step_groups_differ"  # the one step of a total that names groups


def snapshot(
    criteria_set: CriteriaSet,
    assessment: Assessment,
    names: Mapping[str, Text],
    exempted: Mapping[str, Sequence[Exemption]] = MappingProxyType({}),
    changes: Iterable[LevelReading] = (),
) -> dict:
    """Everything an edition keeps. `names`: unit key -> its name in both languages as the season has it; `exempted`:
    unit key -> what was accepted in writing as not to be assessed; `changes` of the reading of Article 6 (I2)."""
    return {
        "set": set_as_data(criteria_set, assessment.level_rule),
        "reading_changes": [_change(row) for row in changes],
        "tiers": [_tier(criteria_set, tier, names, exempted) for tier in assessment.tiers],
    }


def _tier(
    criteria_set: CriteriaSet, tier: TierResult, names: Mapping[str, Text], exempted: Mapping[str, Sequence[Exemption]]
) -> dict:
    return {
        **form_as_data(criteria_set, tier.tier),
        "peers": {code: points(best) for code, best in tier.peers.items()},
        "units": [
            {**_unit(unit, names[unit.unit]), "exemptions": [_exemption(row) for row in exempted.get(unit.unit, ())]}
            for unit in tier.units
        ],
    }


def _unit(unit: UnitResult, name: Text) -> dict:
    return {
        "unit": unit.unit,
        "name": text(name),
        "state": unit.state,
        "reason": None if unit.reason is None else {"vi": unit.reason_in("vi"), "en": unit.reason_in("en")},
        "total": printed(unit.total),
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
        "steps": [{"key": step.key, **_told(step)} for step in unit.steps],
        "groups": [_group(group) for group in unit.groups],
        "components": [_component(component) for component in unit.components],
        "adjustments": [_component(line) for line in unit.adjustments],
    }


def _exemption(row: Exemption) -> dict:
    """By which ground of Article 5.3 and by which document."""
    ground = Ground(row.ground).label
    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = str(ground)
    return {
        "code": row.component,
        "ground": said,
        "number": row.acceptance.number,
        "date": row.acceptance.date.isoformat(),
        "signer": row.acceptance.signer,
        "issuer": row.acceptance.issuer,
    }


def _change(row: LevelReading) -> dict:
    """By which document of the People's Committee, and why."""
    return {
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "number": row.document.number,
        "date": row.document.date.isoformat(),
        "signer": row.document.signer,
        "issuer": row.document.issuer,
    }


def _told(why: Why) -> dict:
    return {"vi": explain(why, "vi"), "en": explain(why, "en")}


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
        "exempt_max": points(result.exempt_max),
        "credited": points(result.credited),
        "why": _told(result.why),
        "parts": [_component(part) for part in result.parts],
    }


# --- the public part ---


def public_part(content: dict) -> dict:
    """What the set lets the public see (I11). Of a line whose points are not public, code and maximum are left; what is
    kept for the bundle (`frozen`) is never in it."""
    kept = {key: value for key, value in content.items() if key != FROZEN}
    return {**kept, "tiers": [_public_tier(tier) for tier in content["tiers"]]}


def _public_tier(tier: dict) -> dict:
    hidden = set(_hidden_lines(tier))
    silent = {group["code"] for group in tier["groups"] if group["public"] == "none"}
    return {
        **tier,
        "peers": {code: best for code, best in tier["peers"].items() if code not in hidden},
        "units": [_public_unit(unit, hidden, silent) for unit in tier["units"]],
    }


def _hidden_lines(tier: dict) -> Iterator[str]:
    """Codes of the components, parts and adjustments, at any depth, whose points the public does not see."""
    for line in [*(line for group in tier["groups"] for line in group["components"]), *tier["adjustments"]]:
        yield from _hidden_in(line, line["public"] != "points")


def _hidden_in(line: dict, is_hidden: bool) -> Iterator[str]:
    if is_hidden:
        yield line["code"]
    for part in line["parts"]:
        yield from _hidden_in(part, is_hidden or part["public"] != "points")


def _public_unit(unit: dict, hidden: set[str], silent: set[str]) -> dict:
    short = {group["code"] for group in unit["groups"] if _misses(group, unit["level_total"])}
    return {
        **unit,
        "steps": [step for step in unit["steps"] if step["key"] != NAMES_GROUPS or not short & silent],
        "exemptions": [row for row in unit.get("exemptions", []) if row["code"] not in hidden],
        "groups": [_bare(group) if group["code"] in silent else group for group in unit["groups"]],
        "components": [_public_line(line, hidden) for line in unit["components"]],
        "adjustments": [_public_line(line, hidden) for line in unit["adjustments"]],
    }


def _misses(group: dict, level: str | None) -> bool:
    return level in group["minima"] and not group["minima"][level]["met"]


def _public_line(line: dict, hidden: set[str]) -> dict:
    if line["code"] in hidden:
        return _bare(line)
    return {**line, "parts": [_public_line(part, hidden) for part in line["parts"]]}


def _bare(line: dict) -> dict:
    return {"code": line["code"], "max": line["max"]}
