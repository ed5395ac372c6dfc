"""Options that the figures beside them deny: "at least 4 meetings" ticked, 3 meetings declared."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from .facts import AnswerFacts, Value, is_number
from .model import Checklist, Choice, Component, Needs, Option
from .numbers import is_below


class Denial(NamedTuple):
    """`option` is claimed; its figure is `value`, which is under (or over) the `bound` that the option needs."""

    option: Option
    figure: str
    value: Fraction | int
    bound: Fraction | int
    is_under: bool


def denials(leaf: Component, answer: AnswerFacts) -> Iterator[Denial]:
    """What is claimed against the answer's own figures. A figure that is not declared denies nothing."""
    for option in _claimed(leaf, answer.values):
        if option.needs is not None:
            yield from _denied(option, option.needs, answer.values)


def _claimed(leaf: Component, values: Mapping[str, Value]) -> Iterator[Option]:
    match leaf.score:
        case Checklist(items=items):
            yield from (item for item in items if values.get(item.key) is True)
        case Choice(levels=levels):
            yield from (level for level in levels if values.get("level") == level.key)


def _denied(option: Option, needs: Needs, values: Mapping[str, Value]) -> Iterator[Denial]:
    value = values.get(needs.figure)
    if value is None or not is_number(value):
        return
    least, most = _bound(needs.at_least, values), _bound(needs.at_most, values)
    if least is not None and is_below(value, least):
        yield Denial(option, needs.figure, value, least, is_under=True)
    if most is not None and is_below(most, value):
        yield Denial(option, needs.figure, value, most, is_under=False)


def _bound(bound: Fraction | str | None, values: Mapping[str, Value]) -> Fraction | int | None:
    """A bound that is another figure is that figure's value, once it is declared."""
    if not isinstance(bound, str):
        return bound
    value = values.get(bound)
    return value if value is not None and is_number(value) else None
