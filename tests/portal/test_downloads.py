"""The public part as open data."""

import csv
import io
import json

import pytest
from django.test import Client
from tests.portal.editions import edition, unit

pytestmark = pytest.mark.django_db


def table(client: Client, language: str = "") -> list[dict[str, str]]:
    body = client.get(f"{language}/ket-qua/2021/tai-ve/ket-qua.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_the_csv_begins_with_the_mark_that_spreadsheets_need(client, published):
    response = client.get("/ket-qua/2021/tai-ve/ket-qua.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="ket-qua-2021-lan-1.csv"'


def test_a_row_has_the_published_columns(client, published):
    row = table(client)[0]
    assert (row["Mức"], row["Thứ tự"], row["Đơn vị"], row["Điểm quy đổi"]) == ("Mức I", "1", "Đơn vị syt", "99.75")
    assert row["Tính chất dữ liệu"] == "small · BẢN TẠM · dữ liệu mẫu"


def test_the_six_different_things_stay_different(client, published):
    rows = {row["Mã đơn vị"]: row for row in table(client)}
    assert (rows["sct"]["Trạng thái"], rows["sct"]["Mức"]) == ("Không xếp hạng", "Không xếp hạng")
    assert (rows["bdt"]["Trạng thái"], rows["bdt"]["Điểm quy đổi"], rows["bdt"]["Mức"]) == ("Không gửi báo cáo", "", "")
    assert rows["bdt"]["Lý do"] == "Đang sáp nhập"
    assert rows["ttr"]["Trạng thái"] == "Không có nội dung đánh giá"
    assert (rows["ttr"]["Nhóm 1: số điểm thực hiện"], rows["ttr"]["Nhóm 1: số điểm không đưa vào đánh giá"]) == (
        "",
        "60.000000",
    )


def test_a_closed_group_has_no_column(client, published):
    assert not [title for title in table(client)[0] if title.startswith("Nhóm 3")]


def test_the_english_file_has_english_titles(client, published):
    assert table(client, "/en")[0]["Converted points"] == "99.75"


@pytest.mark.parametrize("name", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_can_be_taken_for_a_formula(client, name):
    edition([unit("syt", name=name), unit("stp", name="x", not_reported=name)])
    cells = [cell for row in table(client) for cell in row.values()]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_json_is_the_public_part_word_for_word(client, published):
    whole = json.loads(client.get("/ket-qua/2021/tai-ve/ket-qua.json").content)
    about = whole.pop("edition")
    assert whole == published.public
    decision = {"number": "3301/QĐ-UBND-2021", "date": "2021-12-14", "signer": "Chủ tịch Thử", "is_late": False}
    assert (about["decision"], about["corrects"], about["replaced_by"]) == (decision, None, None)
    assert about["is_sample"] is True
