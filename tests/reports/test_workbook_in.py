"""A filled-in workbook coming back: what it declares, and every fault by its cell, in words."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import best_answer, built_in, fill, make_season, report_of
from tests.reports.workbooks import FORM, MACHINE, Raw, cell_of, download, edited, filled, form_sheet, part, typed

from thuocdo.cycles.queries import form_of
from thuocdo.regulation.model import Checklist, Choice
from thuocdo.reports.actions import save_answers
from thuocdo.reports.answers import Draft
from thuocdo.reports.facts import NO, YES
from thuocdo.reports.queries import reports
from thuocdo.reports.workbook import book, parts, sheet
from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.keeping import belongs
from thuocdo.reports.workbook.layout import option_names, own_leaves
from thuocdo.reports.workbook.reading import Reading, read_workbook

THE_SAME = HealthCheck.function_scoped_fixture


def read(report, content: bytes) -> Reading:
    report = reports().get(pk=report.pk)
    return read_workbook(content, form_of(report.season_unit), belongs(report))


def faults(report, content: bytes) -> dict[str, str]:
    return {fault.cell: fault.words for fault in read(report, content).faults}


def refused(report, content: bytes) -> str:
    with pytest.raises(BookFault) as raised:
        read(report, content)
    return raised.value.say()


# --- there and back ---


def test_what_is_stored_comes_back_as_it_is(cast, report):
    fill(cast.preparer, report)
    reading = read(report, download(report))
    stored = {answer.component: answer.values for answer in report.answers.all()}
    assert not reading.faults
    assert {code: values for code, values in reading.values.items() if values} == stored


def test_an_empty_form_declares_nothing(report):
    reading = read(report, download(report))
    assert not reading.faults
    assert not any(reading.values.values())


def answers_to(leaf) -> st.SearchStrategy[dict[str, str]]:
    """Any stored values of one line: some of its figures, and its items or option."""
    numbers = {
        figure.key: st.integers(0, 10**9).map(str)
        if figure.type == "integer"
        else st.decimals(0, 99, places=2).map(str)
        for figure in leaf.figures
    }
    figures = st.fixed_dictionaries({}, optional=numbers)
    match leaf.score:
        case Checklist(items=items):
            rule = st.one_of(
                st.just({}), st.fixed_dictionaries({item.key: st.sampled_from([YES, NO]) for item in items})
            )
        case Choice(levels=levels):
            rule = st.one_of(st.just({}), st.fixed_dictionaries({"level": st.sampled_from([x.key for x in levels])}))
        case _:
            rule = st.just({})
    return st.builds(lambda one, other: one | other, figures, rule)


@settings(max_examples=8, suppress_health_check=[THE_SAME])
@given(data=st.data())
def test_whatever_is_typed_comes_back_exactly(report, data):
    leaves = own_leaves(form_of(report.season_unit))
    chosen = {leaf.code: data.draw(answers_to(leaf), label=leaf.code) for leaf in leaves}
    for leaf in leaves:  # a part may not be above its whole
        for figure in leaf.figures:
            if figure.at_most and figure.key in chosen[leaf.code]:
                chosen[leaf.code][figure.at_most] = str(10**9)
    texts = {(leaf.code, key): _typed(leaf, key, text) for leaf in leaves for key, text in chosen[leaf.code].items()}
    reading = read(report, filled(_sound(report), texts))
    assert not reading.faults
    assert {code: _meant(values) for code, values in reading.values.items()} == {
        code: _meant(values) for code, values in chosen.items()
    }


def _typed(leaf, key: str, text: str) -> object:
    if key == "level":
        return option_names(leaf)[text]
    return {YES: "có", NO: "không"}.get(text) or float(text)


def _meant(values: dict[str, str]) -> dict[str, object]:
    return {key: text if text in (YES, NO) or key == "level" else Fraction(text) for key, text in values.items()}


# --- numbers as people type them ---


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
    reading = read(report, filled(download(report), {("1.2", "posts"): cell}))
    if stored is None:
        assert reading.faults
    else:
        assert reading.values["1.2"] == {"posts": stored}


@pytest.mark.parametrize("cell", ["12,5", "12.5", 12.5])
def test_a_decimal_is_read_with_either_mark(report, cell):
    assert read(report, filled(download(report), {("3.2", "bandwidth"): cell})).values["3.2"] == {"bandwidth": "25/2"}


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
    content = download(report)
    found = faults(report, filled(content, {("1.2", "posts"): cell}))
    assert list(found) == [cell_of(content, "1.2", "posts")]
    assert words in found[cell_of(content, "1.2", "posts")]


def test_decimals_are_advised_only_where_they_are_asked_for(report):
    content = download(report)
    found = faults(report, filled(content, {("1.2", "posts"): "12 trạm", ("3.2", "bandwidth"): "nhiều"}))
    whole, decimal = (found[cell_of(content, *place)] for place in (("1.2", "posts"), ("3.2", "bandwidth")))
    assert "ví dụ 12." in whole
    assert "thập phân" not in whole
    assert "thập phân" in decimal


@pytest.mark.parametrize("mark", ["x", "✓"])
def test_a_tick_is_no_number(report, mark):
    assert faults(report, filled(download(report), {("1.2", "posts"): mark}))


@pytest.mark.parametrize("text", ["1.250", "1,250", "1 250,5"])
def test_a_decimal_that_may_be_thousands_is_asked_about(report, text):
    assert faults(report, filled(download(report), {("3.2", "bandwidth"): text}))


@pytest.mark.parametrize(("number_format", "words"), [("dd/mm/yyyy", "thành ngày (1/2/2022)"), ("0%", "phần trăm")])
def test_a_number_that_shows_as_something_else_is_said(report, number_format, words):
    """The cell has taken another format on, as when "1/2" is typed."""
    content = download(report)
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
    content = download(report)
    found = faults(report, filled(content, {("1.3", "a"): 9, ("1.3", "b"): 8}))
    where = cell_of(content, "1.3", "b")
    assert f"ô {where} (8)" in found[cell_of(content, "1.3", "a")]


# --- checklists and choices ---


def items(report):
    leaf = form_of(report.season_unit).component("1.1")
    return [item.key for item in leaf.score.items]


def test_items_left_empty_beside_one_that_is_met_are_not_met(report):
    one, *others = items(report)
    values = read(report, filled(download(report), {("1.1", one): "Có"})).values["1.1"]
    assert values == {one: YES, **dict.fromkeys(others, NO)}


TICKED = ["x", "X", " x ", "✓", "✔", "✔\ufe0f", "√", "☑", "v", "co", "Đạt"]


@pytest.mark.parametrize("word", ["có", "CÓ", "yes", 1, "1", Raw('t="b"|<v>1</v>'), " có ", *TICKED])
def test_yes_is_read_however_it_is_said(report, word):
    one = items(report)[0]
    assert read(report, filled(download(report), {("1.1", one): word})).values["1.1"][one] == YES


def test_a_tick_beside_none_is_met_is_a_yes_too(report):
    values = read(report, filled(download(report), {("1.1", "none"): "x"})).values["1.1"]
    assert values == dict.fromkeys(items(report), NO)


def test_none_is_met_is_an_answer(report):
    values = read(report, filled(download(report), {("1.1", "none"): "có"})).values["1.1"]
    assert values == dict.fromkeys(items(report), NO)


def test_all_no_is_an_answer(report):
    answers = {("1.1", key): "không" for key in items(report)}
    assert read(report, filled(download(report), answers)).values["1.1"] == dict.fromkeys(items(report), NO)


@pytest.mark.parametrize(
    ("one", "none", "words"),
    [("có", "có", "không thể cùng đúng"), ("không", None, "Trả lời nốt"), ("chưa", None, "“chưa”")],
)
def test_a_checklist_that_contradicts_itself_is_said(report, one, none, words):
    content = filled(download(report), {("1.1", items(report)[0]): one, ("1.1", "none"): none})
    assert any(words in said for said in faults(report, content).values())


def test_an_option_is_read_by_its_name_in_either_language_or_its_key(report):
    leaf = form_of(report.season_unit).component("3.5")
    level = leaf.score.levels[1]
    for text in (level.name.vi, level.name.en.upper(), level.key):
        assert read(report, filled(download(report), {("3.5", "level"): text})).values["3.5"] == {"level": level.key}


def test_an_option_that_is_none_is_said(report):
    assert "không phải là một trong các phương án" in " ".join(
        faults(report, filled(download(report), {("3.5", "level"): "Phương án khác"})).values()
    )


@pytest.mark.parametrize("tier", ["province", "district"])
def test_no_two_options_of_a_choice_are_called_the_same(season, tier):
    for leaf in own_leaves(built_in().form(tier)):
        if isinstance(leaf.score, Choice):
            assert len(set(option_names(leaf).values())) == len(leaf.score.levels)


# --- whose workbook ---


def test_another_units_workbook_is_named(cast, season, report):
    words = refused(report, download(report_of(season, "stp")))
    assert "Sở Tư pháp" in words
    assert "Sở Y tế" in words


def test_another_seasons_workbook_is_named(cast, report):
    words = refused(report, download(report_of(make_season(cast, 2021))))
    assert "năm 2021" in words
    assert "năm 2022" in words


@pytest.mark.parametrize(
    ("name", "words"), [("set", "phiên bản khác của bộ tiêu chí"), ("schema", "phiên bản khác của phần mềm")]
)
def test_another_version_is_said(report, name, words):
    content = download(report)
    row = next(row for row in range(1, 9) if book.read_book(content)[3].text(row, 1) == name)
    assert words in refused(report, typed(content, {f"C{row}": "khác"}, MACHINE))


def test_another_installations_workbook_is_said(report):
    content = download(report)
    row = next(row for row in range(1, 9) if book.read_book(content)[3].text(row, 1) == "report")
    assert "hệ thống khác" in refused(report, typed(content, {f"C{row}": "987654"}, MACHINE))


# --- a sheet that somebody has rebuilt ---


def without_sheet(content: bytes, name: str) -> bytes:
    def drop(xml: str) -> str:
        return re.sub(rf'<sheet name="{name}"[^>]*/>', "", xml)

    return edited(content, {"xl/workbook.xml": drop})


def test_without_the_machine_sheet_nothing_is_guessed(report):
    assert "trang tính ẩn" in refused(report, without_sheet(download(report), "_thuocdo"))


def test_without_the_form_it_is_said(report):
    assert "không còn trang tính chứa biểu" in refused(report, without_sheet(download(report), "Biểu điền"))


def test_a_renamed_sheet_is_found(report):
    content = filled(download(report), {("1.2", "posts"): 5})
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
    content = filled(download(report), {("8.2", "a"): 5, ("8.2", "b"): 7})
    assert read(report, shifted(content, 30, 3)).values["8.2"] == {"a": "5", "b": "7"}


def test_a_deleted_row_is_named_and_the_rest_is_read(report):
    content = filled(download(report), {("8.2", "a"): 5, ("8.2", "b"): 7})
    row = int(cell_of(content, "1.3", "b")[1:])
    reading = read(report, shifted(content, row + 1, -1))
    assert [fault.component for fault in reading.faults] == ["1.3"]
    assert "đã bị xóa" in reading.faults[0].words
    assert "1.3" not in reading.values
    assert reading.values["8.2"] == {"a": "5", "b": "7"}


def test_a_row_twice_is_named(report):
    content = download(report)
    row = int(cell_of(content, "1.3", "b")[1:])

    def double(xml: str) -> str:
        found = re.search(rf'<row r="{row}".*?</row>', xml, re.DOTALL)[0]
        copy = re.sub(rf'([" A-Z]){row}"', r'\g<1>900"', found)
        return xml.replace("</sheetData>", f"{copy}</sheetData>")

    assert "xuất hiện hai lần" in " ".join(faults(report, edited(content, {FORM: double})).values())


def test_cells_moved_apart_from_their_keys_are_named(report):
    content = download(report)
    row = cell_of(content, "1.3", "b")[1:]
    assert "dời lệch" in faults(report, typed(content, {f"C{row}": "Chỉ tiêu khác"}))[f"C{row}"]


def test_a_value_beside_the_form_is_not_dropped_silently(report):
    content = edited(
        download(report),
        {FORM: lambda xml: xml.replace("</sheetData>", '<row r="500"><c r="E500"><v>7</v></c></row></sheetData>')},
    )
    assert "không thuộc biểu" in faults(report, content)["E500"]


def test_a_moved_column_is_found(report):
    content = filled(download(report), {("1.2", "posts"): 5})
    moved = edited(content, {FORM: lambda xml: re.sub(r'<c r="E(\d+)"', r'<c r="Z\1"', xml)})
    assert read(report, moved).values["1.2"] == {"posts": "5"}


def test_a_deleted_entry_column_is_said(report):
    dropped = edited(download(report), {FORM: lambda xml: re.sub(r'<c r="E\d+"[^>]*?(/>|>.*?</c>)', "", xml)})
    assert "Cột “Điền tại đây” đã bị xóa" in refused(report, dropped)


def test_a_merged_entry_cell_is_said(report):
    content = filled(download(report), {("1.3", "a"): 5})
    row = int(cell_of(content, "1.3", "a")[1:])
    merge = f'<mergeCells count="1"><mergeCell ref="E{row}:E{row + 1}"/></mergeCells>'
    merged = edited(content, {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData>{merge}")})
    assert "bị gộp" in faults(report, merged)[f"E{row}"]


# --- files of other programs, and files that are none ---


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
    content = filled(download(report), {("1.2", "posts"): 5})
    bare = edited(content, {MACHINE: lambda xml: re.sub(r'<c r="[A-C]\d+"', "<c", xml)})
    assert read(report, bare).values["1.2"] == {"posts": "5"}


def test_a_million_formatted_empty_rows_are_read(report):
    content = filled(download(report), {("1.2", "posts"): 5})
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(400, 1_048_577))
    large = edited(content, {FORM: lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")})
    assert read(report, large).values["1.2"] == {"posts": "5"}


def test_a_tag_that_is_never_closed_ends_where_the_next_begins():
    assert book.FORMATTED_ONLY.findall(b"<c " * 3 + b'<c r="A1" s="1"/>') == [b'<c r="A1" s="1"/>']


def test_a_sheet_of_tags_that_are_never_closed_is_damage(report):
    assert "bị hỏng" in refused(report, edited(download(report), {FORM: lambda _xml: "<c " * 300_000}))


def test_a_sheet_full_of_formatted_cells_is_refused_in_words(report):
    row = "".join('<c s="1"/>' for _ in range(250))
    rows = "".join(f'<row r="{number}">{row}</row>' for number in range(400, 1_700))
    large = edited(download(report), {FORM: lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")})
    assert "hàng trăm nghìn ô" in refused(report, large)


def test_a_text_longer_than_any_program_holds_is_refused(report):
    assert "bị hỏng" in refused(report, filled(download(report), {("1.2", "posts"): "1" * (parts.LONGEST + 1)}))


def test_a_merged_range_that_is_none_is_damage(report):
    spans = '<mergeCells><mergeCell ref="A:C"/></mergeCells>'
    assert "bị hỏng" in refused(
        report, edited(download(report), {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData>{spans}")})
    )


def test_half_a_sign_does_not_stop_the_page(report):
    found = faults(report, filled(download(report), {("1.2", "posts"): "_xD800_ 12"}))
    assert b"_xD800_" in " ".join(found.values()).encode()


def test_a_version_of_a_thousand_digits_is_no_version(cast, report):
    fill(cast.preparer, report, ["1.3"])
    content = download(report)
    row = next(row for row in range(1, 20) if book.read_book(content)[3].text(row, 1) == "version")
    assert read(report, typed(content, {f"C{row}": "9" * 5000}, MACHINE)).versions == {}


def test_thousands_of_merged_ranges_are_refused(report):
    spans = '<mergeCell ref="A1:B2"/>' * (sheet.MOST_MERGED + 1)
    many = edited(
        download(report),
        {FORM: lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{spans}</mergeCells>")},
    )
    assert "hàng trăm nghìn ô" in refused(report, many)


def test_a_bomb_is_refused_unread(report):
    bomb = edited(download(report), {}, xl__media__image1_png=b"\0" * (book.MOST_UNPACKED + 1))
    assert len(bomb) < 2**20
    assert "giải nén" in refused(report, bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(report):
    content = bytearray(edited(download(report), {}, xl__z=b"\0" * 10**7))
    name = content.rindex(b"xl/z")
    content[name - 22 : name - 18] = (10).to_bytes(4, "little")  # the central directory's uncompressed size
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as parts:
        assert parts.getinfo("xl/z").file_size == 10
    assert read(report, bytes(content))  # the part is never unpacked


def test_entities_are_not_resolved(report):
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = edited(download(report), {FORM: lambda xml: xml.replace("<worksheet", f"{laughs}<worksheet", 1)})
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
    assert "bị hỏng" in refused(report, cut(download(report)))


@pytest.mark.parametrize(
    ("name", "inside", "words"),
    [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "(.ods)"),
        ("xl__workbook.bin", b"x", "(.xlsb)"),
        ("xl__vbaProject.bin", b"x", "macro"),
    ],
)
def test_other_kinds_of_workbooks_are_told_apart(report, name, inside, words):
    assert words in refused(report, edited(download(report), {}, **{name: inside}))


def test_a_workbook_with_macros_by_its_own_word_is_told(report):
    kinds = {"[Content_Types].xml": lambda xml: xml.replace("sheet.main", "sheet.macroEnabled.main")}
    assert "macro" in refused(report, edited(download(report), kinds))


def test_a_word_file_is_no_workbook(report):
    word = edited(download(report), {"_rels/.rels": lambda xml: xml.replace("xl/workbook.xml", "word/document.xml")})
    assert "không phải tệp Excel" in refused(report, word)


@settings(max_examples=20, suppress_health_check=[THE_SAME])
@given(data=st.data())
def test_no_damage_ends_in_anything_but_words(report, data):
    content = bytearray(_sound(report))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    try:
        read(report, bytes(content))
    except BookFault as fault:
        fault.say()


_kept: dict[int, bytes] = {}


def _sound(report) -> bytes:
    return _kept.setdefault(report.pk, download(report))


# --- versions ---


def test_the_file_says_which_answers_it_was_made_from(cast, report):
    leaf = form_of(report.season_unit).component("1.3")
    save_answers(cast.preparer, report, {"1.3": Draft(best_answer(leaf), version=0)})
    assert read(report, download(report)).versions == {"1.3": 1}
    assert form_sheet(download(report))
