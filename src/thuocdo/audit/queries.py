"""Reading the record."""

from typing import Literal, NamedTuple

from django.db.models import Q, QuerySet

from thuocdo.audit.canonical import salted_digest
from thuocdo.audit.models import Checkpoint, Entry, Salt, Seal
from thuocdo.audit.tree import inclusion_proof


class Inclusion(NamedTuple):
    """That an entry is at `position` among the first `checkpoint.size` entries; checked by `tree.root_by_proof`."""

    entry: Entry
    position: int
    checkpoint: Checkpoint
    proof: list[bytes]


def latest_checkpoint() -> Checkpoint | None:
    """What receipts, official documents and publications print. One query by the primary key."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_of(entry: Entry) -> Checkpoint | None:
    """The first checkpoint over an entry, None while it waits for its seal. Two queries by unique keys."""
    position = Seal.objects.filter(entry=entry).values_list("position", flat=True).first()
    if position is None:
        return None
    return Checkpoint.objects.filter(size__gt=position).order_by("size").first()


def entries_about(subject: str) -> QuerySet[Entry]:
    """Every act on one thing and its parts ("report:12", "report:12/1.1"), oldest first. One query by index."""
    return Entry.objects.filter(Q(subject=subject) | Q(subject__startswith=f"{subject}/")).order_by("pk")


def attests(entry: Entry, part: Literal["before", "after", "reason"], value: object) -> bool | None:
    """Whether an entry was made over this very value; None once its salt has been erased. One query."""
    salt = Salt.objects.filter(entry=entry).values_list("salt", flat=True).first()
    if salt is None:
        return None
    return getattr(entry, part) == salted_digest(bytes(salt), value)


def inclusion(entry: Entry) -> Inclusion | None:
    """The proof that an entry is in the log, under its first checkpoint; None while it waits for its seal.

    Reads the leaves of all entries up to that checkpoint, 32 bytes each, in one query.
    """
    checkpoint = checkpoint_of(entry)
    if checkpoint is None:
        return None
    leaves = (
        Seal.objects.filter(position__lt=checkpoint.size).order_by("position").values_list("entry__leaf", flat=True)
    )
    position = Seal.objects.get(entry=entry).position
    return Inclusion(entry, position, checkpoint, inclusion_proof([bytes(leaf) for leaf in leaves], position))
