"""What a unit declares when it sends, in one canonical form, so that a receipt can state its digest."""

from hashlib import sha256

from thuocdo.audit.canonical import canonical
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Evidence, Report


def content(report: Report) -> dict[str, object]:
    """Figures and evidence as declared, files by their SHA-256.

    Contacts are left out: they are personal and may be erased one day, which must not make an old receipt look false.
    Costs 4 queries, none where answers and evidence are prefetched.
    """
    declared = {row.component: row.values for row in report.answers.all() if row.stage == Stage.SELF and row.values}
    return {
        "v": 2,
        "year": report.season_unit.season.year,
        "set": report.season_unit.season.pinned_set.digest,
        "unit": report.season_unit.unit.key,
        "answers": declared,
        "evidence": [_listed(row) for row in report.evidence.all()],
    }


def _listed(row: Evidence) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "symbol": row.symbol,
        "date": row.date.isoformat() if row.date else None,
        "issuer": row.issuer,
        "standing": row.standing,
        "files": [kept.file.sha256 for kept in row.current_files],
        "cited": {c.component: [c.page, c.quote] for c in row.citations.all()},
    }


def content_digest(report: Report) -> str:
    """Hexadecimal SHA-256 of the canonical content, as the receipt prints it (R4.5)."""
    return sha256(canonical(content(report))).hexdigest()
