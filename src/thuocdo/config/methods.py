"""Only GET, HEAD and POST are served: no view can be reached by a method that nobody thought of."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from thuocdo.api import faults

SERVED = ("GET", "HEAD", "POST")


class KnownMethods:
    """Answers 405 to every other method, before anything is read; of the API as data."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SERVED:
            return self.get_response(request)
        return self._refused(request)

    def _refused(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return HttpResponseNotAllowed(SERVED)
        with translation.override(faults.language_of(request)):
            return faults.no_method()
