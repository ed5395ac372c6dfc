"""The notices to the units: one by one, and all of them as one file (R2, R4.6c)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.desks.access import for_those
from thuocdo.desks.dossier.archive import ZIP, zipped
from thuocdo.desks.dossier.notices import KEY, are_few, notices
from thuocdo.desks.dossier.source import Source
from thuocdo.desks.dossier.unit_notice import replies_by_unit, unit_notice
from thuocdo.desks.dossier.views import asked_for, find, name_of, same_edition
from thuocdo.desks.handing_out import BUILT_IN, KINDS, handed_out, handed_paper, unfilled
from thuocdo.documents.views import attachment
from thuocdo.results.notice_archives import archives, ask

STOP_ASKING = 286  # what htmx takes for: this page no longer changes


@require_safe
@for_those(runs_the_season)
def unit_notices(request: HttpRequest, key: str) -> HttpResponse:
    """Every unit with its notice, and all of them as one file."""
    season = find(key)
    source = asked_for(request, season)
    rows = [{"tier": tier["name"], "units": tier["units"]} for tier in source.tiers]
    context = {"season": season, "source": source, "edition_query": same_edition(request), "tiers": rows}
    return render(request, "desks/dossier/notices.html", context)


@require_safe
@for_those(runs_the_season)
def notice(request: HttpRequest, key: str, unit: str, kind: str) -> HttpResponse:
    season = find(key)
    source = asked_for(request, season)
    if kind not in KINDS or source.unit(unit) is None:
        raise Http404
    made = unit_notice(source, unit, replies_by_unit(season), clock.now())
    return handed_paper(request, KEY, made, f"thong-bao-{unit}-{name_of(source)}.{kind}")


@require_safe
@for_those(runs_the_season)
def notices_zip(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """All at once where they are few; else to the page that has the worker make them."""
    season = find(key)
    if kind not in KINDS:
        raise Http404
    source = asked_for(request, season)
    built_in = request.GET.get("mau") == BUILT_IN
    if not are_few(source, kind, built_in=built_in):
        return redirect(_progress_page(request, key, kind))
    moment = clock.now()
    try:
        content = zipped(notices(source, kind, moment, built_in=built_in), clock.local(moment))
    except Refused as fault:
        return unfilled(request, fault)
    return handed_out(content, ZIP, f"thong-bao-{name_of(source)}-{kind}.zip")


@for_those(runs_the_season)
def notices_making(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Asks for all notices, and shows how far they are."""
    season = find(key)
    if kind not in KINDS:
        raise Http404
    source = asked_for(request, season)
    if request.method == "POST":
        total = sum(1 for _row in source.units())
        attempt(request, lambda: ask(request.user, season, source.edition, kind, total), "")
        return redirect(_progress_page(request, key, kind))
    return _progress(request, source, kind)


def _progress(request: HttpRequest, source: Source, kind: str) -> HttpResponse:
    newest = next(iter(archives(source.season, source.edition, kind)), None)
    context = {
        "season": source.season,
        "source": source,
        "kind": kind,
        "kind_label": "PDF" if kind == "pdf" else "Word",
        "archive": newest,
        "edition_query": same_edition(request),
    }
    if not request.htmx:
        return render(request, "desks/dossier/making.html", context)
    status = 200 if newest and newest.is_open else STOP_ASKING
    return render(request, "desks/dossier/making_now.html", context, status=status)


@require_safe
@for_those(runs_the_season)
def notices_file(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """The latest that is done."""
    source = asked_for(request, find(key))
    done = next((row for row in archives(source.season, source.edition, kind) if row.file_id), None)
    if done is None:
        messages.info(request, _("The notices are not ready yet."))
        return redirect(_progress_page(request, key, kind))
    return attachment(done.file, f"thong-bao-{name_of(source)}-{kind}.zip")


def _progress_page(request: HttpRequest, key: str, kind: str) -> str:
    return reverse("desks:notices_making", args=[key, kind]) + same_edition(request)
