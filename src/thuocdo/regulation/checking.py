"""Facts are refused before anything is computed, with every fault at once: unit, component, figure, what, mend."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .errors import FactFault, FactFaults
from .facts import AnswerFacts, UnitFacts, Value, number_fault, points_fault
from .model import Checklist, Choice, Component, CriteriaSet, Figure, Form, Points


def check_facts(criteria_set: CriteriaSet, units: Iterable[UnitFacts]) -> None:
    """Raise FactFaults where any fact cannot be assessed."""
    lines = {tier: _Lines.of(form) for tier, form in criteria_set.forms.items()}
    faults: list[FactFault] = []
    seen: set[str] = set()
    for unit in units:
        faults.extend(fault.at(unit=unit.unit) for fault in _unit_faults(unit, lines, seen))
    if faults:
        raise FactFaults(faults)


def check_answer(leaf: Component, answer: AnswerFacts) -> tuple[FactFault, ...]:
    """What is wrong with the answer of one leaf, as a form says it while somebody types."""
    return tuple(_answer_faults(_Line.of(leaf), answer))


class _Line(NamedTuple):
    """A leaf with what may be answered in it."""

    leaf: Component
    figures: Mapping[str, Figure]
    items: frozenset[str]

    @classmethod
    def of(cls, leaf: Component) -> "_Line":
        items = frozenset(item.key for item in leaf.score.items) if isinstance(leaf.score, Checklist) else frozenset()
        return cls(leaf, {figure.key: figure for figure in leaf.figures}, items)

    @property
    def keys(self) -> tuple[str, ...]:
        own = {Choice: ("level",), Points: ("points",)}.get(type(self.leaf.score), ())
        return (*self.figures, *sorted(self.items), *own)


class _Lines(NamedTuple):
    """A form's leaves by code, and everything that may be exempt."""

    leaves: Mapping[str, _Line]
    divided: Mapping[str, Component]
    exemptible: frozenset[str]

    @classmethod
    def of(cls, form: Form) -> "_Lines":
        everything = form.index()
        adjustments = {adjustment.code for adjustment in form.adjustments}
        return cls(
            {code: _Line.of(line) for code, line in everything.items() if not line.parts},
            {code: line for code, line in everything.items() if line.parts},
            frozenset(everything) - adjustments,
        )


def _unit_faults(unit: UnitFacts, tiers: Mapping[str, _Lines], seen: set[str]) -> Iterator[FactFault]:
    if not unit.unit.strip():
        yield FactFault("empty_unit")
    if unit.unit in seen:
        yield FactFault("duplicate_unit")
    seen.add(unit.unit)
    if unit.not_reported is not None and not str(unit.not_reported).strip():
        yield FactFault("empty_reason")
    lines = tiers.get(unit.tier)
    if lines is None:
        yield FactFault("unknown_tier", tier=unit.tier, tiers=tuple(tiers))
        return
    for code, answer in unit.answers.items():
        line = lines.leaves.get(code)
        for fault in [_unknown(code, lines)] if line is None else _answer_faults(line, answer):
            yield fault.at(component=code)
    yield from _exempt_faults(unit.exempt, lines)


def _unknown(code: str, lines: _Lines) -> FactFault:
    divided = lines.divided.get(code)
    if divided is not None:
        return FactFault("has_parts", parts=tuple(leaf.code for leaf in divided.leaves))
    return FactFault("unknown_component", code=code)


def _exempt_faults(exempt: Mapping[str, str], lines: _Lines) -> Iterator[FactFault]:
    for code, document in exempt.items():
        if code not in lines.exemptible:
            yield FactFault("cannot_be_exempt", component=code, code=code)
        elif not document.strip():
            yield FactFault("empty_document", component=code)


def _answer_faults(line: _Line, answer: AnswerFacts) -> list[FactFault]:
    values = answer.values
    found = []
    for key, value in values.items():
        figure = line.figures.get(key)
        if figure is None:
            fault = _own_fault(line, key, value)
        else:
            fault = number_fault(figure, value, values.get(figure.at_most or ""))
        if fault is not None:
            found.append(fault)
    if answer.settled is not None:
        outside = points_fault(line.leaf, answer.settled, None)
        found += [] if outside is None else [outside]
    return found


def _own_fault(line: _Line, key: str, value: Value) -> FactFault | None:
    """What is wrong with a value that is no figure: an item, a level, stated points."""
    if key in line.items:
        return None if isinstance(value, bool) else FactFault("not_yes_no", figure=key, value=value)
    if key == "points" and isinstance(line.leaf.score, Points):
        return points_fault(line.leaf, value)
    if key == "level" and isinstance(line.leaf.score, Choice):
        keys = tuple(level.key for level in line.leaf.score.levels)
        return None if value in keys else FactFault("unknown_level", figure=key, value=value, keys=keys)
    return FactFault("unknown_figure", figure=key, key_given=key, keys=line.keys)
