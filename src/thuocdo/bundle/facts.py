"""Facts between a bundle's JSON and the law: figures as strings, exact."""

from collections.abc import Mapping
from typing import Any

from thuocdo.bundle.amounts import exact, read_exact
from thuocdo.bundle.findings import Finding
from thuocdo.bundle.set_json import text
from thuocdo.regulation import AnswerFacts, Component, Form, Text, UnitFacts
from thuocdo.regulation.facts import Value
from thuocdo.regulation.model import Checklist

FILE = "facts.json"
Data = dict[str, Any]


def answer_data(answer: AnswerFacts) -> Data:
    settled = None if answer.settled is None else exact(answer.settled)
    return {"values": {key: _value_data(value) for key, value in answer.values.items()}, "settled": settled}


def _value_data(value: Value) -> bool | str:
    return value if isinstance(value, bool | str) else exact(value)


def reason_data(reason: str | Text | None) -> Data | None:
    return None if reason is None else text(reason if isinstance(reason, Text) else Text(reason, reason))


class FactsReader:
    """Reads the answers of one tier; what cannot be read becomes a finding and is left out."""

    def __init__(self, tier: str, form: Form) -> None:
        self.tier = tier
        self.findings: list[Finding] = []
        self._leaves = {code: _Leaf(line) for code, line in form.index().items() if not line.parts}
        self._lines = form.index()

    def unit(self, key: str, name: str, order: int, data: Data) -> UnitFacts:
        answers = {}
        for code, answer in data["answers"].items():
            if code not in self._leaves:
                self._fault(key, code)
            else:
                answers[code] = self._answer(key, code, answer)
        said = data["not_reported"]
        reason = None if said is None else Text(said["vi"], said["en"])
        return UnitFacts(key, self.tier, name, answers, dict(data["exempt"]), reason, order)

    def _answer(self, unit: str, code: str, data: Data) -> AnswerFacts:
        leaf, values = self._leaves[code], {}
        for key, value in data["values"].items():
            try:
                values[key] = leaf.read(key, value)
            except ValueError:
                self._fault(unit, code, key, value)
        try:
            settled = None if data["settled"] is None else read_exact(data["settled"])
        except ValueError:
            settled = None
            self._fault(unit, code, "settled", data["settled"])
        return AnswerFacts(values, settled)

    def _fault(self, unit: str, code: str, key: str = "", value: object = None) -> None:
        self.findings.append(Finding("fact", FILE, unit, code, key, None if value is None else str(value)))


class _Leaf:
    def __init__(self, leaf: Component) -> None:
        self._numbers = {figure.key for figure in leaf.figures} | {"points"}
        self._items = {item.key for item in leaf.score.items} if isinstance(leaf.score, Checklist) else set()

    def read(self, key: str, value: object) -> Value:
        if key in self._numbers:
            return read_exact(value)
        expected = bool if key in self._items else str
        if type(value) is not expected or (key not in self._items and key != "level"):
            raise ValueError(value)
        return value


def exempt_codes(data: Mapping[str, Data]) -> set[tuple[str, str, str]]:
    """(unit, code, number) of every exemption that facts claim."""
    return {(unit, code, number) for unit, row in data.items() for code, number in row["exempt"].items()}
