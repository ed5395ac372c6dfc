"""A drawing in an official paper: told to those who do not see it, in the PDF and in Word, and handed on whole."""

import json
from datetime import UTC, datetime
from io import BytesIO

import docx
import pikepdf

from thuocdo.charts.boxes import Box, boxes
from thuocdo.charts.drawing import bare_svg
from thuocdo.charts.frame import PAPER_SIZE
from thuocdo.documents.official import Head, Paper, Picture, as_word, paper_data, paper_of, typeset

ALT = "Phân bố: thấp nhất 10, cao nhất 50."


def drawn() -> Paper:
    spec = boxes([Box("Nhóm một", 10, 20, 30, 40, 50)], PAPER_SIZE, title="%", scale=(0, 100))
    head = Head("UBND TỈNH", "SỞ MẪU", "", "Huế", 2022, date="ngày 01 tháng 02")
    picture = Picture(bare_svg(spec, "vi").decode(), ALT)
    return Paper("PHIẾU", "Thử", head, (), (picture,), None, datetime(2022, 2, 1, tzinfo=UTC))


def test_the_pdf_says_what_the_drawing_shows():
    with pikepdf.open(BytesIO(typeset(drawn()))) as pdf:
        told = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert ALT in told


def test_word_holds_it_with_its_words():
    document = docx.Document(BytesIO(as_word(drawn())))
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == ALT


def test_it_passes_through_data_unbroken():
    assert paper_of(json.loads(json.dumps(paper_data(drawn())))) == drawn()
