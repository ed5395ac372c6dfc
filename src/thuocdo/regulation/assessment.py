"""The outcome of an assessment, every stage's output kept by name. Nothing here computes; `assess` fills it.

None is never 0: points are None where nothing was answered, the council has not scored yet, or the line is exempt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from .explain import Why
from .model import LevelRule
from .terms import Text

ComponentState = Literal["answered", "unanswered", "exempt", "council"]
UnitState = Literal["ranked", "below_lowest", "not_reported", "nothing_to_assess"]


class Minimum(NamedTuple):
    """What a level asks of a group, `ratio` of `maximum`, and whether the group's exact points reach it."""

    ratio: Fraction
    maximum: Fraction
    met: bool

    @property
    def needed(self) -> Fraction:
        return self.ratio * self.maximum


class ComponentResult(NamedTuple):
    """One component, part or adjustment.

    `points`: None unless something in it was scored. `exempt_max`: the share of `max` that is exempt.
    `credited`: points plus the credit for what is exempt, in units of the total ("quy đổi"); alone, just the points.
    """

    code: str
    points: Fraction | None
    max: Fraction
    exempt_max: Fraction
    state: ComponentState
    credited: Fraction | None
    why: Why
    parts: "tuple[ComponentResult, ...]" = ()


class GroupResult(NamedTuple):
    """`points` counts unanswered lines as 0; `minima` maps a level's key to what it asks (empty: none is asked)."""

    code: str
    points: Fraction
    max: Fraction
    exempt_max: Fraction
    done_max: Fraction
    credited: Fraction | None
    minima: Mapping[str, Minimum]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit. A unit that did not report has no amounts, groups nor components: it is never a zero.

    `raw_total` is exact; `total` is what is printed and compared. `open_max` and `open_council_max`: the most that
    unanswered or council lines, or the council's alone, may still add to `scored`.
    """

    unit: str
    name: str
    tier: str
    order: int
    state: UnitState
    reason: str | Text | None
    max_total: Fraction
    exempt_max: Fraction | None
    done_max: Fraction | None
    scored: Fraction | None
    percent: Fraction | None
    raw_total: Fraction | None
    total: Fraction | None
    level: str | None
    level_total: str | None
    level_groups: str | None
    levels_differ: bool
    level_changed_by_rounding: bool
    position: int | None
    open_max: Fraction | None
    open_council_max: Fraction | None
    groups: tuple[GroupResult, ...]
    components: tuple[ComponentResult, ...]
    adjustments: tuple[ComponentResult, ...]
    steps: tuple[Why, ...]

    def reason_in(self, lang: str) -> str:
        """Why there is no report, empty where there is one; a reason in one language alone is the same in both."""
        return self.reason.get(lang) if isinstance(self.reason, Text) else self.reason or ""


@dataclass(frozen=True, slots=True)
class TierResult:
    """A ranking (Article 7), units in table order; `peers` keeps the best value of the tier per measured line."""

    tier: str
    units: tuple[UnitResult, ...]
    peers: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Assessment:
    set_id: str
    set_digest: str
    status: str
    level_rule: LevelRule
    tiers: tuple[TierResult, ...]

    def tier(self, code: str) -> TierResult:
        for tier in self.tiers:
            if tier.tier == code:
                return tier
        raise KeyError(code)
