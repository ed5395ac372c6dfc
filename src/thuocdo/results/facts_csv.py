"""A season's facts as the table that `thuocdo score` reads: whoever may see them can recompute the ranking."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from thuocdo.regulation import AnswerFacts, UnitFacts
from thuocdo.reports.facts import NO, YES
from thuocdo.tables.as_csv import harmless

HEADER = ["unit", "tier", "component", "figure", "value", "unit_name"]
BOM = "\ufeff"  # by which Excel knows that the file is UTF-8


def facts_csv(facts: Iterable[UnitFacts]) -> str:
    """One row per unit, component and figure; verified or settled points stand under the figure `settled`."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for unit in facts:
        for component, figure, value in _rows(unit):
            writer.writerow([unit.unit, unit.tier, component, figure, harmless(value), harmless(unit.name)])
    return BOM + out.getvalue()


def _rows(unit: UnitFacts) -> Iterator[tuple[str, str, str]]:
    if unit.not_reported:
        yield "", "not_reported", unit.not_reported
        return
    for component, number in unit.exempt.items():
        yield component, "exempt", number
    for component, answer in unit.answers.items():
        if component not in unit.exempt:
            for figure, value in _figures(answer):
                yield component, figure, value


def _figures(answer: AnswerFacts) -> Iterator[tuple[str, str]]:
    for key, value in answer.values.items():
        yield key, _text(value)
    if answer.settled is not None:
        yield "settled", _text(answer.settled)


def _text(value: str | bool | int | Fraction) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value
    exact = Fraction(value)
    return format((Decimal(exact.numerator) / Decimal(exact.denominator)).normalize(), "f")
