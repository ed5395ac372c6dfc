"""What Word has no plain call for: rules, page numbers, header rows, widths."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph


def element(name: str, **attributes: str):
    """An element of WordprocessingML: `element("w:fldSimple", instr="PAGE")`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


RULE = """
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
 <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
   layoutInCell="1" allowOverlap="1">
  <wp:simplePos x="0" y="0"/>
  <wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>
  <wp:positionV relativeFrom="line"><wp:posOffset>{drop}</wp:posOffset></wp:positionV>
  <wp:extent cx="{width}" cy="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Rule {number}" descr=""/>
  <wp:cNvGraphicFramePr/>
  <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
   <wps:cNvCnPr/>
   <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>
    <a:prstGeom prst="line"><a:avLst/></a:prstGeom>
    <a:ln w="8000"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
   <wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
 </wp:anchor>
</w:drawing>"""


def ruled(paragraph: "Paragraph", width: float, number: int) -> None:
    """A line `width` mm long under the last line of a paragraph of a tight style, drawn as typists here draw it: a
    shape beside the text, so that it is as short as it should be and moves with its words. `number` is its own."""
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    drop = paragraph.style.paragraph_format.line_spacing + Pt(2)
    paragraph.add_run()._r.append(parse_xml(RULE.format(drop=drop, width=Mm(width), number=number)))


def page_number(paragraph: "Paragraph") -> None:
    run = paragraph.add_run()
    for part in (
        element("w:fldChar", fldCharType="begin"),
        _instruction("PAGE"),
        element("w:fldChar", fldCharType="end"),
    ):
        run._r.append(part)


def _instruction(text: str):
    made = element("w:instrText")
    made.text = text
    return made


def repeats(table: "Table") -> None:
    """The first row stands again at the head of every page, and no row is torn apart."""
    rows = list(table.rows)
    rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
    for row in rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def wide(table: "Table", grid: "list[list[_Cell]]", widths: list[float]) -> None:
    """Fixed widths in mm; Word and LibreOffice keep them only when every cell of `grid` has its own."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid:
        for cell, width in zip(row, widths, strict=True):
            cell.width = Mm(width)


def edgeless(table: "Table") -> None:
    """Its cells have their whole width for words."""
    from docx.oxml.ns import qn

    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the order of the elements is fixed


def shaded(cell: "_Cell", colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def a4(section: "Section") -> None:
    """A4 with the margins of Decree 30/2020; the first page has a header of its own, without a number."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
