"""What programs look for at the root of a site: which pages there are, and which they may read."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.portal import frozen
from thuocdo.portal.addresses import base, in_full
from thuocdo.portal.queries import Place, Shelf, shelf
from thuocdo.results.queries import public_contents

DESKS = ("/ban-lam-viec/", "/en/ban-lam-viec/", "/dang-nhap/", "/en/dang-nhap/")
LANGUAGES = ("vi", "en")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Results that are none, of a sample or practice installation, belong into no search engine."""
    place = Place(shelf())
    installation = place.shelf.installation
    closed = ("/",) if installation and installation.is_demonstration else DESKS
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {base(request)}/sitemap.xml", ""]
    return frozen.keep(
        request, place, lambda: HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), base(request)
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the editions in force, in both languages, and the year's page of each that was replaced."""
    place = Place(shelf())
    return frozen.keep(request, place, lambda: _sitemap(request, place.shelf), base(request))


def _sitemap(request: HttpRequest, stand: Shelf) -> HttpResponse:
    rows = [_row(request, name, args) for name, args in _pages(stand)]
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{"".join(rows)}</urlset>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _pages(stand: Shelf) -> Iterator[tuple[str, list[object]]]:
    yield "portal:latest", []
    yield "portal:open_data", []
    yield "open_data:api", []
    contents = public_contents(stand.editions.values())
    for year, edition in stand.editions.items():
        for name in ("year", "province", "method"):
            yield f"portal:{name}", [year]
        for tier in contents[edition.pk]["tiers"]:
            yield "portal:tier", [year, tier["tier"]]
            for unit in tier["units"]:
                yield "portal:unit", [year, unit["unit"]]
    for edition in stand.all:
        yield "portal:edition_year", [edition.season.year, edition.publication]


def _row(request: HttpRequest, name: str, args: list[object]) -> str:
    """A page with both its languages."""
    found = {language: escape(in_full(request, name, *args, language=language)) for language in LANGUAGES}
    others = "".join(f'<xhtml:link rel="alternate" hreflang="{key}" href="{url}"/>' for key, url in found.items())
    return "".join(f"<url><loc>{url}</loc>{others}</url>\n" for url in found.values())
