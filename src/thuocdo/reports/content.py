"""What a unit declares when it sends, in one canonical form, so that a receipt can state its digest."""

from hashlib import sha256

from thuocdo.audit.canonical import canonical
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report


def content(report: Report) -> dict[str, object]:
    """Figures and evidence as declared. Contacts are left out: they are personal and may be erased one day, which must
    not make an old receipt look false. Costs 2 queries, none where answers and evidence are prefetched."""
    declared = {row.component: row.values for row in report.answers.all() if row.stage == Stage.SELF and row.values}
    return {
        "v": 1,
        "year": report.season_unit.season.year,
        "set": report.season_unit.season.pinned_set.digest,
        "unit": report.season_unit.unit.key,
        "answers": declared,
        "evidence": sorted([row.component, row.file.sha256] for row in report.evidence.select_related("file")),
    }


def content_digest(report: Report) -> str:
    """Hexadecimal SHA-256 of the canonical content, as the receipt prints it (R4.5)."""
    return sha256(canonical(content(report))).hexdigest()
