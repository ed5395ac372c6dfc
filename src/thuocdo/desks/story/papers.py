"""The numbered documents behind a component's points; where the reader may open a file, its address."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.appraisal.models import Council, CouncilSession, DisputedItem, Exemption, Resolution
from thuocdo.common.clock import local
from thuocdo.desks.story.event import Paper
from thuocdo.desks.story.reader import Reader
from thuocdo.difficulties.queries import rulings
from thuocdo.verification.threads import clarification_requests
from thuocdo.verification.visits import findings_about


def papers(reader: Reader, exemption: Exemption | None, council: Council | None) -> list[Paper]:
    """In the order of the season: 4 queries. The council's own are for who oversees the season."""
    return [
        *_units(reader),
        *_letters(reader),
        *_rulings(reader),
        *_visits(reader),
        *_acceptance(reader, exemption),
        *(_councils(reader, council) if reader.oversees else ()),
        *_decision(reader),
    ]


def _units(reader: Reader) -> Iterator[Paper]:
    report = reader.report
    if report.document_number:
        yield Paper(_("Report of the unit"), report.document_number, report.document_date, "", "")


def _letters(reader: Reader) -> Iterator[Paper]:
    """Of what was asked and answered, where they went out under a number."""
    asked = clarification_requests().filter(report=reader.report.pk, component=reader.component.code)
    for row in asked.order_by("pk"):
        if row.letter:
            address = reverse("desks:request_letter_file", args=[row.pk]) if row.letter.file_id else ""
            yield _paper(row.letter, address)
        if row.answer_number:
            yield Paper(_("Letter of the answer"), row.answer_number, row.answer_date, "", "")


def _rulings(reader: Reader) -> Iterator[Paper]:
    for row in rulings(reader.report.season_unit.season).filter(component=reader.component.code):
        if row.document:
            address = reverse("desks:ruling_file", args=[row.pk]) if row.document.file_id else ""
            yield _paper(row.document, address)


def _visits(reader: Reader) -> Iterator[Paper]:
    for row in findings_about(reader.report.season_unit, reader.component.code):
        visit = row.visit
        if visit.signed_file_id:
            address = reverse("desks:visit_signed", args=[visit.pk])
            yield Paper(_("Minutes of the visit"), visit.plan_document, visit.day, address, visit.signed_file_name)


def _acceptance(reader: Reader, exemption: Exemption | None) -> Iterator[Paper]:
    """The unit reads of it once it counts."""
    document = exemption and exemption.acceptance
    if document and (not reader.is_unit or exemption.state == "accepted"):
        key = reader.report.season_unit.season.key
        opens = document.file_id and not reader.is_unit
        yield _paper(document, reverse("desks:acceptance_file", args=[key, document.pk]) if opens else "")


def _councils(reader: Reader, council: Council | None) -> Iterator[Paper]:
    if council:
        yield _paper(council.decision, "")
    here = {"report": reader.report.pk, "component": reader.component.code}
    sessions = CouncilSession.objects.filter(season=reader.report.season_unit.season, signed_minutes__isnull=False)
    for row in sessions.filter(pk__in=_settling(here)):
        address = reverse("desks:council_signed_file", args=[row.pk])
        day = local(row.starts_at).date()
        kind = _("Minutes of session %(number)s") % {"number": row.number}
        yield Paper(kind, row.minutes_number, day, address, row.signed_minutes_name)


def _settling(here: dict[str, object]):
    """The sessions that had the component before them or took it over."""
    listed = DisputedItem.objects.filter(**here).values("session")
    return listed.union(Resolution.objects.filter(**here).values("session"))


def _decision(reader: Reader) -> Iterator[Paper]:
    edition = reader.edition
    if edition and edition.decision:
        key = reader.report.season_unit.season.key
        opens = edition.decision.file_id and reader.oversees
        yield _paper(edition.decision, reverse("desks:decision_file", args=[key, edition.number]) if opens else "")


def _paper(document, url: str) -> Paper:
    return Paper(document.get_kind_display(), document.number, document.date, url, document.file_name if url else "")
