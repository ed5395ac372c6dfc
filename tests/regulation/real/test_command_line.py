"""The published rankings again, as anybody would check them: a table of answers and `thuocdo score`."""

import csv
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.regulation.real.published import SETS, papi_dimensions, rows

from thuocdo.cli import main

HEADER = ("unit", "tier", "component", "figure", "value")


class Score:
    """Writes answers to a file and runs the command over it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._file = folder / "answers.csv"
        self._capsys = capsys

    def __call__(self, set_path: str, answers: Iterable[Sequence[str]]) -> dict[str, dict[str, Any]]:
        with self._file.open("w", encoding="utf-8-sig", newline="") as table:
            csv.writer(table).writerows([HEADER, *answers])
        code = main(["score", str(SETS / set_path), str(self._file), "--out", "json"])
        said = self._capsys.readouterr()
        assert code == 0, said.err
        (tier,) = json.loads(said.out)["tiers"]
        return {unit["unit"]: unit for unit in tier["units"]}


@pytest.fixture
def score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Score:
    return Score(tmp_path, capsys)


@pytest.mark.parametrize("year", ["2018", "2022"])
def test_193_countries_come_out_as_published(score: Score, year: str) -> None:
    table = {row["country"]: row for row in rows("egdi_2018_2022.csv") if row["year"] == year}
    answers = [
        (country, "country", code, "index", row[code])
        for country, row in table.items()
        for code in ("osi", "tii", "hci")
    ]
    units = score("egdi", answers)
    assert {name: unit["position"] for name, unit in units.items()} == {
        country: int(Fraction(row["rank"])) for country, row in table.items()
    }
    assert all(
        abs(Fraction(units[name]["total"]) - Fraction(row["egdi"])) <= Fraction("0.0001") for name, row in table.items()
    )


def test_63_provinces_come_out_as_published(score: Score) -> None:
    table = rows("papi_2016_published.csv")
    columns = {code: column for parts in papi_dimensions().values() for code, column in parts.items()}
    answers = [
        (row["tentinh_vie"], "province", code, "points", row[column])
        for row in table
        for code, column in columns.items()
    ]
    units = score("papi-2016", answers)
    totals = {row["tentinh_vie"]: Fraction(row["PAPI_unweighted"]) for row in table}
    ranks = {name: 1 + sum(other > total for other in totals.values()) for name, total in totals.items()}
    assert {name: unit["position"] for name, unit in units.items()} == ranks
    assert all(abs(Fraction(units[name]["total"]) - total) < Fraction("0.00001") for name, total in totals.items())


def test_a_written_acceptance_converts_the_points_as_published(score: Score) -> None:
    answers = [
        ("Nam Đông", "district", "done", "points", "78,53"),
        ("Nam Đông", "district", "left", "exempt", "văn bản chấp thuận năm 2020"),
        ("Phú Vang", "district", "done", "points", "75.81"),
        ("Phú Vang", "district", "left", "exempt", "văn bản chấp thuận năm 2020"),
        ("A Lưới", "district", "", "not_reported", "không gửi báo cáo"),
    ]
    units = score("hue-2020/scale-100.yaml", answers)
    assert list(units) == ["Nam Đông", "Phú Vang", "A Lưới"]
    assert [Fraction(units[name]["total"]) for name in ("Nam Đông", "Phú Vang")] == [
        Fraction("85.36"),
        Fraction("82.40"),
    ]
    assert (units["A Lưới"]["state"], units["A Lưới"]["total"]) == ("not_reported", None)
