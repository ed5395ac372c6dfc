"""Public pages and files of published editions (R4.6c). What is not published answers 404."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.portal import downloads, frozen
from thuocdo.portal.method import method_page
from thuocdo.portal.queries import Shelf, shelf
from thuocdo.portal.ranking import ranking_page
from thuocdo.portal.unit import unit_page
from thuocdo.results.models import Edition
from thuocdo.results.queries import public_content


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The newest published result: for whoever comes without knowing what to ask for."""
    rows = shelf()
    edition = rows.latest
    if edition is None:
        return frozen.page(request, rows, None, "portal/nothing.html", dict)
    return frozen.page(request, rows, edition, "portal/ranking.html", lambda: ranking_page(public_content(edition)))


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year's result: one ranking per tier (Article 7)."""
    rows, edition = _of(year)
    return frozen.page(request, rows, edition, "portal/ranking.html", lambda: ranking_page(public_content(edition)))


@require_safe
def tier(request: HttpRequest, year: int, tier: str) -> HttpResponse:
    """One tier's ranking alone."""
    rows, edition = _of(year)
    return frozen.page(
        request, rows, edition, "portal/ranking.html", lambda: ranking_page(public_content(edition), tier)
    )


@require_safe
def unit(request: HttpRequest, year: int, unit: str) -> HttpResponse:
    """How one unit's level and total came about."""
    rows, edition = _of(year)
    return frozen.page(request, rows, edition, "portal/unit.html", lambda: unit_page(public_content(edition), unit))


@require_safe
def method(request: HttpRequest, year: int) -> HttpResponse:
    """The criteria set as the year used it."""
    rows, edition = _of(year)
    return frozen.page(request, rows, edition, "portal/method.html", lambda: method_page(public_content(edition)))


@require_safe
def csv_file(request: HttpRequest, year: int) -> HttpResponse:
    rows, edition = _of(year)
    return frozen.keep(
        request, rows, edition, lambda: downloads.as_csv(rows.installation, edition, public_content(edition))
    )


@require_safe
def json_file(request: HttpRequest, year: int) -> HttpResponse:
    rows, edition = _of(year)
    return frozen.keep(
        request, rows, edition, lambda: downloads.as_json(rows.installation, edition, public_content(edition))
    )


def _of(year: int) -> tuple[Shelf, Edition]:
    rows = shelf()
    if year not in rows.editions:
        raise Http404
    return rows, rows.editions[year]
