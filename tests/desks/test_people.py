"""The administrator's desk."""

import pytest
from django.urls import reverse

from thuocdo.accounts.models import Post, Unit, User

FACTS = {"username": "moi", "full_name": "Người Mới"}


@pytest.fixture
def administrator(cast, client):
    client.force_login(cast.administrator)
    return client


def test_a_new_person_signs_in_with_the_password_shown_once(administrator, client):
    page = administrator.post(reverse("desks:person_new"), FACTS)
    password = page.context["password"]
    assert password in page.content.decode()
    assert client.login(username="moi", password=password)
    assert password not in administrator.get(reverse("desks:people")).content.decode()


def test_a_taken_user_name_is_refused_whatever_its_case(administrator):
    administrator.post(reverse("desks:person_new"), FACTS)
    administrator.post(reverse("desks:person_new"), {**FACTS, "username": "MOI"})
    assert User.objects.filter(username__iexact="moi").count() == 1


def test_a_post_is_given_and_ends_with_its_last_day(cast, administrator):
    person = cast.outsider
    unit = Unit.objects.get(key="syt")
    administrator.post(reverse("desks:person", args=[person.pk]), {"unit": unit.pk, "role": "preparer"})
    post = Post.objects.get(user=person, unit=unit)
    administrator.post(reverse("desks:post_end", args=[post.pk]), {"last_day": "01/01/2022"})
    post.refresh_from_db()
    assert post.valid_until is None  # it had not begun by then
    administrator.post(reverse("desks:post_end", args=[post.pk]), {"last_day": "31/12/2022"})
    post.refresh_from_db()
    assert post.valid_until.isoformat() == "2022-12-31"


def test_a_new_password_ends_the_old_one(cast, administrator, client):
    page = administrator.post(reverse("desks:person_password", args=[cast.preparer.pk]))
    assert client.login(username="preparer", password=page.context["password"])


def test_the_list_costs_the_same_for_any_number_of_people(administrator, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as first:
        administrator.get(reverse("desks:people"), {"tim": "preparer"})
    with django_assert_max_num_queries(len(first)):
        administrator.get(reverse("desks:people"))


def test_searching_for_nobody_says_so(administrator):
    page = administrator.get(reverse("desks:people"), {"tim": "không có ai"})
    assert page.status_code == 200
    assert not page.context["people"]
