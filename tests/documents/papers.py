"""Papers for tests of typesetting, and ways to look into what came out."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pikepdf
import pypdfium2
from docx.oxml.ns import qn

from thuocdo.documents.official import (
    Annex,
    Attestation,
    Column,
    Facts,
    Foot,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
)

DIGEST = "0123456789abcdef" * 4
PAPER = Paper(
    kind="BÁO CÁO",
    title="Kết quả tự đánh giá năm 2022",
    head=Head("ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM", "SỞ Y TẾ", "BC-SYT", "Thử Nghiệm", 2022),
    addressees=("Sở Thông tin và Truyền thông",),
    blocks=(Heading("1. Thông tin chung"), Paragraph("Đoạn văn."), Facts((("Nhãn", "giá trị"),))),
    foot=Foot(("Như trên;", "Lưu: VT."), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Ký"),
    moment=datetime(2022, 10, 17, 9, 0, 5),
    annexes=(
        Annex(
            "Phụ lục I",
            "SỐ LIỆU",
            "(Kèm theo Báo cáo số …)",
            (
                Table(
                    "Bảng",
                    (Column("Mã", 20, "center"), Column("Tên"), Column("Điểm", 20, "center")),
                    (
                        Row(("1", "Nhóm", "8"), "group"),
                        Row(("1.1", "Chỉ số\n- Số liệu: 5", "3")),
                        Row(("", "Cộng", "8"), "total"),
                    ),
                ),
                Attestation("thuocdo:2022:syt", "Mã QR", (("Mã nội dung", DIGEST),)),
            ),
        ),
    ),
    about_file=(f"sha256:{DIGEST}",),
)


def saying(text: str) -> Paper:
    """The paper with `text` wherever somebody may have typed it: paragraph, fact, table, agency, signer."""
    row = Row(("1.1", text, "3"))
    annex = PAPER.annexes[0]
    table = replace(annex.blocks[0], rows=(*annex.blocks[0].rows, row))
    return replace(
        PAPER,
        title=text[:200],
        head=replace(PAPER.head, name=text[:200], place=text[:40]),
        addressees=(text[:200],),
        blocks=(Paragraph(text), Facts(((text[:50], text),))),
        foot=Foot((text[:200],), (text[:100],), text[:100]),
        annexes=(replace(annex, belongs=text[:200], blocks=(table,)),),
    )


def texts(pdf: bytes) -> list[str]:
    """What each page says."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return [page.replace("\r\n", "\n") for page in pages]


def words(pdf: bytes) -> str:
    """All that it says, with single spaces: where lines end and long words break is the typesetter's matter."""
    return " ".join(" ".join(texts(pdf)).replace("\u200b", "").split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def of_type(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The file's objects of this type."""
    return [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind]


def inked(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of every letter of the page, in points; spaces at line ends may stand in the margin."""
    text = page.get_textpage()
    shown = [place for place in range(text.count_chars()) if text.get_text_range(place, 1).strip(" \u200b\r\n")]
    return [text.get_charbox(place) for place in shown]


def said_in(document) -> str:
    """Every text of a Word file's body, tables included, in order."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(node.text or "" for node in row.iter(qn("w:t"))) for row in paragraphs)
