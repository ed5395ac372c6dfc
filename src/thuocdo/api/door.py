"""What every address of the API has in common: the caller's language, the count of calls, open to every site, never a
cookie, and errors as data."""

from collections.abc import Callable
from functools import wraps

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from thuocdo.api import faults, limits

View = Callable[..., HttpResponse]
SHOWN = "ETag, Retry-After, X-Total-Count"


def opened(view: View, *, to_every_site: bool = True) -> View:
    """The view as the API answers. `to_every_site`: whether scripts of other sites' pages may read it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with translation.override(faults.language_of(request)):
            response = _answer(view, request, *args, **kwargs)
        response.headers.setdefault("Content-Language", "vi, en")
        if to_every_site:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = SHOWN
        return response

    return answered


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return faults.no_method()
    try:
        wait = limits.seconds_to_wait(request)
        return faults.too_many(wait) if wait else _read(view, request, *args, **kwargs)
    except Http404:
        return faults.not_found()
    except (OperationalError, InterfaceError):
        return faults.out_of_reach()


def _read(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """HEAD is answered as GET; whoever serves leaves the body out."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method
