"""Rows of a table become the law's facts."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.tables.demo import HEADER, Row, write_csv, write_xlsx

from thuocdo.regulation import CriteriaSet, UnitFacts
from thuocdo.tables.answers import read_answers


@pytest.fixture
def facts(demo_set: CriteriaSet, tmp_path: Path):
    def read(rows: list[Row], **options: object) -> list[UnitFacts]:
        reading = read_answers(write_csv(tmp_path / "answers.csv", rows, **options), demo_set)
        assert reading.faults == []
        return reading.facts()

    return read


def test_every_kind_of_row_has_its_place_in_the_facts(facts) -> None:
    (unit,) = facts(
        [
            ("u1", "province", "1.1", "plan", "có", "Sở Y tế"),
            ("u1", "province", "1.1", "rule", "0", ""),
            ("u1", "province", "1.2.a", "a", "18", ""),
            ("u1", "province", "1.2.a", "b", "24", ""),
            ("u1", "province", "1.3", "level", "full", ""),
            ("u1", "province", "1.5", "points", "1,5", ""),
            ("u1", "province", "1.6", "settled", "0.25", ""),
            ("u1", "province", "1.2.b", "exempt", "12/UBND-CNTT", ""),
            ("u1", "province", "1.7", "exempt", "12/UBND-CNTT", ""),
            ("u1", "province", "T", "points", "2", ""),
        ]
    )
    assert (unit.unit, unit.tier, unit.name) == ("u1", "province", "Sở Y tế")
    assert unit.answers["1.1"].values == {"plan": True, "rule": False}
    assert unit.answers["1.2.a"].values == {"a": 18, "b": 24}
    assert unit.answers["1.3"].values == {"level": "full"}
    assert unit.answers["1.5"].values == {"points": Fraction(3, 2)}
    assert unit.answers["1.6"].settled == Fraction(1, 4)
    assert unit.answers["T"].values == {"points": 2}
    assert unit.exempt == {"1.2.b": "12/UBND-CNTT", "1.7": "12/UBND-CNTT"}
    assert unit.not_reported is None


def test_a_unit_that_did_not_report_keeps_its_reason(facts) -> None:
    (unit,) = facts([("u1", "district", "", "not_reported", "đang sáp nhập", "")])
    assert (unit.not_reported, unit.answers, unit.name) == ("đang sáp nhập", {}, "u1")


def test_a_blank_value_is_no_answer_and_not_zero(facts) -> None:
    (unit,) = facts([("u1", "province", "1.5", "points", "", "")])
    assert unit.answers == {}


@pytest.mark.parametrize("said", ["có", "CÓ", "co\u0301", "yes", "Yes", "1"])
def test_yes_may_be_written_in_many_ways(facts, said: str) -> None:
    (unit,) = facts([("u1", "province", "1.1", "plan", said, "")])
    assert unit.answers["1.1"].values == {"plan": True}


@pytest.mark.parametrize("said", ["không", "KHÔNG", "kho\u0302ng", "no", "0"])
def test_no_may_be_written_in_many_ways(facts, said: str) -> None:
    (unit,) = facts([("u1", "province", "1.1", "plan", said, "")])
    assert unit.answers["1.1"].values == {"plan": False}


def test_a_name_typed_in_two_unicode_forms_is_one_name(facts) -> None:
    (unit,) = facts(
        [
            ("u1", "province", "1.1", "plan", "1", "Sở Y tế"),
            ("u1", "province", "1.1", "rule", "1", "So\u031b\u0309 Y\u00a0 te\u0302\u0301\u200b"),
        ]
    )
    assert unit.name == "Sở Y tế"


def test_units_without_an_official_order_stand_by_their_codes_and_ten_follows_nine(facts) -> None:
    rows: list[Row] = [(code, "province", "1.1", "plan", "1", "") for code in ("u10", "u9", "b")]
    assert [unit.unit for unit in facts(rows)] == ["b", "u9", "u10"]
    assert sorted(unit.order for unit in facts(rows)) == [0, 1, 2]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_seen_from_the_header(facts, separator: str) -> None:
    (unit,) = facts([("u1", "province", "1.5", "points", "1,5", "A")], separator=separator)
    assert unit.answers["1.5"].values == {"points": Fraction(3, 2)}


def test_columns_may_stand_in_any_order_under_titles_of_any_case_beside_others(facts) -> None:
    header = ("Ghi chú", " VALUE", "figure", "Component", "tier", "unit")
    (unit,) = facts([("xem lại", "1", "plan", "1.1", "province", "u1")], header=header)
    assert unit.answers["1.1"].values == {"plan": True}


def test_a_unit_name_is_optional(facts) -> None:
    (unit,) = facts([("u1", "province", "1.1", "plan", "1")], header=HEADER[:5])
    assert unit.name == "u1"


def test_a_file_of_windows_with_a_byte_order_mark_and_blank_rows_is_read(demo_set: CriteriaSet, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    text = "\r\nunit;tier;component;figure;value\r\n\r\nu1;province;1.5;points;0,5\r\n;;;;\r\n"
    path.write_bytes(text.encode("utf-8-sig"))
    (unit,) = read_answers(path, demo_set).facts()
    assert unit.answers["1.5"].values == {"points": Fraction(1, 2)}


def test_a_workbook_is_told_by_its_content_and_its_numbers_keep_what_the_screen_shows(
    demo_set: CriteriaSet, tmp_path: Path
) -> None:
    rows: list[Row] = [
        (101.0, "province", 1.5, "points", 0.1 + 0.2, "Sở A"),
        (101.0, "province", "1.2.a", "a", 24.0, ""),
        (101.0, "province", 1.1, "plan", True, ""),
        (101.0, "province", "1.10", "n", 100, ""),
    ]
    path = write_xlsx(tmp_path / "answers.csv", rows)
    reading = read_answers(path, demo_set)
    assert [fault.row for fault in reading.faults] == [4]  # the number 1.1 may be 1.1 or 1.10
    (unit,) = reading.facts()
    assert unit.unit == "101"
    assert unit.answers["1.5"].values == {"points": Fraction(3, 10)}
    assert unit.answers["1.2.a"].values == {"a": 24}
    assert unit.answers["1.10"].values == {"n": 100}


def test_a_number_that_no_code_can_mean_is_no_component(demo_set: CriteriaSet, tmp_path: Path) -> None:
    rows: list[Row] = [("u1", "province", -1.5, "points", 1), ("u1", "province", 7, "a", 1)]
    path = write_xlsx(tmp_path / "answers.xlsx", rows)
    said = [fault.what.en for fault in read_answers(path, demo_set).faults]
    assert [words.split("the code ")[1] for words in said] == ["“-1.5”", "“7”"]
