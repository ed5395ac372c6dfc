"""The words that a table may use: the tiers, components and figure keys of one criteria set."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from thuocdo.regulation import Component, CriteriaSet, Form, Text, parse_value
from thuocdo.regulation.facts import Value
from thuocdo.regulation.model import Checklist, Choice, Figure, Points
from thuocdo.tables.cells import NumberCell
from thuocdo.tables.faults import TableFault, fault
from thuocdo.tables.header import Entry, likely, shortened
from thuocdo.tables.wording import MAY_BE_DATE, looks_like_date

EXEMPT = "exempt"
NOT_REPORTED = "not_reported"
SETTLED = "settled"  # an addition of ours: points stated by a verifier or the council in place of the rule

# Both signs, or groups of three more than once; in a whole number already one group: 1.000 is one, or a thousand.
THOUSANDS = re.compile(r"[+-]?\d+(\.\d+)+,[\d,]+|[+-]?\d+(,\d+)+\.[\d.]+|[+-]?\d+([.,]\d{3}){2,}")
WHOLE_THOUSANDS = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")

Reader = Callable[[str], Value]


class AmbiguousNumber(ValueError):
    """Digits that mean one number in Vietnamese and another in English."""


class Unknown(Exception):
    """A word that the set does not know; `fault` says so."""

    def __init__(self, fault: TableFault) -> None:
        super().__init__(fault.what.en)
        self.fault = fault


class TierWords:
    """Every code of one form, at any depth, and what may be said under it."""

    def __init__(self, name: Text, form: Form) -> None:
        self.name = name
        self._components = form.index()
        self._adjustments = {adjustment.code for adjustment in form.adjustments}
        self._readers: dict[str, Mapping[str, Reader]] = {}
        self._by_value: dict[Fraction, list[str]] = {}
        for code in filter(_is_number, self._components):
            self._by_value.setdefault(Fraction(code), []).append(code)

    def component(self, entry: Entry) -> Component:
        """The component or part of the row; raises Unknown."""
        got = entry.component
        if isinstance(got, NumberCell):
            return self._by_number(entry, got)
        if got not in self._components:
            raise Unknown(self._no_component(entry))
        return self._components[got]

    def _by_number(self, entry: Entry, got: NumberCell) -> Component:
        """A number stands for the one code it can mean: 1.1 may have been typed as 1.10, if the form has that."""
        candidates = self._by_value.get(Fraction(got), [])
        if not candidates:
            raise Unknown(self._no_component(entry))
        if len(candidates) > 1:
            raise Unknown(fault("component_number", entry.row, got=got, candidates=", ".join(candidates)))
        return self._components[candidates[0]]

    def _no_component(self, entry: Entry) -> TableFault:
        got = entry.component
        hint = MAY_BE_DATE if looks_like_date(got) else likely(got.replace(",", "."), list(self._components))
        return fault("component_unknown", entry.row, form=self.name, got=shortened(got), hint=hint)

    def reader(self, component: Component, entry: Entry) -> Reader:
        """How to read the value of the row's figure; raises Unknown."""
        readers = self._readers.get(component.code)
        if readers is None:
            readers = self._readers[component.code] = _readers(component)
        if entry.figure in readers:
            return readers[entry.figure]
        got, code = shortened(entry.figure), component.code
        if component.parts:
            parts = ", ".join(part.code for part in component.parts)
            raise Unknown(fault("figure_in_parts", entry.row, component=code, got=got, known=parts))
        known = [*readers, EXEMPT]
        hint = likely(entry.figure, known)
        raise Unknown(fault("figure_unknown", entry.row, component=code, got=got, known=", ".join(known), hint=hint))

    def exemptible(self, component: Component, entry: Entry) -> None:
        if component.code in self._adjustments:
            raise Unknown(fault("exempt_adjustment", entry.row, component=component.code))


class Vocabulary:
    """All tiers of a set by their codes."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self._tiers = {
            code: TierWords(tier.form_name, criteria_set.form(code)) for code, tier in criteria_set.tiers.items()
        }

    def tier(self, entry: Entry) -> TierWords:
        """The words of the row's tier; raises Unknown."""
        if entry.tier in self._tiers:
            return self._tiers[entry.tier]
        known = list(self._tiers)
        hint = likely(entry.tier, known)
        raise Unknown(fault("tier_unknown", entry.row, got=shortened(entry.tier), known=", ".join(known), hint=hint))


def _readers(leaf: Component) -> dict[str, Reader]:
    if leaf.parts:
        return {}
    readers: dict[str, Reader] = {}
    match leaf.score:
        case Checklist(items=items):
            readers |= dict.fromkeys((item.key for item in items), _reader(leaf))
        case Choice():
            readers["level"] = _reader(leaf)
        case Points():
            readers["points"] = _reader(leaf)
    readers |= {figure.key: _reader(figure) for figure in leaf.figures}
    return readers | {SETTLED: _reader(_settled_points(leaf))}


def _reader(line: Figure | Component) -> Reader:
    """Reads the values of one line; remembers them, since units give the same answers again and again."""
    is_whole = isinstance(line, Figure) and line.type == "integer"

    @lru_cache(maxsize=10_000)
    def read(text: str) -> Value:
        if THOUSANDS.fullmatch(text) or (is_whole and WHOLE_THOUSANDS.fullmatch(text)):
            raise AmbiguousNumber(text)
        return parse_value(line, text)

    return read


def _settled_points(leaf: Component) -> Figure:
    """Points settled in place of the rule are read as a figure from 0 to the maximum."""
    name = Text("Điểm được chốt", "Settled points")
    return Figure(SETTLED, name, Text("điểm", "points"), "decimal", None, Fraction(0), leaf.max, False, leaf.cite)


def _is_number(code: str) -> bool:
    """A code that a spreadsheet would take for a number: 1.2, but not 1.2.a."""
    whole, _, decimals = code.partition(".")
    return whole.isdecimal() and (decimals or "0").isdecimal()
