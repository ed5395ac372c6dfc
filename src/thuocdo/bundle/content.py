"""The steps over what a bundle says: the set, the units, exemptions and decision, commitments, figures."""

from collections.abc import Iterable, Iterator
from typing import Any

from thuocdo.bundle.commitments import commitment, expected, is_digest
from thuocdo.bundle.facts import FILE, FactsReader, exempt_codes
from thuocdo.bundle.findings import Finding
from thuocdo.bundle.set_json import set_data
from thuocdo.bundle.sight import Sight
from thuocdo.regulation import CriteriaSet, FactFaults, Form, SetFaults, UnitFacts, check_facts, read_set

Data = dict[str, Any]


def read_law(files: dict[str, bytes], content: Data) -> tuple[CriteriaSet | None, list[Finding]]:
    """The set from its YAML files, if it is the one that JSON and edition tell of."""
    source = {name.removeprefix("set/"): raw for name, raw in files.items() if name.startswith("set/")}
    try:
        law = read_set({name: raw.decode("utf-8") for name, raw in source.items()})
    except (SetFaults, UnicodeDecodeError) as fault:
        return None, [Finding("set", "set/", what=str(fault)[:200])]
    found = []
    if set_data(law) != content["set.json"]:
        found.append(Finding("set", "set.json", what="json"))
    stated = content["edition.json"]["set"]["digest"]
    if stated != law.digest:
        found.append(Finding("set", "edition.json", what="digest", stated=str(stated), found=law.digest))
    return law, found


def check_units(content: Data, law: CriteriaSet) -> Iterator[Finding]:
    """Every unit stands once in every file, in its own tier."""
    rows = content["units.json"]
    keys = [row["unit"] for row in rows]
    yield from (Finding("units", "units.json", key, what="doubled") for key in _repeated(keys))
    tiers = {row["unit"]: row["tier"] for row in rows}
    yield from (
        Finding("units", "units.json", key, what="tier") for key, tier in tiers.items() if tier not in law.tiers
    )
    for name in ("facts.json", "commitments.json", "evidence.json"):
        yield from _compared(name, tiers, list(content[name]))
    for tier in content["ranking.json"]["tiers"]:
        listed = [unit["unit"] for unit in tier["units"]]
        own = [key for key, code in tiers.items() if code == tier["tier"]]
        yield from (Finding("units", "ranking.json", key, what="doubled") for key in _repeated(listed))
        yield from _compared("ranking.json", own, listed)
    told = [tier["tier"] for tier in content["ranking.json"]["tiers"]]
    if told != list(law.tiers):
        yield Finding("units", "ranking.json", what="tiers", stated=", ".join(told), found=", ".join(law.tiers))


def _repeated(keys: list[str]) -> set[str]:
    return {key for key in set(keys) if keys.count(key) > 1} if len(set(keys)) != len(keys) else set()


def _compared(name: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[Finding]:
    wanted, found = set(wanted), set(found)
    yield from (Finding("units", name, key, what="missing") for key in sorted(wanted - found))
    yield from (Finding("units", name, key, what="unknown") for key in sorted(found - wanted))


def check_exemptions(content: Data) -> Iterator[Finding]:
    """What facts claim as exempt stands in the list with its document, and was accepted by the day of the decision."""
    rows = content["exemptions.json"]
    listed = [(row["unit"], row["code"], row["number"]) for row in rows]
    if len(set(listed)) != len(listed):
        yield Finding("exemption", "exemptions.json", what="doubled")
    decision = content["edition.json"]["decision"]
    for row in rows:
        if decision and row["date"] > decision["date"]:
            dates = {"stated": row["date"], "found": decision["date"]}
            yield Finding("exemption", "exemptions.json", row["unit"], row["code"], "late", **dates)
    if not content["edition.json"]["facts_kept"]:
        return
    claimed = exempt_codes(content["facts.json"])
    for unit, code, number in sorted(claimed - set(listed)):
        yield Finding("exemption", "exemptions.json", unit, code, "missing", None, number)
    for unit, code, number in sorted(set(listed) - claimed):
        yield Finding("exemption", FILE, unit, code, "unknown", number)


def check_commitments(content: Data, law: CriteriaSet) -> Iterator[Finding]:
    """Every unit commits to all that it has to; in the full bundle each is opened."""
    if not content["edition.json"]["facts_kept"]:
        return
    wanted = {tier: expected(hidden_leaves(form)) for tier, form in law.forms.items()}
    opened = content.get("full.json", {}).get("opened")
    for row in content["units.json"]:
        unit = row["unit"]
        made = content["commitments.json"].get(unit, {})
        for what in sorted(wanted[row["tier"]] ^ set(made)):
            yield Finding("commitment", "commitments.json", unit, what, "missing" if what not in made else "unknown")
        for what, digest in made.items():
            if not is_digest(digest):
                yield Finding("commitment", "commitments.json", unit, what, "form")
            elif opened is not None and not _opens(opened.get(unit, {}).get(what), unit, what, digest):
                yield Finding("commitment", "full.json", unit, what, "opened")


def hidden_leaves(form: Form) -> list[str]:
    hidden = Sight.of(form).hidden
    return [code for code, line in form.index().items() if code in hidden and not line.parts]


def _opens(row: Data | None, unit: str, what: str, digest: str) -> bool:
    if row is None or not is_digest(row["salt"]):
        return False
    return commitment(bytes.fromhex(row["salt"]), unit, what, row["value"]) == digest


def read_facts(content: Data, law: CriteriaSet) -> tuple[list[UnitFacts], list[Finding]]:
    """Every unit's facts, with what the full bundle opens; what the set does not admit is named."""
    facts, found = [], []
    readers = {tier: FactsReader(tier, form) for tier, form in law.forms.items()}
    opened = content.get("full.json", {}).get("opened", {})
    for row in content["units.json"]:
        data = _whole(content[FILE][row["unit"]], opened.get(row["unit"], {}))
        facts.append(readers[row["tier"]].unit(row["unit"], row["name"]["vi"], row["order"], data))
    for reader in readers.values():
        found += reader.findings
    try:
        check_facts(law, facts)
    except FactFaults as faults:
        found += [
            Finding("fact", FILE, fault.unit or "", fault.component or "", fault.figure or "", found=fault.key)
            for fault in faults.faults
        ]
    return facts, found


def _whole(data: Data, opened: Data) -> Data:
    """A unit's public facts and the opened ones."""
    if not opened:
        return data
    answers = {code: {**answer, "values": dict(answer["values"])} for code, answer in data["answers"].items()}
    for what, row in opened.items():
        if what.startswith("final/") and row["value"] is not None:
            answers[what.removeprefix("final/")] = row["value"]
    for code, values in opened["rest"]["value"].items():
        answers[code]["values"].update(values)
    return {**data, "answers": answers, "exempt": {**data["exempt"], **opened["exempt"]["value"]}}
