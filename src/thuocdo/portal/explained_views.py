"""The province at a glance, and the charts of the public pages as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.common.chart_files import chart_file
from thuocdo.portal import explained, frozen
from thuocdo.portal.queries import Place, shelf


@require_safe
def province(request: HttpRequest, year: int, nth: int | None = None) -> HttpResponse:
    """Totals with level bands, units against groups, components, years: by tier."""
    place = _of(year, nth)
    return frozen.page(
        request, place, "portal/province.html", lambda: explained.province_page(explained.contents(place), year)
    )


@require_safe
def unit_chart(request: HttpRequest, year: int, unit: str, file: str, nth: int | None = None) -> HttpResponse:
    place = _of(year, nth)
    return frozen.keep(
        request, place, lambda: chart_file(explained.charts_of_unit(explained.contents(place), year, unit), file)
    )


@require_safe
def tier_chart(request: HttpRequest, year: int, tier: str, file: str, nth: int | None = None) -> HttpResponse:
    place = _of(year, nth)
    return frozen.keep(
        request, place, lambda: chart_file(explained.charts_of_tier(explained.contents(place), year, tier), file)
    )


def _of(year: int, nth: int | None) -> Place:
    place = Place(shelf(), year, nth)
    if place.edition is None:
        raise Http404
    return place
