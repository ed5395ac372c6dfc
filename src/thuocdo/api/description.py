"""The description of the API (OpenAPI 3.1) in the caller's language, and what the page about it shows of that."""

from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.api.answers import as_json
from thuocdo.api.views import api

SPOKEN = ("summary", "description")


def openapi(request: HttpRequest) -> HttpResponse:
    response = as_json(description(get_language() or "vi"))
    response["Cache-Control"] = "public, max-age=300"
    response["Vary"] = "Accept-Language"
    return response


def index(request: HttpRequest) -> HttpResponse:
    """Where to begin."""
    with override(get_language()):
        page = reverse("open_data:api")
    addresses = {name: reverse(f"api:{view}") for name, view in (("editions", "list_editions"), ("openapi", "openapi"))}
    response = as_json({"version": api.version, **addresses, "documentation": page})
    response["Cache-Control"] = "public, max-age=300"
    response["Vary"] = "Accept-Language"
    return response


@cache
def description(language: str) -> dict[str, Any]:
    with override(language):
        found = _spoken(api.get_openapi_schema())
    for operation in found["paths"].values():
        _name_problems(operation["get"]["responses"])
    return found


def _name_problems(responses: dict[int, Any]) -> None:
    """Errors are of a type of their own, which ninja does not know."""
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            response["content"] = {"application/problem+json": response["content"].popitem()[1]}


def _spoken(part: Any) -> Any:
    """The same with its sentences in the language that is on; words of the libraries stay as they are."""
    if isinstance(part, dict):
        return {
            name: _(value) if name in SPOKEN and isinstance(value, str) and value else _spoken(value)
            for name, value in part.items()
        }
    return [_spoken(item) for item in part] if isinstance(part, list) else part


def operations(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The addresses in the order of the description, in pieces, each with the names of its parameters."""
    return [
        {
            "pieces": path.strip("/").split("/"),
            "summary": facts["get"]["summary"],
            "names": [row["name"] for row in facts["get"]["parameters"]],
        }
        for path, facts in found["paths"].items()
    ]


def parameters(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Each parameter once, as the first address says it that has it."""
    rows: dict[str, dict[str, Any]] = {}
    for facts in found["paths"].values():
        for row in facts["get"]["parameters"]:
            rows.setdefault(row["name"], row)
    return sorted(rows.values(), key=lambda row: row["in"])


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The description as a page: no script, so that the strict content security policy holds."""
    found = description(get_language() or "vi")
    context = {
        "operations": operations(found),
        "parameters": parameters(found),
        "base": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/description.html", context)
