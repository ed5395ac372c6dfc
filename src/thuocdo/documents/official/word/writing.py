"""Writes a paper as a Word file, block by block."""

from functools import singledispatch
from io import BytesIO
from typing import TYPE_CHECKING

from thuocdo.charts.drawing import as_png
from thuocdo.documents.official import qr
from thuocdo.documents.official.lines import with_lines
from thuocdo.documents.official.paper import (
    Annex,
    Attestation,
    Facts,
    Foot,
    Head,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
)
from thuocdo.documents.official.word.parts import a4, edgeless, page_number, repeats, ruled, shaded, wide
from thuocdo.documents.official.word.styles import add_styles, outlined

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

WIDTH = 165.0  # mm between the margins
SHADES = {"group": "ECECEC", "total": "E0E0E0"}
LEFT, RIGHT = 0.43 * WIDTH, 0.57 * WIDTH
BLANK = "........"


def as_word(paper: Paper) -> bytes:
    """The paper as .docx. Texts are written as they are: Word shows every script, and none is read as a field."""
    import docx  # slow to import, and only a process that writes Word needs it

    document = docx.Document()
    add_styles(document)
    outlined(document.styles["Tên văn bản"], 0)
    outlined(document.styles["Phụ lục"], 0)
    outlined(document.styles["Đề mục"], 1)
    a4(document.sections[0])
    describe(document, paper)
    paper = with_lines(paper)
    _page_heads(document, paper.marks)
    _letterhead(document, paper.head)
    _title(document, paper)
    for block in paper.blocks:
        write(block, document)
    if paper.foot:
        _foot(document, paper.foot)
    for annex in paper.annexes:
        write_annex(annex, document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def describe(document: "Document", paper: Paper) -> None:
    """Title, author and keywords of the file, and its moment in place of the clock's."""
    facts = document.core_properties
    facts.title = plain(f"{paper.kind}: {paper.title}" if paper.kind else paper.title).replace("\n", " ")[:255]
    facts.author = plain(paper.head.name).replace("\n", " ")[:255]
    facts.language, facts.comments, facts.keywords = "vi-VN", "", ", ".join(paper.about_file)[:255]
    facts.created = facts.modified = paper.moment.replace(tzinfo=None)
    facts.last_modified_by = ""


def _page_heads(document: "Document", marks: tuple[str, ...]) -> None:
    """The page's number top centre from page 2 on; marks on every page."""
    section = document.sections[0]
    for header in (section.first_page_header, section.header):
        header.is_linked_to_previous = False
        first = header.paragraphs[0]
        first.style = "Số trang" if header is section.header else "Dấu trang"
    page_number(section.header.paragraphs[0])
    if marks:
        section.first_page_header.paragraphs[0].text = " · ".join(marks)
        section.header.add_paragraph(" · ".join(marks), style="Dấu trang")


def plain(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and not _forbidden(letter)))


def _forbidden(letter: str) -> bool:
    return letter in "\ufffe\uffff" or "\ud800" <= letter <= "\udfff"


def _letterhead(document: "Document", head: Head) -> None:
    table = document.add_table(1, 2)
    agency, nation = table.rows[0].cells
    wide(table, [[agency, nation]], [LEFT, RIGHT])
    edgeless(table)
    rows = [(line, "Cơ quan") for line in head.above.split("\n") if line]
    rows += [(line, "Tên cơ quan") for line in head.name.split("\n") if line]
    _lines(agency, rows)
    ruled(agency.paragraphs[-1], 26, 101)
    if head.symbol:
        agency.add_paragraph(plain(f"Số: {BLANK}/{head.symbol}"), style="Số ký hiệu")
    if head.about:
        agency.add_paragraph(plain(head.about), style="Trích yếu")
    _lines(nation, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu"), ("Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")])
    ruled(nation.paragraphs[-1], 54, 102)
    day = head.date or f"ngày {BLANK[:4]} tháng {BLANK[:4]}"
    nation.add_paragraph(plain(f"{head.place}, {day} năm {head.year}"), style="Ngày tháng")


def _lines(cell: "_Cell", rows: list[tuple[str, str]]) -> None:
    """Paragraphs of a cell; the one that every new cell has is the first."""
    first = cell.paragraphs[0]
    for at, (text, style) in enumerate(rows):
        paragraph = first if at == 0 else cell.add_paragraph()
        paragraph.style = style
        _put(paragraph, text)


def _put(paragraph, text: str) -> None:
    paragraph.add_run(plain(text))


def _title(document: "Document", paper: Paper) -> None:
    from docx.shared import Pt

    if paper.kind:
        document.add_paragraph(plain(paper.kind), style="Tên văn bản")
        for line in paper.title.split("\n"):
            last = document.add_paragraph(plain(line), style="Nội dung tên")
        ruled(last, 32, 103)
        last.paragraph_format.space_after = Pt(14)  # room for the rule
    for notice in paper.notices:
        _boxed(document, notice)
    if len(paper.addressees) == 1:
        document.add_paragraph(plain(f"Kính gửi: {paper.addressees[0]}"), style="Kính gửi")
    elif paper.addressees:
        document.add_paragraph("Kính gửi:", style="Kính gửi")
        for name in paper.addressees:
            document.add_paragraph(plain(f"- {name}"), style="Nơi gửi")


def _boxed(document: "Document", text: str) -> None:
    table = document.add_table(1, 1, style="Table Grid")
    _lines(table.rows[0].cells[0], [(text, "Thông báo")])


@singledispatch
def write(block: object, document: "Document") -> None:
    raise TypeError(f"no Word for {type(block).__name__}")


@write.register(Heading)
def _heading(block: Heading, document: "Document") -> None:
    document.add_paragraph(plain(block.text), style="Đề mục")


@write.register(Paragraph)
def _paragraph(block: Paragraph, document: "Document") -> None:
    document.add_paragraph(plain(block.text), style="Thân bài")


@write.register(Facts)
def _facts(block: Facts, document: "Document") -> None:
    for label, value in block.rows:
        document.add_paragraph(plain(f"- {label}: {value}"), style="Dòng thông tin")


@write.register(Table)
def _table(block: Table, document: "Document") -> None:
    fixed = sum(column.width or 0 for column in block.columns)
    free = sum(column.width is None for column in block.columns)
    widths = [float(column.width or (WIDTH - fixed) / free) for column in block.columns]
    table = document.add_table(1 + len(block.rows), len(block.columns), style="Table Grid")
    grid = [list(row.cells) for row in table.rows]  # asking for a row's cells walks the whole table each time
    for cell, column in zip(grid[0], block.columns, strict=True):
        _lines(cell, [(column.title, "Đầu bảng")])
    for cells, row in zip(grid[1:], block.rows, strict=True):
        _row(cells, row, block)
    wide(table, grid, widths)
    repeats(table)


def _row(cells: list["_Cell"], row: Row, block: Table) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL

    for cell, column, text in zip(cells, block.columns, row.cells, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        style = "Ô bảng giữa" if column.align == "center" else "Ô bảng"
        _lines(cell, [(line, style) for line in text.split("\n")])
        emphasised = row.style in SHADES
        if emphasised:
            shaded(cell, SHADES[row.style])
            cell.paragraphs[0].paragraph_format.keep_with_next = row.style == "group"
        if emphasised or (column.width is None and "\n" in text):
            cell.paragraphs[0].runs[0].bold = True


@write.register(Attestation)
def _attestation(block: Attestation, document: "Document") -> None:
    from docx.shared import Mm

    run = document.add_paragraph(style="Dòng nơi nhận").add_run()
    run.add_picture(qr.picture(block.code), width=Mm(28))._inline.docPr.set("descr", block.spoken)
    for label, value in block.rows:
        for line in f"{label}: {value}".split("\n"):
            document.add_paragraph(plain(line), style="Dòng nơi nhận")


@write.register(Picture)
def _picture(block: Picture, document: "Document") -> None:
    from docx.shared import Mm

    drawing = BytesIO(as_png(block.svg))
    run = document.add_paragraph(style="Dòng nơi nhận").add_run()
    run.add_picture(drawing, width=Mm(block.width))._inline.docPr.set("descr", plain(block.alt))


def _foot(document: "Document", foot: Foot) -> None:
    """Minutes are signed by two, and say below who gets them."""
    table = document.add_table(2 if foot.beside else 1, 2)
    left, right = (0.5, 0.5) if foot.beside else (0.46, 0.54)
    rows = [list(row.cells) for row in table.rows]
    wide(table, rows, [left * WIDTH, right * WIDTH])
    if foot.beside:
        _signature(rows[0][0], foot.beside, foot.beside_signer)
    _signature(rows[0][1], foot.signs, foot.signer)
    received = [("Nơi nhận:", "Nơi nhận"), *((f"- {line}", "Dòng nơi nhận") for line in foot.recipients)]
    _lines(rows[-1][0], received)


def _signature(cell: "_Cell", signs: tuple[str, ...], signer: str) -> None:
    _lines(cell, [*((line, "Chữ ký") for line in signs), (signer, "Người ký")])


def write_annex(annex: Annex, document: "Document") -> None:
    _annex_head(document, annex)
    for block in annex.blocks:
        write(block, document)


def _annex_head(document: "Document", annex: Annex) -> None:
    label = document.add_paragraph(plain(annex.label), style="Phụ lục")
    label.paragraph_format.page_break_before = True
    for line in annex.title.split("\n"):
        document.add_paragraph(plain(line), style="Nội dung tên")
    ruled(document.add_paragraph(plain(annex.belongs), style="Kèm theo"), 32, 104)
