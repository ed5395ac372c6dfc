"""A season's facts as the table that `thuocdo score` reads: whoever may see them can recompute the ranking."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from thuocdo.regulation import AnswerFacts, UnitFacts
from thuocdo.regulation.facts import Value
from thuocdo.reports.facts import NO, YES
from thuocdo.tables.as_csv import harmless

HEADER = ["unit", "tier", "component", "figure", "value", "unit_name"]
BOM = "\ufeff"  # by which Excel knows that the file is UTF-8


def facts_csv(facts: Iterable[UnitFacts]) -> str:
    """The table as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for *place, value, name in fact_rows(facts):
        writer.writerow([*place, harmless(value_text(value)), harmless(name)])
    return BOM + out.getvalue()


def fact_rows(facts: Iterable[UnitFacts]) -> Iterator[tuple[str, str, str, str, Value, str]]:
    """One row per unit, component and figure in the order of HEADER; points that were verified or settled stand under
    the figure `settled`."""
    for unit in facts:
        for component, figure, value in _rows(unit):
            yield unit.unit, unit.tier, component, figure, value, unit.name


def _rows(unit: UnitFacts) -> Iterator[tuple[str, str, Value]]:
    if unit.not_reported:
        yield "", "not_reported", str(unit.not_reported)
        return
    for component, number in unit.exempt.items():
        yield component, "exempt", number
    for component, answer in unit.answers.items():
        if component not in unit.exempt:
            for figure, value in _figures(answer):
                yield component, figure, value


def _figures(answer: AnswerFacts) -> Iterator[tuple[str, Value]]:
    yield from answer.values.items()
    if answer.settled is not None:
        yield "settled", answer.settled


def value_text(value: Value) -> str:
    """As the table holds it: yes and no as words, numbers with a decimal point."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value
    exact = Fraction(value)
    return format((Decimal(exact.numerator) / Decimal(exact.denominator)).normalize(), "f")
