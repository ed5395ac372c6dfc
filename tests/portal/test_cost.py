"""Cheap enough for a day on which everybody looks: few queries, small answers, 304 for whoever has it already."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.editions import edition, sample_installation, unit, whole_province
from tests.portal.test_privacy import PAGES

from thuocdo.common.models import Installation
from thuocdo.portal import kept
from thuocdo.regulation import load_set

pytestmark = pytest.mark.django_db

BUDGET = 50 * 1024
ALL = [f"/{language}{page}" for page in PAGES.values() for language in ("", "en/")]


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("address", ALL)
def test_an_address_asks_three_queries_however_many_units_there_are(client, django_assert_num_queries, address, units):
    sample_installation()
    edition([unit("syt"), *(unit(f"don-vi-{n}", "7/10") for n in range(units - 1))])
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ALL)
def test_whoever_has_it_already_is_told_so_without_reading_the_edition(client, published, address):
    first = client.get(address)
    assert first["ETag"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert len(asked) == 2
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_a_page_that_was_made_is_made_no_second_time(client, published, django_assert_num_queries):
    first = client.get("/ket-qua/2021/")
    with django_assert_num_queries(2):
        again = Client().get("/ket-qua/2021/")
    assert (again.content, again.headers) == (first.content, first.headers)


def test_only_so_many_pages_are_kept(client, published, monkeypatch):
    monkeypatch.setattr(kept, "MOST_PAGES", 2)
    for address in ALL:
        client.get(address)
    assert len(kept._pages) == 2


@pytest.mark.parametrize("address", ALL)
def test_an_answer_is_the_same_for_everyone_and_may_be_kept(client, published, address):
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"


def test_a_tag_belongs_to_one_page_in_one_language(client, published):
    tags = [client.get(address)["ETag"] for address in ALL]
    assert len(set(tags)) == len(ALL)


def test_a_new_edition_a_new_year_or_a_new_name_makes_a_new_tag(client, published):
    tags = [client.get("/ket-qua/2021/")["ETag"]]
    edition([unit("syt")], year=2022)
    tags.append(client.get("/ket-qua/2021/")["ETag"])
    edition([unit("syt")], number=2)
    tags.append(client.get("/ket-qua/2021/")["ETag"])
    Installation.objects.update(name_vi="Thành phố Huế")
    tags.append(client.get("/ket-qua/2021/")["ETag"])
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("address", ["/", "/ket-qua/2021/don-vi/province-1/", "/ket-qua/2021/bo-tieu-chi/", "/en/"])
def test_a_page_of_the_whole_province_fits_the_budget(client, address):
    edition(whole_province(), criteria_set=load_set("qd-3043-2021"))
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) + _assets(gzip.decompress(response.content).decode()) <= BUDGET


def _assets(html: str) -> int:
    """Bytes of everything else that the page fetches, fonts apart, as they are served."""
    names = set(re.findall(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))', html))
    assert names
    return sum(len(gzip.compress(open(finders.find(name), "rb").read())) for name in names)


def test_the_portal_only_answers_reading(client: Client, published):
    assert client.post("/ket-qua/2021/").status_code == 405
    assert client.head("/ket-qua/2021/").status_code == 200
