"""A workbook whose sheets somebody has rebuilt: read where it is certain, else said by cell."""

import re

from hypothesis import HealthCheck
from tests.reports.workbooks import FORM, blank, cell_of, edited, faults, filled, read, refused, typed

THE_SAME = HealthCheck.function_scoped_fixture


def without_sheet(content: bytes, name: str) -> bytes:
    def drop(xml: str) -> str:
        return re.sub(rf'<sheet name="{name}"[^>]*/>', "", xml)

    return edited(content, {"xl/workbook.xml": drop})


def test_without_the_machine_sheet_nothing_is_guessed(report):
    assert "trang tính ẩn" in refused(report, without_sheet(blank(report), "_thuocdo"))


def test_without_the_form_it_is_said(report):
    assert "không còn trang tính chứa biểu" in refused(report, without_sheet(blank(report), "Biểu điền"))


def test_a_renamed_sheet_is_found(report):
    content = filled(blank(report), {("1.2", "posts"): 5})
    renamed = edited(content, {"xl/workbook.xml": lambda xml: xml.replace('name="Biểu điền"', 'name="Sheet1"')})
    assert read(report, renamed).values["1.2"] == {"posts": "5"}


def shifted(content: bytes, after: int, by: int) -> bytes:
    """Every row from `after` on moves down, or up over what stood there."""

    def move(xml: str) -> str:
        if by < 0:
            xml = re.sub(rf'<row r="{after + by}".*?</row>', "", xml)
        return re.sub(
            r'(<row r="|<c r="[A-Z]+)(\d+)"', lambda m: f'{m[1]}{int(m[2]) + by * (int(m[2]) >= after)}"', xml
        )

    return edited(content, {FORM: move})


def test_inserted_rows_do_no_harm(report):
    content = filled(blank(report), {("8.2", "a"): 5, ("8.2", "b"): 7})
    assert read(report, shifted(content, 30, 3)).values["8.2"] == {"a": "5", "b": "7"}


def test_a_deleted_row_is_named_and_the_rest_is_read(report):
    content = filled(blank(report), {("8.2", "a"): 5, ("8.2", "b"): 7})
    row = int(cell_of(content, "1.3", "b")[1:])
    reading = read(report, shifted(content, row + 1, -1))
    assert [fault.component for fault in reading.faults] == ["1.3"]
    assert "đã bị xóa" in reading.faults[0].words
    assert "1.3" not in reading.values
    assert reading.values["8.2"] == {"a": "5", "b": "7"}


def test_a_row_twice_is_named(report):
    content = blank(report)
    row = int(cell_of(content, "1.3", "b")[1:])

    def double(xml: str) -> str:
        found = re.search(rf'<row r="{row}".*?</row>', xml, re.DOTALL)[0]
        copy = re.sub(rf'([" A-Z]){row}"', r'\g<1>900"', found)
        return xml.replace("</sheetData>", f"{copy}</sheetData>")

    assert "xuất hiện hai lần" in " ".join(faults(report, edited(content, {FORM: double})).values())


def test_cells_moved_apart_from_their_keys_are_named(report):
    content = blank(report)
    row = cell_of(content, "1.3", "b")[1:]
    assert "dời lệch" in faults(report, typed(content, {f"C{row}": "Chỉ tiêu khác"}))[f"C{row}"]


def test_a_value_beside_the_form_is_not_dropped_silently(report):
    content = edited(
        blank(report),
        {FORM: lambda xml: xml.replace("</sheetData>", '<row r="500"><c r="E500"><v>7</v></c></row></sheetData>')},
    )
    assert "không thuộc biểu" in faults(report, content)["E500"]


def test_a_moved_column_is_found(report):
    content = filled(blank(report), {("1.2", "posts"): 5})
    moved = edited(content, {FORM: lambda xml: re.sub(r'<c r="E(\d+)"', r'<c r="Z\1"', xml)})
    assert read(report, moved).values["1.2"] == {"posts": "5"}


def test_a_deleted_entry_column_is_said(report):
    dropped = edited(blank(report), {FORM: lambda xml: re.sub(r'<c r="E\d+"[^>]*?(/>|>.*?</c>)', "", xml)})
    assert "Cột “Điền tại đây” đã bị xóa" in refused(report, dropped)


def test_a_merged_entry_cell_is_said(report):
    content = filled(blank(report), {("1.3", "a"): 5})
    row = int(cell_of(content, "1.3", "a")[1:])
    merge = f'<mergeCells count="1"><mergeCell ref="E{row}:E{row + 1}"/></mergeCells>'
    merged = edited(content, {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData>{merge}")})
    assert "bị gộp" in faults(report, merged)[f"E{row}"]
