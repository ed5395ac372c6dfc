"""The worked cases of tests/regulation as the second verifier reads them, with what the law makes of each."""

from collections.abc import Iterator
from typing import Any

from tests.regulation.test_cases import _examples, _set_of, _unit

from thuocdo.bundle.facts import answer_data, reason_data
from thuocdo.bundle.outcome import unit_data
from thuocdo.bundle.set_json import set_data
from thuocdo.regulation import FactFaults, UnitFacts, assess


def worked_cases() -> Iterator[dict[str, Any]]:
    """Each case that the law does not refuse: set, facts, and by tier the units in the order of the table."""
    for example in _examples("cases"):
        document, case = example.values
        law = _set_of(document)
        facts = [_unit(law, case, name, given, n) for n, (name, given) in enumerate(case["units"].items())]
        rule = case.get("level_rule") or law.rules.level
        try:
            found = assess(law, facts, level_rule=rule)
        except FactFaults:
            continue
        units = [_facts(unit) for unit in facts]
        tiers = {
            tier.tier: [{"unit": one.unit, "position": one.position, **unit_data(one)} for one in tier.units]
            for tier in found.tiers
        }
        yield {"name": example.id, "set": set_data(law), "rule": rule, "units": units, "tiers": tiers}


def _facts(unit: UnitFacts) -> dict[str, Any]:
    answers = {code: answer_data(answer) for code, answer in unit.answers.items()}
    plain = {"unit": unit.unit, "tier": unit.tier, "order": unit.order, "exempt": dict(unit.exempt), "given": {}}
    return {**plain, "answers": answers, "not_reported": reason_data(unit.not_reported)}
