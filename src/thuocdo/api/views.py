"""The open read API, version 1: addresses, parameters and their description. Answers are made in `answers`, from what
`editions` tells."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Path, Query
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from thuocdo.api import columns, editions, faults, schemas
from thuocdo.api.actions import use_token
from thuocdo.api.answers import Page, Told, answer, as_json, paged
from thuocdo.api.feed import news
from thuocdo.api.models import FeedToken
from thuocdo.portal.queries import Place, shelf

api = NinjaAPI(
    title="Thước đo",
    version="1",
    description=gettext_noop(
        "Published results of the yearly assessment of the level of digital government, free to use, without a key. "
        "What is not published is not here. A published edition never changes; a correction is a further edition."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)

EditionName = Annotated[
    str,
    Path(
        pattern=r"^[0-9]{4}(-[0-9]{1,4})?$",
        examples=["2021", "2021-1"],
        description=gettext_noop(
            "A year, for its edition in force, or a year and a publication, for ever the same edition."
        ),
    ),
]
CODE = r"^[-a-zA-Z0-9_]+$"
Tier = Annotated[
    str, Path(pattern=CODE, max_length=60, description=gettext_noop("Code of the tier, as the list of tiers names it."))
]
Unit = Annotated[
    str, Path(pattern=CODE, max_length=60, description=gettext_noop("Code of the unit, as the list of units names it."))
]
Format = Annotated[
    Literal["json", "csv"] | None,
    Query(alias="format", description=gettext_noop("Instead of the header Accept: json or csv.")),
]
Limit = Annotated[int, Query(ge=1, le=faults.MOST, description=gettext_noop("Rows a page."))]
FewerRows = Annotated[int, Query(ge=1, le=20, description=gettext_noop("Rows a page."))]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description=gettext_noop("Rows before the page."))]
FAULTS = {404: schemas.Problem, 406: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}
TABLE = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


def described(shape: type, summary: str, *, table: bool = True) -> dict[str, Any]:
    """What the description of the API says of an address."""
    return {
        "response": {200: shape, **FAULTS},
        "summary": summary,
        "openapi_extra": TABLE if table else {},
    }


@api.exception_handler(ValidationError)
def wrong_call(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return faults.wrong_call(fault.errors)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return faults.no_key()


@api.exception_handler(Http404)
def not_found(request: HttpRequest, fault: Http404) -> HttpResponse:
    return faults.not_found()


@api.get("/editions", **described(schemas.Editions, gettext_noop("Published editions, the newest first")))
def list_editions(request: HttpRequest, limit: Limit = 50, offset: Offset = 0, wanted: Format = None) -> HttpResponse:
    stand = shelf()
    page = Page(limit, offset)
    return answer(request, Place(stand), wanted, page, lambda: Told({}, editions.all_told(stand), columns.EDITION))


@api.get("/editions/{edition}", **described(schemas.Edition, gettext_noop("One edition")))
def get_edition(request: HttpRequest, edition: EditionName, wanted: Format = None) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        row = editions.told(place, place.content()["set"])
        return Told(row, [row], columns.EDITION)

    return answer(request, place, wanted, None, tell)


@api.get(
    "/editions/{edition}/rankings",
    **described(schemas.Tiers, gettext_noop("The tiers, each with a ranking of its own")),
)
def list_tiers(request: HttpRequest, edition: EditionName, wanted: Format = None) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        content = place.content()
        rows = [_tier(place, tier) for tier in content["tiers"]]
        return Told({"edition": editions.told(place, content["set"]), "items": rows}, rows, columns.TIERS)

    return answer(request, place, wanted, None, tell)


@api.get("/editions/{edition}/rankings/{tier}", **described(schemas.Ranking, gettext_noop("One tier's ranking")))
def get_ranking(
    request: HttpRequest, edition: EditionName, tier: Tier, limit: Limit = 50, offset: Offset = 0, wanted: Format = None
) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        content = place.content()
        row = editions.tier_of(content, tier)
        codes = [group["code"] for group in row["groups"] if group["public"] != "none"]
        points = tuple(("groups", code, what) for code in codes for what in ("points", "exempt_max"))
        return Told(_around(place, content), editions.ranking(row), (*columns.RANKING, *points))

    return answer(request, place, wanted, Page(limit, offset), tell)


@api.get("/editions/{edition}/units", **described(schemas.Units, gettext_noop("The units of an edition")))
def list_units(
    request: HttpRequest, edition: EditionName, limit: Limit = 50, offset: Offset = 0, wanted: Format = None
) -> HttpResponse:
    return _list(request, edition, wanted, Page(limit, offset), editions.units, columns.UNITS)


@api.get(
    "/editions/{edition}/units/{unit}",
    **described(
        schemas.OneUnit, gettext_noop("One unit: total, groups, components with their reasons, as far as public")
    ),
)
def get_unit(request: HttpRequest, edition: EditionName, unit: Unit, wanted: Format = None) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        content = place.content()
        row = editions.unit_of(content, unit)
        lines = editions.lines([*row["components"], *row["adjustments"]])
        whose = {"tier": row["tier"], "unit": row["unit"]}
        return Told({**_around(place, content), "result": row}, [{**line, **whose} for line in lines], columns.RESULT)

    return answer(request, place, wanted, None, tell)


@api.get(
    "/editions/{edition}/exemptions",
    **described(schemas.Exemptions, gettext_noop("What was accepted in writing as not to be assessed (Article 5.3)")),
)
def list_exemptions(
    request: HttpRequest, edition: EditionName, limit: Limit = 50, offset: Offset = 0, wanted: Format = None
) -> HttpResponse:
    return _list(request, edition, wanted, Page(limit, offset), editions.exemptions, columns.EXEMPTIONS)


@api.get(
    "/editions/{edition}/criteria-set",
    **described(
        schemas.CriteriaSet, gettext_noop("The criteria set as the edition used it, each rule with its article")
    ),
)
def get_criteria_set(request: HttpRequest, edition: EditionName, wanted: Format = None) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        content = place.content()
        forms = editions.forms(content)
        whole = {**_around(place, content), "set": content["set"], "tiers": forms}
        return Told(whole, editions.asked(forms), columns.CRITERIA)

    return answer(request, place, wanted, None, tell)


class FeedKey(HttpBearer):
    """The key that the lead department hands out."""

    def authenticate(self, request: HttpRequest, token: str) -> FeedToken | None:
        return use_token(token)


@api.get(
    "/feed",
    auth=FeedKey(),
    response={200: schemas.Feed, 401: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem},
    summary=gettext_noop("For home affairs: publications and corrections, with the heads then in office (needs a key)"),
)
def get_feed(request: HttpRequest, limit: FewerRows = 5, offset: Offset = 0) -> HttpResponse:
    stand = shelf()
    body = paged(request, stand.all, Page(limit, offset))
    response = as_json({**body, "items": news(stand, body["items"])})
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    return response


def _list(
    request: HttpRequest,
    edition: str,
    wanted: str | None,
    page: Page,
    rows: Callable[[dict], list[dict]],
    titles: Sequence[str],
) -> HttpResponse:
    place = editions.place_of(edition)

    def tell() -> Told:
        content = place.content()
        return Told(_around(place, content), rows(content), titles)

    return answer(request, place, wanted, page, tell)


def _tier(place: Place, tier: dict) -> dict:
    link = reverse("api:get_ranking", args=[editions.name_of(place.edition), tier["tier"]])
    return {"tier": tier["tier"], "name": tier["name"], "units": len(tier["units"]), "ranking": link}


def _around(place: Place, content: dict) -> dict:
    return {"edition": editions.told(place, content["set"])}
