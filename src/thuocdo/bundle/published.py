"""An edition's JSON (`results.snapshot`) as the ranking of a bundle: amounts without their words."""

from collections.abc import Iterator
from typing import Any

from thuocdo.bundle.outcome import AMOUNTS, GROUP_AMOUNTS, LEVELS

Data = dict[str, Any]


def ranking(content: Data) -> Data:
    """Of an edition's whole content, or of its public part: what is hidden there is absent here."""
    return {
        "tiers": [
            {"tier": tier["tier"], "peers": tier["peers"], "units": [_unit(unit) for unit in tier["units"]]}
            for tier in content["tiers"]
        ]
    }


def _unit(unit: Data) -> Data:
    tops = [*unit["components"], *unit["adjustments"]]
    plain = {name: unit[name] for name in ("unit", "position", "state", "reason", *AMOUNTS, *LEVELS)}
    groups = {group["code"]: _group(group) for group in unit["groups"] if "points" in group}
    lines = {line["code"]: line["points"] or line["state"] for top in tops for line in _shown(top)}
    return {**plain, "groups": groups, "lines": lines}


def _group(group: Data) -> Data:
    met = {key: need["met"] for key, need in group["minima"].items()}
    return {**{name: group[name] for name in GROUP_AMOUNTS}, "minima": met}


def _shown(line: Data) -> Iterator[Data]:
    if "state" in line:
        yield line
        for part in line["parts"]:
            yield from _shown(part)


def exemptions(content: Data) -> list[Data]:
    """Every exemption with its unit; of the public part those that are public."""
    return [
        {"unit": unit["unit"], **row}
        for tier in content["tiers"]
        for unit in tier["units"]
        for row in unit.get("exemptions", [])  # editions from before grounds were kept have none
    ]
