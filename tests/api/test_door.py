"""How the API answers whoever calls: openly, without a cookie, in words, and not without end."""

from datetime import date

import pytest
from django.test import Client
from django.urls import resolve
from tests.portal.editions import contents, edition, keep, season_of, small_set, unit

from thuocdo.api.actions import make_token
from thuocdo.api.models import Calls
from thuocdo.api.urls import urlpatterns
from thuocdo.cycles.models import Season
from thuocdo.results.enums import EditionState

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "editions",
    "editions/2021",
    "editions/2021-1",
    "editions/2021/rankings",
    "editions/2021/rankings/province",
    "editions/2021/units",
    "editions/2021/units/syt",
    "editions/2021/exemptions",
    "editions/2021/criteria-set",
]


def test_every_address_of_an_edition_is_walked_here():
    walked = {resolve(f"/api/v1/{path}").url_name for path in ADDRESSES}
    others = {"api-root", "openapi", "unknown", "get_feed"}  # the last: below, and test_feed.py
    assert {entry.name for entry in urlpatterns} == walked | others


@pytest.mark.parametrize("path", ["", "openapi.json", *ADDRESSES])
def test_an_answer_is_open_to_every_site_and_sets_no_cookie(api, first, path):
    response = api.read(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_is_answered_as_get(api, first, path):
    response = api.head(f"/api/v1/{path}")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == api.read(path)["ETag"]


@pytest.mark.parametrize("state", [EditionState.PROPOSED, EditionState.TAKEN_BACK, EditionState.APPROVED])
def test_what_is_not_published_is_found_at_no_address(api, db, state):
    edition([unit("syt", name="CANARY")], state=state)
    answers = [api.read(path) for path in ADDRESSES]
    assert [answer.status_code for answer in answers] == [200, *[404] * (len(ADDRESSES) - 1)]
    assert answers[0].json()["items"] == []
    assert not [answer for answer in answers if b"CANARY" in answer.content]


def test_a_practice_season_is_found_at_no_address(api, db):
    pinned = season_of(2019).pinned_set
    Season.objects.create(year=2021, pinned_set=pinned, approval_before=date(2021, 12, 15), is_practice=True)
    edition([unit("syt", name="CANARY")])
    answers = [api.read(path) for path in ADDRESSES]
    assert [answer.status_code for answer in answers] == [200, *[404] * (len(ADDRESSES) - 1)]
    assert not [answer for answer in answers if b"CANARY" in answer.content]


@pytest.mark.parametrize("is_practice", [False, True])
def test_the_feed_tells_nothing_unpublished_nor_practised(api, cast, is_practice):
    if is_practice:
        pinned = season_of(2019).pinned_set
        Season.objects.create(year=2021, pinned_set=pinned, approval_before=date(2021, 12, 15), is_practice=True)
    edition([unit("syt")], state=EditionState.PUBLISHED if is_practice else EditionState.APPROVED)
    key = make_token(cast.lead, "x")[1]
    assert api.told("feed", Authorization=f"Bearer {key}")["total"] == 0


def test_a_correction_under_way_changes_no_answer(api, first):
    before = [api.read(path).content for path in ADDRESSES]
    low = contents(small_set(), [unit("syt", "1/2")])
    keep(low, season_of(2021), 2, EditionState.APPROVED, replaces=first, correction_reason="CANARY")
    assert [api.read(path).content for path in ADDRESSES] == before
    assert api.read("editions/2021-2").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("editions/2020", 404),
        ("editions/2021-9", 404),
        ("editions/2021/rankings/nowhere", 404),
        ("editions/2021/units/nobody", 404),
        ("nothing/here", 404),
        ("editions/latest", 422),
        ("editions?limit=0", 422),
        ("editions?limit=201", 422),
        ("editions?offset=-1", 422),
        ("editions?limit=ten", 422),
        ("editions?format=xml", 422),
    ],
)
def test_a_wrong_call_is_told_what_to_do_in_its_language(api, first, path, status):
    said = {}
    for language in ("vi", "en"):
        response = api.read(path, Accept_Language=language)
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        assert response["Content-Language"] == language
        said[language] = response.json()
    assert said["vi"]["status"] == status
    assert said["vi"]["detail"] != said["en"]["detail"]


def test_a_wrong_parameter_is_named(api, first):
    body = api.read("editions?limit=0&offset=x").json()
    assert [row["name"] for row in body["parameters"]] == ["limit", "offset"]


def test_a_format_that_there_is_not_is_refused_in_words(api, first):
    assert api.read("editions", Accept="image/png").status_code == 406


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_are_refused_as_data(api, first, method):
    response = getattr(api, method)("/api/v1/editions")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["status"] == 405


def test_whoever_calls_too_often_waits_and_still_reads_the_portal(api, first, settings):
    settings.API_CALLS_PER_MINUTE = 3
    answers = [api.read("editions") for _n in range(9)]  # of which a new minute may forgive some
    late = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(late["Retry-After"]) <= 60
    assert api.get("/ket-qua/2021/").status_code == 200
    assert Client(REMOTE_ADDR="198.51.100.7").get("/api/v1/editions").status_code == 200


def test_no_limit_counts_nobody(api, first, settings):
    settings.API_CALLS_PER_MINUTE = 0
    api.read("editions")
    assert not Calls.objects.exists()


def test_an_address_of_a_caller_is_never_kept(first):
    Client(REMOTE_ADDR="198.51.100.7").get("/api/v1/editions")
    assert "198" not in Calls.objects.get().caller


def test_behind_a_proxy_a_caller_is_who_the_proxy_saw(first, settings):
    settings.PROXIES = 1
    client = Client(REMOTE_ADDR="127.0.0.1")
    for forged in ("1.1.1.1", "2.2.2.2"):
        client.get("/api/v1/editions", headers={"X-Forwarded-For": f"{forged}, 198.51.100.7"})
    assert Calls.objects.values("caller").distinct().count() == 1
    client.get("/api/v1/editions", headers={"X-Forwarded-For": "198.51.100.8"})
    assert Calls.objects.values("caller").distinct().count() == 2
