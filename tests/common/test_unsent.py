"""A sign-in that ends while somebody types: what they typed comes back, and the answer is saved after all."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import PASSWORD, pdf

TYPED = {"p0-a": "9", "p0-b": "10", "p0-version": "0"}
SIGN_IN = reverse("accounts:sign_in")
HERE = "http://testserver"
KEPT = "Nội dung vừa nhập vẫn còn"


@pytest.fixture
def url(report) -> str:
    return reverse("desks:component", args=[report.pk, "1.3"])


@pytest.fixture
def strict() -> Client:
    """A browser as it is outside tests: forms need their token."""
    return Client(enforce_csrf_checks=True)


def signed_in_again(client, cast):
    return client.post(SIGN_IN, {"username": cast.preparer.username, "password": PASSWORD})


def resent(client, response):
    """Presses the page's button."""
    unsent = response.context["unsent"]
    fields = dict(unsent.fields)
    if "csrf_token" in response.context:
        fields["csrfmiddlewaretoken"] = str(response.context["csrf_token"])
    return client.post(unsent.address, fields, headers={"Origin": HERE})


def test_what_was_typed_comes_back_after_signing_in_and_can_be_saved(client, cast, report, url):
    response = client.post(url, TYPED, headers={"Referer": HERE + url})
    assert response.url == f"{SIGN_IN}?next={url}"
    assert "Không mất gì" in client.get(response.url).content.decode()
    response = signed_in_again(client, cast)
    assert KEPT in response.content.decode()
    assert not report.answers.exists()
    resent(client, response)
    assert report.answers.get().values == {"a": "9", "b": "10"}


def test_it_is_offered_once(client, cast, url):
    client.post(url, TYPED)
    signed_in_again(client, cast)
    client.logout()
    assert signed_in_again(client, cast).status_code == 302


def test_whoever_else_signs_in_next_is_not_shown_it(client, cast, url):
    client.post(url, TYPED | {"typist": str(cast.coordinator.pk)})
    response = signed_in_again(client, cast)
    assert response.status_code == 302
    assert "unsent" not in client.session


def test_the_form_of_somebody_else_is_not_offered_to_whoever_is_signed_in(strict, cast, url):
    strict.force_login(cast.preparer)
    typed = TYPED | {"typist": str(cast.coordinator.pk), "p0-a": "7777"}
    response = strict.post(url, typed, headers={"Origin": HERE})
    assert response.status_code == 403
    assert "7777" not in response.content.decode()


def test_a_wrong_password_loses_nothing(client, cast, url):
    client.post(url, TYPED)
    client.post(SIGN_IN, {"username": cast.preparer.username, "password": "sai"})
    assert KEPT in signed_in_again(client, cast).content.decode()


def test_long_texts_are_shown_and_keep_their_lines(client, cast, url):
    reason = "\nĐơn vị không có thủ tục hành chính\nthuộc phạm vi này"
    client.post(url + "de-nghi-khong-danh-gia/", {"ground": "no_content", "reason": reason})
    response = signed_in_again(client, cast)
    assert response.context["unsent"].texts == [reason]
    assert "<br>thuộc phạm vi này</blockquote>" in response.content.decode()
    assert f'<textarea name="reason" hidden>\n{reason}</textarea>' in response.content.decode()


def test_a_file_has_to_be_chosen_again(client, cast, url):
    client.post(url, TYPED | {"file": pdf()})
    assert "Hãy đính kèm lại tệp" in signed_in_again(client, cast).content.decode()


def test_passwords_are_not_kept(client, cast, url):
    client.post(reverse("accounts:change_password"), {"old_password": "a", "new_password1": "b"})
    assert "unsent" not in client.session
    assert signed_in_again(client, cast).status_code == 302


def test_signing_out_twice_leads_back_to_a_page_that_opens(client, cast, url):
    response = client.post(reverse("accounts:sign_out"), headers={"Referer": HERE + url})
    assert response.url == f"{SIGN_IN}?next={url}"


def test_a_page_from_elsewhere_is_not_gone_back_to(client, url):
    response = client.post(url, TYPED, headers={"Referer": "https://example.com/x/"})
    assert response.url == f"{SIGN_IN}?next=/"


def test_a_form_from_before_another_sign_in_can_be_sent_again(strict, cast, report, url):
    strict.force_login(cast.preparer)
    response = strict.post(url, TYPED, headers={"Origin": HERE})
    assert response.status_code == 403
    assert KEPT in response.content.decode()
    assert not report.answers.exists()
    resent(strict, response)
    assert report.answers.get().values == {"a": "9", "b": "10"}


def test_a_form_without_a_token_from_nobody_signed_in_is_kept_too(strict, cast, url):
    response = strict.post(url, TYPED, headers={"Origin": HERE, "Referer": HERE + url})
    assert response.url == f"{SIGN_IN}?next={url}"
    assert strict.session["unsent"]["fields"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://example.com"}])
def test_nothing_is_offered_again_that_another_site_may_have_written(strict, cast, url, headers):
    strict.force_login(cast.preparer)
    response = strict.post(url, TYPED, headers=headers)
    assert response.status_code == 403
    assert KEPT not in response.content.decode()
