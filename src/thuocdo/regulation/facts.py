"""The only shape in which answers reach the law, and the reading of one typed value.

Keys of `AnswerFacts.values`: figure keys; item keys of a checklist; `level` of a choice; `points` of a points line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .model import Component, Figure

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
    not_reported: str | None = None
    order: int = 0


def parse_value(line: Figure | Component, text: str) -> Value:
    """Read one typed value: a number for a figure; points, yes/no or a level's key for a component's own rule.

    Returns the canonical value. Raises FactFault (what, mend) where the text is not acceptable.
    """
    raise NotImplementedError
