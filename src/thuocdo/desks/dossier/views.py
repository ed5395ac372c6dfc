"""The chairman's dossier: its papers, what it still lacks, all of it as one file (R4.6)."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law, seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.dossier.archive import ZIP, written, zipped
from thuocdo.desks.dossier.course import course_of
from thuocdo.desks.dossier.decision_words import found_of
from thuocdo.desks.dossier.missing import missing
from thuocdo.desks.dossier.papers import PAPERS
from thuocdo.desks.dossier.source import Source, source_of
from thuocdo.desks.handing_out import BUILT_IN, KINDS, handed_out, handed_paper, unfilled
from thuocdo.results.queries import editions

EDITION = "ban"  # ?ban=2: of the second edition, whatever is under way


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


def asked_for(request: HttpRequest, season: Season) -> Source:
    """The result that the page is about; 404 where there is no edition of the number that it names."""
    number = request.GET.get(EDITION, "")
    if number and not (number.isascii() and number.isdigit() and len(number) < 5):
        raise Http404
    source = source_of(season, int(number) if number else None)
    if source is None:
        raise Http404
    return source


@require_safe
@for_those(oversees)
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """Every paper with what it is for, what the dossier lacks, the notices. Some 40 queries for a draft."""
    season = find(key)
    source = asked_for(request, season)
    course = course_of(season)
    items = missing(source, course)
    context = {
        "season": season,
        "criteria_set": law(season.pinned_set),
        "source": source,
        "edition_query": same_edition(request),
        "editions": list(editions(season)),
        "papers": [row for row in PAPERS.values() if row.is_chairmans],
        "later": [row for row in PAPERS.values() if not row.is_chairmans],
        "lacking": [row for row in items if not row.is_met],
        "met": [row for row in items if row.is_met],
        "course": course,
        "units": sum(len(tier["units"]) for tier in source.tiers),
        "runs": runs_the_season(request.user),
    }
    return render(request, "desks/dossier/dossier.html", context)


@require_safe
@for_those(oversees)
def dossier_paper(request: HttpRequest, key: str, paper: str, kind: str) -> HttpResponse:
    season, row = find(key), PAPERS.get(paper)
    if row is None or kind not in KINDS:
        raise Http404
    source = asked_for(request, season)
    made = row.make(source, course_of(season), clock.now())
    return handed_paper(request, row.key, made, f"{paper}-{name_of(source)}.{kind}")


@require_safe
@for_those(oversees)
def dossier_zip(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Every paper of the page; where a Word template cannot be filled, a page says so and offers the built-in form."""
    season = find(key)
    if kind not in KINDS:
        raise Http404
    source, course, moment = asked_for(request, season), course_of(season), clock.now()
    built_in = request.GET.get("mau") == BUILT_IN
    try:
        files = [
            (f"{number}-{row.slug}.{kind}", written(row.key, row.make(source, course, moment), kind, built_in=built_in))
            for number, row in enumerate(PAPERS.values(), 1)
        ]
    except Refused as fault:
        return unfilled(request, fault)
    return handed_out(zipped(files, clock.local(moment)), ZIP, f"ho-so-{name_of(source)}-{kind}.zip")


def same_edition(request: HttpRequest) -> str:
    """What to add to an address of the dossier, so that it speaks of the same result."""
    number = request.GET.get(EDITION, "")
    return f"?{EDITION}={quote(number)}" if number else ""


def name_of(source: Source) -> str:
    """The season and which result, for file names."""
    which = "du-thao" if source.edition is None else f"ban-{source.edition.number}"
    return f"{source.season.key}-{which}"


@require_safe
@for_those(oversees)
def signed_decision(request: HttpRequest, key: str) -> HttpResponse:
    """The approving decision as it came back, and what was found of it. Takes some hundred milliseconds."""
    season = find(key)
    source = asked_for(request, season)
    if source.edition is None or source.edition.decision is None:
        raise Http404
    context = {"season": season, "source": source, "edition_query": same_edition(request), "shown": found_of(source)}
    return render(request, "desks/dossier/signed_decision.html", context)
