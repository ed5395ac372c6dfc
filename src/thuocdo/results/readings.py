"""Another reading of Article 6 after the season has opened (I2): by a document of the People's Committee, entered by
one officer, in force once a second has checked it, never once the result was submitted. Part of this floor's actions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.enums import OVER, Phase
from thuocdo.cycles.models import LevelReading, Season, SeasonTier
from thuocdo.cycles.readings import other, put_in_force
from thuocdo.documents.actions import check_document, replace_file
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.regulation import Assessment
from thuocdo.results.queries import compute


@dataclass(frozen=True)
class Affected:
    """A unit whose level is another by the other reading; None: below the lowest level."""

    unit: str
    before: str | None
    after: str | None


def affected(found: Assessment) -> list[Affected]:
    """The units whose level would change if Article 6 were read the other way, in the order of the tables. No query."""
    return list(_affected(found))


def _affected(found: Assessment) -> Iterator[Affected]:
    by_total = found.level_rule == "total"
    for tier in found.tiers:
        for unit in tier.units:
            if unit.levels_differ:
                levels = (unit.level_total, unit.level_groups)
                yield Affected(unit.unit, *(levels if by_total else reversed(levels)))


def mark(rows: Iterable[Affected]) -> str:
    """Names what a page listed, so that nothing else is put in force."""
    listed = "\n".join(f"{row.unit} {row.before} {row.after}" for row in rows)
    return sha256(listed.encode()).hexdigest()[:16]


@transaction.atomic
def enter_change(actor: User, season: Season, reason: str, document: Document) -> LevelReading:
    """One officer enters the document by which the People's Committee changes the reading to the other one.

    Raises Refused before the season opens, once the result was submitted, while another change waits, without a reason
    or a signer, and for a document that was used before."""
    row = _led(actor, season)
    require(reason.strip(), _("Give the reason, as the document gives it."), Refused)
    require(document.kind == DocumentKind.READING, _("This document does not say how Article 6 is read."), Refused)
    require(document.signer.strip(), _("Give the signer of the document."), Refused)
    require(document.date <= clock.today(), _("The document is dated on a day to come. Check its date."), Refused)
    used = document.checked_by_id is not None or document.pk == row.reading_document_id
    require(not used, _("This document has settled the reading before. A change needs a document of its own."), Refused)
    waiting = LevelReading.objects.filter(season=row, in_force_at=None, ended_at=None).exists()
    require(not waiting, _("A change of the reading waits for its second check already."), Refused)
    change = LevelReading.objects.create(
        season=row,
        before=row.level_rule,
        after=other(row.level_rule),
        reason=reason.strip(),
        document=document,
        entered_by=actor,
        entered_at=clock.now(),
    )
    _record(change, actor, "season.reading_entered", reason)
    return change


@transaction.atomic
def check_change(actor: User, change: LevelReading, *, seen: str = "", listed: str = "") -> LevelReading:
    """A second officer has compared the document with its original and seen the units affected: the reading changes.

    `seen`: SHA-256 of the file that was looked at; `listed`: `mark` of the units that were. The units are kept as they
    are now. Raises NotAllowed for who entered it, Conflict where file or units have changed meanwhile."""
    season = _led(actor, change.season)
    row = _waiting(change)
    require(actor.pk != row.entered_by_id, _("You entered this change: a second officer checks it."))
    units = affected(compute(season))
    words = _("The points have changed meanwhile, and with them the units affected. Look at the list again.")
    require(not listed or listed == mark(units), words, Conflict)
    check_document(actor, row.document, seen=seen)
    put_in_force(season, row.after, row.document)
    _become(change, affected={unit.unit: [unit.before, unit.after] for unit in units}, in_force_at=clock.now())
    _record(change, actor, "season.reading_changed", row.reason)
    return change


@transaction.atomic
def end_change(actor: User, change: LevelReading, reason: str) -> LevelReading:
    """Taken back by who entered it, or sent back by another officer, with a reason; it stays on record."""
    require(runs_the_season(actor), _("Only the lead department enters how Article 6 is read."))
    require(reason.strip(), _("Give a reason."), Refused)
    _waiting(change)
    _become(change, ended_by=actor, ended_at=clock.now(), ending_reason=reason.strip())
    _record(change, actor, "season.reading_ended", reason)
    return change


@transaction.atomic
def replace_change_file(actor: User, change: LevelReading, upload: UploadedFile | None, reason: str) -> None:
    """The right file in place of a wrong one, as long as nobody has checked it; the old one is kept with the reason."""
    season = _led(actor, change.season)
    row = _waiting(change)
    replace_file(actor, row.document, upload, reason)
    record("season.reading_file_replaced", actor=actor.pk, subject=f"season:{season.pk}", reason=reason)


def _led(actor: User, season: Season) -> Season:
    """The season, its tiers under lock, open and not submitted, before an officer of the lead department."""
    require(runs_the_season(actor), _("Only the lead department enters how Article 6 is read."))
    phases = {tier.phase for tier in SeasonTier.objects.select_for_update().filter(season=season)}
    early = _("The season is not open yet: settle the reading with its document instead.")
    require(phases - {Phase.PREPARING}, early, Refused)
    over = _("The result is published: the reading of this season stays as it is.")
    require(not phases & OVER, over, Refused)
    submitted = _("The result was submitted for approval: take it back to the council before the reading changes.")
    require(Phase.APPROVING not in phases, submitted, Refused)
    return Season.objects.select_related("pinned_set").get(pk=season.pk)


def _waiting(change: LevelReading) -> LevelReading:
    rows = LevelReading.objects.select_for_update(of=("self",)).select_related("document")
    row = rows.get(pk=change.pk)
    require(row.is_waiting, _("This change has been dealt with already. Reload the page."), Refused)
    return row


def _become(change: LevelReading, **fields: object) -> None:
    LevelReading.objects.filter(pk=change.pk).update(**fields)
    for name, value in fields.items():
        setattr(change, name, value)


def _record(change: LevelReading, actor: User, act: str, reason: str) -> None:
    after = {"change": change.pk, "to": change.after, "document": change.document_id}
    if change.affected is not None:
        after["affected"] = change.affected
    record(act, actor=actor.pk, subject=f"season:{change.season_id}", reason=reason, after=after)
