"""Answers that any cache may keep: a published edition never changes, so neither does its page until another edition
is published, which replaces it or stands beside it.

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
from thuocdo.portal.queries import Place
from thuocdo.portal.release import release


def page(
    request: HttpRequest, place: Place, template: str, content: Callable[[], dict], variant: str = ""
) -> HttpResponse:
    """The page of an edition, 304 where the visitor has it already; `content` is asked only when it is needed."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response = render(request, template, place.frame() | content())
        patch_cache_control(response, private=True, no_cache=True)
        return response
    # Rendered without the request: context processors would ask who is signed in.
    return keep(
        request,
        place,
        lambda: HttpResponse(render_to_string(template, place.frame() | {"request": request} | content())),
        variant,
    )


def keep(request: HttpRequest, place: Place, make: Callable[[], HttpResponse], variant: str = "") -> HttpResponse:
    """304 where the visitor has this answer already, otherwise a new one that may be kept and is asked about again."""
    tag, changed = tag_of(request, place, variant), last_modified(place)
    response = get_conditional_response(request, tag, changed, None)
    if response is None:
        response = kept.answer(tag, make)
        response["ETag"] = tag
        if changed is not None:
            response["Last-Modified"] = http_date(changed)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def tag_of(request: HttpRequest, place: Place, variant: str = "") -> str:
    """Everything that the answer depends on. The language stands in the path; by the other editions a page says what
    replaced it, and which years there are. `variant`: what else tells two answers at one address apart."""
    installation, edition = place.shelf.installation, place.edition
    parts = [request.path, variant, edition and edition.pk, release().mark]
    parts += [(row.pk, row.published_at) for row in place.shelf.all]
    if installation:
        parts += [installation.name_vi, installation.name_en, installation.kind]
    return quote_etag(sha256(repr(parts).encode()).hexdigest()[:32])


def last_modified(place: Place) -> int | None:
    """A publication changes the pages of the others too: they name it."""
    published = [row.published_at for row in place.shelf.all if row.published_at is not None]
    return int(max(*published, release().made).timestamp()) if place.edition and published else None
