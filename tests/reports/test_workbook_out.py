"""One's own form as a workbook: what it shows, what it lets people write in, what it says of itself."""

import io
import re
from datetime import date

import pytest
from django.utils.translation import override
from python_calamine import load_workbook
from tests.factories import fill, make_season, make_sent, report_of
from tests.reports.workbooks import FORM, cell_of, cells, download, form_sheet, part

from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import save_answer
from thuocdo.reports.workbook.layout import own_leaves
from thuocdo.verification.actions import return_report


def rows(content: bytes, sheet: int) -> list[list[object]]:
    """As an independent program reads them."""
    return load_workbook(io.BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def said(content: bytes, sheet: int) -> str:
    return "\n".join(str(value) for row in rows(content, sheet) for value in row if value != "")


def test_the_first_sheet_says_whose_it_is_until_when_and_that_the_set_is_provisional(report):
    text = said(download(report), 0)
    for words in ("Sở Y tế", "2022", "hết ngày 19/10/2022", "PROVISIONAL", "BẢN TẠM", "Không đạt nội dung nào"):
        assert words in text


def test_after_a_return_it_says_the_day_that_the_return_gave(cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=date(2022, 10, 28))
    assert "hết ngày 28/10/2022" in said(download(report), 0)


def test_it_speaks_the_language_of_the_page(report):
    with override("en"):
        content = download(report)
    assert load_workbook(io.BytesIO(content)).sheet_names[:2] == ["Instructions", "Form"]
    assert "None of these is met" in said(content, 1)
    assert "Điền tại đây" in said(download(report), 1)


def test_every_question_of_the_unit_has_one_row(report):
    asked = cells(download(report))
    codes = {address.partition("|")[0] for address in asked}
    assert codes == {leaf.code for leaf in own_leaves(form_of(report.season_unit))}
    assert len(set(asked.values())) == len(asked)


def test_what_is_stored_stands_in_the_cells(cast, report):
    save_answer(cast.preparer, report, "1.3", {"a": "12", "b": "40"})
    content = download(report)
    sheet = form_sheet(content)
    row = int(cell_of(content, "1.3", "a")[1:])
    assert [sheet.text(row, column) for column in (5, 6)] == ["12", "12"]


def test_only_entry_cells_can_be_written_in(cast, report):
    content = download(report)
    xml, styles = part(content, FORM), part(content, "xl/styles.xml")
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)[0])
    unlocked = {str(n) for n, xf in enumerate(formats) if 'locked="0"' in xf}
    open_cells = {name for name, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', xml) if style in unlocked}
    assert open_cells == set(cells(content).values())
    assert "<sheetProtection " in xml
    assert 'password="' not in xml
    assert '<workbookProtection lockStructure="1"/>' in part(content, "xl/workbook.xml")


def test_every_entry_cell_is_checked_by_the_spreadsheet_itself(report):
    content = download(report)
    xml = part(content, FORM)
    checked = {name for span in re.findall(r'<dataValidation [^>]*sqref="([^"]+)"', xml) for name in span.split()}
    assert checked == set(cells(content).values())
    assert re.search(r'type="list"[^>]*sqref="[^"]+"><formula1>"có,không"', xml)
    assert "_phuongan!$A$1:$A$3" in xml


def test_the_machine_sheets_are_hidden_from_the_list_of_sheets(report):
    workbook = part(download(report), "xl/workbook.xml")
    assert re.findall(r'name="(_\w+)"[^>]*state="veryHidden"', workbook) == ["_phuongan", "_thuocdo"]


def test_what_the_council_scores_is_shown_and_cannot_be_filled_in(report):
    content = download(report)
    assert "Hội đồng chấm" in said(content, 1)
    assert not any(address.startswith("6.8|") for address in cells(content))


def test_nothing_that_was_typed_becomes_a_formula(cast, report, season):
    place = report.season_unit
    place.name_vi = '=HYPERLINK("http://example.org","Sở & Y tế")'
    place.save()
    content = download(report)
    xmls = [part(content, f"xl/worksheets/sheet{n}.xml") for n in (1, 2, 3, 4)]
    assert not [xml for xml in xmls if "<f>" in xml or "<hyperlink" in xml]
    assert "=HYPERLINK" in said(content, 0)


def test_a_closed_report_is_a_copy_to_read(report):
    content = download(report, is_open=False)
    assert "<dataValidation" not in part(content, FORM)
    assert "bản để xem" in said(content, 0)


def test_it_prints_on_a4_with_its_head_on_every_page(report):
    xml = part(download(report), FORM)
    assert 'paperSize="9" ' in xml
    assert 'orientation="landscape"' in xml
    assert "_xlnm.Print_Titles" in part(download(report), "xl/workbook.xml")
    assert "Trang &amp;P/&amp;N" in xml


def test_last_year_stands_beside_and_may_begin_this_years(cast):
    before = report_of(make_season(cast, 2021))
    save_answer(cast.preparer, before, "1.3", {"a": "7", "b": "9"})
    report = report_of(make_season(cast, 2022))
    content = download(report)
    row = int(cell_of(content, "1.3", "a")[1:])
    assert [form_sheet(content).text(row, column) for column in (5, 7)] == ["", "7"]
    begun = download(report, starts=True)
    assert form_sheet(begun).text(row, 5) == "7"


def test_it_names_the_version_of_each_answer(cast, report):
    fill(cast.preparer, report, ["1.3"])
    save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "2"}, version=1)
    machine = rows(download(report), 3)
    assert ["version", "1.3", "2"] in machine


@pytest.mark.parametrize("text", ["1/3", "123456789012345678"])
def test_a_number_that_a_spreadsheet_cannot_hold_stands_as_text(cast, report, text):
    save_answer(cast.preparer, report, "3.2", {"bandwidth": text})
    content = download(report)
    row = int(cell_of(content, "3.2", "bandwidth")[1:])
    assert form_sheet(content).cells[row, 5].kind == "text"
