"""READ THIS FIRST: the verifier, step by step.

    open -> manifest -> signature -> edition -> checkpoint -> set -> units -> exemptions -> commitments -> figures
    -> results -> order

It stops only where nothing further can be trusted or read; otherwise it goes on, so that one changed figure is named
by unit and line even where a digest has told already that a file was changed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from thuocdo.bundle.archive import Unpacked, unpack
from thuocdo.bundle.content import (
    check_commitments,
    check_exemptions,
    check_units,
    read_facts,
    read_law,
)
from thuocdo.bundle.findings import Finding, Refused
from thuocdo.bundle.judging import Case, check_order, check_results, work_out_all
from thuocdo.bundle.note import NoteFault, read_key
from thuocdo.bundle.opening import (
    check_checkpoint,
    check_edition,
    check_manifest,
    check_signature,
    checkpoint_size,
    read_all,
)
from thuocdo.bundle.report import Expected, Report, Step
from thuocdo.regulation import CriteriaSet, FactFaults, UnitFacts

MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)
Data = dict[str, Any]


def check(data: bytes, expected: Expected = Expected()) -> Report:  # noqa: B008 - it never changes
    """The whole check of a bundle's bytes."""
    run = _Run(expected)
    try:
        run.open(data)
        run.identity()
        run.substance()
    except _Stopped:
        run.report.is_stopped = True
    run.conclude()
    return run.report


class _Stopped(Exception):
    """Nothing further can be read."""


class _Run:
    def __init__(self, expected: Expected) -> None:
        self.expected, self.report = expected, Report()
        self.unpacked = Unpacked({}, "")
        self.content: Data = {}

    def step(self, key: str, act: Callable[[], Iterable[Finding]], file: str = "") -> Step:
        """One step; a file of another shape than the format says is a finding like any other."""
        step = Step(key)
        self.report.steps.append(step)
        try:
            step.findings.extend(act())
        except MISSHAPEN as fault:
            step.findings.append(Finding("format", file, what=f"{type(fault).__name__}: {fault}"[:120]))
        return step

    def open(self, data: bytes) -> None:
        step = Step("open", {"bytes": len(data)})
        self.report.steps.append(step)
        try:
            self.unpacked = unpack(data)
        except Refused as refusal:
            step.findings.append(refusal.finding)
            raise _Stopped from None
        step.args["files"] = len(self.unpacked.files)
        step.findings.extend(self._read())
        if step.findings:
            raise _Stopped

    def _read(self) -> Iterable[Finding]:
        try:
            return list(read_all(self.unpacked.files, self.content))
        except MISSHAPEN:
            return [Finding("format", "manifest.json")]

    def identity(self) -> None:
        """Whose bundle it is, of what, and whether it is whole."""
        files, manifest, edition = self.unpacked.files, self.content["manifest.json"], self.content["edition.json"]
        self.step("manifest", lambda: check_manifest(self.unpacked, manifest), "manifest.json")
        self.step("signature", lambda: check_signature(files, manifest, self.expected), "manifest.json")
        self.step("edition", lambda: check_edition(manifest, edition, self.expected), "edition.json")
        self.step("checkpoint", lambda: check_checkpoint(self.content, self.expected), "checkpoint.json")

    def substance(self) -> None:
        """What it says, worked out again."""
        law = self._law()
        if self.step("units", lambda: check_units(self.content, law), "units.json").findings:
            raise _Stopped
        self.step("exemptions", lambda: check_exemptions(self.content), "exemptions.json")
        self.step("commitments", lambda: check_commitments(self.content, law), "commitments.json")
        facts = self._facts(law)
        case = self._case(law, facts)
        self.step("results", lambda: self._results(case), "ranking.json")

    def _law(self) -> CriteriaSet:
        found: list[CriteriaSet | None] = []

        def act() -> list[Finding]:
            law, findings = read_law(self.unpacked.files, self.content)
            found.append(law)
            return findings

        self.step("set", act, "set.json")
        law = found[0] if found else None
        if law is None:
            raise _Stopped
        return law

    def _facts(self, law: CriteriaSet) -> list[UnitFacts]:
        facts: list[UnitFacts] = []

        def act() -> list[Finding]:
            units, findings = read_facts(self.content, law)
            facts.extend(units)
            return findings

        if self.step("figures", act, "facts.json").findings:
            raise _Stopped
        return facts

    def _case(self, law: CriteriaSet, facts: list[UnitFacts]) -> Case:
        try:
            edition = self.content["edition.json"]
            given = {unit: row["given"] for unit, row in self.content["facts.json"].items()}
            has_facts = bool(edition["facts_kept"])
            is_whole = has_facts and "full.json" in self.content
            return Case(law, edition["level_rule"], facts, given, has_facts, is_whole)
        except MISSHAPEN:
            self.report.steps[-1].findings.append(Finding("format", "facts.json"))
            raise _Stopped from None

    def _results(self, case: Case) -> Iterable[Finding]:
        try:
            worked = work_out_all(case)
        except FactFaults as faults:
            return [Finding("fact", "facts.json", fault.unit or "", fault.component or "") for fault in faults.faults]
        ranking = self.content["ranking.json"]
        found = [*check_results(case, worked, ranking)]
        if case.is_whole:
            found += check_results(case, worked, self.content["full.json"]["ranking"], is_complete=True)
        self.step("order", lambda: check_order(case, worked, ranking), "ranking.json")
        return found

    def conclude(self) -> None:
        """What may be said now, and what not."""
        report, content = self.report, self.content
        wrong = {step.key for step in report.steps if step.findings}
        done = {step.key for step in report.steps} - wrong
        edition = content.get("edition.json")
        if not report.is_stopped and isinstance(edition, dict):
            report.proven += [key for key in PROVES if key in done and _applies(key, content)]
        if self.expected.key is None and self.expected.fingerprint is None:
            report.unproven.append("key")
        report.unproven += [key for key in ("no_facts", "hidden", "no_checkpoint", "receipt") if self._lacks(key)]
        report.unproven.append("truth")
        report.about = self._about()

    def _lacks(self, key: str) -> bool:
        try:
            edition = self.content["edition.json"]
            checkpoint = self.content["checkpoint.json"]
            wanted = self.expected.checkpoint
            return {
                "no_facts": not edition["facts_kept"],
                "hidden": bool(edition["facts_kept"]) and "full.json" not in self.content,
                "no_checkpoint": checkpoint is None,
                "receipt": checkpoint is not None and (wanted is None or wanted[0] != checkpoint_size(checkpoint)),
            }[key]
        except MISSHAPEN:
            return False

    def _about(self) -> Data:
        try:
            manifest, edition = self.content["manifest.json"], self.content["edition.json"]
            key = read_key(manifest["key"])
            told = {name: edition[name] for name in ("installation", "decision", "is_sample", "facts_kept", "replaces")}
            return {**told, "edition": manifest["edition"], "kind": manifest["kind"], "fingerprint": key.fingerprint}
        except (*MISSHAPEN, NoteFault):
            return {}


PROVES = ("manifest", "signature", "checkpoint", "set", "exemptions", "commitments", "results", "order")


def _applies(key: str, content: Data) -> bool:
    if key == "checkpoint":
        return content["checkpoint.json"] is not None
    return key != "commitments" or bool(content["edition.json"]["facts_kept"])
