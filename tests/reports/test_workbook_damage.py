"""Workbooks of other programs, and files that are none: read, or refused in words."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import best_answer, fill
from tests.reports.workbooks import (
    FORM,
    MACHINE,
    blank,
    download,
    edited,
    faults,
    filled,
    read,
    refused,
    typed,
)

from thuocdo.cycles.queries import form_of
from thuocdo.reports.workbook import book, parts, sheet
from thuocdo.reports.workbook.faults import BookFault

THE_SAME = HealthCheck.function_scoped_fixture


def test_a_workbook_that_another_program_saved_is_read(cast, report):
    """Prefixed names, inline strings, no cell references, absolute targets: as other programs write."""
    fill(cast.preparer, report, ["1.3", "3.5"])
    sheets = book.read_book(download(report))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as other:
        for sheet in sheets:
            page = other.add_worksheet(sheet.name)
            for (row, column), cell in sheet.cells.items():
                page.write_string(row - 1, column - 1, cell.text)
    strict = edited(
        made.getvalue(),
        {
            "xl/worksheets/sheet2.xml": lambda xml: (
                re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace('xmlns="', 'xmlns:x="').replace("<x:?xml", "<?xml")
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace('Target="', 'Target="/xl/'),
        },
    )
    reading = read(report, strict)
    assert not reading.faults
    assert reading.values["1.3"] == best_answer(form_of(report.season_unit).component("1.3"))


def test_cells_without_references_are_counted(report):
    content = filled(blank(report), {("1.2", "posts"): 5})
    bare = edited(content, {MACHINE: lambda xml: re.sub(r'<c r="[A-C]\d+"', "<c", xml)})
    assert read(report, bare).values["1.2"] == {"posts": "5"}


def test_a_million_formatted_empty_rows_are_read(report):
    content = filled(blank(report), {("1.2", "posts"): 5})
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(400, 1_048_577))
    large = edited(content, {FORM: lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")})
    assert read(report, large).values["1.2"] == {"posts": "5"}


def test_a_tag_that_is_never_closed_ends_where_the_next_begins():
    assert book.FORMATTED_ONLY.findall(b"<c " * 3 + b'<c r="A1" s="1"/>') == [b'<c r="A1" s="1"/>']


def test_a_sheet_of_tags_that_are_never_closed_is_damage(report):
    assert "bị hỏng" in refused(report, edited(blank(report), {FORM: lambda _xml: "<c " * 300_000}))


def test_a_sheet_full_of_formatted_cells_is_refused_in_words(report):
    row = "".join('<c s="1"/>' for _ in range(250))
    rows = "".join(f'<row r="{number}">{row}</row>' for number in range(400, 1_700))
    large = edited(blank(report), {FORM: lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")})
    assert "hàng trăm nghìn ô" in refused(report, large)


def test_a_text_longer_than_any_program_holds_is_refused(report):
    assert "bị hỏng" in refused(report, filled(blank(report), {("1.2", "posts"): "1" * (parts.LONGEST + 1)}))


def test_a_merged_range_that_is_none_is_damage(report):
    spans = '<mergeCells><mergeCell ref="A:C"/></mergeCells>'
    assert "bị hỏng" in refused(
        report, edited(blank(report), {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData>{spans}")})
    )


def test_half_a_sign_does_not_stop_the_page(report):
    found = faults(report, filled(blank(report), {("1.2", "posts"): "_xD800_ 12"}))
    assert b"_xD800_" in " ".join(found.values()).encode()


def test_a_version_of_a_thousand_digits_is_no_version(cast, report):
    fill(cast.preparer, report, ["1.3"])
    content = download(report)
    row = next(row for row in range(1, 20) if book.read_book(content)[3].text(row, 1) == "version")
    assert read(report, typed(content, {f"C{row}": "9" * 5000}, MACHINE)).versions == {}


def test_thousands_of_merged_ranges_are_refused(report):
    spans = '<mergeCell ref="A1:B2"/>' * (sheet.MOST_MERGED + 1)
    many = edited(
        blank(report),
        {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{spans}</mergeCells>")},
    )
    assert "hàng trăm nghìn ô" in refused(report, many)


def test_a_bomb_is_refused_unread(report):
    bomb = edited(blank(report), {}, xl__media__image1_png=b"\0" * (book.MOST_UNPACKED + 1))
    assert len(bomb) < 2**20
    assert "giải nén" in refused(report, bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(report):
    content = bytearray(edited(blank(report), {}, xl__z=b"\0" * 10**7))
    name = content.rindex(b"xl/z")
    content[name - 22 : name - 18] = (10).to_bytes(4, "little")  # the central directory's uncompressed size
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as parts:
        assert parts.getinfo("xl/z").file_size == 10
    assert read(report, bytes(content))  # the part is never unpacked


def test_entities_are_not_resolved(report):
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = edited(blank(report), {FORM: lambda xml: xml.replace("<worksheet", f"{laughs}<worksheet", 1)})
    assert "bị hỏng" in refused(report, content)


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (book.OLD_CONTAINER + b"\0" * 600 + book.ENCRYPTED, "mật khẩu"),
        (book.OLD_CONTAINER + b"\0" * 600, "(.xls)"),
        ("đơn vị;số liệu\n1;2".encode(), "không phải tệp Excel"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "không phải tệp Excel"),
        (b"%PDF-1.4", "không phải tệp Excel"),
        (b"PK\x03\x04" + b"\xff" * 100, "bị hỏng"),
    ],
)
def test_what_is_no_workbook_is_said(report, content, words):
    assert words in refused(report, content)


def test_a_truncated_workbook_is_said(report):
    assert "bị hỏng" in refused(report, cut(blank(report)))


@pytest.mark.parametrize(
    ("name", "inside", "words"),
    [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "(.ods)"),
        ("xl__workbook.bin", b"x", "(.xlsb)"),
        ("xl__vbaProject.bin", b"x", "macro"),
    ],
)
def test_other_kinds_of_workbooks_are_told_apart(report, name, inside, words):
    assert words in refused(report, edited(blank(report), {}, **{name: inside}))


def test_a_workbook_with_macros_by_its_own_word_is_told(report):
    kinds = {"[Content_Types].xml": lambda xml: xml.replace("sheet.main", "sheet.macroEnabled.main")}
    assert "macro" in refused(report, edited(blank(report), kinds))


def test_a_word_file_is_no_workbook(report):
    word = edited(blank(report), {"_rels/.rels": lambda xml: xml.replace("xl/workbook.xml", "word/document.xml")})
    assert "không phải tệp Excel" in refused(report, word)


@settings(max_examples=20, suppress_health_check=[THE_SAME])
@given(data=st.data())
def test_no_damage_ends_in_anything_but_words(report, data):
    content = bytearray(blank(report))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    try:
        read(report, bytes(content))
    except BookFault as fault:
        fault.say()
