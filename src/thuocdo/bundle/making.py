"""Puts a bundle together from what an edition keeps; reads no row. The same parts give the same bytes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from thuocdo.bundle.amounts import exact, six
from thuocdo.bundle.archive import pack
from thuocdo.bundle.canonical import encode
from thuocdo.bundle.commitments import commitment, salt
from thuocdo.bundle.content import hidden_leaves
from thuocdo.bundle.facts import FactsReader
from thuocdo.bundle.opening import NOTE
from thuocdo.bundle.published import exemptions, ranking
from thuocdo.bundle.report import FORMAT
from thuocdo.bundle.set_json import set_data
from thuocdo.bundle.sight import Sight, read_keys
from thuocdo.regulation import CriteriaSet, UnitResult, assess, read_set

Data = dict[str, Any]
Kind = Literal["public", "full"]
HERE = Path(__file__).parent


@dataclass
class Parts:
    """`about`: edition.json without what follows from the rest. `content`, `public`: as the edition keeps them.
    `source`: the set's files. `checkpoint`, `entry`: of the act of publication, or None. `key`: the line by which the
    signer's key is handed out; `sign`: a text -> the signed note."""

    about: Data
    content: Data
    public: Data
    source: Mapping[str, str]
    key: str
    sign: Callable[[str], str]
    checkpoint: Data | None = None
    entry: Data | None = None

    @cached_property
    def law(self) -> CriteriaSet:
        return read_set(self.source)

    @cached_property
    def sights(self) -> dict[str, Sight]:
        return {tier: Sight.of(form) for tier, form in self.law.forms.items()}

    @cached_property
    def lines(self) -> dict[str, dict[str, frozenset[str]]]:
        """Tier -> code -> the keys that the line's rule reads."""
        return {tier: {c: read_keys(line) for c, line in form.index().items()} for tier, form in self.law.forms.items()}

    @cached_property
    def hidden_leaves(self) -> dict[str, list[str]]:
        return {tier: hidden_leaves(form) for tier, form in self.law.forms.items()}

    @cached_property
    def kept(self) -> Data | None:
        """Facts as they were on the day of the proposal; None in editions from before they were kept."""
        return self.content.get("frozen", {}).get("units")

    @cached_property
    def units(self) -> list[Data]:
        """Every unit, tier by tier in the order of the units."""
        rows = []
        for tier in self.content["tiers"]:
            for place, unit in enumerate(tier["units"]):
                order = self.kept[unit["unit"]]["order"] if self.kept else place
                rows.append({"unit": unit["unit"], "tier": tier["tier"], "order": order, "name": unit["name"]})
        places = {tier["tier"]: place for place, tier in enumerate(self.content["tiers"])}
        return sorted(rows, key=lambda row: (places[row["tier"]], row["order"], row["unit"]))

    @cached_property
    def exact_results(self) -> dict[str, UnitResult]:
        """Worked out anew, for the exact sums that stand in for what is not public."""
        readers = {tier: FactsReader(tier, form) for tier, form in self.law.forms.items()}
        facts = [
            readers[row["tier"]].unit(row["unit"], row["name"]["vi"], row["order"], _as_facts(self.kept[row["unit"]]))
            for row in self.units
        ]
        found = assess(self.law, facts, level_rule=self.about["level_rule"])
        return {unit.unit: unit for tier in found.tiers for unit in tier.units}


def _as_facts(kept: Data) -> Data:
    return {"answers": kept["final"], "exempt": kept["exempt"], "not_reported": kept["not_reported"]}


def make(parts: Parts, kind: Kind) -> bytes:
    """The archive."""
    files = _files(parts, kind)
    edition = f"{parts.about['year']}/{parts.about['number']}"

    def last(packed: str) -> dict[str, bytes]:
        listed = [{"path": name, "size": len(raw), "sha256": sha256(raw).hexdigest()} for name, raw in files.items()]
        head = {"format": FORMAT, "kind": kind, "edition": edition, "replaces": parts.about["replaces"]}
        manifest = encode({**head, "key": parts.key, "packed": packed, "files": listed})
        note = parts.sign(NOTE.format(edition=edition, kind=kind, digest=sha256(manifest).hexdigest()))
        return {"manifest.json": manifest, "manifest.note": note.encode()}

    return pack(files, last)


def _files(parts: Parts, kind: Kind) -> dict[str, bytes]:
    law = parts.law
    about = {**parts.about, "set": {"id": law.id, "version": law.version, "digest": law.digest, "status": law.status}}
    plain = {
        "edition.json": {**about, "facts_kept": parts.kept is not None},
        "set.json": set_data(law),
        "units.json": parts.units,
        "facts.json": _facts(parts),
        "commitments.json": _commitments(parts),
        "exemptions.json": exemptions(parts.public),
        "evidence.json": {row["unit"]: _public_evidence(parts, row) for row in parts.units},
        "ranking.json": ranking(parts.public),
        "checkpoint.json": parts.checkpoint,
    }
    if kind == "full":
        whole = {"opened": _opened(parts), "ranking": ranking(parts.content), "entry": parts.entry}
        plain["full.json"] = whole
    texts = {f"set/{name}": text.encode() for name, text in sorted(parts.source.items())}
    read_me = {"README.md": (HERE / "README.md").read_bytes()}
    return read_me | {name: encode(value) for name, value in plain.items()} | texts | _schemas()


def _schemas() -> dict[str, bytes]:
    files = sorted((HERE / "schemas").glob("*.json"))
    return {f"schema/{path.name}": encode(json.loads(path.read_text("utf-8"))) for path in files}


# --- facts ---


def _facts(parts: Parts) -> Data:
    if parts.kept is None:
        shown = {unit["unit"]: unit for tier in parts.public["tiers"] for unit in tier["units"]}
        return {row["unit"]: _bare(shown[row["unit"]]) for row in parts.units}
    return {row["unit"]: _public_facts(parts, row) for row in parts.units}


def _bare(unit: Data) -> Data:
    """Of an edition without facts: the published sums of groups and adjustments."""
    given = {f"group/{group['code']}": _published(group) for group in unit["groups"] if "points" in group}
    given |= {line["code"]: _published(line) for line in unit["adjustments"] if "points" in line}
    reason = unit["reason"] if unit["state"] == "not_reported" else None
    return {"answers": {}, "exempt": {}, "not_reported": reason, "given": given}


def _published(row: Data) -> Data:
    points = None if row["points"] is None else exact(Fraction(row["points"]))
    return {"points": points, "exact": False, "exempt_max": exact(Fraction(row["exempt_max"]))}


def _public_facts(parts: Parts, row: Data) -> Data:
    kept, sight, keys = parts.kept[row["unit"]], parts.sights[row["tier"]], parts.lines[row["tier"]]
    answers = {
        code: {**answer, "values": {key: value for key, value in answer["values"].items() if key in keys[code]}}
        for code, answer in kept["final"].items()
        if code not in sight.hidden
    }
    exempt = {code: number for code, number in kept["exempt"].items() if code not in sight.hidden}
    given = {} if sight.is_whole else dict(_given(parts, row, sight))
    return {"answers": answers, "exempt": exempt, "not_reported": kept["not_reported"], "given": given}


def _given(parts: Parts, row: Data, sight: Sight) -> Iterator[tuple[str, Data]]:
    """The sums that stand in for what is not public, to the places in which they are published."""
    result = parts.exact_results[row["unit"]]
    if result.state == "not_reported":
        return
    form = parts.law.forms[row["tier"]]
    lines = {line.code: line for line in (*result.components, *result.adjustments)}
    for group, found in zip(form.groups, result.groups, strict=True):
        if group.code in sight.given_groups:
            summed = sum((lines[line.code].points or Fraction(0) for line in group.components), Fraction(0))
            yield f"group/{group.code}", _stand_in(found.points, found.exempt_max, is_sum=summed == found.points)
    for code in sorted(sight.given_lines - set(parts.kept[row["unit"]]["exempt"])):
        yield code, _stand_in(lines[code].points, lines[code].exempt_max)


def _stand_in(points: Fraction | None, exempt_max: Fraction, *, is_sum: bool = True) -> Data:
    """`exact` where six places say it all: no denominator is told that the published points do not tell."""
    if points is None:
        return {"points": None, "exact": True, "exempt_max": exact(exempt_max)}
    shown = Fraction(six(points))
    return {"points": exact(shown), "exact": is_sum and shown == points, "exempt_max": exact(exempt_max)}


# --- what is not public ---


def _public_evidence(parts: Parts, row: Data) -> Data:
    return {code: found for code, found in _evidence(parts, row).items() if _is_shown(parts, row, code)}


def _evidence(parts: Parts, row: Data) -> dict[str, list[str]]:
    return parts.kept[row["unit"]]["evidence"] if parts.kept else {}


def _is_shown(parts: Parts, row: Data, code: str) -> bool:
    return code in parts.lines[row["tier"]] and code not in parts.sights[row["tier"]].hidden


def _secrets(parts: Parts, row: Data) -> dict[str, Any]:
    """What the unit commits to -> its value."""
    kept, hidden = parts.kept[row["unit"]], parts.sights[row["tier"]].hidden
    keys, closed = parts.lines[row["tier"]], parts.hidden_leaves[row["tier"]]
    values: dict[str, Any] = {f"final/{code}": kept["final"].get(code) for code in closed}
    rest = {
        code: {key: value for key, value in answer["values"].items() if key not in keys[code]}
        for code, answer in kept["final"].items()
        if code not in hidden
    }
    values["rest"] = {code: left for code, left in rest.items() if left}
    values["exempt"] = {code: number for code, number in kept["exempt"].items() if code in hidden}
    found = _evidence(parts, row)
    values["evidence"] = {code: files for code, files in found.items() if not _is_shown(parts, row, code)}
    return {**values, "verified": kept["verified"]}


def _commitments(parts: Parts) -> Data:
    if parts.kept is None:
        return {row["unit"]: {} for row in parts.units}
    secret = bytes.fromhex(parts.content["frozen"]["secret"])
    return {
        row["unit"]: {
            what: commitment(salt(secret, row["unit"], what), row["unit"], what, value)
            for what, value in _secrets(parts, row).items()
        }
        for row in parts.units
    }


def _opened(parts: Parts) -> Data:
    if parts.kept is None:
        return {row["unit"]: {} for row in parts.units}
    secret = bytes.fromhex(parts.content["frozen"]["secret"])
    return {
        row["unit"]: {
            what: {"salt": salt(secret, row["unit"], what).hex(), "value": value}
            for what, value in _secrets(parts, row).items()
        }
        for row in parts.units
    }
