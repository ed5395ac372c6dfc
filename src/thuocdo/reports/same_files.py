"""The same file in several reports: for the eyes of whoever verifies, never of the unit."""

from collections.abc import Iterable

from django.db.models import Q

from thuocdo.reports.enums import ARRIVED
from thuocdo.reports.models import Evidence, EvidenceFile, Report


def same_files(report: Report, documents: Iterable[Evidence]) -> list[EvidenceFile]:
    """Files of these documents that also stand in another unit's report or in this unit's of another season, by their
    SHA-256. Of other units only reports that have arrived; what is practised is told beside its like alone. 1 query,
    none without files."""
    files = {kept.file_id for row in documents for kept in row.files.all()}
    if not files:
        return []
    unit, season = report.season_unit.unit_id, report.season_unit.season
    seen = Q(evidence__report__state__in=ARRIVED) | Q(evidence__report__season_unit__unit=unit)
    rows = EvidenceFile.objects.filter(seen, file_id__in=files).exclude(evidence__report=report)
    rows = rows.filter(evidence__report__season_unit__season__is_practice=season.is_practice)
    rows = rows.select_related("evidence__report__season_unit__season")
    return list(rows.order_by("-evidence__report__season_unit__season__year", "pk"))
