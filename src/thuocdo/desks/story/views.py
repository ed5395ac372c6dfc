"""The whole story of one component of one report, from what was declared to what is final."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thuocdo.appraisal.models import Council, Exemption
from thuocdo.appraisal.queries import council_of
from thuocdo.desks.check import component_page
from thuocdo.desks.shared.compared import beside_of
from thuocdo.desks.story.checks import request_events, ruling_events, verdict_events, visit_events
from thuocdo.desks.story.deciding import edition_events, item_events, resolution_events
from thuocdo.desks.story.event import Event
from thuocdo.desks.story.figures import figure_events
from thuocdo.desks.story.papers import papers
from thuocdo.desks.story.reader import Reader, reader_of
from thuocdo.desks.story.record import with_entries
from thuocdo.desks.story.replying import exemption_events, exemption_of, reply_events
from thuocdo.desks.unit.answer_form import language
from thuocdo.desks.unit.evidence.list_views import told
from thuocdo.reports.enums import STAGES, Stage
from thuocdo.reports.evidence_period import period_mark


@require_safe
@never_cache
def story(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the reader's own pages show of it, on one page, in order of time. 46 queries at most, whatever happened."""
    reader = reader_of(request, pk, code)
    exemption = exemption_of(reader)
    council = council_of(reader.report.season_unit.season) if reader.oversees else None
    events = _said_once(with_entries(_events(reader, exemption, council)))
    context = {
        "reader": reader,
        "report": reader.report,
        "line": reader.line,
        "events": events,
        "papers": papers(reader, exemption, council),
        **(_units(reader, events) if reader.is_unit else _desks(reader)),
    }
    return render(request, "desks/story/story.html", context)


def _events(reader: Reader, exemption: Exemption | None, council: Council | None) -> Iterator[Event]:
    yield from figure_events(reader)
    yield from verdict_events(reader)
    yield from request_events(reader)
    yield from visit_events(reader)
    yield from ruling_events(reader)
    yield from reply_events(reader)
    yield from exemption_events(reader, exemption)
    yield from item_events(reader, council) if reader.oversees else ()
    yield from resolution_events(reader)
    yield from edition_events(reader)


def _said_once(events: list[Event]) -> list[Event]:
    """An act that decides and changes figures gives one reason, which is not told twice running."""
    pairs = zip([None, *events], events, strict=False)
    return [replace(now, text="") if before and now.text == before.text else now for before, now in pairs]


def _desks(reader: Reader) -> dict[str, object]:
    """The three columns side by side, the evidence, the figures of shared systems: 2 queries."""
    sheet, line = reader.desk.sheet, reader.line
    page = component_page.context(sheet, line, None)
    declared = sheet.standing(line.component, Stage.SELF)
    names = ("stages", "leaves", "documents", "breakdowns")
    return {name: page[name] for name in names} | {
        "shared": beside_of(reader.report, line.component, declared, language())
    }


def _units(reader: Reader, events: list[Event]) -> dict[str, object]:
    """The latest points of each column that the unit was shown, and its own evidence."""
    latest = {stage: next((e for e in reversed(events) if e.stage == stage), None) for stage in STAGES}
    season, code = reader.report.season_unit.season, reader.component.code
    documents = [
        (row, next((c for c in row.citations.all() if c.component == code), None), told(row, period_mark(row, season)))
        for row in reader.line.evidence
    ]
    return {"columns": [(stage, event) for stage, event in latest.items() if event], "documents": documents}
