"""The bundle on the portal, and the page on which a visitor checks it."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.editions import edition, unit

from thuocdo.audit.keys import signer
from thuocdo.bundle.checking import check
from thuocdo.bundle.report import Expected

pytestmark = pytest.mark.django_db
BUNDLE = "/ket-qua/2021/tai-ve/goi-doi-chieu.zip"


def fingerprint() -> str:
    return sha256(signer().public.key).hexdigest()


def test_the_bundle_of_the_published_edition_is_found_right(client: Client, published):
    response = client.get(BUNDLE)
    assert response["Content-Disposition"] == 'attachment; filename="goi-doi-chieu-2021-lan-1.zip"'
    report = check(response.content, Expected(fingerprint=fingerprint(), edition="2021/1"))
    assert report.findings == []
    assert "no_facts" in report.unproven  # this edition is from before facts were kept


def test_whoever_has_it_already_is_told_so(client: Client, published):
    first = client.get(BUNDLE)
    assert client.get(BUNDLE, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/ket-qua/2021/lan-1/tai-ve/goi-doi-chieu.zip").content == first.content


def test_what_is_not_published_has_no_bundle(client: Client, published):
    assert client.get("/ket-qua/2020/tai-ve/goi-doi-chieu.zip").status_code == 404
    assert client.get("/ket-qua/2021/lan-2/tai-ve/goi-doi-chieu.zip").status_code == 404


def test_the_page_shows_the_digest_of_every_bundle_and_the_key(client: Client, published):
    digest = sha256(client.get(BUNDLE).content).hexdigest()
    for language in ("", "/en"):
        html = client.get(f"{language}/kiem-tra/").content.decode()
        assert digest in html
        assert fingerprint() in html
        assert "portal/verify/checking" in html


def test_it_costs_the_same_queries_however_much_was_published(client: Client, published):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/kiem-tra/").status_code == 200
        return len(asked)

    client.get("/kiem-tra/")
    before = queries()
    edition([unit("syt")], year=2020)
    client.get("/kiem-tra/")
    assert queries() == before


def test_the_page_stands_before_anything_is_published(client: Client, db):
    assert client.get("/kiem-tra/").status_code == 200
