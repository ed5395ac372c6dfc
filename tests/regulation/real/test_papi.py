"""PAPI 2016: six dimensions, parts of 10/3 and 5/2 points, a plain sum that is never rounded, no levels."""

from fractions import Fraction

import pytest
from tests.regulation.real.published import Row, answered, papi_dimensions, ranking, rows

from thuocdo.regulation import TierResult, UnitFacts

TOTAL = "PAPI_unweighted"
CLOSE = Fraction("0.00001")


TABLE = {row["tentinh_vie"]: row for row in rows("papi_2016_published.csv")}
DIMENSIONS = papi_dimensions()
COLUMNS = {code: column for parts in DIMENSIONS.values() for code, column in parts.items()}


def facts(row: Row) -> UnitFacts:
    values = {code: row[column] for code, column in COLUMNS.items()}
    return answered(row["tentinh_vie"], "province", values, "points")


@pytest.fixture(scope="module")
def result() -> TierResult:
    return ranking("papi-2016", [facts(row) for row in TABLE.values()])


def test_every_total_agrees(result: TierResult) -> None:
    assert len(result.units) == 63
    for unit in result.units:
        assert abs(unit.total - Fraction(TABLE[unit.unit][TOTAL])) < CLOSE, unit.unit


def test_every_dimension_is_the_sum_of_its_parts(result: TierResult) -> None:
    for unit in result.units:
        for group, column in zip(unit.groups, DIMENSIONS, strict=True):
            assert abs(group.points - Fraction(TABLE[unit.unit][column])) < CLOSE, (unit.unit, column)


def test_every_rank_agrees(result: TierResult) -> None:
    totals = [Fraction(row[TOTAL]) for row in TABLE.values()]
    published = {name: 1 + sum(other > Fraction(row[TOTAL]) for other in totals) for name, row in TABLE.items()}
    assert {unit.unit: unit.position for unit in result.units} == published


def test_nothing_is_rounded(result: TierResult) -> None:
    assert all(unit.total == unit.raw_total == unit.scored for unit in result.units)


def test_an_index_without_levels_ranks_without_levels(result: TierResult) -> None:
    assert {unit.level for unit in result.units} == {None}
    assert {unit.state for unit in result.units} == {"ranked"}


def test_a_province_that_was_not_surveyed_is_missing_and_not_zero() -> None:
    surveyed = [facts(row) for row in list(TABLE.values())[1:]]
    absent = UnitFacts("Hà Nội", "province", "Hà Nội", not_reported="không khảo sát")
    units = {unit.unit: unit for unit in ranking("papi-2016", [absent, *surveyed]).units}
    assert (units["Hà Nội"].state, units["Hà Nội"].total, units["Hà Nội"].position) == ("not_reported", None, None)
    assert sorted(unit.position for unit in units.values() if unit.position) == list(range(1, 63))


def test_a_part_that_was_not_surveyed_is_unanswered_and_not_zero() -> None:
    row = dict(next(iter(TABLE.values())))
    row[COLUMNS["1.1"]] = ""
    part = ranking("papi-2016", [facts(row)]).units[0].components[0]
    assert (part.code, part.state, part.points) == ("1.1", "unanswered", None)
    row[COLUMNS["1.1"]] = "0"
    part = ranking("papi-2016", [facts(row)]).units[0].components[0]
    assert (part.code, part.state, part.points) == ("1.1", "answered", 0)
