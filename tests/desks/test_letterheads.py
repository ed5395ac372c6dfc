"""Keeping letterheads and signatories: a unit's own by its coordinator, everybody's by the lead department."""

from datetime import date

import pytest
from django.urls import reverse

from thuocdo.accounts.models import Letterhead, Signatory, Unit

HEADED = {"name": "SỞ Y TẾ", "above": "UBND TỈNH", "symbol": "SYT", "place": "Huế", "valid_from": "01/10/2022"}
HEAD = {"full_name": "Lê Văn Ký", "title": "Giám đốc", "is_head": "on", "capacity": ""}


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


def test_a_unit_without_any_shows_what_its_name_makes(coordinator):
    page = coordinator.get(reverse("desks:letterhead_of", args=["syt"]))
    assert page.context["in_use"].name == "SỞ Y TẾ"
    assert page.context["signs"]


def test_a_letterhead_is_added_and_then_in_use(coordinator):
    coordinator.post(reverse("desks:letterhead_new", args=["syt"]), HEADED)
    page = coordinator.get(reverse("desks:letterhead_of", args=["syt"]))
    assert page.context["in_use"].above == "UBND TỈNH"


def test_it_is_corrected_and_ended(coordinator):
    coordinator.post(reverse("desks:letterhead_new", args=["syt"]), HEADED)
    row = Letterhead.objects.get()
    coordinator.post(reverse("desks:letterhead", args=["syt", row.pk]), HEADED | {"valid_until": "10/10/2022"})
    row.refresh_from_db()
    assert row.valid_until == date(2022, 10, 10)


def test_what_was_typed_stays_when_it_is_refused(coordinator):
    address = reverse("desks:signatory_new", args=["syt"])
    page = coordinator.post(address, {"full_name": "Phan Thị Phó", "title": "Phó Giám đốc", "capacity": "KT."})
    assert page.status_code == 422
    assert "Phan Thị Phó" in page.content.decode()
    assert not Signatory.objects.exists()


def test_a_new_head_is_printed_from_then_on(coordinator):
    coordinator.post(reverse("desks:signatory_new", args=["syt"]), HEAD)
    page = coordinator.get(reverse("desks:letterhead_of", args=["syt"]))
    assert page.context["head"].full_name == "Lê Văn Ký"
    assert page.context["signs"] == ("GIÁM ĐỐC",)


def test_a_coordinator_is_led_to_their_own_unit(coordinator):
    answer = coordinator.get(reverse("desks:letterheads"))
    assert answer.url == reverse("desks:letterhead_of", args=["syt"])


def test_the_list_costs_the_same_for_any_number_of_units(cast, client, django_assert_max_num_queries):
    client.force_login(cast.lead)
    with django_assert_max_num_queries(30) as first:
        page = client.get(reverse("desks:letterheads"))
    cost = len(first)
    assert len(page.context["rows"]) == Unit.objects.filter(tier__isnull=False).count()
    for key in ("syt", "stp", "hue"):
        client.post(reverse("desks:letterhead_new", args=[key]), HEADED)
        client.post(reverse("desks:signatory_new", args=[key]), HEAD)
    with django_assert_max_num_queries(cost):
        client.get(reverse("desks:letterheads"))
