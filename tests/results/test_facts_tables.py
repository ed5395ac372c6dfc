"""A season's facts as CSV and as Excel: whoever has either can compute the ranking again (R4.6)."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from tests.factories import built_in, make_appraised

from thuocdo.regulation import AnswerFacts, UnitFacts
from thuocdo.results.facts_csv import facts_csv
from thuocdo.results.facts_xlsx import facts_xlsx
from thuocdo.results.queries import facts
from thuocdo.tables.answers import read_answers
from thuocdo.tables.source import filled_rows

NASTY = UnitFacts(
    unit="x",
    tier="province",
    name="=1+1",
    answers={
        "1.10": AnswerFacts({"a": Fraction(25, 2), "b": 12, "yes": True}, Fraction(3, 4)),
        "2": AnswerFacts({"long": Fraction(1234567890123456789)}),
    },
    exempt={"4.3": "77/UBND"},
)
ABSENT = UnitFacts(unit="y", tier="province", name="Sở Y", not_reported="@Giải thể")


def written(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "so-lieu"
    file.write_bytes(content)
    return file


def said(path: Path) -> list[tuple]:
    reading = read_answers(path, built_in())
    assert not reading.faults
    return [(row.unit, row.tier, row.name, row.answers, row.exempt, row.not_reported) for row in reading.facts()]


def test_excel_and_csv_say_the_same_to_the_command_line(cast, season, tmp_path):
    make_appraised(cast, season)
    rows = facts(season)
    by_csv = said(written(tmp_path, facts_csv(rows).encode()))
    assert said(written(tmp_path, facts_xlsx(rows))) == by_csv
    assert any(answers for _unit, _tier, _name, answers, _exempt, _absent in by_csv)
    assert any(absent for *_more, absent in by_csv)


def test_codes_stay_text_and_long_numbers_whole(tmp_path):
    rows = [cells for _number, cells in filled_rows(written(tmp_path, facts_xlsx([NASTY, ABSENT])))]
    assert rows[1:] == [
        ["x", "province", "4.3", "exempt", "77/UBND", "=1+1"],
        ["x", "province", "1.10", "a", "12.5", "=1+1"],
        ["x", "province", "1.10", "b", "12", "=1+1"],
        ["x", "province", "1.10", "yes", "yes", "=1+1"],
        ["x", "province", "1.10", "settled", "0.75", "=1+1"],
        ["x", "province", "2", "long", "1234567890123456789", "=1+1"],
        ["y", "province", "", "not_reported", "@Giải thể", "Sở Y"],
    ]


def test_nothing_in_the_excel_table_is_a_formula(tmp_path):
    from zipfile import ZipFile

    with ZipFile(BytesIO(facts_xlsx([NASTY, ABSENT]))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("make", [lambda rows: facts_csv(rows).encode(), facts_xlsx])
def test_a_season_without_units_still_has_its_head(make, tmp_path):
    ((_number, head),) = filled_rows(written(tmp_path, make([])))
    assert head[0].removeprefix("\ufeff") == "unit"
