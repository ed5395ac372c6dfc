"""The published results as a catalogue for other catalogues: DCAT and schema.org in one JSON-LD file, since the content
security policy of the pages lets nothing inline in."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from thuocdo.portal.addresses import base, in_full
from thuocdo.portal.queries import Place
from thuocdo.results.models import Edition

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FILES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "bundle": "application/zip",
}
LANGUAGES = ("vi", "en")


def as_json_ld(request: HttpRequest, place: Place) -> HttpResponse:
    installation = place.shelf.installation
    names = installation and {"vi": installation.name_vi, "en": installation.name_en}
    publisher = {"@type": ["foaf:Organization", "schema:GovernmentOrganization"]} | _both("foaf:name", names or {})
    whole = {
        "@context": CONTEXT,
        "@id": in_full(request, "portal:catalogue", language="vi"),
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        **_both("dct:title", {key: _in(key, "Level of digital government: published results") for key in LANGUAGES}),
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": base(request)},
        "dcat:service": _service(request),
        "dcat:dataset": [_dataset(request, place, row) for row in place.shelf.all],
    }
    return HttpResponse(json.dumps(whole, ensure_ascii=False, indent=1), content_type="application/ld+json")


def _both(name: str, words: dict[str, str]) -> dict:
    return {name: [{"@language": key, "@value": value} for key, value in words.items() if value]}


def _in(language: str, words: str, **facts: object) -> str:
    """A sentence that the pages say too, in one of the languages."""
    with override(language):
        return gettext(words) % facts


def _dataset(request: HttpRequest, place: Place, edition: Edition) -> dict:
    args = (edition.season.year, edition.publication)
    successor = Place(place.shelf, *args).successor
    replaced = {"dct:isReplacedBy": _page(request, successor)} if successor else {}
    names = {key: _in(key, "Level of digital government in %(year)s", year=args[0]) for key in LANGUAGES}
    return {
        **_page(request, edition),
        "@type": ["dcat:Dataset", "schema:Dataset"],
        **_both("dct:title", names),
        **_both("schema:name", names),
        "dct:identifier": f"{args[0]}-{args[1]}",
        "dct:issued": {"@type": "xsd:dateTime", "@value": localtime(edition.published_at).isoformat()},
        "dct:temporal": str(args[0]),
        "schema:isAccessibleForFree": True,
        "dcat:version": str(args[1]),
        **replaced,
        "dcat:distribution": [_file(request, name, args) for name in FILES],
    }


def _page(request: HttpRequest, edition: Edition) -> dict:
    return {"@id": in_full(request, "portal:edition_year", edition.season.year, edition.publication, language="vi")}


def _file(request: HttpRequest, name: str, args: tuple) -> dict:
    return {
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcat:downloadURL": {"@id": in_full(request, f"portal:edition_{name}", *args, language="vi")},
        "schema:encodingFormat": FILES[name],
        "dcat:mediaType": FILES[name],
    }


def _service(request: HttpRequest) -> dict:
    return {
        "@type": ["dcat:DataService", "schema:WebAPI"],
        "dcat:endpointURL": {"@id": f"{base(request)}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{base(request)}/api/v1/openapi.json"},
    }
