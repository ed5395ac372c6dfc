"""The official report: all that a unit declared, in both forms, however it is signed."""

from datetime import date
from io import BytesIO

import docx
import pytest
from tests.documents.papers import said_in, words
from tests.factories import Cast, at, fill, pdf, report_of

from thuocdo.accounts.letterhead_actions import add_letterhead
from thuocdo.accounts.models import Unit
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.official import as_word, typeset
from thuocdo.regulation import format_number
from thuocdo.reports.content import content_digest
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.models import Report
from thuocdo.reports.official import Beside, report_paper
from thuocdo.reports.queries import reports, with_answers, with_evidence


def whole(report: Report) -> Report:
    return with_evidence(with_answers(reports())).get(pk=report.pk)


def printed(report: Report, beside: Beside = Beside(), **how: bool) -> str:  # noqa: B008
    return words(typeset(report_paper(whole(report), beside, clock.now(), **how)))


def rows_of(report: Report, beside: Beside = Beside()) -> dict[str, tuple[str, ...]]:  # noqa: B008
    """Code -> cells of the appendix's table."""
    annex = report_paper(whole(report), beside, clock.now()).annexes[0]
    table = next(block for block in annex.blocks if block.kind == "table")
    return {row.cells[0]: row.cells for row in table.rows}


@pytest.fixture
def writer(cast: Cast):
    return cast.preparer


def test_every_component_stands_in_it_with_maximum_and_points(report: Report, writer) -> None:
    report = fill(writer, report)
    said, rows = printed(report), rows_of(report)
    for component in form_of(report.season_unit).components:
        assert component.name.vi in said
        full = format_number(component.max, "vi")
        council = component.answered_by == "council"
        assert rows[component.code][2:4] == (full, "Hội đồng chấm" if council else full)


def test_every_group_and_the_total_are_summed(report: Report, writer) -> None:
    rows = rows_of(fill(writer, report))
    for group in form_of(report.season_unit).groups:
        assert rows[group.code][1] == group.name.vi
    assert rows[""][2:4] == ("100", "98\u00a0trên\u00a098")


def test_what_the_council_scores_is_neither_unanswered_nor_0(report: Report) -> None:
    rows = rows_of(report)
    council = {c.code for c in form_of(report.season_unit).components if c.answered_by == "council"}
    assert council
    for code in council:
        assert rows[code][3] == "Hội đồng chấm"


def test_unanswered_is_said_and_is_not_0(report: Report, writer) -> None:
    report = fill(writer, report, ["1.1"])
    rows = rows_of(report)
    assert rows["1.2"][3] == "Chưa trả lời"
    assert "Chưa trả lời 28 chỉ số thành phần" in printed(report)


def test_a_group_in_which_nothing_is_answered_has_no_0(report: Report, writer) -> None:
    assert {row[3] for code, row in rows_of(report).items() if code != "6.8"} == {"Chưa trả lời"}
    rows = rows_of(fill(writer, report, ["1.1"]))
    assert (rows["1"][3], rows["2"][3], rows[""][3]) == ("3", "Chưa trả lời", "3\u00a0trên\u00a098")


def test_exempt_is_marked_with_its_document_and_lowers_what_points_are_out_of(report: Report, writer) -> None:
    report = fill(writer, report)
    rows = rows_of(report, Beside(exempt={"1.1": "11872/UBND-CNTT"}))
    assert rows["1.1"][3] == "Không đưa vào đánh giá"
    assert "11872/UBND-CNTT" in rows["1.1"][1]
    assert rows[""][3] == "95\u00a0trên\u00a095"


def test_a_request_is_told_with_its_reason_and_changes_no_point(report: Report, writer) -> None:
    report = fill(writer, report)
    rows = rows_of(report, Beside(requested={"1.2": "Không được giao"}))
    assert "Đề nghị không đánh giá: Không được giao" in rows["1.2"][1]
    assert rows[""][3] == "98\u00a0trên\u00a098"


def test_figures_and_items_are_written_as_declared(report: Report, writer) -> None:
    rows = rows_of(fill(writer, report, ["1.1"]))
    assert "Số cuộc họp về chính quyền số do người đứng đầu chủ trì: 10 cuộc" in rows["1.1"][1]
    assert ": Có" in rows["1.1"][1]


def test_evidence_is_listed_by_number_and_cited_by_it(report: Report, writer) -> None:
    fill(writer, report, ["1.1", "2.1"])
    first = attach_evidence(writer, report, "1.1", pdf("ke-hoach.pdf")).evidence
    second = attach_evidence(writer, report, "2.1", pdf("quy-che.pdf")).evidence
    second.symbol, second.date, second.issuer = "12/KH-SYT", date(2022, 3, 1), "Sở Y tế"
    second.save()
    second.citations.update(page="3-4")
    rows, said = rows_of(report), printed(report)
    assert rows["1.1"][4] == str(first.number)
    assert rows["2.1"][4] == str(second.number)
    assert "2 quy-che 12/KH-SYT 01/03/2022 Ban hành trong kỳ Sở Y tế 2.1 (tr. 3-4)" in said


def test_evidence_without_a_date_or_outside_the_period_is_not_said_to_be_issued_in_it(report: Report, writer) -> None:
    report = fill(writer, report)
    undated = attach_evidence(writer, report, "1.1", pdf("ke-hoach.pdf")).evidence
    old = attach_evidence(writer, report, "2.1", pdf("quy-che.pdf")).evidence
    type(old).objects.filter(pk=old.pk).update(date=date(2019, 3, 1))
    assert undated.date is None
    said = printed(report)
    assert "Ban hành trong kỳ" not in said
    assert "Ban hành trước kỳ" in said


def test_the_preparer_can_be_rung_up_and_written_to(report: Report, writer) -> None:
    said = printed(fill(writer, report))
    for contact in ("Trần Thị Lập", "0234 3822 333", "0905 123 456", "lap@syt.example"):
        assert contact in said


def test_the_digest_stands_in_it(report: Report, writer) -> None:
    report = fill(writer, report, ["1.1"])
    digest = content_digest(report)
    assert digest in printed(report).replace(" ", "")
    assert f"sha256:{digest}" in report_paper(whole(report), Beside(), clock.now()).about_file


def test_an_empty_report_can_be_looked_at(report: Report) -> None:
    said = printed(report, preview=True)
    assert "BẢN XEM TRƯỚC" in said
    assert "Báo cáo không kèm tài liệu kiểm chứng nào" in said
    assert "chưa có" in said


@pytest.mark.parametrize(("unit", "appendix"), [("syt", "Phụ lục I "), ("hue", "Phụ lục II ")])
def test_each_tier_has_its_own_appendix(season: Season, unit: str, appendix: str) -> None:
    said = printed(report_of(season, unit))
    assert appendix in said
    assert "(Kèm theo Báo cáo số" in said


def test_a_provisional_set_says_so(report: Report) -> None:
    assert "BẢN TẠM" in printed(report)


def test_a_sample_installation_marks_every_page(report: Report) -> None:
    assert "DỮ LIỆU MẪU" in printed(report)
    Installation.objects.update(kind=InstallationKind.REAL, clock_offset="0")
    assert "DỮ LIỆU MẪU" not in printed(report)


def test_a_department_stands_under_its_province_and_its_director_signs(report: Report, writer) -> None:
    made = report_paper(whole(fill(writer, report)), Beside(), clock.now())
    assert made.head.above == "UBND TỈNH THỬ NGHIỆM"
    assert made.head.name == "SỞ Y TẾ"
    assert made.head.symbol == "BC-SYT"
    assert made.foot.signs == ("GIÁM ĐỐC",)
    assert made.foot.signer == "Lê Văn Ký"


def test_a_district_signs_on_behalf_of_its_committee(season: Season) -> None:
    report = report_of(season, "phongdien")
    Report.objects.filter(pk=report.pk).update(signer_name="Trần Văn Huyện", signer_title="Chủ tịch UBND huyện")
    made = report_paper(whole(report), Beside(), clock.now())
    assert made.head.above == ""
    assert made.head.name == "ỦY BAN NHÂN DÂN\nHUYỆN PHONG ĐIỀN"
    assert (made.head.symbol, made.head.place) == ("BC-UBND", "Phong Điền")
    assert made.foot.signs == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_recorded_letterhead_counts_while_it_is_in_use(report: Report) -> None:
    unit = Unit.objects.get(key="syt")
    facts = {"above": "", "name": "SỞ Y TẾ MỚI", "symbol": "SYTM", "place": "Huế", "recipients": "Như trên;\nLưu: VT."}
    add_letterhead(None, unit, valid_from=date(2022, 11, 1), **facts)
    assert report_paper(whole(report), Beside(), clock.now()).head.name == "SỞ Y TẾ"
    at(2022, 11, 2)
    made = report_paper(whole(report), Beside(), clock.now())
    assert (made.head.name, made.head.symbol) == ("SỞ Y TẾ MỚI", "BC-SYTM")
    assert made.foot.recipients == ("Như trên;", "Lưu: VT.")


def test_the_lead_departments_own_report_goes_to_the_committee(season: Season) -> None:
    made = report_paper(whole(report_of(season, "stttt")), Beside(), clock.now())
    assert made.addressees == ("Ủy ban nhân dân tỉnh Thử Nghiệm",)


def test_the_opening_letter_is_cited_where_it_is_recorded(report: Report) -> None:
    assert f"Văn bản số {report.season_unit.season.opening_document.number}" in printed(report)


def test_word_says_the_same(report: Report, writer) -> None:
    report = fill(writer, report)
    document = docx.Document(BytesIO(as_word(report_paper(whole(report), Beside(), clock.now()))))
    text = said_in(document)
    assert all(component.name.vi in text for component in form_of(report.season_unit).components)
