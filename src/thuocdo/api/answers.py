"""An answer as JSON or CSV, whole or a page of it, with a tag by which it is asked for again."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date

from thuocdo.api import faults
from thuocdo.portal.frozen import last_modified, tag_of
from thuocdo.portal.queries import Place
from thuocdo.tables.as_csv import harmless

# Of which edition a row is, and how far it may be trusted: a row is copied without its heading.
STANDING = ("edition.id", "edition.set.id", "edition.set.status", "edition.is_sample")
TYPES = {"application/json": "json", "text/csv": "csv"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Page(NamedTuple):
    """Which rows of a list: `limit` of them after the first `offset`."""

    limit: int
    offset: int


class Told(NamedTuple):
    """What an address tells. `body`: all of it, or what stands around a page; `rows`: as a list, with the `columns` of
    a table, paths like "name.vi" or ("groups", "1", "points")."""

    body: Mapping
    rows: Sequence[Mapping]
    columns: Sequence[str | tuple[str, ...]]


def answer(
    request: HttpRequest, place: Place, wanted: str | None, page: Page | None, tell: Callable[[], Told]
) -> HttpResponse:
    """304 where the caller has it already. `wanted`: the format that the address asks for, before Accept."""
    kind = wanted or TYPES.get(str(request.get_preferred_type([*TYPES])))
    if kind is None:
        return faults.not_acceptable()
    tag, changed = tag_of(request, place, f"{kind} {page}"), last_modified(place)
    response = get_conditional_response(request, tag, changed, None)
    if response is None:
        told = tell()
        response = _as_csv(told, page) if kind == "csv" else _as_json(request, told, page)
        response["ETag"] = tag
        if changed is not None:
            response["Last-Modified"] = http_date(changed)
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept"])
    return response


def as_json(body: object) -> HttpResponse:
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


def _as_json(request: HttpRequest, told: Told, page: Page | None) -> HttpResponse:
    if page is None:
        return as_json(told.body)
    response = as_json({**told.body, **paged(request, told.rows, page)})
    response["X-Total-Count"] = str(len(told.rows))
    return response


def paged(request: HttpRequest, rows: Sequence[Mapping], page: Page) -> dict:
    """A page beyond the end is empty and still says how many rows there are."""
    after, before = page.offset + page.limit, max(page.offset - page.limit, 0)
    return {
        "total": len(rows),
        "limit": page.limit,
        "offset": page.offset,
        "next": _link(request, page.limit, after) if after < len(rows) else None,
        "previous": _link(request, page.limit, before) if page.offset else None,
        "items": _on(rows, page),
    }


def _on(rows: Sequence[Mapping], page: Page) -> list[Mapping]:
    return list(rows[page.offset : page.offset + page.limit])


def _link(request: HttpRequest, limit: int, offset: int) -> str:
    return f"{request.path}?{urlencode({'limit': limit, 'offset': offset})}"


def _as_csv(told: Told, page: Page | None) -> HttpResponse:
    rows = told.rows if page is None else _on(told.rows, page)
    columns = [*told.columns, *(STANDING if "edition" in told.body else ())]
    paths = [name.split(".") if isinstance(name, str) else name for name in columns]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow("_".join(path) for path in paths)
    for row in rows:
        whole = {**row, "edition": told.body["edition"]} if "edition" in told.body else row
        writer.writerow([_cell(whole, path) for path in paths])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["X-Total-Count"] = str(len(told.rows))
    return response


def _cell(row: object, path: Iterable[str]) -> object:
    """What stands at the path of a row, in a list by its code; nothing where the path leads nowhere. Text that a
    spreadsheet could take for a formula is made harmless, numbers stay numbers."""
    for name in path:
        if isinstance(row, list):
            row = next((item for item in row if item["code"] == name), None)
        else:
            row = row.get(name) if isinstance(row, Mapping) else None
    if isinstance(row, bool):
        return "true" if row else "false"
    if isinstance(row, str) and not NUMBER.fullmatch(row):
        return harmless(row)
    return row
