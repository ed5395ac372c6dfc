"""The only shape in which answers reach the law, and the reading of one typed value.

Keys of `AnswerFacts.values`: figure keys; item keys of a checklist; `level` of a choice; `points` of a points line.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeGuard

from .errors import FactFault
from .model import Checklist, Choice, Component, Figure, Option, Points
from .numbers import ZERO, is_below, parse_number
from .terms import Text

Value = str | bool | int | Fraction


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What was declared for one leaf. `settled`: points stated by a verifier or the council in place of the rule."""

    values: Mapping[str, Value] = field(default_factory=dict)
    settled: Fraction | None = None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What was declared for one unit.

    `answers`: leaf code -> answer. `exempt`: code at any depth -> number of the written acceptance (Article 5.3).
    `not_reported`: the reason why the unit sent nothing; what else is given is then not looked at.
    `order`: the official order of units, which lists equal totals.
    """

    unit: str
    tier: str
    name: str
    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    exempt: Mapping[str, str] = field(default_factory=dict)
    not_reported: str | Text | None = None
    order: int = 0


_YES = {"có", "yes", "1", "true"}
_NO = {"không", "no", "0", "false"}


def parse_value(line: Figure | Component, text: str) -> Value:
    """Read one typed value: a number for a figure; points, or a level's key, for a component's own rule.

    For a checklist the component itself is given and the text is yes or no ("có", "không", 1, 0). Decimal point or
    comma. Returns the canonical value; raises FactFault (what, mend) where the text is not acceptable.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if isinstance(line, Figure):
        return _figure(line, text)
    match line.score:
        case Checklist():
            return _yes_or_no(text)
        case Choice(levels=levels):
            return _level(levels, text)
        case Points():
            return _points(line, text)
        case _:
            raise FactFault("needs_figure", component=line.code, keys=tuple(figure.key for figure in line.figures))


def is_number(value: Value) -> TypeGuard[Fraction | int]:
    """Whether the value is an exact number; yes and no are not."""
    return type(value) is Fraction or type(value) is int


def number_fault(figure: Figure, value: Value, limit: Value | None = None) -> FactFault | None:
    """What is wrong with a figure's value; None where nothing is. `limit`: the figure that it may not exceed.

    A limit that is no number is a fault of its own.
    """
    if type(value) is not Fraction and type(value) is not int:  # as `is_number`, a million times
        return FactFault("not_a_number", figure=figure.key, value=value)
    numerator, denominator = value.as_integer_ratio()
    if denominator != 1 and figure.type == "integer":
        return FactFault("not_an_integer", figure=figure.key, value=value)
    if numerator < 0 if figure.min is ZERO else is_below(value, figure.min):  # the usual bound needs no arithmetic
        return FactFault("below_min", figure=figure.key, value=value, min=figure.min)
    if figure.max is not None and is_below(figure.max, value):
        return FactFault("above_max", figure=figure.key, value=value, max=figure.max)
    if limit is not None and is_number(limit) and is_below(limit, value):
        return FactFault("above_other", figure=figure.key, value=value, other=figure.at_most, limit=limit)
    return None


def points_fault(line: Component, value: Value, figure: str | None = "points") -> FactFault | None:
    """What is wrong with stated points: they lie between 0 and the maximum."""
    if not is_number(value):
        return FactFault("not_a_number", component=line.code, figure=figure, value=value)
    if value < 0 or value > line.max:
        return FactFault("points_outside", component=line.code, figure=figure, value=value, max=line.max)
    return None


def parse_amount(text: str) -> Fraction:
    """An exact number with a decimal point or comma; FactFault where it is none ("1.234,5" is not guessed at)."""
    try:
        return parse_number(unicodedata.normalize("NFC", text).strip().replace(",", "."))
    except ValueError:
        raise FactFault("not_a_number", value=text) from None


def _figure(figure: Figure, text: str) -> Fraction:
    try:
        value = parse_amount(text)
    except FactFault as fault:
        raise fault.at(figure=figure.key) from None
    return _accepted(value, number_fault(figure, value))


def _points(line: Component, text: str) -> Fraction:
    try:
        value = parse_amount(text)
    except FactFault as fault:
        raise fault.at(component=line.code, figure="points") from None
    return _accepted(value, points_fault(line, value))


def _accepted(value: Fraction, fault: FactFault | None) -> Fraction:
    if fault is not None:
        raise fault
    return value


def _yes_or_no(text: str) -> bool:
    answer = text.casefold()
    if answer not in _YES | _NO:
        raise FactFault("not_yes_no", value=text)
    return answer in _YES


def _level(levels: tuple[Option, ...], text: str) -> str:
    if text not in {level.key for level in levels}:
        raise FactFault("unknown_level", figure="level", value=text, keys=tuple(level.key for level in levels))
    return text
