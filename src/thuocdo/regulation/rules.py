"""The scoring rules of the seven kinds, as data; `kinds` has the function of each (Article 5.2)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from .terms import Citation, Text


@dataclass(frozen=True, slots=True)
class Ratio:
    """a / b against the share that earns the maximum."""

    kind: ClassVar[str] = "ratio"
    of: str
    to: str
    full: Fraction
    below: Literal["scaled", "plain"]
    zero: Literal["propose_exemption", "zero"]


@dataclass(frozen=True, slots=True)
class Band:
    from_: Fraction
    points: Fraction
    cite: Citation


@dataclass(frozen=True, slots=True)
class Tiers:
    """The highest band reached by a count or, where `to` is given, by 100 x of / to; bands from the highest down."""

    kind: ClassVar[str] = "tiers"
    of: str
    to: str | None
    bands: tuple[Band, ...]
    zero: Literal["propose_exemption", "zero"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a figure of the same component must be for an option to be true; it earns and costs no points.

    A bound is a number, or the key of another figure of the component; None where there is none.
    """

    figure: str
    at_least: Fraction | str | None
    at_most: Fraction | str | None


@dataclass(frozen=True, slots=True)
class Option:
    """One level of a choice or one item of a checklist."""

    key: str
    name: Text
    points: Fraction
    cite: Citation
    needs: Needs | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    kind: ClassVar[str] = "choice"
    levels: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    kind: ClassVar[str] = "checklist"
    items: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Linear from worst (0) to best (maximum), clipped; `best` None means the best of the tier (peers)."""

    kind: ClassVar[str] = "measure"
    of: str
    worst: Fraction
    best: Fraction | None


@dataclass(frozen=True, slots=True)
class Points:
    """Points stated directly, 0 to the maximum."""

    kind: ClassVar[str] = "points"


@dataclass(frozen=True, slots=True)
class Survey:
    kind: ClassVar[str] = "survey"
    of: str
    sample: str
    full: Fraction
    min_sample: int


Score = Ratio | Tiers | Choice | Checklist | Measure | Points | Survey
