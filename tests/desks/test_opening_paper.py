"""The letter that opens a season: for each tier its own form, its last day, how Article 6 is read, whom to ask."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from tests.documents.papers import said_in, words

from thuocdo.accounts.models import User
from thuocdo.cycles.models import Season, SeasonTier


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.lead)
    return client


def letter(client, tier: str = "province", kind: str = "pdf") -> bytes:
    return client.get(reverse("desks:opening_paper", args=["2022", tier, kind])).content


def test_it_states_the_last_day_that_is_still_in_time_with_its_weekday(lead, season):
    assert "Chậm nhất hết ngày 19/10/2022 (Thứ Tư)" in words(letter(lead))


def test_each_tier_has_its_own_day_and_its_own_form(lead, season):
    SeasonTier.objects.filter(season=season, tier__code="district").update(report_before=date(2022, 10, 25))
    said = words(letter(lead, "district"))
    assert "hết ngày 24/10/2022 (Thứ Hai)" in said
    assert "Phụ lục II" in said


def test_the_form_comes_with_it_whole(lead, season):
    said = words(letter(lead))
    assert "CỦA CÁC ĐƠN VỊ CẤP TỈNH" in said
    assert "Tài liệu kiểm chứng" in said
    assert "Tổng cộng 100" in said


def test_the_units_of_the_tier_are_listed_and_no_others(lead, season):
    said = words(letter(lead))
    assert "Sở Y tế" in said
    assert "Phong Điền" not in said


def test_it_says_between_which_days_figures_count(lead, season):
    assert "từ ngày 01/10/2021 đến ngày 01/10/2022" in words(letter(lead))


@pytest.mark.parametrize(
    ("rule", "words_"),
    [("total", "xác định theo tổng điểm"), ("total_and_groups", "điểm tối thiểu của từng nhóm tiêu chí")],
)
def test_it_says_how_article_6_is_read_and_by_which_document(lead, season, rule, words_):
    Season.objects.filter(pk=season.pk).update(level_rule=rule, level_rule_document="Văn bản 10/UBND")
    said = words(letter(lead))
    assert words_ in said
    assert "căn cứ Văn bản 10/UBND" in said


def test_it_names_the_officer_who_takes_it_out_as_the_one_to_ask(cast, lead, season):
    User.objects.filter(pk=cast.lead.pk).update(full_name="Lê Đầu Mối", landline="0234 111222")
    assert "Lê Đầu Mối" in words(letter(lead))
    assert "0234 111222" in words(letter(lead))


def test_an_english_page_gives_the_same_vietnamese_letter(lead, season):
    url = reverse("desks:opening_paper", args=["2022", "province", "pdf"])
    assert "hết ngày 19/10/2022 (Thứ Tư)" in words(lead.get(f"/en{url}").content)


def test_word_says_the_same(lead, season):
    said = said_in(docx.Document(BytesIO(letter(lead, kind="docx"))))
    assert "hết ngày 19/10/2022 (Thứ Tư)" in said


def test_the_season_s_page_offers_it_for_each_tier(lead, season):
    page = lead.get(reverse("desks:season", args=["2022"])).content.decode()
    for tier in ("province", "district"):
        assert reverse("desks:opening_paper", args=["2022", tier, "docx"]) in page


def test_an_unknown_tier_or_kind_of_file_is_not_found(lead, season):
    for tier, kind in (("x", "pdf"), ("province", "exe")):
        assert lead.get(reverse("desks:opening_paper", args=["2022", tier, kind])).status_code == 404
