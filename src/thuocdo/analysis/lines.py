"""A unit's lines in an edition: each component; of a group with a component that is not public, the group; of groups of
which nothing is public, what is left (I11)."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal, NamedTuple

Data = Mapping[str, Any]  # a part of an edition's JSON
Kind = Literal["component", "group", "rest"]
ZERO = Fraction(0)


class Line(NamedTuple):
    """`code`: of the component or the group; empty for the rest. `components`: how many it stands for. `points`:
    as scored, without any credit; None where nobody has given any, which the total counts as 0."""

    kind: Kind
    code: str
    group: str
    components: int
    max: Fraction
    exempt_max: Fraction
    points: Fraction | None
    state: str | None

    @property
    def done_max(self) -> Fraction:
        return self.max - self.exempt_max

    @property
    def lost(self) -> Fraction:
        """What the total is short of here, on the line's own scale."""
        return self.done_max - (self.points or ZERO)

    @property
    def share(self) -> Fraction | None:
        """Points of what was to be done; None where nothing was, or where the points are unknown."""
        return self.points / self.done_max if self.points is not None and self.done_max else None


def amount(kept: str | None) -> Fraction | None:
    """An amount as the edition keeps it, a decimal in a string."""
    return None if kept is None else Fraction(kept)


def number(kept: str | None) -> Fraction:
    return Fraction(kept or 0)


def tier_of(content: Data, unit: str) -> tuple[Data, Data] | None:
    """The tier that lists the unit, and the unit; None where the edition does not list it."""
    return next(((tier, row) for tier in content["tiers"] for row in tier["units"] if row["unit"] == unit), None)


def with_total(tier: Data) -> list[Data]:
    """The units that statistics are made of: those without a total are no zero in any (I8)."""
    return [unit for unit in tier["units"] if unit["total"] is not None]


def lines_of(tier: Data, unit: Data, folded: Collection[str] = (), silent: Collection[str] = ()) -> tuple[Line, ...]:
    """Every point of a unit in lines that add up to what it scored; none for a unit without a total.

    No line spells out by subtraction what is hidden: a group with a hidden component is one line, and the rest takes
    one group along whose sum is public. `folded`: further groups to be taken as one line, `silent`: with the rest.
    """
    if unit["total"] is None:
        return ()
    unnamed = _unnamed(tier, unit, silent)
    known = tuple(_known(tier, unit, folded, unnamed))
    hidden = [group for group in tier["groups"] if group["code"] in unnamed]
    return (*known, _rest(unit, known, hidden)) if hidden else known


def components_of(tier: Data, unit: Data) -> Iterator[Line]:
    """The components whose points the content shows, whatever is hidden beside them; none without a total."""
    if unit["total"] is not None:
        group_of = {row["code"]: group["code"] for group in tier["groups"] for row in group["components"]}
        yield from (_component(group_of[line["code"]], line) for line in unit["components"] if "state" in line)


def _unnamed(tier: Data, unit: Data, silent: Collection[str]) -> set[str]:
    closed = {group["code"] for group in unit["groups"] if "points" not in group} | set(silent)
    others = [group for group in tier["groups"] if group["code"] not in closed]
    if closed and others:
        closed.add(min(others, key=lambda group: number(group["max"]))["code"])
    return closed


def _known(tier: Data, unit: Data, folded: Collection[str], unnamed: Collection[str]) -> Iterator[Line]:
    results = {line["code"]: line for line in unit["components"]}
    sums = {group["code"]: group for group in unit["groups"]}
    for group in tier["groups"]:
        code = group["code"]
        lines = [results[component["code"]] for component in group["components"]]
        if code in unnamed:
            continue
        if code in folded or any("state" not in line for line in lines):
            yield _of_group(sums[code], len(lines))
        else:
            yield from (_component(code, line) for line in lines)


def _component(group: str, line: Data) -> Line:
    state, points = line["state"], amount(line["points"])
    is_exempt = number(line["exempt_max"]) == number(line["max"]) and state == "exempt"
    return Line(
        "component",
        line["code"],
        group,
        1,
        number(line["max"]),
        number(line["exempt_max"]),
        None if is_exempt else points,
        state,
    )


def _of_group(found: Data, components: int) -> Line:
    top, exempt, points = (number(found[name]) for name in ("max", "exempt_max", "points"))
    return _left("group", found["code"], components, top, exempt, points)


def _rest(unit: Data, known: tuple[Line, ...], groups: list[Data]) -> Line:
    top = sum((number(group["max"]) for group in groups), ZERO)
    exempt = number(unit["exempt_max"]) - sum((line.exempt_max for line in known), ZERO)
    points = number(unit["scored"]) - sum((line.points or ZERO for line in known), ZERO)
    return _left("rest", "", sum(len(group["components"]) for group in groups), top, exempt, points)


def _left(kind: Kind, code: str, count: int, top: Fraction, exempt: Fraction, points: Fraction) -> Line:
    """A difference of amounts kept to six places may leave its bounds by a hair."""
    exempt = min(max(exempt, ZERO), top)
    left = min(max(points, ZERO), top - exempt)
    return Line(kind, code, code, count, top, exempt, left if exempt < top else None, None)
