"""Workbooks as people and programs hand them in: the product's own, edited in its XML the way each case needs."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import pytest

from thuocdo.cycles.queries import form_of
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers
from thuocdo.reports.workbook.book import read_book
from thuocdo.reports.workbook.contents import contents_of
from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.keeping import belongs
from thuocdo.reports.workbook.layout import MARK, Column
from thuocdo.reports.workbook.out import build
from thuocdo.reports.workbook.reading import Reading, read_workbook

FORM = "xl/worksheets/sheet2.xml"
MACHINE = "xl/worksheets/sheet4.xml"


def download(report: Report, **options: object) -> bytes:
    """The report's workbook as it now stands."""
    return build(contents_of(with_answers(reports()).get(pk=report.pk), **options))


_blank: dict[int, bytes] = {}


def blank(report: Report) -> bytes:
    """The workbook of a report in which nothing has been entered, made once."""
    if report.pk not in _blank:
        _blank[report.pk] = download(report)
    return _blank[report.pk]


def cells(content: bytes) -> dict[str, str]:
    """Address of a row ("1.3|figure|a") -> its entry cell ("E9")."""
    sheet = form_sheet(content)
    head = {sheet.text(1, column): column for row, column in sheet.cells if row == 1}
    entry = chr(64 + head[Column.ENTRY])
    keys = {(row, column): cell for (row, column), cell in sheet.cells.items() if column == head[MARK]}
    return {cell.text: f"{entry}{row}" for (row, _column), cell in keys.items() if row > 1}


def form_sheet(content: bytes):
    return next(sheet for sheet in read_book(content) if sheet.text(1, 1) == MARK)


def cell_of(content: bytes, code: str, key: str) -> str:
    return next(cell for address, cell in cells(content).items() if address.split("|")[::2] == [code, key])


def filled(content: bytes, texts: Mapping[tuple[str, str], object]) -> bytes:
    """With these entry cells typed anew: (leaf, key) -> a number, a text, None for an emptied cell."""
    return typed(content, {cell_of(content, *place): value for place, value in texts.items()})


def typed(content: bytes, values: Mapping[str, object], part: str = FORM) -> bytes:
    def edit(xml: str) -> str:
        for name, value in values.items():
            xml = with_cell(xml, name, value)
        return xml

    return edited(content, {part: edit})


def with_cell(xml: str, name: str, value: object) -> str:
    """`value` may be a piece of XML of its own: `Raw`."""
    found = re.search(rf'<c r="{name}"( s="\d+")?[^>]*?(/>|>.*?</c>)', xml)
    assert found, name
    return xml[: found.start()] + _cell(name, found[1] or "", value) + xml[found.end() :]


class Raw(str):
    """The cell's own XML: attributes beside its name and style, a bar, then its content."""

    __slots__ = ()


def _cell(name: str, style: str, value: object) -> str:
    if isinstance(value, Raw):
        attributes, _bar, inner = value.partition("|")
        style = "" if " s=" in f" {attributes}" else style
        return f'<c r="{name}"{style} {attributes}>{inner}</c>'
    if value is None:
        return f'<c r="{name}"{style}/>'
    if isinstance(value, int | float):
        return f'<c r="{name}"{style}><v>{value}</v></c>'
    return f'<c r="{name}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def edited(content: bytes, edits: Mapping[str, Callable[[str], str]], **added: bytes) -> bytes:
    """The archive with these parts rewritten, and others added; a part edited to nothing is left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            part = edits[name](part.decode()).encode() if name in edits else part
            if part:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part)
    return made.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()


def read(report: Report, content: bytes) -> Reading:
    report = reports().get(pk=report.pk)
    return read_workbook(content, form_of(report.season_unit), belongs(report))


def faults(report: Report, content: bytes) -> dict[str, str]:
    return {fault.cell: fault.words for fault in read(report, content).faults}


def refused(report: Report, content: bytes) -> str:
    with pytest.raises(BookFault) as raised:
        read(report, content)
    return raised.value.say()
