"""Every fault of a table is named with its row and what to do; nothing is computed."""

import contextlib
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tables.demo import HEADER, Row, whole_report, write_csv, write_xlsx

from thuocdo.regulation import CriteriaSet
from thuocdo.tables import xlsx_parts
from thuocdo.tables.faults import TableFaults
from thuocdo.tables.score_table import score_table

KINDS = st.sampled_from(["csv", "xlsx"])
GOOD: Row = ("u9", "province", "1.1", "plan", "1", "")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("u1", "provnce", "1.1", "plan", "1"), "no tier “provnce” → write one of: province, district. Is it “pro"),
        (("u1", "province", "1.1.", "plan", "1"), "no component or part with the code “1.1.” → mend the code. Is"),
        (("u1", "province", "1,5", "points", "1"), "code “1,5” → mend the code. Is it “1.5”"),
        (("u1", "province", "1/2/2022", "a", "1"), "turned a code (like 1.2) into a date"),
        (("u1", "province", "02-Thg1", "a", "1"), "turned a code (like 1.2) into a date"),
        (("u1", "province", "1.1", "plam", "1"), "“plam” → write one of: plan, rule, settled, exempt. Is it “plan”"),
        (("u1", "province", "1.2", "a", "1"), "takes no “a” → give the figure under the code of a part: 1.2.a"),
        (("u1", "province", "1.1", "plan", "maybe"), "“maybe” is neither yes nor no"),
        (("u1", "province", "1.3", "level", "ful"), "none, full"),
        (("u1", "province", "1.2.b", "n", "-1"), "-1 is below the least value 0"),
        (("u1", "province", "1.2.b", "n", "1,5"), "1.5 is not a whole number"),
        (("u1", "province", "1.2.b", "n", "1.000"), "“1.000” can be read in two ways"),
        (("u1", "province", "1.4", "x", "1.234,5"), "“1.234,5” can be read in two ways"),
        (("u1", "province", "1.4", "x", "1,234,567"), "“1,234,567” can be read in two ways"),
        (("u1", "province", "1.4", "x", "nhiều"), "“nhiều” is not a number"),
        (("u1", "province", "1.4", "x", "#DIV/0!"), "the formula fails (#DIV/0!)"),
        (("u1", "province", "1.10", "sat", "101"), "101 is above the greatest value 100"),
        (("u1", "province", "1.5", "points", "2.5"), "1.5 points: 2.5"),
        (("u1", "province", "1.5", "settled", "2.5"), "1.5 settled: 2.5 is above the greatest value 2"),
        (("u1", "province", "1.5", "exempt", ""), "the number of the written acceptance is missing"),
        (("u1", "province", "1.5", "exempt", "có"), "the number of the written acceptance is missing"),
        (("u1", "province", "T", "exempt", "1/UBND"), "the adjustment T cannot be exempt"),
        (("u1", "province", "", "not_reported", ""), "the reason is missing"),
        (("u1", "province", "1.5", "not_reported", "x"), "said of a whole unit, not of 1.5"),
        (("u1", "province", "", "points", "1"), "component is blank"),
        (("", "province", "1.5", "points", "1"), "the column unit is blank"),
        (("u1", "", "1.5", "points", "1"), "the column tier is blank"),
        (("u1", "province", "1.5", "", "1"), "the column figure is blank"),
        (("u1", "province", "1.5", "points", "0", "5"), "the unit's name “5” has no letter"),
        (("u1", "province", "1.5", "points", "0", "5", "A"), "the cell “A” stands outside the columns"),
        (("u1", "province", "1.5", "points", "1", "A\x1b[31m"), "unit_name holds an invisible control character"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_by_its_number_with_what_to_do(refusal, row: Row, words: str) -> None:
    (said,) = refusal([GOOD, row])
    assert said.startswith("row 3: ")
    assert words in said
    assert " → " in said


def test_the_law_s_own_faults_stand_at_the_row_of_the_figure(refusal) -> None:
    said = refusal([GOOD, ("u1", "province", "1.2.a", "b", "24", ""), ("u1", "province", "1.2.a", "a", "30", "")])
    assert len(said) == 1
    assert said[0].startswith("row 4: 1.2.a a: ")
    assert "30" in said[0]
    assert "24" in said[0]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([GOOD, GOOD], "row 3: u9 1.1 plan already stands in row 2"),
        ([GOOD, ("u9", "district", "1.1", "rule", "1", "")], "row 3: u9 is of tier district, but in row 2 of tier"),
        (
            [("u1", "province", "1.1", "plan", "1", "A"), ("u1", "province", "1.1", "rule", "1", "B")],
            "row 3: u1 is named “B”, but “A” in row 2",
        ),
        ([GOOD, ("u9", "province", "", "not_reported", "lý do", "")], "row 3: u9 is said not to have reported, but"),
        ([("u9", "province", "", "not_reported", "lý do", ""), GOOD], "row 2: u9 is said not to have reported, but"),
    ],
)  # fmt: skip
def test_rows_that_contradict_each_other_name_both(refusal, rows: list[Row], words: str) -> None:
    (said,) = refusal(rows)
    assert said.startswith(words)


def test_all_faults_come_at_once_in_the_order_of_rows_with_those_of_the_law(refusal) -> None:
    said = refusal(
        [
            ("u1", "province", "1.2.a", "a", "30", ""),
            ("u1", "province", "1.2.a", "b", "24", ""),
            (),
            ("u1", "province", "9.9", "a", "1", ""),
            ("u1", "province", "1.2.b", "n", "x", ""),
            ("u1", "province", "1.2.b", "n", "1", ""),
        ]
    )
    assert [line.split(":")[0] for line in said] == ["row 2", "row 5", "row 6", "row 7"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b" \r\n\r\n", "the file is empty"),
        (b"unit,tier,component,figure,value\n", "row 1: there is a header but no figures"),
        (b"unit,tier,component,figure\nu,province,1.1,plan\n", "row 1: the header lacks the column value"),
        (b"unit,tier,component,figure,valeu\n", "Is it “valeu”"),
        (b"unit,tier,unit,component,figure,value\n", "row 1: the column unit stands twice"),
        (b"unit,tier,component,figure,value\n\nu,c\xe2p,,,", "row 3: the text of this row is not UTF-8"),
        ("unit,tier".encode("utf-16"), "this is not a CSV file in UTF-8"),
        (b'unit,tier,component,figure,value\nu1,province,"1.1,plan,1\n', "row 2: a quotation mark is not closed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Excel file (.xls) or one with a password"),
        (b"PK\x03\x04 no archive", "the workbook is damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_says_what_it_is(refusal, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    (said,) = refusal(path)
    assert words in said


def test_a_file_that_is_not_there_or_is_a_folder_says_so(refusal, tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none.csv")[0]
    assert "this is a folder" in refusal(tmp_path)[0]


def test_a_zip_that_is_no_workbook_is_refused(refusal, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert "this is not an XLSX workbook" in refusal(path)[0]


def test_a_damaged_part_of_a_workbook_is_noticed(refusal, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "answers.xlsx", [GOOD])
    content = bytearray(path.read_bytes())
    content[content.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    path.write_bytes(content)
    assert "the workbook is damaged" in refusal(path)[0]


def test_a_workbook_that_unpacks_to_too_much_is_refused(refusal, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_UNPACKED", 1000)
    assert "unpacks to more than" in refusal(write_xlsx(tmp_path / "answers.xlsx", [GOOD]))[0]


def test_a_cell_far_away_does_not_fill_the_memory(refusal, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    assert "the sheet spans 1048576 rows x 16384 columns" in refusal(path)[0]


def test_cells_that_a_spreadsheet_changed_are_named(refusal, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(1, 1, HEADER)
        for row in range(2, 6):
            sheet.write_row(row, 1, ["u1", "province", "1.4"])
            sheet.write(row, 4, "x")
        sheet.write_datetime(2, 3, datetime(2022, 2, 1), workbook.add_format({"num_format": "d/m"}))
        sheet.write_formula(3, 5, "=1/0", None, "#DIV/0!")
        sheet.write_number(4, 5, 0.9, workbook.add_format({"num_format": "0.0%"}))
        sheet.write_number(5, 3, 1.1)
    said = refusal(path)
    assert "row 3: the column component: the spreadsheet turned its content into a date or time (1/2/2022)" in said[0]
    assert "row 4: the column value: the formula fails (#DIV/0!)" in said[1]
    assert "row 5: the column value: the cell is formatted as a percentage and holds 0.9" in said[2]
    assert "row 6: the spreadsheet holds the code as the number 1.1: it may be any of 1.1, 1.10" in said[3]
    assert len(said) == 4


def test_vietnamese_comes_with_the_same_rows(demo_set: CriteriaSet, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "answers.csv", [*whole_report("u1"), ("u1", "province", "1.2", "a", "1", "")])
    with pytest.raises(TableFaults) as caught:
        score_table(demo_set, path)
    (said,) = caught.value.sentences("vi")
    assert said == (
        f"{path}, dòng 16: 1.2 chia thành các nội dung chấm nên không nhận “a” → "
        "ghi số liệu dưới mã của từng nội dung: 1.2.a, 1.2.b"
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), removed=st.integers(0, 6), put=st.binary(max_size=6), kind=KINDS)
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_program(
    demo_set: CriteriaSet, tmp_path: Path, at: int, removed: int, put: bytes, kind: str
) -> None:
    path = tmp_path / f"answers.{kind}"
    content = (write_csv if kind == "csv" else write_xlsx)(path, whole_report("u1", "Sở A")).read_bytes()
    at %= len(content)
    path.write_bytes(content[:at] + put + content[at + removed :])
    with contextlib.suppress(TableFaults):
        score_table(demo_set, path)
