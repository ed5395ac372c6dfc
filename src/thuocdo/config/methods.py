"""Only GET, HEAD and POST are served: no view can be reached by a method that nobody thought of."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

SERVED = ("GET", "HEAD", "POST")


class KnownMethods:
    """Answers 405 to every other method, before anything is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if request.method in SERVED else HttpResponseNotAllowed(SERVED)
