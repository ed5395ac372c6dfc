"""What a citizen reads: the two rankings, a unit, the criteria set."""

import re
from html import unescape

import pytest
from django.test import Client
from tests.portal.editions import contents, edition, keep, sample_installation, season_of, small_set, unit

from thuocdo.regulation import Text
from thuocdo.results.enums import EditionState

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """The page's words, without its markup."""
    response = client.get(address)
    assert response.status_code == 200, address
    return spoken(response.content.decode())


def rows(client: Client, address: str) -> list[list[str]]:
    """The cells of every table on the page, row by row."""
    html = client.get(address).content.decode()
    table = [
        re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]
    return [[spoken(cell) for cell in row] for row in table]


def spoken(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_table_has_the_published_columns_with_the_level_first(client, published):
    assert rows(client, "/ket-qua/2021/province/")[0] == [
        "Mức",
        "Thứ tự",
        "Đơn vị",
        "Điểm quy đổi",
        "Điểm tối đa",
        "Số điểm không đưa vào đánh giá",
        "Số điểm tối đa cần thực hiện",
        "Số điểm thực hiện",
        "Tỷ lệ thực hiện",
    ]


def test_levels_positions_and_totals_stand_in_table_order(client, published):
    table = [[row[0].split(" theo nhóm")[0], row[1], row[2]] for row in rows(client, "/ket-qua/2021/province/")[1:]]
    assert table == [
        ["Mức I", "1", "Đơn vị syt"],
        ["Mức II", "2", "Đơn vị stc"],
        ["Mức II", "2", "Đơn vị stnmt"],
        ["Không xếp hạng", "–", "Đơn vị stp"],
        ["Không xếp hạng", "–", "Đơn vị sct"],
        ["Không có nội dung đánh giá", "–", "Đơn vị ttr"],
        ["Không gửi báo cáo", "–", "Đơn vị bdt"],
    ]


def test_a_unit_without_a_total_shows_its_reason_and_no_figure(client, published):
    without = {row[2]: row[3:] for row in rows(client, "/ket-qua/2021/province/") if len(row) == 4}
    assert without["Đơn vị bdt"] == ["Đang sáp nhập"]
    assert without["Đơn vị ttr"] == ["Mọi nội dung đều không đưa vào đánh giá (Điều 5.3)"]


def test_the_reason_for_a_missing_report_is_told_in_the_language_of_the_page(client, db):
    sample_installation()
    edition([unit("syt"), unit("bdt", not_reported=Text("Đang sáp nhập", "Merging"))])
    for address in ("/ket-qua/2021/province/", "/ket-qua/2021/don-vi/bdt/", "/ket-qua/2021/tai-ve/ket-qua.csv"):
        assert "Đang sáp nhập" in text(client, address)
        assert "Merging" in text(client, f"/en{address}")


def test_an_edition_from_before_reasons_had_two_languages_can_still_be_read(client, db):
    sample_installation()
    content = contents(small_set(), [unit("syt"), unit("bdt", not_reported="Đang sáp nhập")])
    old = next(row for tier in content["tiers"] for row in tier["units"] if row["unit"] == "bdt")
    old["reason"] = "Đang sáp nhập"
    keep(content, season_of(2021))
    for address in ("/ket-qua/2021/province/", "/en/ket-qua/2021/don-vi/bdt/", "/en/ket-qua/2021/tai-ve/ket-qua.csv"):
        assert "Đang sáp nhập" in text(client, address)


def test_the_first_page_shows_both_rankings_and_the_decision(client, published):
    words = text(client, "/")
    assert "Cấp tỉnh, năm 2021" in words
    assert "Cấp huyện, năm 2021" in words
    assert "3301/QĐ-UBND-2021 ngày 14/12/2021" in words
    assert "Chủ tịch Thử" in words


def test_a_tier_has_a_page_of_its_own(client, published):
    words = text(client, "/ket-qua/2021/district/")
    assert "Đơn vị hue" in words
    assert "Đơn vị syt" not in words


def test_numbers_follow_the_language(client, published):
    assert "99,75" in text(client, "/ket-qua/2021/don-vi/syt/")
    assert "99.75" in text(client, "/en/ket-qua/2021/don-vi/syt/")


@pytest.mark.parametrize("address", ["/", "/ket-qua/2021/", "/ket-qua/2021/don-vi/syt/", "/ket-qua/2021/bo-tieu-chi/"])
def test_a_provisional_set_says_so_wherever_points_stand(client, published, address):
    assert "Bản tạm để thử" in text(client, address)
    assert "Provisional test" in text(client, "/en" + address)


def test_zero_points_and_exempt_are_told_apart(client, published):
    words = text(client, "/ket-qua/2021/don-vi/stp/")
    assert "1.1 Chỉ số mở 0 / 30 điểm" in words
    assert "77/UBND" not in words  # component 1.3 is not public: not even that it is exempt
    assert "quy đổi cho 10 điểm không đưa vào đánh giá" in words


def test_a_part_that_is_not_public_shows_only_that(client, published):
    words = text(client, "/ket-qua/2021/don-vi/syt/")
    assert "1.2.a Nội dung mở 9,5 / 10" in words
    assert "1.2.b Nội dung kín không công khai / 10" in words
    assert "1.3 Chỉ số kín không công khai / 10" in words


def test_of_a_closed_group_not_even_the_sum_is_shown(client, published):
    words = text(client, "/ket-qua/2021/don-vi/syt/")
    assert "3. Nhóm kín Điểm của nhóm này không công khai." in words
    assert "28,50" in words  # group 2: its sum alone


def test_both_readings_of_article_6_are_shown_where_they_differ(client, published):
    words = text(client, "/ket-qua/2021/don-vi/stc/")
    assert ("Hai cách đọc Điều 6" in words) is published.public["tiers"][0]["units"][1]["levels_differ"]


def test_a_unit_without_a_report_has_a_page_that_says_why(client, published):
    words = text(client, "/ket-qua/2021/don-vi/bdt/")
    assert "Đang sáp nhập" in words
    assert "không phải là 0 điểm" in words


def test_the_criteria_set_is_shown_as_it_was_used(client, published):
    words = text(client, "/ket-qua/2021/bo-tieu-chi/")
    assert "Quyết định 1/QĐ-UBND ngày 02/01/2020" in words
    assert "01/10/2020 – 01/10/2021" in words
    assert "Số đạt ÷ Tổng số Từ 100% trở lên: 30 điểm." in words
    assert "Giá trị: 0 được 0 điểm, tốt nhất trong cấp được 10 điểm" in words


@pytest.mark.parametrize("language", ["", "/en"])
def test_before_the_first_publication_the_portal_says_what_will_come(client, language):
    words = text(client, language + "/")
    assert ("Chưa công bố kết quả nào" in words) or ("No result has been published yet" in words)


@pytest.mark.parametrize(
    "address",
    [
        "ket-qua/2020/",
        "ket-qua/2021/xa/",
        "ket-qua/2021/don-vi/ai-do/",
        "ket-qua/2020/bo-tieu-chi/",
        "ket-qua/2020/tai-ve/ket-qua.csv",
        "ket-qua/2020/tai-ve/ket-qua.json",
    ],
)
def test_what_is_not_published_does_not_exist(client, published, address):
    assert client.get("/" + address).status_code == 404
    assert client.get("/en/" + address).status_code == 404


@pytest.mark.parametrize("state", [EditionState.PROPOSED, EditionState.TAKEN_BACK, EditionState.APPROVED])
def test_an_edition_is_out_of_reach_until_it_is_published(client, published, state):
    edition([unit("syt")], year=2022, state=state)
    for address in ("", "don-vi/syt/", "province/", "bo-tieu-chi/", "tai-ve/ket-qua.csv", "tai-ve/ket-qua.json"):
        assert client.get(f"/ket-qua/2022/{address}").status_code == 404
    assert "năm 2021" in text(client, "/")


def test_a_later_edition_takes_the_place_of_the_first(client, published):
    edition([unit("syt", "75/100")], number=2)
    words = text(client, "/ket-qua/2021/")
    assert "Bản kết quả lần 2" in words
    assert "Đơn vị stc" not in words


def test_every_published_year_can_be_reached(client, published):
    edition([unit("syt")], year=2022)
    assert "năm 2022" in text(client, "/")
    links = client.get("/").content.decode()
    assert "/ket-qua/2021/" in links


def test_whoever_is_signed_in_keeps_their_own_frame(client, published, django_user_model):
    client.force_login(django_user_model.objects.create(username="a", full_name="Lê Thị Thử"))
    response = client.get("/ket-qua/2021/don-vi/syt/")
    assert "Lê Thị Thử" in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert client.get("/ket-qua/2021/", headers={"If-None-Match": response.get("ETag", "")}).status_code == 200


def test_an_installation_without_a_name_can_publish_too(client, db):
    edition([unit("syt")])
    assert "Dữ liệu mẫu" not in text(client, "/")
    sample_installation()
    assert "Dữ liệu mẫu" in text(client, "/")
