"""The shape of a criteria set after loading: plain, frozen, complete. Nothing here computes a result.

A set is read once by `loading`; per-form overrides are already expanded, so each tier has one whole `Form`.
Every amount is an exact `Fraction`; every text stands in Vietnamese and English; every leaf carries its citation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from .rules import Band as Band
from .rules import Checklist as Checklist
from .rules import Choice as Choice
from .rules import Measure as Measure
from .rules import Needs as Needs
from .rules import Option as Option
from .rules import Points as Points
from .rules import Ratio as Ratio
from .rules import Score as Score
from .rules import Survey as Survey
from .rules import Tiers as Tiers
from .terms import Citation as Citation
from .terms import MonthDay as MonthDay
from .terms import Text as Text

AnsweredBy = Literal["unit", "verifier", "council"]
Public = Literal["points", "group", "none"]
LevelRule = Literal["total", "total_and_groups"]


@dataclass(frozen=True, slots=True)
class OtherInstrument:
    """A decision before or after this one."""

    number: str
    date: date
    note: Text | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """The decision that issued the set."""

    number: str
    date: date
    issuer: Text
    replaces: tuple[OtherInstrument, ...]
    replaced_by: tuple[OtherInstrument, ...]
    based_on: tuple[OtherInstrument, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Period:
    """The data period; the years count from the report year (Article 4.3)."""

    from_: MonthDay
    from_year: int
    until: MonthDay
    until_year: int
    cite: Citation


@dataclass(frozen=True, slots=True)
class Tier:
    code: str
    name: Text
    form: str
    form_name: Text
    report_before: MonthDay | None
    cite: Citation


# --- what is assessed ---


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a unit declares; `at_most` names the figure of the same component that it may not exceed.

    Figures of one `meaning` are one number, wherever the form asks for it.
    """

    key: str
    name: Text
    unit: Text
    type: Literal["integer", "decimal"]
    at_most: str | None
    min: Fraction
    max: Fraction | None
    scored: bool
    cite: Citation
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """A scored line of a form, or a part of one: it has a rule (`score`) or parts, never both."""

    code: str
    name: Text
    max: Fraction
    figures: tuple[Figure, ...]
    evidence: tuple[Text, ...]
    guidance: Text | None
    collected_from: Text | None
    verified_with: Text | None
    exemption_hint: Text | None
    answered_by: AnsweredBy
    public: Public
    score: Score | None
    parts: "tuple[Component, ...]"
    combine: Literal["sum", "best"]
    cite: Citation

    @property
    def leaves(self) -> "tuple[Component, ...]":
        """The scored lines inside: the component itself where it has no parts."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)

    def walk(self) -> "Iterator[Component]":
        """The component and everything inside it, from the outside in."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def figure(self, key: str) -> Figure:
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    name: Text
    table_name: Text | None
    max: Fraction
    public: Public
    components: tuple[Component, ...]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points added or taken off after rescaling; scored like a component that nobody can be exempted from."""

    sign: Literal["bonus", "deduct"]
    component: Component

    @property
    def code(self) -> str:
        return self.component.code

    @property
    def name(self) -> Text:
        return self.component.name

    @property
    def max(self) -> Fraction:
        return self.component.max


@dataclass(frozen=True, slots=True)
class Form:
    """All that one tier is asked, overrides expanded."""

    tier: str
    code: str
    groups: tuple[Group, ...]
    adjustments: tuple[Adjustment, ...]
    max: Fraction
    components: tuple[Component, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        components = tuple(component for group in self.groups for component in group.components)
        object.__setattr__(self, "components", components)

    def component(self, code: str) -> Component:
        """The component, part or adjustment of this code at any depth; KeyError where there is none."""
        return self.index()[code]

    def index(self) -> dict[str, Component]:
        """Everything with a code, at any depth, adjustments included."""
        tops = [*self.components, *(adjustment.component for adjustment in self.adjustments)]
        return {inner.code: inner for top in tops for inner in top.walk()}


# --- the rules of the whole ---


@dataclass(frozen=True, slots=True)
class Level:
    """A level of Article 6: the total it starts from and the share of each group's maximum beside it."""

    key: str
    name: Text
    from_: Fraction
    group_ratio: Fraction | None
    cite: Citation


@dataclass(frozen=True, slots=True)
class Rounding:
    places: int
    mode: Literal["half_up", "half_even", "none"]
    at: Literal["total", "every"]
    cite: Citation


@dataclass(frozen=True, slots=True)
class Rules:
    """The readings of ambiguous passages (I1, I2, I3, I7), each a named choice."""

    level: LevelRule
    group_minima: Literal["own", "credited"]
    below_lowest: Literal["listed", "numbered"]
    ties: Literal["shared"]
    cite: Citation


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of one decision's criteria, whole. `scale` None means the plain sum."""

    id: str
    version: str
    status: Literal["PROVISIONAL", "OFFICIAL"]
    title: Text
    notice: Text | None
    cite: Citation
    instrument: Instrument
    period: Period | None
    tiers: Mapping[str, Tier]
    approval_before: MonthDay | None
    scale: Fraction | None
    rounding: Rounding
    levels: tuple[Level, ...]
    below_lowest: Text | None
    rules: Rules
    missing: Literal["not_reported", "zero"]
    forms: Mapping[str, Form]
    digest: str
    source: Mapping[str, str] = field(repr=False)

    def form(self, tier: str) -> Form:
        return self.forms[tier]

    def level(self, key: str) -> Level:
        return next(level for level in self.levels if level.key == key)
