"""Passwords that somebody else knows are good for one thing only: choosing one's own."""

import pytest
from django.urls import reverse

from thuocdo.accounts.actions import add_person, new_password
from thuocdo.accounts.models import User

OWN = "của riêng tôi 2022"


@pytest.fixture
def newcomer(cast, client):
    user, password = add_person(cast.administrator, username="moi", full_name="Người Mới")
    assert client.login(username="moi", password=password)
    return user, password


def test_a_one_time_password_opens_only_the_page_on_which_to_choose_another(newcomer, client):
    assert client.get(reverse("desks:home")).url == reverse("accounts:change_password")
    assert client.get(reverse("accounts:change_password")).status_code == 200
    assert client.get(reverse("portal:latest")).status_code == 200


def test_ones_own_password_opens_the_rest(newcomer, client):
    _user, password = newcomer
    form = {"old_password": password, "new_password1": OWN, "new_password2": OWN}
    assert client.post(reverse("accounts:change_password"), form).status_code == 302
    assert client.get(reverse("desks:home")).status_code == 200


def test_a_new_one_time_password_asks_again(cast, client):
    password = new_password(cast.administrator, cast.preparer)
    assert client.login(username="preparer", password=password)
    assert client.get(reverse("desks:home")).url == reverse("accounts:change_password")


def test_the_cast_has_passwords_of_their_own(cast):
    assert not User.objects.filter(has_one_time_password=True).exists()
