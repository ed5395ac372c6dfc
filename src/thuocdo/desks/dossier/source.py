"""Which result the papers of the dossier are about: an edition, or the draft as it would be proposed now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from thuocdo.bundle.canonical import encode
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document
from thuocdo.results.corrections import content_of, correction_under_way, draft, in_force
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import editions, under_way
from thuocdo.results.snapshot import public_part

SETTLED = {EditionState.APPROVED, EditionState.PUBLISHED}


@dataclass(frozen=True)
class Source:
    """`edition`: None for the draft. `corrects`: the published edition whose place this one takes, and `reason`."""

    season: Season
    content: dict
    edition: Edition | None = None
    corrects: Edition | None = None
    reason: str = ""
    replaced_by: Edition | None = None

    @property
    def is_draft(self) -> bool:
        return self.edition is None

    @property
    def is_approved(self) -> bool:
        return self.edition is not None and self.edition.state in SETTLED

    @property
    def is_taken_back(self) -> bool:
        return self.edition is not None and self.edition.state == EditionState.TAKEN_BACK

    @property
    def decision(self) -> Document | None:
        """The decision that approves this result, once a second officer has checked it."""
        return self.edition.decision if self.edition and self.is_approved else None

    @property
    def day(self) -> date:
        """The day for which a paper says who is in office: that of the decision, else today."""
        return self.decision.date if self.decision else clock.today()

    @cached_property
    def public(self) -> dict:
        """What of it may stand on a paper for everyone (I11)."""
        return self.edition.public if self.edition else public_part(self.content)

    @cached_property
    def digest(self) -> str:
        return content_digest(self.content)

    @property
    def tiers(self) -> list[dict]:
        return self.content["tiers"]

    def unit(self, key: str) -> tuple[dict, dict] | None:
        """The unit with its tier; None where the result does not list it."""
        return next(((tier, unit) for tier, unit in self.units() if unit["unit"] == key), None)

    def units(self) -> Iterator[tuple[dict, dict]]:
        for tier in self.tiers:
            for unit in tier["units"]:
                yield tier, unit


def content_digest(content: dict) -> str:
    """SHA-256 of all that an edition says; it stands on the papers, so that a signed one can be told from another."""
    return sha256(encode(content)).hexdigest()


def source_of(season: Season, number: int | None = None) -> Source | None:
    """The edition of that number; without one the edition under way, else the draft while there is something to settle,
    else the published one. None where there is no such edition. Some 12 queries for a draft, 3 for an edition."""
    rows = list(editions(season))
    if number is not None:
        return next((_of_edition(season, row, rows) for row in rows if row.number == number), None)
    edition = under_way(season)
    if edition is not None:
        return _of_edition(season, next(row for row in rows if row.pk == edition.pk), rows)
    standing = None if correction_under_way(season) else in_force(season)
    if standing is not None:
        return _of_edition(season, next(row for row in rows if row.pk == standing.pk), rows)
    return draft_source(season)


def draft_source(season: Season) -> Source:
    """The result as it would be proposed now, as a correction where one is under way. Some 12 queries."""
    correction = correction_under_way(season)
    if correction is None:
        return Source(season, draft(season))
    before = next(row for row in editions(season) if row.pk == correction.edition_id)
    return Source(season, draft(season), corrects=before, reason=correction.reason)


def _of_edition(season: Season, edition: Edition, rows: Iterable[Edition]) -> Source:
    """`rows`: every edition of the season."""
    before = next((row for row in rows if row.pk == edition.replaces_id), None)
    later = next((r for r in rows if r.replaces_id == edition.pk and r.state == EditionState.PUBLISHED), None)
    return Source(season, content_of(edition), edition, before, edition.correction_reason, later)
