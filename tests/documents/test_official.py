"""Typesetting: PDF/A-2a and UA-1, one font, the margins of Decree 30/2020, and nothing typed that is obeyed."""

from dataclasses import replace

import pypdfium2
import pytest
from tests.documents.papers import DIGEST, PAPER, inked, of_type, opened, saying, texts, words

from thuocdo.documents.official import Paragraph, TypesettingFailed, lettering, missing_letters, pictures, typeset
from thuocdo.documents.official import typesetting as setting

MM = 72 / 25.4
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz0123456789"
HOSTILE = [
    '#import "/etc/passwd": x',
    '#read("paper.typ")',
    "$ x^2 $",
    "*đậm* _nghiêng_ `mã` ```khối```",
    "= Đề mục",
    "- mục\n+ mục",
    "@nhan <nhan> https://example.org",
    "\\u{41} \\ # \\# //chú thích /* */",
    "~ -- --- ...",
    "{{ x }} {% x %}",
    "]#panic()[",
    '"; #panic("x"); "',
    "%%EOF\nendobj",
    "&lt;b&gt; <b>đậm</b>",
]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typeset(PAPER)


def test_it_says_that_it_is_pdf_a_2a_and_ua_1(pdf: bytes) -> None:
    with opened(pdf) as file:
        properties = file.open_metadata()
        assert properties["pdfaid:part"] == "2"
        assert properties["pdfaid:conformance"] == "A"
        assert properties["pdfuaid:part"] == "1"


def test_it_is_tagged_in_vietnamese(pdf: bytes) -> None:
    with opened(pdf) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang).lower() == "vi-vn"
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_headings_and_table_heads_are_tagged_as_such(pdf: bytes) -> None:
    with opened(pdf) as file:
        kinds = {
            str(item.S) for item in file.objects if getattr(item, "get", None) and item.get("/Type") == "/StructElem"
        }
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def test_only_the_one_typeface_is_in_it_and_it_is_embedded(pdf: bytes) -> None:
    with opened(pdf) as file:
        fonts = of_type(file, "/FontDescriptor")
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert names
        assert all(name.startswith("TeXGyreTermes") for name in names)
        assert all("/FontFile3" in font for font in fonts)


def test_every_page_is_a4(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as file:
        assert {(round(page.get_width() / MM), round(page.get_height() / MM)) for page in file} == {(210, 297)}


def test_the_margins_are_those_of_the_decree() -> None:
    """No letter of a full page stands nearer to an edge than 30, 15, 20 and 20 mm; the page's number stands above."""
    full = replace(PAPER, blocks=(Paragraph("Chữ viết kín trang. " * 900),))
    with pypdfium2.PdfDocument(typeset(full)) as file:
        letters = inked(file[1])
    body = [box for box in letters if box[3] < (297 - 19) * MM]
    assert min(box[0] for box in body) / MM == pytest.approx(30, abs=0.6)
    assert 210 - max(box[2] for box in body) / MM == pytest.approx(15, abs=0.6)
    assert min(box[1] for box in body) / MM >= 20 - 1.5  # strokes under the line of the last letters
    assert len(letters) - len(body) == 1  # the "2" in the upper margin


def test_pages_are_numbered_from_the_second_on() -> None:
    pages = texts(typeset(replace(PAPER, blocks=(Paragraph("Chữ viết kín trang. " * 900),))))
    assert len(pages) >= 3
    assert not pages[0].lstrip().startswith("1\n")
    assert pages[1].lstrip().startswith("2\n")
    assert pages[2].lstrip().startswith("3\n")


def test_number_and_day_are_left_for_the_clerk(pdf: bytes) -> None:
    said = words(pdf)
    assert "/BC-SYT" in said
    assert "Thử Nghiệm, ngày tháng năm 2022" in said


def test_the_digest_stands_in_the_properties_and_on_paper(pdf: bytes) -> None:
    assert DIGEST in "".join(words(pdf).split())
    with opened(pdf) as file:
        assert DIGEST in str(file.docinfo["/Keywords"])
        assert str(file.docinfo["/Title"]) == "BÁO CÁO: Kết quả tự đánh giá năm 2022"


def test_the_same_paper_is_the_same_to_the_byte() -> None:
    assert typeset(PAPER) == typeset(PAPER)


def test_another_moment_makes_another_file() -> None:
    assert typeset(PAPER) != typeset(replace(PAPER, moment=PAPER.moment.replace(second=6)))


def test_the_font_has_every_letter_of_vietnamese() -> None:
    assert not set(VIETNAMESE + VIETNAMESE.upper() + "–—…“”‘’%/()[]≥≤×÷²₫§") - lettering.letters()


def test_every_letter_of_vietnamese_is_printed_in_every_cut() -> None:
    said = "".join(words(typeset(saying(VIETNAMESE + VIETNAMESE.upper()))).split())
    assert VIETNAMESE in said
    assert VIETNAMESE.upper() in said


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_is_printed_and_never_obeyed(text: str) -> None:
    assert " ".join(text.split()) in words(typeset(saying(text)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("vui 😀😀 quá", "vui [?] quá"),
        ("chữ שלום khác", "chữ [?] khác"),
        ("chữ العربية khác", "chữ [?] khác"),
        ("đảo \u202engược\u202c lại", "đảo ngược lại"),
        ("điều\x07 khiển\x1b[31m", "điều khiển[31m"),
        ("riêng \ue000 tư", "riêng tư"),
        ("\ufeffđầu tệp", "đầu tệp"),
        ("e\u0302\u0323 tổ hợp", "ệ tổ hợp"),
    ],
)
def test_what_the_font_cannot_print_is_marked_and_stops_nothing(text: str, shown: str) -> None:
    assert shown in words(typeset(saying(text)))


def test_it_is_told_which_characters_cannot_be_printed() -> None:
    assert missing_letters(saying("Tiếng Việt 😀 và ש")) == {"😀", "ש"}
    assert missing_letters(PAPER) == set()


def test_a_very_long_word_stays_on_the_page() -> None:
    with pypdfium2.PdfDocument(typeset(saying("x" * 3000))) as file:
        for page in file:
            assert max(box[2] for box in inked(page)) <= (210 - 15 + 0.5) * MM


def test_ten_thousand_characters_are_all_printed() -> None:
    typed = [f"chữ{n}" for n in range(1500)]
    assert len(" ".join(typed)) > 10_000
    assert set(typed) <= set(words(typeset(replace(PAPER, blocks=(Paragraph(" ".join(typed)),)))).split())


def test_a_row_longer_than_a_page_goes_on_over_pages() -> None:
    text = " ".join(f"chữ{n}" for n in range(2500))
    annex = words(typeset(saying(text))).partition("Phụ lục I")[2]
    assert set(text.split()) <= set(annex.split())


def test_marks_stand_on_every_page() -> None:
    pages = texts(typeset(replace(PAPER, marks=("DỮ LIỆU MẪU",))))
    assert len(pages) == 2
    assert all("DỮ LIỆU MẪU" in page for page in pages)


def test_a_letter_has_its_matter_under_its_number() -> None:
    letter = replace(PAPER, kind="", head=replace(PAPER.head, about="V/v đôn đốc"), annexes=())
    said = words(typeset(letter))
    assert "V/v đôn đốc" in said
    assert "BÁO CÁO" not in said


def test_a_missing_letter_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "printable", lambda text, longest=0: text)
    with pytest.raises(TypesettingFailed, match="could not be displayed"):
        typeset(saying("😀"))


def test_a_preview_is_a_picture_of_every_page() -> None:
    made = pictures(PAPER)
    assert len(made) == len(texts(typeset(PAPER)))
    assert all(page.startswith(b"\x89PNG") for page in made)
