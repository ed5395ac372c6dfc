"""Where a heading's lines end: short names stay whole, long ones are parted evenly and at their seams."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
import yaml
from tests.documents.papers import PAPER, texts

from thuocdo.accounts import actions
from thuocdo.documents.official import as_word, typeset
from thuocdo.documents.official.lines import AGENCY, balanced, width, with_lines

MINISTRY = "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
COMMUNICATIONS = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"


def agency(name: str) -> list[str]:
    return balanced(name, AGENCY, 13, bold=True).split("\n")


def headed(name: str):
    return replace(PAPER, head=replace(PAPER.head, name=name))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ Y TẾ", ["SỞ Y TẾ"]),
        (COMMUNICATIONS, ["SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"]),
        (MINISTRY, ["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"]),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", ["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"]),
        ("BAN QUẢN LÝ KHU KINH TẾ, CÔNG NGHIỆP TỈNH", ["BAN QUẢN LÝ KHU KINH TẾ,", "CÔNG NGHIỆP TỈNH"]),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"]),
        ("ỦY BAN NHÂN DÂN\nHUYỆN A LƯỚI", ["ỦY BAN NHÂN DÂN", "HUYỆN A LƯỚI"]),
        ("  SỞ   Y TẾ  ", ["SỞ Y TẾ"]),
        ("", [""]),
    ],
)
def test_a_name_is_parted_where_a_typist_would(name, lines):
    assert agency(name) == lines


def names_of_hue() -> list[str]:
    content = yaml.safe_load(Path(actions.UNITS_OF_HUE).read_text("utf-8"))
    return [row["name"]["vi"].upper() for row in content["units"]]


@pytest.mark.parametrize("name", names_of_hue())
def test_every_line_fits_and_no_word_stands_alone_on_the_last(name):
    lines = agency(name)
    assert " ".join(lines) == name
    assert all(width(line, 13, bold=True) <= AGENCY for line in lines)
    assert len(lines) == 1 or " " in lines[-1]


def test_a_word_longer_than_a_line_keeps_the_others_together():
    assert agency(f"A B {'X' * 60} C D") == ["A B", "X" * 60, "C D"]


def test_the_longest_name_that_can_be_recorded_takes_no_time():
    assert max(map(len, agency("A " * 100))) < 200


def test_the_pdf_and_the_word_file_end_their_lines_alike():
    paper = headed(COMMUNICATIONS)
    lines = [line.strip() for line in texts(typeset(paper))[0].split("\n")]
    head = docx.Document(BytesIO(as_word(paper))).tables[0].cell(0, 0)
    written = [paragraph.text for paragraph in head.paragraphs]
    for line in ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"):
        assert line in lines
        assert line in written


def test_the_file_itself_names_the_agency_on_one_line():
    assert docx.Document(BytesIO(as_word(headed(COMMUNICATIONS)))).core_properties.author == COMMUNICATIONS


def test_the_matter_of_a_letter_and_titles_are_parted_too():
    about = "V/v đôn đốc gửi báo cáo tự đánh giá năm 2022"
    laid = with_lines(replace(PAPER, title=f"Kết quả {'rất dài ' * 12}", head=replace(PAPER.head, about=about)))
    assert laid.head.about == "V/v đôn đốc gửi báo cáo\ntự đánh giá năm 2022"
    assert "\n" in laid.title
