"""The desk on which keys to the feed for home affairs are made and revoked."""

import pytest
from django.urls import reverse

from thuocdo.api.actions import make_token
from thuocdo.api.models import FeedToken

pytestmark = pytest.mark.django_db
KEYS = "/khoa-truy-cap/"


def test_a_new_key_is_shown_once(client, cast):
    client.force_login(cast.lead)
    page = client.post(KEYS, {"name": "Sở Nội vụ"})
    assert "td_" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    again = client.get(KEYS).content.decode()
    assert "Sở Nội vụ" in again
    assert "td_" not in again


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_a_key_without_a_proper_name_is_not_made(client, cast, name):
    client.force_login(cast.administrator)
    assert client.post(KEYS, {"name": name} if name else {}).status_code == 422
    assert not FeedToken.objects.exists()


def test_a_key_is_revoked_after_a_second_thought(client, cast):
    row, _secret = make_token(cast.lead, "Sở Nội vụ")
    client.force_login(cast.administrator)
    address = reverse("desks:feed_key_revoke", args=[row.pk])
    assert "Sở Nội vụ" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Đã thu hồi" in client.get(KEYS).content.decode()


@pytest.mark.parametrize("keys", [1, 3])
def test_the_list_asks_as_many_queries_however_many_keys_there_are(client, cast, django_assert_max_num_queries, keys):
    for _n in range(keys):
        make_token(cast.lead, "x")
    client.force_login(cast.lead)
    client.get(KEYS)
    with django_assert_max_num_queries(9):
        client.get(KEYS)
