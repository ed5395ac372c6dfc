"""The bundle of a published edition, and the page on which a visitor works the result out again (R9.2)."""

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from thuocdo.documents.files import path
from thuocdo.portal import frozen
from thuocdo.portal.proof import proof_page
from thuocdo.portal.queries import Place, shelf
from thuocdo.results.bundles import ZIP, bundle_of
from thuocdo.results.enums import BundleKind


@require_safe
def bundle(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    """The file as it was made once; its digest stands on the page of proof."""
    place = _of(year, nth)
    stored = bundle_of(place.edition, BundleKind.PUBLIC)

    def answer() -> HttpResponse:
        response = HttpResponse(path(stored.sha256).read_bytes(), content_type=ZIP)
        name = f"goi-doi-chieu-{place.edition.season.year}-lan-{place.edition.publication}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return frozen.keep(request, place, answer, stored.sha256)


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """`/kiem-tra/`: the same bytes for everyone who is not signed in, as every page of the portal."""
    place = Place(shelf())
    content = proof_page(place.shelf)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response = render(request, "portal/check.html", place.frame() | content)
        patch_cache_control(response, private=True, no_cache=True)
        return response
    shown = sha256(
        repr([content["fingerprints"], [file.sha256 for _, file in content["bundles"]]]).encode()
    ).hexdigest()
    whole = place.frame() | {"request": request} | content
    return frozen.keep(request, place, lambda: HttpResponse(render_to_string("portal/check.html", whole)), shown)


def _of(year: int, nth: int | None) -> Place:
    place = Place(shelf(), year, nth)
    if place.edition is None:
        raise Http404
    return place
