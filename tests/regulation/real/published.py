"""Published figures beside this file, and the way from them through a set written as data to our own result."""

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from thuocdo.regulation import AnswerFacts, TierResult, UnitFacts, assess, load_set

HERE = Path(__file__).parent
SETS = HERE / "sets"
Row = Mapping[str, str]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a published table, every value as the text that was printed."""
    with (HERE / "data" / name).open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def papi_dimensions() -> dict[str, dict[str, str]]:
    """Column of each dimension -> code of each part -> its column; the header lists the parts after their sum."""
    columns = iter(list(rows("papi_2016_published.csv")[0])[4:])
    return {
        next(columns): {f"{number}.{part}": next(columns) for part in range(1, count + 1)}
        for number, count in enumerate((4, 3, 3, 4, 4, 4), start=1)
    }


def answered(name: str, tier: str, values: Mapping[str, str], key: str, order: int = 0) -> UnitFacts:
    """One unit with one figure per component: component code -> the printed value. Empty cells are not answered."""
    answers = {code: AnswerFacts({key: Fraction(value)}) for code, value in values.items() if value}
    return UnitFacts(unit=name, tier=tier, name=name, answers=answers, order=order)


def ranking(set_path: str, units: list[UnitFacts]) -> TierResult:
    """Our result for units of one tier."""
    criteria_set = load_set(SETS / set_path)
    return assess(criteria_set, units).tier(units[0].tier)
