"""The description of the API, and the API held against it by calls that nobody would think of."""

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from thuocdo.api.actions import make_token
from thuocdo.api.description import description

pytestmark = pytest.mark.django_db
EXAMPLES = 500 if os.environ.get("THUOCDO_DEEP") else 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
REAL = {"edition": st.sampled_from(["2021", "2021-1"]), "tier": st.just("province"), "unit": st.just("syt")}
ACCEPT = st.sampled_from(["*/*", "application/json", "text/csv", "text/csv;q=0.1, */*;q=0", "image/png", "", "é/;q=x"])
PATHS = sorted(description("en")["paths"])


@pytest.fixture
def schema(cast, first, second, settings, monkeypatch):
    for signal in (
        request_started,
        request_finished,
    ):  # the test's transaction outlives a call
        monkeypatch.setattr(signal, "receivers", [])
        signal.sender_receivers_cache.clear()
    settings.API_CALLS_PER_MINUTE = 0
    settings.ALLOWED_HOSTS = ["*"]
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@pytest.mark.parametrize("path", PATHS)
def test_no_call_finds_a_server_error_or_an_answer_other_than_described(schema, cast, path):
    operation = schema[path]["GET"]
    key = make_token(cast.lead, "x")[1]

    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(
        case=operation.as_strategy(),
        real=st.fixed_dictionaries(REAL),
        is_real=st.booleans(),
        has_key=st.booleans(),
        accept=ACCEPT,
    )
    def call(case, real, is_real, has_key, accept):
        if is_real:
            case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
        case.headers = {"Accept-Encoding": "identity", "Accept": accept}
        if has_key:
            case.headers["Authorization"] = f"Bearer {key}"
        case.validate_response(case.call(), checks=CHECKS)

    call()


def test_it_is_openapi_3_1_with_every_address(api, db):
    told = api.told("openapi.json", Accept_Language="en")
    assert told["openapi"].startswith("3.1")
    assert list(told["paths"]) == list(description("en")["paths"])
    assert "Chưa" not in str(told)


def test_it_speaks_the_callers_language(api, db):
    said = [api.told("openapi.json", Accept_Language=language)["info"]["description"] for language in ("vi", "en")]
    assert said[0] != said[1]


@pytest.mark.parametrize("page", ["/du-lieu-mo/api/", "/en/du-lieu-mo/api/"])
def test_the_page_about_it_names_every_address_and_runs_no_script_of_others(client, db, page):
    text = client.get(page).content.decode().replace("<wbr>", "")
    assert not [path for path in PATHS if path not in text]
    assert 'src="http' not in text
