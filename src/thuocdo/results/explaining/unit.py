"""A unit's result told: what a page or a paper shows of it besides the published table."""

from collections.abc import Mapping
from dataclasses import dataclass

from thuocdo.analysis.change import Change, change
from thuocdo.analysis.lines import Data, tier_of
from thuocdo.analysis.next_level import needs
from thuocdo.analysis.standing import findings
from thuocdo.charts.chart import Chart
from thuocdo.results.explaining.changes import change_rows
from thuocdo.results.explaining.names import Names
from thuocdo.results.explaining.sentences import told_needs, told_shortcomings, told_strengths
from thuocdo.results.explaining.unit_charts import unit_charts


@dataclass(frozen=True)
class Told:
    """`change`: against `before`, the last earlier year with a total of this unit; None where there is none."""

    charts: Mapping[str, Chart]
    strengths: list[str]
    shortcomings: list[str]
    before: int | None
    change: Change | None
    change_rows: list[dict[str, object]]
    needs: list[dict[str, object]]


def told_unit(public: Data, whole: Data, key: str, year: int, contents: Mapping[int, Data]) -> Told | None:
    """None for a unit that is not listed, or has no total. `whole`: where the unit's own points are read from (the
    public part again for the public); `contents`: year -> what its edition lets the reader see."""
    found, seen = tier_of(whole, key), tier_of(public, key)
    if found is None or seen is None or found[1]["total"] is None:
        return None
    (tier, unit), names = found, Names(whole["set"], found[0])
    rows = findings(whole["set"], seen[0], unit)
    before, changed = _change(whole, key, year, contents)
    return Told(
        charts=unit_charts(public, whole, key, contents),
        strengths=told_strengths(names, rows),
        shortcomings=told_shortcomings(names, rows),
        before=before,
        change=changed,
        change_rows=change_rows(names, changed, contents[before], key) if changed and before else [],
        needs=told_needs(names, needs(whole["set"], tier, unit).values()),
    )


def _change(whole: Data, key: str, year: int, contents: Mapping[int, Data]) -> tuple[int | None, Change | None]:
    for earlier in sorted((other for other in contents if other < year), reverse=True):
        found = change(contents[earlier], whole, key)
        if found is not None:
            return earlier, found
    return None, None
