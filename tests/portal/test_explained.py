"""What the public is told of a unit and of the province: as far as public parts go, within the tier, in few bytes."""

import gzip

import pytest
from django.test import Client
from tests.portal.editions import edition, figures, sample_installation, unit, whole_province

from thuocdo.regulation import load_set
from thuocdo.results.enums import EditionState

pytestmark = pytest.mark.django_db

UNIT = "/ket-qua/2021/don-vi/stc/"
PROVINCE = "/ket-qua/2021/toan-tinh/"


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_units_page_tells_where_its_points_went(client, published):
    page = body(client, UNIT)
    assert "bieu-do/diem-mat.svg" in page
    assert "bieu-do/nhom-hep.svg" in page
    assert "<table" in page


def test_a_component_that_is_not_public_is_named_nowhere(client, published):
    """1.3 and 2.1 are hidden: only what is left of their groups is told."""
    for address in (f"{UNIT}bieu-do/diem-mat.csv", "/ket-qua/2021/toan-tinh/bieu-do/province/phan-bo.csv"):
        told = client.get(address).content.decode()
        assert not any(code in told for code in ("1.3", "2.1", "3.1", "Chỉ số kín"))


def test_nothing_hidden_is_spelled_out_by_subtraction(client):
    """A closed line beside open ones, a silent group, and an adjustment that nobody sees."""
    sample_installation()
    odd = {"1.1": "17.25", "1.2.a": "9.5", "1.2.b": "7.8125", "1.3": "3.0625", "T": "1.4375"}
    answers = {**unit("stc").answers, **{code: figures(points=points) for code, points in odd.items()}}
    edition([unit("stc", answers=answers | {"3.1": figures(x="7")}), unit("stp", answers={"3.1": figures(x="16")})])
    told = client.get(f"{UNIT}bieu-do/diem-mat.csv").content.decode() + body(client, UNIT)
    assert "Các nhóm không công khai điểm" in told
    lost = ["6.9375", "6,94", "7.8125", "3.0625", "3,06", "1.4375", "5.625", "5,63"]
    assert not [told[max(told.find(figure) - 60, 0) :][:120] for figure in lost if figure in told]


def test_of_a_silent_group_not_even_the_sum_is_told(client, published):
    told = client.get(f"{UNIT}bieu-do/nhom.csv").content.decode()
    row = next(line for line in told.splitlines() if line.startswith("3."))
    assert row.split(",")[1:6] == ["", "", "", "", ""]
    assert "không công khai" in body(client, PROVINCE)


def test_the_internal_charts_are_not_there(client, published):
    for name in ("chenh-lech", "chenh-lech-chi-so"):
        assert client.get(f"/ket-qua/2021/toan-tinh/bieu-do/province/{name}.csv").status_code == 404


def test_a_unit_without_a_total_has_no_charts(client, published):
    assert "bieu-do/" not in body(client, "/ket-qua/2021/don-vi/bdt/")
    assert client.get("/ket-qua/2021/don-vi/bdt/bieu-do/diem-mat.svg").status_code == 404


def test_a_change_is_told_against_the_year_before(client):
    sample_installation()
    edition([unit("stc", "7/10")], year=2020)
    edition([unit("stc", "8/10")])
    page = body(client, UNIT)
    assert "So với năm 2020" in page
    assert "+10,00" in page
    assert "bieu-do/cac-nam.svg" in page
    assert "So với năm" not in body(client, "/ket-qua/2020/don-vi/stc/")


def test_what_is_not_published_is_told_nowhere(client):
    sample_installation()
    edition([unit("stc", "7/10")], year=2020, state=EditionState.PROPOSED)
    edition([unit("stc", "8/10")])
    assert "2020" not in client.get(f"{UNIT}bieu-do/nhom.csv").content.decode()
    assert "So với năm" not in body(client, UNIT)


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("address", [PROVINCE, f"{UNIT}bieu-do/nhom.csv", f"{PROVINCE}bieu-do/province/xep-hang.csv"])
def test_it_asks_three_queries_however_many_units_and_years(client, django_assert_num_queries, address, units):
    sample_installation()
    edition([unit("stc")], year=2020)
    edition([unit("stc"), *(unit(f"don-vi-{n}", "7/10") for n in range(units - 1))])
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [PROVINCE, "/ket-qua/2021/don-vi/province-3/"])
def test_a_page_of_a_whole_province_stays_small(client, address):
    sample_installation()
    law = load_set("qd-3043-2021")
    edition(whole_province(), criteria_set=law, year=2020)
    edition(whole_province(), criteria_set=law)
    assert len(gzip.compress(client.get(address).content)) < 50 * 1024


def test_a_picture_is_kept_like_a_page(client, published):
    first = client.get(f"{UNIT}bieu-do/nhom.svg")
    assert first["Content-Security-Policy"].startswith("default-src 'none'")
    again = Client().get(f"{UNIT}bieu-do/nhom.svg", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert Client().get(f"{UNIT}bieu-do/nhom.svg")["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_each_language_has_its_own_words(client, published):
    assert "Strengths and shortcomings" in body(client, f"/en{UNIT}")
    assert b"Best of the tier" in client.get(f"/en{UNIT}bieu-do/nhom.csv").content
