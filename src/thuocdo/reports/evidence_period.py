"""Where a document of the evidence list stands in the data period (R4.3, I6)."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.regulation.calendar import DataPeriod, data_period, place_in_period
from thuocdo.regulation.errors import NoSuchDate
from thuocdo.reports.enums import Standing
from thuocdo.reports.models import Evidence, Report


class PeriodMark(models.TextChoices):
    """What is to be said about a document's date; the border day is no fault, the others have to be mended."""

    BORDER = "border", _("Border day: issued on the closing day of the data period")
    BEFORE = "before", _("Issued before the data period")
    AFTER = "after", _("Issued after the data period")
    TWICE = "twice", _("Border day: counted in another season already")


FAULTS = {PeriodMark.BEFORE, PeriodMark.AFTER, PeriodMark.TWICE}
MENDS = {
    PeriodMark.BEFORE: _(
        "Choose “Issued earlier, in force in the period” if the document still applied in it, or correct the date."
    ),
    PeriodMark.AFTER: _("It cannot count in this season: correct the date, or cite another document."),
    PeriodMark.TWICE: _(
        "A document of the border day counts in one season only. Cite another document, or correct the date."
    ),
}


def period_of(season: Season) -> DataPeriod | None:
    """The season's data period; None where its criteria set states none."""
    try:
        return data_period(law(season.pinned_set), season.year)
    except NoSuchDate:
        return None


def period_mark(evidence: Evidence, season: Season, counted: Collection[int] = ()) -> PeriodMark | None:
    """What is to be said about the document's date in this season; None where all is well or no date is given.

    `counted`: documents (pk) that an earlier season counts already, as `counted_elsewhere` finds them. No query.
    """
    period = period_of(season)
    if period is None or evidence.date is None:
        return None
    place = place_in_period(period, evidence.date)
    if evidence.pk in counted and place in ("inside", "border"):
        return PeriodMark.TWICE
    if place == "before":
        return PeriodMark.BEFORE if evidence.standing == Standing.ISSUED else None
    return {"border": PeriodMark.BORDER, "after": PeriodMark.AFTER}.get(place)


def period_marks(report: Report) -> dict[int, PeriodMark]:
    """Document (pk) -> the mark that its date earns, of those that earn one; at most 2 queries, and only on a
    border day."""
    season, counted = report.season_unit.season, counted_elsewhere(report)
    marks = {row.pk: period_mark(row, season, counted) for row in report.evidence.all()}
    return {pk: mark for pk, mark in marks.items() if mark}


def standing_told(evidence: Evidence, mark: PeriodMark | None) -> str:
    """What lists and papers say of a document's standing in the period: nothing where no date tells it, nor where the
    date contradicts it (the mark then says so)."""
    undated = evidence.date is None and evidence.standing == Standing.ISSUED
    return "" if undated or mark in FAULTS else str(Standing(evidence.standing).label)


def counted_elsewhere(report: Report) -> set[int]:
    """Documents of this report, dated on a border day, that the same unit's report of an earlier season
    lists already: known by a file of the same content, or by number, symbol and date. At most 2 queries, none where no
    document bears such a date."""
    period = period_of(report.season_unit.season)
    on_border = [row for row in report.evidence.all() if period and row.date in period]
    if not on_border:
        return set()
    others = Evidence.objects.filter(
        report__season_unit__unit=report.season_unit.unit_id,
        report__season_unit__season__year__lt=report.season_unit.season.year,
        report__season_unit__season__is_practice=False,
        date__in={row.date for row in on_border},
        standing=Standing.ISSUED,
    ).prefetch_related("files")
    known = {sign for row in others for sign in _signs(row)}
    return {row.pk for row in on_border if known & set(_signs(row))}


def _signs(row: Evidence) -> list[tuple]:
    """By what one document is known again in another list."""
    symbol = "".join(row.symbol.casefold().split())
    files = [("file", kept.file_id) for kept in row.files.all()]
    return [*files, ("symbol", symbol, row.date)] if symbol else files
