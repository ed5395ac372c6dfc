"""Open data (R4.6c): the page that lists it, the files that programs read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.portal import catalogue as catalogues
from thuocdo.portal import frozen
from thuocdo.portal.addresses import base
from thuocdo.portal.downloads_xlsx import as_xlsx
from thuocdo.portal.feed import as_atom
from thuocdo.portal.queries import Place, shelf


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Every published edition with its files, the API, and how to check a result."""
    place = Place(shelf())
    stand = place.shelf
    rows = [Place(stand, edition.season.year, edition.publication) for edition in stand.all]
    return frozen.page(
        request,
        place,
        "portal/open_data.html",
        lambda: {"rows": rows, "base": base(request), "here": "open_data", "edition": None},
        base(request),
    )


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    place = Place(shelf())
    return frozen.keep(request, place, lambda: catalogues.as_json_ld(request, place), base(request))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    place = Place(shelf())
    return frozen.keep(request, place, lambda: as_atom(request, place), base(request))


@require_safe
def xlsx_file(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    place = Place(shelf(), year, nth)
    if place.edition is None:
        raise Http404
    return frozen.keep(request, place, lambda: as_xlsx(place, place.content()))
