"""The feed for home affairs (R9.2): for whoever has a key, with heads in office and what a correction moved."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.api.conftest import WHY
from tests.portal.editions import correction, edition, unit

from thuocdo.accounts.models import Signatory, Unit
from thuocdo.api.actions import make_token, revoke_token
from thuocdo.api.models import FeedToken
from thuocdo.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(cast) -> str:
    return make_token(cast.lead, "Hồ sơ cán bộ")[1]


def read(api, key: str, **query: int) -> dict:
    response = api.get("/api/v1/feed", query, headers={"Authorization": f"Bearer {key}"})
    assert response.status_code == 200
    return response.json()


def test_a_correction_says_whose_result_moved(api, key, first):
    correction([unit("syt", "95/100"), unit("stc", "8/10", order=1)], first, WHY)
    new, old = read(api, key)["items"]
    assert (new["kind"], old["kind"], old["moved"]) == ("correction", "publication", [])
    assert new["edition"]["corrects"]["reason"] == WHY
    moved = {row["unit"]: row for row in new["moved"]}
    assert "syt" not in moved or moved["syt"]["before"] != moved["syt"]["after"]
    assert (moved["stp"]["before"]["level"], moved["stp"]["after"]) == ("I", None)


def test_the_head_is_whoever_was_in_office_on_the_day_of_the_publication(api, key, db):
    health = Unit.objects.get(key="syt")
    for name, since, until in (("Trước", None, date(2021, 12, 31)), ("Khi ấy", date(2022, 1, 1), None)):
        Signatory.objects.create(
            unit=health, full_name=name, title="Giám đốc", valid_from=since, valid_until=until, is_head=True
        )
    edition([unit("syt"), unit("khac")])  # published on 5 January 2022
    heads = {row["unit"]: row["head"] for row in read(api, key)["items"][0]["units"]}
    assert heads == {"syt": {"full_name": "Khi ấy", "title": "Giám đốc", "since": "2022-01-01"}, "khac": None}


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer td_wrong", "Basic eDp5", "Bearer \udcff"])
def test_without_a_key_nobody_reads(api, first, sent):
    response = api.get("/api/v1/feed", headers={"Authorization": sent})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response["Content-Type"] == "application/problem+json"


def test_a_revoked_key_opens_nothing(api, cast, key, first):
    assert read(api, key)["total"] == 1
    assert revoke_token(cast.lead, FeedToken.objects.get().pk)
    assert api.get("/api/v1/feed", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert not revoke_token(cast.lead, FeedToken.objects.get().pk)  # a second time does nothing


def test_the_secret_is_not_kept_and_its_use_is(api, key, first):
    assert FeedToken.objects.get().last_used_at is None
    read(api, key)
    row = FeedToken.objects.get()
    assert row.last_used_at is not None
    assert key not in str(vars(row))


def test_making_and_revoking_are_recorded(cast, key):
    revoke_token(cast.administrator, FeedToken.objects.get().pk)
    acts = Entry.objects.filter(act__startswith="feed_token").order_by("pk").values_list("act", "actor")
    assert list(acts) == [("feed_token.made", cast.lead.pk), ("feed_token.revoked", cast.administrator.pk)]


@pytest.mark.parametrize("who", ["preparer", "verifier", "chair", "observer"])
def test_others_make_no_key_and_revoke_none(cast, key, who):
    person = getattr(cast, who)
    for act in (lambda: make_token(person, "x"), lambda: revoke_token(person, FeedToken.objects.get().pk)):
        with pytest.raises(PermissionDenied):
            act()


def test_the_feed_is_kept_by_nobody_else_and_is_not_open_to_other_sites(api, key, first):
    response = api.get("/api/v1/feed", headers={"Authorization": f"Bearer {key}"})
    assert response["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in response
    assert "Authorization" in response["Vary"]


@pytest.mark.parametrize("years", [1, 3])
def test_it_asks_as_many_queries_however_many_editions_there_are(api, key, django_assert_num_queries, years):
    for year in range(2021, 2021 + years):
        edition([unit("syt"), unit("stp", order=1)], year=year)
    read(api, key)
    with django_assert_num_queries(7):  # calls, key, clock, shelf (2), contents, heads
        read(api, key)


def test_a_page_beyond_the_end_is_empty(api, key, first):
    assert read(api, key, offset=9) | {"items": []} == read(api, key, offset=9)
