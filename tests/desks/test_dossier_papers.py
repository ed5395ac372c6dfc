"""The papers of a result, read from the PDF and from the Word file: an edition's and a draft's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import docx
import pytest
from django.utils import translation
from tests.desks.sending import arrive
from tests.desks.test_council import verify
from tests.documents.papers import said_in, words
from tests.factories import Cast, make_cast, make_season
from tests.portal.editions import contents, unit
from tests.recorded import play
from tests.results.province import (
    ANNOUNCED,
    WHY,
    appraised_province,
    correct,
    look_again,
    publish_correction,
    published_province,
)

from thuocdo.accounts.letterhead_actions import add_signatory
from thuocdo.accounts.models import Unit, User
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law, seasons
from thuocdo.desks.dossier.course import course_of
from thuocdo.desks.dossier.papers import PAPERS
from thuocdo.desks.dossier.source import Source, source_of
from thuocdo.desks.dossier.unit_notice import replies_by_unit, unit_notice
from thuocdo.documents.official import Paper, as_word, typeset


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whoever takes a paper out in English gets it in Vietnamese all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def published(db: None) -> Source:
    play("published_province", published_season)
    return source(Season.objects.get())


def published_season() -> None:
    cast = make_cast()
    published_province(cast, make_season(cast))


def source(season: Season, number: int | None = None) -> Source:
    found = source_of(seasons().get(pk=season.pk), number)
    assert found is not None
    return found


def made_up(season: Season, *units) -> Source:
    """An edition's content straight from the law; no season has to be played for it."""
    whole = seasons().get(pk=season.pk)
    return Source(whole, contents(law(whole.pinned_set), list(units)))


def province(key: str, share: str = "1", season: Season | None = None, **more):
    return unit(key, share, criteria_set=law(season.pinned_set), **more)


def paper(found: Source, slug: str) -> Paper:
    return PAPERS[slug].make(found, course_of(found.season), clock.now())


def notice(found: Source, key: str) -> Paper:
    return unit_notice(found, key, replies_by_unit(found.season), clock.now())


def in_pdf(made: Paper) -> str:
    return words(typeset(made))


def in_word(made: Paper) -> str:
    return " ".join(said_in(docx.Document(BytesIO(as_word(made)))).split())


SAID = {
    "to-trinh": ["TỜ TRÌNH", "Về việc phê duyệt kết quả đánh giá, xếp hạng năm 2022", "4 trên 7 đơn vị"],
    "du-thao-quyet-dinh": ["QUYẾT ĐỊNH", "DỰ THẢO", "Điều 1. Phê duyệt kết quả", "Điều 3.", "CHỦ TỊCH"],
    "phu-luc": ["PHỤ LỤC", "98,50", "Không có báo cáo", "Mã nội dung (SHA-256)"],
    "bao-cao-tham-tra": ["BÁO CÁO", "Kết quả thẩm tra", "Điểm thẩm tra bằng điểm tự chấm"],
    "thong-bao-cong-bo": ["THÔNG BÁO", "Quyết định số 3301/QĐ-UBND ngày 10 tháng 12 năm 2022", ANNOUNCED],
    "danh-sach-noi-vu": ["Kính gửi: Sở Nội vụ", "đánh giá người đứng đầu", "90,00"],
}


@pytest.mark.parametrize("read", [in_pdf, in_word])
def test_what_each_paper_says(published, read):
    assert set(SAID) == set(PAPERS)
    told = {slug: read(paper(published, slug)) for slug in SAID}
    missing = {slug: [text for text in said if text not in told[slug]] for slug, said in SAID.items()}
    assert not any(missing.values()), missing


@pytest.mark.parametrize("read", [in_pdf, in_word])
def test_a_notice_tells_a_unit_its_own_result(published, read):
    told = read(notice(published, "snv"))
    for text in ("Kết quả đánh giá, xếp hạng năm 2022 của Sở Nội vụ", "98,50 trên 100", "Mức I", "3 trong 4 đơn vị"):
        assert text in told
    assert "Đơn vị không có ý kiến khác" in told
    assert "Sở Y tế" not in told


def test_a_unit_without_a_report_is_listed_and_told_so(published):
    silent = next(row for _tier, row in published.units() if row["state"] == "not_reported")
    assert silent["name"]["vi"] in in_pdf(paper(published, "phu-luc"))
    told = in_pdf(notice(published, silent["unit"]))
    assert "Không có báo cáo" in told
    assert "Tổng điểm" not in told


def test_a_draft_says_on_every_page_that_it_is_one(cast, season):
    appraised_province(cast, season)
    for slug in ("to-trinh", "phu-luc", "thong-bao-cong-bo", "danh-sach-noi-vu"):
        assert "DỰ THẢO" in paper(source(season), slug).marks
    assert "DỰ THẢO" in notice(source(season), "syt").marks


def test_what_is_announced_is_a_draft_until_the_result_is_approved(published):
    proposed = replace(published, edition=published.edition)
    proposed.edition.state = "proposed"
    assert "DỰ THẢO" in paper(proposed, "thong-bao-cong-bo").marks
    assert "DỰ THẢO" not in paper(proposed, "to-trinh").marks


def test_sample_and_provisional_set_are_marked(published):
    for slug in PAPERS:
        made = paper(published, slug)
        assert "DỮ LIỆU MẪU" in made.marks
        assert any("BẢN TẠM" in text for text in made.notices)


def test_equal_units_share_a_place_and_say_so(season):
    found = made_up(
        season, province("syt", season=season), province("stp", season=season), province("snv", "9/10", season)
    )
    told = in_pdf(paper(found, "phu-luc"))
    assert "Cùng thứ tự với Đơn vị stp" in told
    assert "1 Đơn vị syt" in told
    assert "3 Đơn vị snv" in told


def test_a_unit_below_the_lowest_level_has_no_place(season):
    found = made_up(season, province("syt", season=season), province("stp", "1/2", season))
    told = in_pdf(paper(found, "phu-luc"))
    assert "– Đơn vị stp" in told
    assert "50,00 Không xếp hạng" in told
    assert "Mức xếp hạng: Không xếp hạng" in in_pdf(notice(found, "stp"))


def test_the_other_reading_of_article_6_is_noted_where_it_gives_another_level(season):
    criteria = law(season.pinned_set)
    answers = dict(province("syt", season=season).answers)
    answers |= {code: type(answers[code])({}, settled=0) for code in answers if code.startswith("8.")}
    found = made_up(season, unit("syt", criteria_set=criteria, answers=answers))
    assert "Nếu xét cả điểm nhóm: Không xếp hạng" in in_pdf(paper(found, "phu-luc"))
    assert "Mức khác nhau theo hai cách hiểu Điều 6" in in_pdf(paper(found, "to-trinh"))


@pytest.mark.parametrize("name", ['<b>Sở & "Y" tế</b>', "#let x = 1 $a^2$ *Sở*", "{{ 7*7 }} {% if 1 %}", "Sở\\u0007 Y"])
def test_names_are_text_and_nothing_else(season, name):
    found = made_up(season, province("syt", season=season, name=name))
    for slug in ("phu-luc", "to-trinh"):
        assert name in in_word(paper(found, slug))
    assert name in in_pdf(notice(found, "syt"))


def corrected_season() -> None:
    """The council has looked at the Department of Health again, which loses all of 1.1."""
    cast = make_cast()
    season = make_season(cast)
    published_province(cast, season)
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})


class TestCorrection:
    @pytest.fixture
    def corrected(self, db: None) -> Season:
        play("dossier_of_a_correction", corrected_season)
        return Season.objects.get()

    def test_its_papers_name_the_decision_that_they_correct_and_why(self, corrected):
        for slug in ("to-trinh", "du-thao-quyet-dinh", "phu-luc", "thong-bao-cong-bo", "danh-sach-noi-vu"):
            told = in_pdf(paper(source(corrected), slug))
            assert "3301/QĐ-UBND" in told
            assert WHY in told

    def test_it_lists_the_units_that_move_before_and_after(self, corrected):
        told = in_pdf(paper(source(corrected), "du-thao-quyet-dinh"))
        assert "Sở Y tế 100,00 → 97,00" in told.replace("Mức I", "").replace("  ", " ")
        assert "Điều chỉnh" in told

    def test_the_edition_before_says_that_it_was_replaced(self, corrected):
        officers = SimpleNamespace(**{name: User.objects.get(username=name) for name in ("lead", "second_lead")})
        publish_correction(officers, corrected)
        assert source(corrected).edition.number == 2
        old = paper(source(corrected, 1), "phu-luc")
        number = source(corrected).decision.number
        assert any(f"đã được thay thế theo Quyết định số {number}" in text for text in old.notices)


class TestHeads:
    def head(self, cast: Cast, key: str, name: str, begun: date, ended: date | None = None) -> None:
        facts = {"title": "Giám đốc", "is_head": True, "valid_from": begun, "valid_until": ended}
        add_signatory(cast.lead, Unit.objects.get(key=key), full_name=name, **facts)

    def test_everybody_in_office_since_the_period_began_is_listed_with_dates(self, cast, season):
        self.head(cast, "syt", "Trần Cũ", date(2020, 1, 1), date(2022, 3, 31))
        self.head(cast, "syt", "Lê Mới", date(2022, 4, 1))
        self.head(cast, "stp", "Phạm Xưa", date(2015, 1, 1), date(2020, 12, 31))
        told = in_pdf(paper(source(season), "danh-sach-noi-vu"))
        assert "Lê Mới, Giám đốc (từ 01/04/2022)" in told
        assert "Trần Cũ, Giám đốc (từ 01/01/2020 đến 31/03/2022)" in told
        assert "Phạm Xưa" not in told


def test_the_verification_report_lists_changed_points_with_their_reason(cast, season):
    verify(cast.lead, arrive(season), adjusting=True)
    made = paper(source(season), "bao-cao-tham-tra")
    told = in_pdf(made)
    assert "4.3" in told
    assert "Thiếu hồ sơ" in told
    assert "Chưa có báo cáo" in told


def test_the_verification_report_is_a_draft_while_a_report_waits(cast, season):
    arrive(season)
    assert "DỰ THẢO" in paper(source(season), "bao-cao-tham-tra").marks
