"""The API's addresses, the same in every language, and its page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from thuocdo.api import description
from thuocdo.api.door import opened
from thuocdo.api.views import api

app_name = "api"
WITH_A_KEY = {"get_feed"}


def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    raise Http404


def _of_ninja() -> list:
    """ninja's addresses behind our door, but for its own root."""
    found = [entry for entry in api.urls[0] if entry.name != "api-root"]
    for entry in found:
        entry.callback = opened(entry.callback, to_every_site=entry.name not in WITH_A_KEY)
    return found


urlpatterns = [
    path("", opened(description.index), name="api-root"),
    path("openapi.json", opened(description.openapi), name="openapi"),
    *_of_ninja(),
    re_path(r"^(?P<rest>.*)$", opened(unknown), name="unknown"),
]
