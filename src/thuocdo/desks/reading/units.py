"""Units whose level hangs on how Article 6 is read, or on the rounding of the total, as pages list them (I2, I4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thuocdo.common.templatetags.words import language
from thuocdo.cycles.models import Season
from thuocdo.regulation import Assessment, Text, UnitResult, format_number
from thuocdo.results.queries import compute, unit_names
from thuocdo.results.readings import Affected, affected, mark

ENOUGH = range(3, 13)  # places


@dataclass(frozen=True)
class Line:
    name: Text | str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Rounded:
    """A unit whose level is another on the exact total than on the printed one."""

    name: Text
    unit: UnitResult

    @property
    def exact(self) -> str:
        """The total with as many places as it takes to tell it from the printed one."""
        raw, total = self.unit.raw_total, self.unit.total
        if raw is None:
            return ""
        places = next((n for n in ENOUGH if total is not None and abs(raw - total) * 10**n >= 1), ENOUGH[-1])
        return format_number(raw, language(), places=places, trim=True)


@dataclass(frozen=True)
class Flags:
    """What the council has to know before it settles the result: it decides on points, never on the reading."""

    differing: Sequence[Line]
    rounded: Sequence[Rounded]
    is_open: bool  # points are still to come

    def __bool__(self) -> bool:
        return bool(self.differing or self.rounded)


@dataclass(frozen=True)
class Concerned:
    """The units as they stand now, and the mark by which an act names this list."""

    lines: Sequence[Line]
    mark: str


def flags(found: Assessment, names: Mapping[str, Text]) -> Flags:
    """No query."""
    is_open = any(unit.open_max for tier in found.tiers for unit in tier.units)
    return Flags(list(_lines(affected(found), names)), list(_rounded(found, names)), is_open)


def flags_of(season: Season) -> Flags:
    """Of the council's points as they stand now: 5 queries."""
    return flags(compute(season), unit_names(season))


def concerned(season: Season) -> Concerned:
    """5 queries."""
    rows = affected(compute(season))
    return Concerned(list(_lines(rows, unit_names(season))), mark(rows))


def kept(units: Mapping[str, Sequence[str | None]] | None, names: Mapping[str, Text]) -> list[Line]:
    """The units as they were when a change came into force, in official order, which is that of `names`."""
    found = units or {}
    return list(_lines([Affected(unit, *found[unit]) for unit in names if unit in found], names))


def _lines(rows: Iterable[Affected], names: Mapping[str, Text]) -> Iterator[Line]:
    for row in rows:
        yield Line(names.get(row.unit, row.unit), row.before, row.after)


def _rounded(found: Assessment, names: Mapping[str, Text]) -> Iterator[Rounded]:
    for tier in found.tiers:
        for unit in tier.units:
            if unit.level_changed_by_rounding:
                yield Rounded(names[unit.unit], unit)
