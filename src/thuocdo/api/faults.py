"""What went wrong, in words and as data: `application/problem+json` (RFC 9457), in the caller's language."""

import json
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

MOST = 200  # rows a page
WORDS: dict[str, Promise] = {
    "limit": gettext_lazy("limit is a whole number from 1 to 200."),
    "offset": gettext_lazy("offset is a whole number from 0 to 1000000."),
    "format": gettext_lazy("format is json or csv."),
    "edition": gettext_lazy("An edition is named by its year, or by year and publication: 2021 or 2021-1."),
}


def language_of(request: HttpRequest) -> str:
    """Vietnamese unless the caller prefers English."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if code[:2] in ("vi", "en"):
            return code[:2]
    return "vi"


def problem(status: int, title: str, detail: str, parameters: Iterable[dict] = ()) -> HttpResponse:
    """`title`: what went wrong; `detail`: what to do; `parameters`: which of the call's are wrong."""
    body: dict[str, object] = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    if rows := list(parameters):
        body["parameters"] = rows
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/problem+json")
    response.status_code = status
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = get_language() or "vi"
    response["Vary"] = "Accept-Language"
    return response


def not_found() -> HttpResponse:
    detail = _("Nothing is published at this address. /api/v1/editions lists the published editions.")
    return problem(404, _("Not found"), detail)


def no_method() -> HttpResponse:
    response = problem(405, _("Only reading"), _("This API answers GET and HEAD."))
    response["Allow"] = "GET, HEAD"
    return response


def not_acceptable() -> HttpResponse:
    detail = _("Ask for application/json or text/csv in Accept, or name json or csv as the format in the address.")
    return problem(406, _("No such format"), detail)


def too_many(seconds: int) -> HttpResponse:
    detail = _("Too many calls from this address. Wait %(seconds)s seconds and go on.") % {"seconds": seconds}
    response = problem(429, _("Too many calls"), detail)
    response["Retry-After"] = str(seconds)
    return response


def no_key() -> HttpResponse:
    detail = _("Send a valid key in the header Authorization: Bearer …. The lead department hands keys out.")
    response = problem(401, _("No valid key"), detail)
    response["WWW-Authenticate"] = "Bearer"
    return response


def out_of_reach() -> HttpResponse:
    response = problem(503, _("Not available now"), _("The data cannot be read at the moment. Try again soon."))
    response["Retry-After"] = "5"
    return response


def wrong_call(errors: Iterable[dict]) -> HttpResponse:
    """`errors`: as ninja tells them, each with its place."""
    names = dict.fromkeys(str(error["loc"][-1]) for error in errors)
    rows = [{"name": name, "detail": str(WORDS.get(name, _("This value cannot be read.")))} for name in names]
    return problem(422, _("The call cannot be read"), " ".join(row["detail"] for row in rows), rows)
