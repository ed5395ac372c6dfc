"""Writes about what stands at the head and foot of a unit's papers: letterheads and signatories, each with its days."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import Capacity
from thuocdo.accounts.models import Dated, Letterhead, Signatory, Unit, User
from thuocdo.accounts.rules import heads_papers
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require

ONE_DAY = timedelta(days=1)
UNASKED = (Capacity.HEAD, Capacity.COLLECTIVE)


@transaction.atomic
def add_letterhead(actor: User | None, unit: Unit, **facts: object) -> Letterhead:
    """A letterhead from its first day on; the one in use ends the day before. `actor` None: the set-up itself.

    Raises Refused where its days overlap another's.
    """
    row = Letterhead(unit=unit, **facts)
    _check_right(actor, unit)
    _end_open(unit.letterheads.all(), row.valid_from)
    return _save(actor, row, unit.letterheads.all(), "letterhead.added")


@transaction.atomic
def correct_letterhead(actor: User, letterhead: Letterhead, **facts: object) -> Letterhead:
    """Mends a letterhead, or ends it by its last day."""
    row = Letterhead.objects.select_for_update().get(pk=letterhead.pk)
    _check_right(actor, row.unit)
    _put(row, facts)
    return _save(actor, row, row.unit.letterheads.exclude(pk=row.pk), "letterhead.corrected")


@transaction.atomic
def add_signatory(actor: User | None, unit: Unit, **facts: object) -> Signatory:
    """A head in office (R8.1), or somebody who signs for one; a new head ends the office of the one before.

    Raises Refused without the document of a delegation, or where two heads would be in office on one day.
    """
    row = Signatory(unit=unit, **facts)
    _check_right(actor, unit)
    _check_capacity(row)
    heads = unit.signatories.filter(is_head=True)
    if row.is_head:
        _end_open(heads, row.valid_from)
    return _save(actor, row, heads if row.is_head else heads.none(), "signatory.added")


@transaction.atomic
def correct_signatory(actor: User, signatory: Signatory, **facts: object) -> Signatory:
    """Mends an entry, or ends it by its last day; heads of earlier years stay on record."""
    row = Signatory.objects.select_for_update().get(pk=signatory.pk)
    _check_right(actor, row.unit)
    _put(row, facts)
    _check_capacity(row)
    heads = row.unit.signatories.filter(is_head=True).exclude(pk=row.pk)
    return _save(actor, row, heads if row.is_head else heads.none(), "signatory.corrected")


def _check_right(actor: User | None, unit: Unit) -> None:
    """Locks the unit: two people do not change its papers at once."""
    allowed = actor is None or heads_papers(actor, unit.pk)
    require(allowed, _("Only the unit's coordinator, the lead department or an administrator changes this."))
    Unit.objects.select_for_update().get(pk=unit.pk)


def _check_capacity(row: Signatory) -> None:
    """A head signs as the head or for a collective; whoever else signs does so by a document."""
    if row.is_head:
        require(row.capacity in UNASKED, _("A head of unit does not sign in somebody's place."), Refused)
        return
    require(row.capacity not in UNASKED, _("Say in whose place this person signs: KT., TL. or TUQ."), Refused)
    require(row.mandate.strip(), _("Give the document of the delegation: number and date."), Refused)


def _put(row: Letterhead | Signatory, facts: dict[str, object]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)


def _end_open(rows, begins: date | None) -> None:
    """The rows without a last day that began before end on the day before `begins`."""
    if begins is not None:
        earlier = rows.filter(valid_until=None).exclude(valid_from__gte=begins)
        earlier.update(valid_until=begins - ONE_DAY)


def _save(actor: User | None, row: Dated, others, act: str):
    """Checks the days against those of `others`, saves, records."""
    backwards = row.valid_from and row.valid_until and row.valid_until < row.valid_from
    require(not backwards, _("The last day is before the first day."), Refused)
    for other in others:
        require(not _overlap(row, other), _("These days overlap those of: %(name)s.") % {"name": other}, Refused)
    row.save()
    days = {name: day.isoformat() if (day := getattr(row, name)) else None for name in ("valid_from", "valid_until")}
    record(act, actor=actor and actor.pk, subject=f"unit:{row.unit_id}", after={"row": row.pk, **days})
    return row


def _overlap(one: Dated, other: Dated) -> bool:
    begins = (one.valid_from or date.min) <= (other.valid_until or date.max)
    return begins and (other.valid_from or date.min) <= (one.valid_until or date.max)
