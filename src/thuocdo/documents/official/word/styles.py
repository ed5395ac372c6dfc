"""The styles of an official paper in Word: every distance is a style's, no empty line is used for room."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"  # present wherever Word is; the PDF's font has its measures
LANGUAGE = "vi-VN"


class Look(NamedTuple):
    """Sizes and distances in points, the indent in mm."""

    size: float = 13
    bold: bool = False
    italic: bool = False
    align: str = "LEFT"
    before: float = 0
    after: float = 0
    indent: float = 0
    keep: bool = False  # on one page with what follows
    tight: bool = False  # lines of one height in every font, so that a rule under the last stands clear of it

    @property
    def line(self) -> float:
        """Of a tight style, in points: room for a letter with a mark above and another with one below."""
        return self.size * 1.25


LOOKS = {
    "Cơ quan": Look(align="CENTER", tight=True),
    "Tên cơ quan": Look(bold=True, align="CENTER", tight=True),
    "Quốc hiệu": Look(12, bold=True, align="CENTER", tight=True),
    "Tiêu ngữ": Look(13, bold=True, align="CENTER", tight=True),
    "Số ký hiệu": Look(align="CENTER", before=8),
    "Ngày tháng": Look(italic=True, align="CENTER", before=8),
    "Trích yếu": Look(12, align="CENTER", before=4, tight=True),
    "Tên văn bản": Look(14, bold=True, align="CENTER", before=16, after=4, keep=True),
    "Nội dung tên": Look(14, bold=True, align="CENTER", keep=True, tight=True),
    "Kính gửi": Look(14, align="CENTER", before=14, after=10),
    "Nơi gửi": Look(14, indent=30),
    "Thân bài": Look(align="JUSTIFY", before=4, after=4, indent=10),
    "Dòng thông tin": Look(align="LEFT", after=3, indent=10),
    "Đề mục": Look(bold=True, before=8, after=5, keep=True),
    "Thông báo": Look(11.5, before=3, after=3),
    "Ô bảng": Look(12),
    "Ô bảng giữa": Look(12, align="CENTER"),
    "Đầu bảng": Look(12, bold=True, align="CENTER"),
    "Nơi nhận": Look(12, bold=True, italic=True),
    "Dòng nơi nhận": Look(11),
    "Chữ ký": Look(14, bold=True, align="CENTER", keep=True),
    "Người ký": Look(14, bold=True, align="CENTER", before=72),
    "Phụ lục": Look(14, bold=True, align="CENTER", after=4, keep=True),
    "Kèm theo": Look(italic=True, align="CENTER", after=12, tight=True),
    "Dấu trang": Look(12, bold=True, align="CENTER"),
    "Số trang": Look(align="CENTER"),
}


def add_styles(document: "Document") -> None:
    """Fills the empty document with our styles, Vietnamese as the language of all of them."""
    normal = document.styles["Normal"]
    normal.font.name = FONT
    _lettered(normal)
    add_missing_styles(document)


def add_missing_styles(document: "Document") -> None:
    """Our styles in a document that may have some of them already: there they stay as somebody has changed them."""
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in known:
            _add(document, name, look)


def _add(document: "Document", name: str, look: Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    paragraph = style.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH[look.align]
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep
    if look.tight:
        paragraph.line_spacing = Pt(look.line)
    if look.align == "JUSTIFY" or name == "Dòng thông tin":
        paragraph.first_line_indent = Mm(look.indent)
    elif look.indent:
        paragraph.left_indent = Mm(look.indent)


def outlined(style: "ParagraphStyle", level: int) -> None:
    """Makes a style's paragraphs headings of the document's outline."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(mark)


def _lettered(normal: "ParagraphStyle") -> None:
    """The font for every script, and the language that spelling is checked in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = normal.element.get_or_add_rPr()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), LANGUAGE)
    properties.append(language)
