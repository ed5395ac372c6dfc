"""A unit's own result after publication, its sheet, and the province as those who run the season see it."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from tests.factories import at, report_of
from tests.results.province import (
    appraised_province,
    correct,
    decide,
    look_again,
    publish_correction,
    published_province,
)

from thuocdo.desks.unit.outcome import sheet
from thuocdo.reports.models import Report


@pytest.fixture
def published(cast, season):
    return published_province(cast, season)


@pytest.fixture
def page(client, cast, season):
    client.force_login(cast.preparer)
    return lambda name="outcome", *more: client.get(reverse(f"desks:{name}", args=[report_of(season).pk, *more]))


def test_before_publication_there_is_nothing_to_see(page, cast, season):
    appraised_province(cast, season)
    at(2022, 12, 10)
    decide(cast, season)
    assert [page(name, *more).status_code for name, *more in (["outcome"], ["outcome_sheet"])] == [404, 404]
    assert page("outcome_chart", "diem-mat.csv").status_code == 404


def test_the_unit_reads_what_was_published_and_why(page, published):
    answer = page()
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Điểm mạnh và hạn chế" in told
    assert "bieu-do/diem-mat.svg" in told
    assert reverse("desks:outcome_sheet", args=[answer.context["report"].pk]) in told


def test_its_own_page_names_components_that_the_public_does_not_see(client, page, cast, season, published):
    """Group 7 is public as a sum alone."""
    client.force_login(cast.outsider)
    other = client.get(reverse("desks:outcome", args=[report_of(season).pk]))
    assert other.status_code == 404
    client.logout()
    public = client.get("/ket-qua/2022/don-vi/syt/bieu-do/diem-mat.csv").content.decode()
    assert not any(f"\n7.{line} " in public for line in (1, 2))


def test_the_report_leads_to_it(page, published):
    told = page("report").content.decode()
    assert "Kết quả của đơn vị" in told


def test_after_a_correction_the_unit_reads_the_corrected_result(page, cast, season, published):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "1"})
    before = page().context["unit"]["total"]
    publish_correction(cast, season)
    assert float(page().context["unit"]["total"]) < float(before)


def test_it_asks_as_many_queries_with_more_units_and_years(page, published, django_assert_max_num_queries):
    page()
    with django_assert_max_num_queries(14):
        page()


def test_the_sheet_is_one_tagged_page_with_the_chart_read_aloud(page, published):
    made = page("outcome_sheet").content
    assert len(pypdfium2.PdfDocument(made)) == 1
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    words = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert "PHIẾU ĐIỂM" in words


def test_however_long_its_sentences_the_sheet_stays_on_one_page(page, published, monkeypatch):
    long = "Chỉ số thành phần có tên rất dài, " * 12
    told_of = sheet.told_of

    def wordy(outcome):
        found = told_of(outcome)
        found.strengths[:] = [long] * 5
        found.shortcomings[:] = [long] * 5
        return found

    monkeypatch.setattr(sheet, "told_of", wordy)
    assert len(pypdfium2.PdfDocument(page("outcome_sheet").content)) == 1


def test_those_who_run_the_season_see_the_three_columns(client, cast, season, published):
    client.force_login(cast.lead)
    told = client.get(reverse("desks:insight", args=[season.key])).content.decode()
    assert "bieu-do/province/chenh-lech.svg" in told
    assert "không còn phân biệt được" in told
    figures = client.get(reverse("desks:insight_chart", args=[season.key, "province", "chenh-lech.csv"]))
    assert len(figures.content.decode().splitlines()) == 1 + 4


def test_a_season_under_way_is_shown_as_a_draft(client, cast, season):
    client.force_login(cast.lead)
    answer = client.get(reverse("desks:insight", args=[season.key]))
    assert "Bản tính thử" in answer.content.decode()
    assert Report.objects.exists()
