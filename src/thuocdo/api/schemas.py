"""The shapes of the answers, for the description of the API. Answers come from frozen editions as they were kept, and
are not passed through these."""

from typing import Any

from ninja import Schema


class Words(Schema):
    """A text in both languages."""

    vi: str
    en: str


class Step(Words):
    key: str


class Decision(Schema):
    number: str
    date: str
    signer: str
    is_late: bool | None = None


class Other(Schema):
    """The edition before or after this one, and why it was corrected."""

    id: str
    number: int
    decision: Decision
    reason: str


class SetUsed(Schema):
    """`status`: PROVISIONAL where the set is not the official one."""

    id: str
    version: str
    status: str
    digest: str


class Edition(Schema):
    id: str
    year: int
    number: int
    is_in_force: bool
    is_sample: bool
    published_at: str
    co_announcement: str
    decision: Decision
    corrects: Other | None
    replaced_by: Other | None
    set: SetUsed
    page: str


class Need(Schema):
    needed: str
    met: bool


class Group(Schema):
    """Of a group whose points are not public, code and maximum alone."""

    code: str
    max: str
    points: str | None = None
    exempt_max: str | None = None
    credited: str | None = None
    minima: dict[str, Need] | None = None


class Line(Schema):
    """A component, a part or an adjustment; of one whose points are not public, code and maximum alone."""

    code: str
    max: str
    points: str | None = None
    state: str | None = None
    exempt_max: str | None = None
    credited: str | None = None
    why: Words | None = None
    parts: list["Line"] = []


class Exemption(Schema):
    code: str
    ground: Words
    number: str
    date: str
    signer: str
    issuer: str


class Standing(Schema):
    """Where a unit stands. Amounts are decimal texts, so that nothing is rounded; null is unknown, never 0."""

    tier: str
    unit: str
    name: Words
    state: str
    reason: Words | None
    total: str | None
    level: str | None
    level_total: str | None
    level_groups: str | None
    levels_differ: bool
    level_changed_by_rounding: bool
    position: int | None
    max_total: str | None
    exempt_max: str | None
    done_max: str | None
    scored: str | None
    percent: str | None
    groups: list[Group]


class UnitResult(Standing):
    steps: list[Step]
    components: list[Line]
    adjustments: list[Line]
    exemptions: list[Exemption]


class UnitName(Schema):
    tier: str
    unit: str
    name: Words
    state: str


class UnitExemption(Exemption):
    tier: str
    unit: str
    name: Words


class Tier(Schema):
    tier: str
    name: Words
    units: int
    ranking: str


class Paged(Schema):
    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None


class Editions(Paged):
    items: list[Edition]


class Ranking(Paged):
    edition: Edition
    items: list[Standing]


class Units(Paged):
    edition: Edition
    items: list[UnitName]


class Exemptions(Paged):
    edition: Edition
    items: list[UnitExemption]


class Tiers(Schema):
    edition: Edition
    items: list[Tier]


class OneUnit(Schema):
    edition: Edition
    result: UnitResult


class CriteriaSet(Schema):
    edition: Edition
    set: dict[str, Any]
    tiers: list[dict[str, Any]]


class Head(Schema):
    full_name: str
    title: str
    since: str | None


class Reached(Schema):
    tier: str
    unit: str
    name: Words
    state: str
    total: str | None
    level: str | None
    position: int | None
    head: Head | None


class Side(Schema):
    state: str
    total: str | None
    level: str | None
    position: int | None


class Moved(Schema):
    tier: str
    unit: str
    name: Words
    before: Side | None
    after: Side | None


class News(Schema):
    """`kind`: publication, or correction; then `moved` says whose result is another than before."""

    kind: str
    edition: Edition
    units: list[Reached]
    moved: list[Moved]


class Feed(Paged):
    items: list[News]


class WrongParameter(Schema):
    name: str
    detail: str


class Problem(Schema):
    """RFC 9457."""

    type: str
    status: int
    title: str
    detail: str
    parameters: list[WrongParameter] | None = None
