"""Public pages and files of published editions (R4.6c). What is not published answers 404.

`nth`: of which publication of the year; none: the newest one.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.portal import downloads, explained, frozen
from thuocdo.portal.changes import changes_page
from thuocdo.portal.method import method_page
from thuocdo.portal.queries import Place, shelf
from thuocdo.portal.ranking import ranking_page
from thuocdo.portal.unit import unit_page


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The newest published result: for whoever comes without knowing what to ask for."""
    place = Place(shelf())
    if place.edition is None:
        return frozen.page(request, place, "portal/nothing.html", dict)
    return frozen.page(request, place, "portal/ranking.html", lambda: ranking_page(place.content()))


@require_safe
def year(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    """A year's result: one ranking per tier (Article 7)."""
    place = _of(year, nth)
    return frozen.page(request, place, "portal/ranking.html", lambda: ranking_page(place.content()))


@require_safe
def tier(request: HttpRequest, year: int, tier: str, nth: int | None = None) -> HttpResponse:
    """One tier's ranking alone."""
    place = _of(year, nth)
    return frozen.page(request, place, "portal/ranking.html", lambda: ranking_page(place.content(), tier))


@require_safe
def unit(request: HttpRequest, year: int, unit: str, nth: int | None = None) -> HttpResponse:
    """How one unit's level and total came about."""
    place = _of(year, nth)

    def content() -> dict:
        found = explained.contents(place)
        return unit_page(found[year], unit) | explained.told(found, year, unit)

    return frozen.page(request, place, "portal/unit.html", content)


@require_safe
def method(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    """The criteria set as the year used it."""
    place = _of(year, nth)
    return frozen.page(request, place, "portal/method.html", lambda: method_page(place.content()))


@require_safe
def changes(request: HttpRequest, year: int, nth: int, other: int) -> HttpResponse:
    """What a publication changed against an earlier one of its year, as far as both are public (I11)."""
    place, before = _of(year, nth), _of(year, other)
    if other >= nth:
        raise Http404
    return frozen.page(
        request,
        place,
        "portal/changes.html",
        lambda: {"earlier": before.edition, **changes_page(before.content(), place.content())},
    )


@require_safe
def csv_file(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    place = _of(year, nth)
    return frozen.keep(request, place, lambda: downloads.as_csv(place, place.content()))


@require_safe
def json_file(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    place = _of(year, nth)
    return frozen.keep(request, place, lambda: downloads.as_json(place, place.content()))


def _of(year: int, nth: int | None = None) -> Place:
    place = Place(shelf(), year, nth)
    if place.edition is None:
        raise Http404
    return place
