"""Answers that any cache may keep: a published edition never changes, so neither does its page.

For visitors without a session a page is the same bytes for everyone. Nothing here touches the session, so that no
answer carries a cookie or varies by one. Whoever is signed in gets the page in their own frame, kept by nobody.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

from thuocdo.portal import kept
from thuocdo.portal.queries import Shelf
from thuocdo.portal.release import release
from thuocdo.results.models import Edition


def page(
    request: HttpRequest, shelf: Shelf, edition: Edition | None, template: str, content: Callable[[], dict]
) -> HttpResponse:
    """The page of an edition, 304 where the visitor has it already; `content` is asked only when it is needed."""
    frame = {"installation": shelf.installation, "years": list(shelf.editions), "edition": edition}
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response = render(request, template, frame | content())
        patch_cache_control(response, private=True, no_cache=True)
        return response
    # Rendered without the request: context processors would ask who is signed in.
    anonymous = frame | {"request": request}
    return keep(request, shelf, edition, lambda: HttpResponse(render_to_string(template, anonymous | content())))


def keep(request: HttpRequest, shelf: Shelf, edition: Edition | None, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 where the visitor has this answer already, otherwise a new one that may be kept and is asked about again."""
    tag, changed = _tag(request, shelf, edition), _last_modified(edition)
    response = get_conditional_response(request, tag, changed, None)
    if response is None:
        response = kept.answer(tag, make)
        response["ETag"] = tag
        if changed is not None:
            response["Last-Modified"] = http_date(changed)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _tag(request: HttpRequest, shelf: Shelf, edition: Edition | None) -> str:
    """Everything that the answer depends on. The language stands in the path."""
    installation = shelf.installation
    parts = [request.path, edition and (edition.pk, edition.published_at), release().mark]
    parts += [(year, other.pk) for year, other in shelf.editions.items()]
    if installation:
        parts += [installation.name_vi, installation.name_en, installation.kind]
    return quote_etag(sha256(repr(parts).encode()).hexdigest()[:32])


def _last_modified(edition: Edition | None) -> int | None:
    if edition is None or edition.published_at is None:
        return None
    return int(max(edition.published_at, release().made).timestamp())
