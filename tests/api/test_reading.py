"""What the API tells of published editions, as JSON and as CSV."""

import csv
import io

import pytest
from tests.api.conftest import WHY
from tests.portal.editions import correction, edition, unit

pytestmark = pytest.mark.django_db


def table(api, path: str) -> list[dict[str, str]]:
    response = api.read(path, Accept="text/csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_an_edition_names_its_decision_its_set_and_how_far_it_may_be_trusted(api, first):
    row = api.told("editions/2021")
    assert (row["id"], row["is_in_force"], row["is_sample"]) == ("2021-1", True, True)
    assert row["decision"]["number"] == "3301/QĐ-UBND-2021"
    assert row["set"] == {name: first.public["set"][name] for name in ("id", "version", "status", "digest")}
    assert row["set"]["status"] == "PROVISIONAL"


def test_a_corrected_edition_and_its_correction_name_each_other(api, first, second):
    old, new = api.told("editions/2021-1"), api.told("editions/2021")
    assert (old["is_in_force"], old["replaced_by"]["id"], old["replaced_by"]["reason"]) == (False, "2021-2", WHY)
    assert (new["id"], new["corrects"]["id"], new["replaced_by"]) == ("2021-2", "2021-1", None)
    assert [row["id"] for row in api.told("editions")["items"]] == ["2021-2", "2021-1"]


def test_a_ranking_is_that_of_one_tier(api, first):
    body = api.told("editions/2021/rankings/province")
    assert [row["unit"] for row in body["items"]] == [row["unit"] for row in first.public["tiers"][0]["units"]]
    assert body["total"] == 4
    assert body["items"][-1]["total"] is None  # who sent nothing has no 0
    assert api.told("editions/2021/rankings")["items"][1]["ranking"].endswith("/rankings/district")


def test_a_unit_is_told_as_far_as_it_is_public(api, first):
    result = api.told("editions/2021/units/syt")["result"]
    public = next(row for row in first.public["tiers"][0]["units"] if row["unit"] == "syt")
    assert {**public, "tier": "province"} == result


def test_exemptions_and_the_set_are_told_too(api, first):
    assert api.told("editions/2021/exemptions")["items"] == []
    body = api.told("editions/2021/criteria-set")
    assert body["set"] == first.public["set"]
    assert [form["groups"] for form in body["tiers"]] == [tier["groups"] for tier in first.public["tiers"]]


@pytest.mark.parametrize(
    "path",
    [
        "editions",
        "editions/2021",
        "editions/2021/rankings",
        "editions/2021/rankings/province",
        "editions/2021/units",
        "editions/2021/units/syt",
        "editions/2021/exemptions",
        "editions/2021/criteria-set",
    ],
)
def test_every_address_answers_as_a_table_too(api, first, path):
    body, rows = api.told(path), table(api, path)
    if "items" in body:
        assert len(rows) == len(body["items"])
    assert all("PROVISIONAL" in row.values() for row in rows)


def test_a_row_of_the_table_keeps_numbers_and_names_its_edition(api, first):
    row = table(api, "editions/2021/rankings/province")[0]
    assert (row["unit"], row["edition_id"], row["edition_is_sample"]) == ("syt", "2021-1", "true")
    assert row["total"] == first.public["tiers"][0]["units"][0]["total"]
    assert row["groups_1_points"]
    assert not [name for name in row if name.startswith("groups_3")]  # closed to the public


def test_the_format_of_the_address_outweighs_accept(api, first):
    assert api.read("editions?format=csv", Accept="application/json")["Content-Type"].startswith("text/csv")
    assert api.read("editions", Accept="text/html, */*;q=0.1")["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", ["=1+1", "+84", "@SUM(A1)", "-x"])
def test_no_cell_can_be_taken_for_a_formula(api, db, name):
    edition([unit("syt", name=name)])
    assert table(api, "editions/2021/units")[0]["name_vi"] == f"'{name}"


def test_a_page_beyond_the_end_is_empty_and_says_how_many_there_are(api, first):
    body = api.told("editions/2021/rankings/province?offset=500")
    assert (body["items"], body["total"], body["next"]) == ([], 4, None)
    assert api.read("editions/2021/units?format=csv&offset=500")["X-Total-Count"] == "5"


def test_pages_lead_from_one_to_the_next(api, first):
    address, seen = "/api/v1/editions/2021/units?limit=2", []
    while address:
        body = api.get(address).json()
        seen += [row["unit"] for row in body["items"]]
        address = body["next"]
    assert seen == [unit["unit"] for tier in first.public["tiers"] for unit in tier["units"]]


@pytest.mark.parametrize("path", ["editions", "editions/2021", "editions/2021/rankings/province?limit=2"])
def test_whoever_has_it_already_is_told_so(api, first, path, django_assert_num_queries):
    response = api.read(path)
    assert response["Cache-Control"] == "public, no-cache"
    api.read(path)
    with django_assert_num_queries(3):  # the count of calls, and the shelf
        again = api.read(path, If_None_Match=response["ETag"])
    assert again.status_code == 304
    assert api.read(f"{path}{'&' if '?' in path else '?'}format=csv")["ETag"] != response["ETag"]


def test_a_correction_makes_every_tag_new(api, first):
    before = api.read("editions/2021-1")["ETag"]
    correction([unit("syt")], first, WHY)
    assert api.read("editions/2021-1", If_None_Match=before).status_code == 200


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("path", ["", "/rankings/province", "/units", "/units/syt", "/exemptions", "/criteria-set"])
def test_an_address_asks_as_many_queries_however_many_units_there_are(api, db, django_assert_num_queries, units, path):
    edition([unit("syt"), *(unit(f"don-vi-{n}", "7/10") for n in range(units - 1))])
    api.read("editions")
    with django_assert_num_queries(4):
        api.told(f"editions/2021{path}")


@pytest.mark.parametrize("years", [1, 3])
def test_the_list_asks_as_many_queries_however_many_editions_there_are(api, db, django_assert_num_queries, years):
    for year in range(2021, 2021 + years):
        edition([unit("syt")], year=year)
    api.read("openapi.json")
    with django_assert_num_queries(4):
        assert api.told("editions")["total"] == years
