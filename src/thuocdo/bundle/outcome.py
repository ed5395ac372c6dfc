"""A unit's result as a bundle writes it; and how a stated one is held against what was worked out."""

from collections.abc import Iterable, Iterator
from typing import Any

from thuocdo.bundle.amounts import printed, read_published, six
from thuocdo.bundle.facts import reason_data
from thuocdo.bundle.findings import Finding
from thuocdo.regulation import ComponentResult, GroupResult, UnitResult

Data = dict[str, Any]
FILE = "ranking.json"
AMOUNTS = ("total", "scored", "percent", "max_total", "exempt_max", "done_max")
LEVELS = ("level", "level_total", "level_groups", "levels_differ", "level_changed_by_rounding")
GROUP_AMOUNTS = ("points", "exempt_max", "credited")


def unit_data(result: UnitResult) -> Data:
    """Everything that follows from one unit's facts; position and order follow from the tier."""
    return {
        "state": result.state,
        "reason": reason_data(result.reason),
        "total": None if result.total is None else printed(result.total),
        **{name: getattr(result, name) for name in LEVELS},
        **{name: _six(getattr(result, name)) for name in ("max_total", "exempt_max", "done_max", "scored")},
        "percent": None if result.percent is None else six(100 * result.percent),
        "groups": {group.code: _group(group) for group in result.groups},
        "lines": lines_data((*result.components, *result.adjustments)),
    }


def lines_data(tops: Iterable[ComponentResult]) -> dict[str, str]:
    """Lines and their parts at any depth -> points, or the state of a line without any."""
    lines = (line for top in tops for line in _walk(top))
    return {line.code: line.state if line.points is None else six(line.points) for line in lines}


def _walk(line: ComponentResult) -> Iterator[ComponentResult]:
    yield line
    for part in line.parts:
        yield from _walk(part)


def _group(group: GroupResult) -> Data:
    met = {key: need.met for key, need in group.minima.items()}
    return {**{name: _six(getattr(group, name)) for name in GROUP_AMOUNTS}, "minima": met}


def _six(value: Any) -> str | None:
    return None if value is None else six(value)


def differences(unit: str, stated: Data, low: Data, high: Data) -> Iterator[Finding]:
    """Where a published unit is not what was worked out: between `low` and `high`, which are one where all is public.

    Only what is stated is compared; what has to be stated is for the caller to know.
    """
    for name in ("state", "reason"):
        if stated[name] not in (low[name], high[name]):
            yield Finding("state", FILE, unit, "", name, _shown(stated[name]), _shown(low[name]))
    for name in AMOUNTS:
        if not _lies_between(stated[name], low[name], high[name]):
            yield Finding("total", FILE, unit, "", name, _shown(stated[name]), _shown(low[name]))
    for name in LEVELS:
        if stated[name] not in (low[name], high[name]):
            yield Finding("level", FILE, unit, "", name, _shown(stated[name]), _shown(low[name]))
    for code, group in stated["groups"].items():
        if code not in low["groups"]:
            yield Finding("group", FILE, unit, code)
        else:
            yield from _group_differences(unit, code, group, low["groups"][code], high["groups"][code])
    yield from _line_differences(unit, stated["lines"], low["lines"], high["lines"])


def _group_differences(unit: str, code: str, stated: Data, low: Data, high: Data) -> Iterator[Finding]:
    for name in GROUP_AMOUNTS:
        if not _lies_between(stated[name], low[name], high[name]):
            yield Finding("group", FILE, unit, code, name, _shown(stated[name]), _shown(low[name]))
    minima = stated["minima"]
    for key in low["minima"].keys() | minima.keys():
        if minima.get(key) not in (low["minima"].get(key), high["minima"].get(key)):
            yield Finding(
                "level", FILE, unit, code, f"minima.{key}", _shown(minima.get(key)), _shown(low["minima"].get(key))
            )


def _line_differences(unit: str, stated: Data, low: Data, high: Data) -> Iterator[Finding]:
    if stated == low:
        return
    for code, points in stated.items():
        if code not in low:
            yield Finding("points", FILE, unit, code, "", points)
        elif points != low[code] and not _lies_between(points, low[code], high[code]):
            yield Finding("points", FILE, unit, code, "", points, low[code])


def _lies_between(stated: object, low: str | None, high: str | None) -> bool:
    if stated in (low, high):
        return True
    try:
        return read_published(low) <= read_published(stated) <= read_published(high)
    except ValueError:
        return False


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("vi"))
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
