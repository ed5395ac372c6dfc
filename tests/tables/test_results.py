"""What is written out: JSON that any program reads exactly, a CSV for spreadsheets, tables for people."""

import csv
import io
import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tables.demo import DEMO, Row, whole_report, write_csv, write_xlsx

from thuocdo.regulation import CriteriaSet, load_set, read_set
from thuocdo.tables.as_csv import as_csv, harmless
from thuocdo.tables.as_json import as_json
from thuocdo.tables.as_text import as_text
from thuocdo.tables.columns import lay_out
from thuocdo.tables.score_table import score_table

SEASON: list[Row] = [
    *whole_report("u2", "Sở Y tế", met=21),
    *whole_report("u1", "Sở Tư pháp", met=21),
    *whole_report("u3", "Sở Tài chính", met=2),
    ("u4", "province", "", "not_reported", "đang sáp nhập", "Sở Nội vụ"),
    *(("u5", "province", f"1.{number}", "exempt", "9/UBND", "Ban A") for number in range(1, 11)),
    ("u6", "province", "1.1", "plan", "không", "=CMD()"),
    ("u6", "province", "1.5", "points", "0", ""),
    ("u6", "province", "1.6", "exempt", "9/UBND", ""),
]


@pytest.fixture
def scored(demo_set: CriteriaSet, tmp_path: Path):
    def score(rows: list[Row] | Path) -> dict:
        path = rows if isinstance(rows, Path) else write_csv(tmp_path / "answers.csv", rows)
        return json.loads("".join(as_json(score_table(demo_set, path), demo_set)))

    return score


def test_the_json_has_the_agreed_shape(scored) -> None:
    result = scored(SEASON)
    assert list(result) == ["set", "status", "tiers"]
    assert (result["set"], result["status"]) == ("demo", "PROVISIONAL")
    assert [tier["tier"] for tier in result["tiers"]] == ["province", "district"]
    first = result["tiers"][0]["units"][0]
    assert list(first)[:15] == [
        "unit", "name", "state", "total", "level", "level_total", "level_groups", "position", "max_total", "exempt_max",
        "done_max", "scored", "percent", "groups", "components",
    ]  # fmt: skip
    assert list(first["groups"][0]) == ["code", "points", "max", "credited"]
    assert list(first["components"][0]) == ["code", "points", "max", "state", "why"]
    assert list(first["components"][0]["why"]) == ["vi", "en"]


def test_totals_are_as_rounded_points_have_six_places_and_nothing_is_a_float(scored) -> None:
    unit = scored(SEASON)["tiers"][0]["units"][0]
    # 1 + 3 x (21/24)/0.9 + 1 + 2 + 2 + 5 x 0.75 + 1.75 = 14.416... of 20
    assert unit["total"] == "72.08"
    assert unit["scored"] == "14.416667"
    assert unit["percent"] == "72.083333"
    assert unit["components"][1]["points"] == "3.916667"
    assert unit["groups"] == [{"code": "1", "points": "14.416667", "max": "20.000000", "credited": "72.083333"}]
    assert "e" not in unit["percent"]


def test_equal_totals_share_a_position_and_every_state_has_its_own_place(scored) -> None:
    units = scored(SEASON)["tiers"][0]["units"]
    seen = [(unit["unit"], unit["state"], unit["level"], unit["position"]) for unit in units]
    assert seen == [
        ("u1", "ranked", "II", 1),
        ("u2", "ranked", "II", 1),
        ("u3", "below_lowest", None, None),
        ("u6", "below_lowest", None, None),
        ("u5", "nothing_to_assess", None, None),
        ("u4", "not_reported", None, None),
    ]


def test_zero_points_unanswered_exempt_and_the_council_s_are_four_things(scored) -> None:
    unit = next(unit for unit in scored(SEASON)["tiers"][0]["units"] if unit["unit"] == "u6")
    seen = {line["code"]: (line["state"], line["points"]) for line in unit["components"]}
    assert seen["1.5"] == ("answered", "0.000000")
    assert seen["1.7"] == ("unanswered", None)
    assert seen["1.6"] == ("exempt", None)
    assert seen["1.10"] == ("council", None)


def test_what_is_not_there_is_null_and_not_zero(scored) -> None:
    unit = scored(SEASON)["tiers"][0]["units"][-1]
    missing = ("total", "level", "level_total", "level_groups", "position", "scored", "percent", "done_max")
    assert [unit[key] for key in missing] == [None] * len(missing)
    assert (unit["groups"], unit["components"]) == ([], [])


def test_a_set_with_a_bonus_shows_it_in_a_key_of_its_own(scored) -> None:
    unit = scored([*whole_report("u1"), ("u1", "province", "T", "points", "2", "")])["tiers"][0]["units"][0]
    assert [(line["code"], line["points"]) for line in unit["adjustments"]] == [("T", "2.000000")]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(scored, order: random.Random) -> None:
    named = [(*row[:5], "") for row in SEASON]
    shuffled = named.copy()
    order.shuffle(shuffled)
    assert scored(shuffled) == scored(named)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(met=st.integers(0, 24), points=st.decimals(0, 2, places=4), measured=st.floats(0, 1e6))
def test_every_way_to_write_the_same_facts_gives_the_same_json(scored, tmp_path: Path, met, points, measured) -> None:
    measured = float(f"{measured:.12g}")
    rows = [*whole_report("u1", "Sở A", met=met), ("u2", "province", "1.5", "points", str(points), "B")]
    numbers = [("u2", "province", "1.4", "x", format(measured, ".6f"), "")]
    typed = [("u2", "province", "1.4", "x", float(format(measured, ".6f")), "")]
    plain = scored([*rows, *numbers])
    commas = [(*row[:4], str(row[4]).replace(".", ","), row[5]) for row in rows + numbers]
    assert scored(write_csv(tmp_path / "mark.csv", [*rows, *numbers], encoding="utf-8-sig")) == plain
    assert scored(write_csv(tmp_path / "comma.csv", commas)) == plain
    assert scored(write_csv(tmp_path / "excel.csv", commas, separator=";")) == plain
    assert scored(write_xlsx(tmp_path / "answers.xlsx", [*rows, *typed])) == plain


def test_a_total_that_is_never_rounded_is_written_exactly(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text(DEMO.replace("places: 2, mode: half_up, at: total", "mode: none"), encoding="utf-8")
    plain = load_set(path)
    table = write_csv(tmp_path / "answers.csv", whole_report("u1", met=18))
    (unit,) = json.loads("".join(as_json(score_table(plain, table), plain)))["tiers"][0]["units"]
    assert unit["total"] == "70"  # 1 + 2.5 + 1 + 2 + 2 + 3.75 + 1.75 of 20
    table = write_csv(tmp_path / "answers.csv", whole_report("u1", met=21))
    (unit,) = json.loads("".join(as_json(score_table(plain, table), plain)))["tiers"][0]["units"]
    assert unit["total"] == "72.083333333333"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_csv_has_the_published_columns_and_says_that_it_is_provisional(
    demo_set: CriteriaSet, tmp_path: Path, language: str
) -> None:
    assessment = score_table(demo_set, write_csv(tmp_path / "answers.csv", SEASON))
    text = "".join(as_csv(assessment, demo_set, language))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if language == "vi":
        assert [*rows[0]][3:11] == [
            "Điểm tối đa", "Số điểm không đưa vào đánh giá", "Số điểm tối đa cần thực hiện", "Số điểm thực hiện",
            "Tỷ lệ thực hiện", "Điểm quy đổi", "Mức", "Thứ tự",
        ]  # fmt: skip
        assert [*rows[0].values()] == [
            "Cấp tỉnh", "u1", "Sở Tư pháp", "20", "0", "20", "14.42", "72.08%", "72.08", "Mức II", "1", "",
            "demo (BẢN TẠM)",
        ]  # fmt: skip
        assert [row["Mức"] for row in rows[2:]] == [
            "Không xếp hạng", "Không xếp hạng", "Không có nội dung đánh giá", "Không gửi báo cáo",
        ]  # fmt: skip
        assert rows[-1]["Lý do"] == "đang sáp nhập"
    else:
        assert rows[0]["Level"] == "Level II"
        assert rows[0]["Criteria set"] == "demo (PROVISIONAL)"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@SUM(A1)"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"Sở {text}") == f"Sở {text}"


def test_a_name_that_looks_like_a_formula_stays_text_in_the_csv(demo_set: CriteriaSet, tmp_path: Path) -> None:
    assessment = score_table(demo_set, write_csv(tmp_path / "answers.csv", SEASON))
    assert ",'=CMD()," in "".join(as_csv(assessment, demo_set, "vi"))


def test_the_table_for_people_puts_the_level_first_and_shows_the_notice(demo_set: CriteriaSet, tmp_path: Path) -> None:
    text = "".join(as_text(score_table(demo_set, write_csv(tmp_path / "answers.csv", SEASON)), demo_set, "vi"))
    assert "*** BẢN TẠM ***\nChỉ để thử." in text
    (line,) = [line for line in text.splitlines() if "Sở Tư pháp" in line]
    assert line.split() == ["Mức", "II", "1", "Sở", "Tư", "pháp", "72,08", "72,08%", "14,42", "20", "0", "20"]
    assert "- Sở Nội vụ: Không gửi báo cáo. Lý do: đang sáp nhập" in text
    assert "- =CMD(): 6 chỉ số chưa trả lời." in text
    assert "- =CMD(): 1 chỉ số chờ Hội đồng chấm." in text


def test_columns_line_up_whatever_the_letters_are_made_of() -> None:
    decomposed = "So\u031b\u0309 Y te\u0302\u0301"
    rows = [[decomposed, "1"], ["Sở Tài chính", "22"], ["東京", "3"]]
    table = lay_out(rows, ["Đơn vị", "Điểm"], [30, 8], [False, True])
    assert unicodedata.normalize("NFC", table).splitlines() == [
        "Đơn vị        Điểm",
        "────────────  ────",
        "Sở Y tế          1",
        "Sở Tài chính    22",
        "東京             3",
    ]


def test_long_cells_run_over_several_lines() -> None:
    table = lay_out([["một hai ba bốn", "1"]], ["Tên", "Số"], [8, 4], [False, True])
    assert table.splitlines()[2:] == ["một hai   1", "ba bốn"]


def test_a_pinned_set_reads_the_same_table(demo_set: CriteriaSet, scored, tmp_path: Path) -> None:
    again = read_set(demo_set.source)
    table = write_csv(tmp_path / "again.csv", SEASON)
    assert json.loads("".join(as_json(score_table(again, table), again))) == scored(SEASON)
