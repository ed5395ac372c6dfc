"""Each publication of a year keeps an address of its own; a replaced one says by which decision, and why (R4.6)."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.utils.http import parse_http_date
from tests.portal.editions import contents, correction, edition, keep, season_of, settled, small_set, unit
from tests.portal.test_pages import text

from thuocdo.portal import kept
from thuocdo.portal.release import Release
from thuocdo.results.enums import EditionState

pytestmark = pytest.mark.django_db
WHY = "Chấm nhầm chỉ số 1.1 của Đơn vị a"


@pytest.fixture
def first(db):
    return edition([unit("a"), unit("b", "95/100", order=1), unit("c", "8/10", order=2)])


@pytest.fixture
def second(first):
    low = {**unit("a").answers, "1.1": settled("15")}
    units = [unit("a", answers=low), unit("b", "95/100", order=1), unit("c", "8/10", order=2)]
    return correction(units, first, WHY)


def test_the_years_address_is_the_newest_and_each_publication_keeps_its_own(client, first, second):
    now, before, after = (text(client, f"/ket-qua/2021/{part}") for part in ("", "lan-1/", "lan-2/"))
    assert before != after
    assert "Đã được thay thế bởi lần công bố thứ 2" in before
    assert "Đã được thay thế" not in now + after
    assert "100,00" in before
    assert "100,00" not in now


def test_a_replaced_publication_names_the_decision_and_the_reason(client, first, second):
    for page in ("", "province/", "don-vi/a/", "bo-tieu-chi/"):
        words = text(client, f"/ket-qua/2021/lan-1/{page}")
        assert "150/QĐ-UBND-02" in words
        assert WHY in words


def test_the_new_publication_names_what_it_corrects(client, first, second):
    words = text(client, "/ket-qua/2021/")
    assert "3301/QĐ-UBND-2021" in words
    assert "150/QĐ-UBND-02" in words
    assert WHY in words


def test_whoever_reads_an_older_publication_stays_in_it(client, first, second):
    page = client.get("/ket-qua/2021/lan-1/").content.decode()
    assert "/ket-qua/2021/lan-1/don-vi/a/" in page
    assert '"/ket-qua/2021/don-vi/a/' not in page


def test_a_publication_that_there_is_not_is_not_found(client, first):
    for page in ("lan-0/", "lan-2/", "lan-2/don-vi/a/", "lan-2/so-voi-lan-1/", "lan-1/so-voi-lan-1/"):
        assert client.get(f"/ket-qua/2021/{page}").status_code == 404


def test_a_correction_is_out_of_reach_until_it_is_published(client, first):
    before = client.get("/ket-qua/2021/")
    low = contents(small_set(), [unit("a", "1/2")])
    keep(low, season_of(2021), 2, EditionState.APPROVED, replaces=first, correction_reason=WHY)
    kept.forget()
    after = client.get("/ket-qua/2021/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert client.get("/ket-qua/2021/lan-2/").status_code == 404


def test_a_visitor_who_has_the_replaced_page_is_given_it_anew(client, first, monkeypatch):
    monkeypatch.setattr("thuocdo.portal.frozen.release", lambda: Release("a", datetime(2020, 1, 1, tzinfo=UTC)))
    was = client.get("/ket-qua/2021/lan-1/")
    correction([unit("a", "1/2")], first, WHY)
    for header in ({"If-None-Match": was["ETag"]}, {"If-Modified-Since": was["Last-Modified"]}):
        now = client.get("/ket-qua/2021/lan-1/", headers=header)
        assert now.status_code == 200
        assert WHY in now.content.decode()
    assert client.get("/ket-qua/2021/lan-1/", headers={"If-None-Match": now["ETag"]}).status_code == 304
    assert parse_http_date(now["Last-Modified"]) > parse_http_date(was["Last-Modified"])


def test_the_public_differences_name_who_moved_and_why(client, first, second):
    words = text(client, "/ket-qua/2021/lan-2/so-voi-lan-1/")
    assert "Đơn vị a" in words
    assert "1.1" in words
    assert "Đơn vị b" in words
    assert "chỉ vì đơn vị khác thay đổi" in words
    assert "Đơn vị c " not in words


def test_the_public_differences_tell_nothing_that_is_not_public(client, first):
    odd = {**unit("a").answers, "2.1": settled("7.0625"), "1.3": settled("3.0625"), "3.1": settled("2.8125")}
    correction([unit("a", answers=odd)], first, WHY)
    page = client.get("/ket-qua/2021/lan-2/so-voi-lan-1/").content.decode()
    told = {found.replace(",", ".") for found in re.findall(r"\d+[.,]\d+", page)}
    assert not {"3.06", "3.0625", "2.81", "2.8125"} & told
    assert "7.06" in told  # the sum of group 2 is public, and of one component


def test_the_files_name_what_was_replaced_by_what(client, first, second):
    old, new = (json.loads(client.get(f"/ket-qua/2021/lan-{n}/tai-ve/ket-qua.json").content)["edition"] for n in (1, 2))
    assert (old["number"], old["replaced_by"]["number"], old["replaced_by"]["reason"]) == (1, 2, WHY)
    assert (new["number"], new["corrects"]["number"], new["replaced_by"]) == (2, 1, None)
    name = client.get("/ket-qua/2021/tai-ve/ket-qua.csv")["Content-Disposition"]
    assert "ket-qua-2021-lan-2.csv" in name


def test_a_decision_dated_too_late_is_marked(client, first):
    late = "sau 14/12/2021"
    assert late not in text(client, "/ket-qua/2021/")
    keep(contents(small_set(), [unit("a")]), season_of(2020), day="2020-12-15")
    assert "sau 14/12/2020" in text(client, "/ket-qua/2020/")
    assert json.loads(client.get("/ket-qua/2020/tai-ve/ket-qua.json").content)["edition"]["decision"]["is_late"]


def test_a_correction_of_a_correction_leads_from_each_to_the_next(client, first, second):
    correction([unit("a", "1/2")], second, "Sửa lần nữa")
    assert "lần công bố thứ 2" in text(client, "/ket-qua/2021/lan-1/")
    assert "Đã được thay thế bởi lần công bố thứ 3" in text(client, "/ket-qua/2021/lan-2/")
    assert client.get("/ket-qua/2021/lan-3/so-voi-lan-1/").status_code == 200
