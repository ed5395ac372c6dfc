"""Pages of frozen editions that this process has made already, by their tag, which changes with all they depend on."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from django.http import HttpResponse

MOST_PAGES = 160  # a province's pages in both languages, some 10 MB
MOST_BYTES = 250_000  # larger files are rarely asked for and made anew


class Page(NamedTuple):
    body: bytes
    headers: dict[str, str]


_pages: OrderedDict[str, Page] = OrderedDict()
_lock = Lock()


def answer(tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The kept page as a new response; made, and kept unless it is too large, where there is none."""
    with _lock:
        page = _pages.pop(tag, None)
        if page is not None:
            _pages[tag] = page  # the one asked for last leaves last
    if page is not None:
        return HttpResponse(page.body, headers=page.headers)
    response = make()
    if len(response.content) <= MOST_BYTES:
        with _lock:
            _pages[tag] = Page(response.content, dict(response.items()))
            while len(_pages) > MOST_PAGES:
                _pages.popitem(last=False)
    return response


def forget() -> None:
    with _lock:
        _pages.clear()
