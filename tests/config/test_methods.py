"""Methods that no page was made for."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from thuocdo.config.methods import KnownMethods


def answer(method):
    return KnownMethods(lambda request: HttpResponse("the page"))(RequestFactory().generic(method, "/"))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_pages_are_read_and_forms_are_sent(method):
    assert answer(method).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_every_other_method_is_turned_away(method):
    response = answer(method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"
