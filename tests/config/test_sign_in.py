"""Who has not signed in."""

from django.urls import reverse


def test_a_page_part_that_htmx_asks_for_is_not_answered_with_the_sign_in_page(client, db):
    assert client.get(reverse("desks:home"), headers={"HX-Request": "true"}).status_code == 401
    assert client.get(reverse("desks:home")).url.startswith(reverse("accounts:sign_in"))
