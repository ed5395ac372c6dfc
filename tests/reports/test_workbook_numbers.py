"""Numbers in a workbook, as people type them and programs hold them: read, or said at their cell in words."""

import re

import pytest
from hypothesis import HealthCheck
from tests.reports.workbooks import Raw, blank, cell_of, edited, faults, filled, part, read, typed

THE_SAME = HealthCheck.function_scoped_fixture


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        (12, "12"),
        (1e3, "1000"),
        ("12", "12"),
        (" 12 ", "12"),
        ("12\u00a0", "12"),
        ("１２", None),
        (Raw('t="str"|<v>12</v>'), "12"),
        (Raw('t="n"|<v>12.0</v>'), "12"),
    ],
)
def test_a_whole_number_is_read_however_it_is_held(report, cell, stored):
    reading = read(report, filled(blank(report), {("1.2", "posts"): cell}))
    if stored is None:
        assert reading.faults
    else:
        assert reading.values["1.2"] == {"posts": stored}


@pytest.mark.parametrize("cell", ["12,5", "12.5", 12.5])
def test_a_decimal_is_read_with_either_mark(report, cell):
    assert read(report, filled(blank(report), {("3.2", "bandwidth"): cell})).values["3.2"] == {"bandwidth": "25/2"}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("12 trạm", "“12 trạm” không phải là số"),
        ("1.250", "dấu ngăn hàng nghìn"),
        ("1,250", "dấu ngăn hàng nghìn"),
        ("1 250", "dấu ngăn hàng nghìn"),
        ("1\u00a0250", "dấu ngăn hàng nghìn"),
        (1.25, "Nếu ý là 1250"),
        ("12,5", "không phải là số nguyên"),
        (12.5, "Nếu ý là 12500"),
        (-3, "nhỏ hơn mức thấp nhất 0"),
        ("-3", "nhỏ hơn mức thấp nhất 0"),
        (1e300, "15 chữ số"),
        ("9" * 1000, "15 chữ số"),
        (Raw("|<v>1E+999</v>"), "không phải là số"),
        (Raw('t="b"|<v>1</v>'), "không phải là số"),
        (Raw('t="e"|<v>#REF!</v>'), "#REF!"),
        (Raw('t="e"|<f>A1/0</f><v>#DIV/0!</v>'), "công thức"),
        (Raw("|<f>1+1</f><v>2</v>"), "công thức"),
        (Raw('|<f t="array" ref="E6">SUM(A1:A2)</f><v>2</v>'), "công thức"),
        (Raw('t="str"|<f>HYPERLINK("http://example.org","12")</f><v>12</v>'), "công thức"),
        (Raw("|<f>TODAY()</f>"), "công thức"),
        ("=1+1", "không phải là số"),
        ("không có", "không phải là số"),
        (Raw('t="d"|<v>2022-10-19</v>'), "thành ngày"),
    ],
)
def test_what_is_no_number_is_said_at_its_cell(report, cell, words):
    content = blank(report)
    found = faults(report, filled(content, {("1.2", "posts"): cell}))
    assert list(found) == [cell_of(content, "1.2", "posts")]
    assert words in found[cell_of(content, "1.2", "posts")]


def test_decimals_are_advised_only_where_they_are_asked_for(report):
    content = blank(report)
    found = faults(report, filled(content, {("1.2", "posts"): "12 trạm", ("3.2", "bandwidth"): "nhiều"}))
    whole, decimal = (found[cell_of(content, *place)] for place in (("1.2", "posts"), ("3.2", "bandwidth")))
    assert "ví dụ 12." in whole
    assert "thập phân" not in whole
    assert "thập phân" in decimal


@pytest.mark.parametrize("mark", ["x", "✓"])
def test_a_tick_is_no_number(report, mark):
    assert faults(report, filled(blank(report), {("1.2", "posts"): mark}))


@pytest.mark.parametrize("text", ["1.250", "1,250", "1 250,5"])
def test_a_decimal_that_may_be_thousands_is_asked_about(report, text):
    assert faults(report, filled(blank(report), {("3.2", "bandwidth"): text}))


@pytest.mark.parametrize(("number_format", "words"), [("dd/mm/yyyy", "thành ngày (1/2/2022)"), ("0%", "phần trăm")])
def test_a_number_that_shows_as_something_else_is_said(report, number_format, words):
    """The cell has taken another format on, as when "1/2" is typed."""
    content = blank(report)
    cell = cell_of(content, "1.2", "posts")

    def add_format(xml: str) -> str:
        xml = re.sub(r"<numFmts .*?</numFmts>", "", xml)
        made = f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{number_format}"/></numFmts><fonts '
        xml = xml.replace("<fonts ", made, 1)
        return xml.replace("</cellXfs>", '<xf numFmtId="164"/></cellXfs>')

    style = part(content, "xl/styles.xml").partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ")
    changed = edited(content, {"xl/styles.xml": add_format})
    assert words in faults(report, typed(changed, {cell: Raw(f's="{style}"|<v>44593</v>')}))[cell]


def test_a_part_above_its_whole_is_said_with_both_cells(report):
    content = blank(report)
    found = faults(report, filled(content, {("1.3", "a"): 9, ("1.3", "b"): 8}))
    where = cell_of(content, "1.3", "b")
    assert f"ô {where} (8)" in found[cell_of(content, "1.3", "a")]
