"""The same paper as Word: opened again, its layout read from the file."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.documents.papers import PAPER, said_in, saying

from thuocdo.documents.official import as_word


def written(paper=PAPER):
    return docx.Document(BytesIO(as_word(paper)))


def test_page_and_margins_are_those_of_the_decree() -> None:
    section = written().sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [20, 20, 30, 15]


def test_the_number_stands_top_centre_from_the_second_page_on() -> None:
    section = written().sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_its_language_is_vietnamese() -> None:
    document = written()
    languages = document.styles["Normal"].element.findall(f".//{qn('w:lang')}")
    assert {row.get(qn("w:val")) for row in languages} == {"vi-VN"}


def test_the_head_of_a_table_repeats_and_rows_are_not_torn() -> None:
    table = next(table for table in written().tables if table.rows[0].cells[0].text == "Mã")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_no_empty_paragraph_makes_room() -> None:
    """An empty cell has its paragraph; the page itself has none."""
    empty = [p for p in written().element.body.findall(qn("w:p")) if not "".join(p.itertext()).strip()]
    assert all(p.find(f".//{qn('w:drawing')}") is not None for p in empty)


def test_it_says_all_that_the_paper_says() -> None:
    text = said_in(written())
    shown = ["BÁO CÁO", "/BC-SYT", "Kính gửi: Sở Thông tin và Truyền thông", "KT. GIÁM ĐỐC", "Lê Văn Ký"]
    assert not [words for words in (*shown, "Phụ lục I", "- Số liệu: 5") if words not in text]


@pytest.mark.parametrize("text", ["=1+1 {PAGE} <w:t>", "שלום 😀", "điều\x07 khiển\x00", "x" * 10_000, "\ufffe\ud800"])
def test_what_somebody_typed_is_text_and_nothing_else(text: str) -> None:
    document = written(saying(text))
    kept = "".join(
        letter
        for letter in text
        if letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff"
    )
    assert kept in said_in(document)
    assert "fldSimple" not in document.element.body.xml


def test_marks_stand_in_the_head_of_every_page() -> None:
    section = written(replace(PAPER, marks=("DỮ LIỆU MẪU",))).sections[0]
    assert "DỮ LIỆU MẪU" in section.header._element.xml
    assert "DỮ LIỆU MẪU" in section.first_page_header._element.xml
