"""The Digital Transformation Index of provinces 2022: 1,000 points, one pillar of none, a total between 0 and 1."""

from fractions import Fraction

import pytest
from tests.regulation.real.published import SETS, Row, answered, ranking, rows

from thuocdo.regulation import TierResult, UnitFacts, load_set

TABLE = rows("dti2022_province_top5_8pillars.csv")
PILLARS = [column for column in TABLE[0] if column not in ("rank", "province", "pdti")]


def facts(row: Row) -> UnitFacts:
    return answered(row["province"], "province", {pillar: row[pillar] for pillar in PILLARS}, "index")


@pytest.fixture(scope="module")
def result() -> TierResult:
    return ranking("dti-2022", [facts(row) for row in reversed(TABLE)])


def test_every_total_agrees_within_rounding(result: TierResult) -> None:
    published = {row["province"]: Fraction(row["pdti"]) for row in TABLE}
    for unit in result.units:
        assert abs(unit.total - published[unit.unit]) <= Fraction("0.00006"), unit.unit


def test_the_five_first_stand_in_the_published_order(result: TierResult) -> None:
    published = [(row["province"], int(row["rank"])) for row in TABLE]
    assert [(unit.unit, unit.position) for unit in result.units] == published


def test_the_maxima_are_those_of_the_decision() -> None:
    groups = load_set(SETS / "dti-2022").form("province").groups
    weights = {row["pillar"]: Fraction(row["max_points"]) for row in rows("dti2022_weights_qd922.csv")}
    assert {group.name.vi: group.max for group in groups} == weights
    assert sum(weights.values()) == 1000


def test_a_pillar_of_no_points_neither_adds_nor_takes(result: TierResult) -> None:
    smart_city = [group for unit in result.units for group in unit.groups if group.max == 0]
    assert len(smart_city) == 5
    assert {group.points for group in smart_city} == {Fraction(0)}


def test_one_province_is_spelled_in_two_ways_in_two_tables() -> None:
    """Names do not identify: whoever compares years goes by the unit's key."""
    here = {row["province"] for row in TABLE}
    there = {row["tentinh_vie"] for row in rows("papi_2016_published.csv")}
    assert "Thừa Thiên - Huế" in here - there
    assert "Thừa Thiên-Huế" in there - here
