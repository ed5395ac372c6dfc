"""The United Nations E-Government Development Index of 2018 and 2022 comes out as published: 193 countries a year."""

from collections import Counter
from fractions import Fraction

import pytest
from tests.regulation.real.published import Row, answered, ranking, rows

from thuocdo.regulation import TierResult, UnitFacts

YEARS = ("2018", "2022")
# The United Nations' own bands; the published table prints none.
BANDS = (("VH", Fraction("0.75")), ("H", Fraction("0.5")), ("M", Fraction("0.25")), ("L", Fraction(0)))


def published(year: str) -> dict[str, Row]:
    """By country: the table of 2022 carries no code."""
    return {row["country"]: row for row in rows("egdi_2018_2022.csv") if row["year"] == year}


def facts(table: dict[str, Row]) -> list[UnitFacts]:
    return [
        answered(country, "country", {code: row[code] for code in ("osi", "tii", "hci")}, "index")
        for country, row in table.items()
    ]


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def table(year: str) -> dict[str, Row]:
    return published(year)


@pytest.fixture(scope="module")
def result(table: dict[str, Row]) -> TierResult:
    return ranking("egdi", facts(table))


def test_every_country_is_there(result: TierResult) -> None:
    assert len(result.units) == 193
    assert {unit.state for unit in result.units} == {"ranked"}


def test_the_index_agrees_within_one_unit_of_the_last_place(table: dict[str, Row], result: TierResult) -> None:
    gaps = {unit.unit: abs(unit.total - Fraction(table[unit.unit]["egdi"])) for unit in result.units}
    assert max(gaps.values()) <= Fraction("0.0001")


def test_every_level_agrees(table: dict[str, Row], result: TierResult) -> None:
    for unit in result.units:
        index = Fraction(table[unit.unit]["egdi"])
        assert unit.level == next(key for key, start in BANDS if index >= start), unit.unit


def test_every_rank_agrees(table: dict[str, Row], result: TierResult) -> None:
    ours = {unit.unit: unit.position for unit in result.units}
    assert ours == {country: int(Fraction(row["rank"])) for country, row in table.items()}


def test_shared_ranks_are_shared_and_the_next_is_skipped(year: str, result: TierResult) -> None:
    positions = Counter(unit.position for unit in result.units)
    shared = {"2018": {49, 155}, "2022": {5, 66, 115, 141}}
    assert {position for position, count in positions.items() if count > 1} == shared[year]
    assert not any(position + 1 in positions for position in shared[year])


def test_a_country_written_otherwise_in_another_year_is_another_name_not_another_country() -> None:
    earlier, later = published("2018"), published("2022")
    assert set(earlier) - set(later) == {"Turkey", "The former Yugoslav Republic of Macedonia"}
    assert set(later) - set(earlier) == {"Türkiye", "North Macedonia"}
