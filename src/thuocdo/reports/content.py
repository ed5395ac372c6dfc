"""What a unit declares when it sends, in one canonical form, so that a receipt can state its digest; and what its paper
says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from django.db.models import prefetch_related_objects

from thuocdo.audit.canonical import canonical
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import BreakdownRow, Evidence, Report

VERSION = 3  # of the canonical form; 3 has the breakdowns
EARLIER = (2,)  # digests of which are still kept with sendings and papers
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Digests:
    """Of a report as it stands. `content`: what is declared; `earlier`: the same in earlier forms; `beside`: what the
    paper says besides (requests, signer)."""

    content: str
    earlier: frozenset[str]
    beside: str

    def holds(self, content: str, beside: str = "") -> bool:
        """Whether what was kept is what is declared now. What was kept in an earlier form is compared in that form; a
        blank `beside` was kept before there was one."""
        return content in {self.content, *self.earlier} and beside in {"", self.beside}

    @property
    def shown(self) -> str:
        """One digest over all of it: what a page showed before sending."""
        return _digest([self.content, self.beside])


def digests(report: Report, asked: Mapping[str, str] = NOTHING) -> Digests:
    """`asked`: component -> reason of every request of the unit (R5.3), decided or not; a decision is not the unit's
    declaration and makes no paper false. Costs as `content`."""
    earlier = frozenset(_digest(content(report, version)) for version in EARLIER)
    return Digests(content_digest(report), earlier, _digest(_beside(report, asked)))


def content(report: Report, version: int = VERSION) -> dict[str, object]:
    """Figures, breakdowns and evidence as declared, files by their SHA-256.

    Contacts are left out: they are personal and may be erased one day, which must not make an old receipt look false.
    Costs 5 queries, none where answers, evidence and breakdown are prefetched; the breakdown is kept with `report`.
    """
    declared = {row.component: row.values for row in report.answers.all() if row.stage == Stage.SELF and row.values}
    said: dict[str, object] = {
        "v": version,
        "year": report.season_unit.season.year,
        **({"practice": True} if report.season_unit.season.is_practice else {}),
        "set": report.season_unit.season.pinned_set.digest,
        "unit": report.season_unit.unit.key,
        "answers": declared,
        "evidence": [_listed(row) for row in report.evidence.all()],
    }
    if version >= 3:
        prefetch_related_objects([report], "breakdown")
        said["breakdown"] = [_broken_down(row) for row in report.breakdown.all()]
    return said


def _broken_down(row: BreakdownRow) -> dict[str, object]:
    return {"component": row.component, "name": row.name, "values": row.values, "note": row.note}


def _beside(report: Report, asked: Mapping[str, str]) -> dict[str, object]:
    """The signer's name and title are official, as the paper prints them; they are no contact."""
    signer = [report.signer_name.strip(), report.signer_title.strip()]
    return {"v": 1, "asked": dict(asked), "signer": signer}


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
    return _digest(content(report))


def _digest(value: object) -> str:
    return sha256(canonical(value)).hexdigest()
