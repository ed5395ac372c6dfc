"""Inspecting the log: everything is computed again from the tables and compared with every checkpoint and signature.

Someone who may rewrite the tables and holds the key can leave a log that fits itself. The receipts handed out are the
witnesses against that: give `verify` the sizes and roots that stand on them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from thuocdo.audit.canonical import canonical
from thuocdo.audit.enums import Fault
from thuocdo.audit.errors import Forged, Malformed, UnknownKey
from thuocdo.audit.keys import trusted
from thuocdo.audit.models import Checkpoint, Entry, Seal
from thuocdo.audit.note import Head, PublicKey, opened
from thuocdo.audit.tree import HASH_BYTES, Tree, leaf_hash

BATCH = 2000
# Each is one statement, so a sealer at work meanwhile cannot make it see half of its doing.
UNSEALED = """
SELECT min(id) FROM audit_entry AS entry
WHERE NOT EXISTS (SELECT FROM audit_seal WHERE entry_id = entry.id)
  AND NOT EXISTS (SELECT FROM audit_pending WHERE entry_id = entry.id)
"""
UNCOVERED = (
    "SELECT min(position) FROM audit_seal WHERE position >= (SELECT coalesce(max(size), 0) FROM audit_checkpoint)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and where it was met first; `str()` says it in the language of the page."""

    fault: Fault
    place: int

    def __str__(self) -> str:
        return self.fault.label % {"place": self.place}


def verify(witnessed: Iterable[tuple[int, str]] = ()) -> list[Finding]:
    """The first fault of each kind; an empty list means that the log is whole.

    witnessed: sizes and roots (hexadecimal, or the beginning that a receipt prints) of checkpoints kept elsewhere.
    Reads every entry once, in batches; entries may be recorded and sealed meanwhile. Writes nothing, makes no key.
    """
    found: dict[Fault, Finding] = {}
    receipts = defaultdict(list)
    for size, root in witnessed:
        receipts[size].append(root.lower())
    left_over = _first(Fault.ENTRY_UNSEALED, UNSEALED), _first(Fault.SEAL_UNCOVERED, UNCOVERED)
    for finding in chain(_replayed(receipts), *left_over):
        found.setdefault(finding.fault, finding)
    return list(found.values())


def _replayed(receipts: Mapping[int, list[str]]) -> Iterator[Finding]:
    """Grow the tree again, seal by seal, and compare it wherever somebody has written down what it was."""
    tree, seals, keys = Tree(), _seals(), []
    for checkpoint in _checkpoints():
        keys = keys or trusted()  # only now: the first checkpoint and its key may have been made meanwhile
        while tree.size < checkpoint.size and (seal := next(seals, None)):
            yield from _seal_faults(tree, *seal)
            yield from _receipt_faults(tree, receipts.get(tree.size, []))
        if tree.size < checkpoint.size:
            yield Finding(Fault.TRUNCATED, checkpoint.size)
        else:
            yield from _checkpoint_faults(tree, checkpoint)
        yield from _note_faults(checkpoint, keys)
    yield from (Finding(Fault.WITNESS_BEYOND, size) for size in sorted(receipts) if size > tree.size)


def _checkpoints() -> Iterator[Checkpoint]:
    size = 0
    while page := list(Checkpoint.objects.filter(size__gt=size).order_by("size")[:BATCH]):
        yield from page
        size = page[-1].size


def _seals() -> Iterator[tuple[Seal, Entry | None]]:
    """The seals in order, each with its entry where that is still there."""
    position = -1
    while page := list(Seal.objects.filter(position__gt=position).order_by("position")[:BATCH]):
        entries = Entry.objects.in_bulk([seal.entry_id for seal in page])
        yield from ((seal, entries.get(seal.entry_id)) for seal in page)
        position = page[-1].position


def _seal_faults(tree: Tree, seal: Seal, entry: Entry | None) -> Iterator[Finding]:
    if seal.position != tree.size:
        yield Finding(Fault.SEAL_MISSING, tree.size)
    if entry is None:
        yield Finding(Fault.ENTRY_MISSING, seal.entry_id)
    elif entry.body != entry.stated() or bytes(entry.leaf) != leaf_hash(canonical(entry.stated())):
        yield Finding(Fault.ENTRY_CHANGED, seal.entry_id)
    tree.append(bytes(entry.leaf) if entry else bytes(HASH_BYTES))


def _receipt_faults(tree: Tree, roots: list[str]) -> Iterator[Finding]:
    if not all(tree.root.hex().startswith(root) for root in roots):
        yield Finding(Fault.WITNESS_DIFFERS, tree.size)


def _checkpoint_faults(tree: Tree, checkpoint: Checkpoint) -> Iterator[Finding]:
    if (bytes(checkpoint.root), bytes(checkpoint.peaks)) != (tree.root, tree.peaks):
        yield Finding(Fault.CHECKPOINT_DIFFERS, checkpoint.size)


def _note_faults(checkpoint: Checkpoint, keys: list[PublicKey]) -> Iterator[Finding]:
    try:
        head = Head.read(opened(checkpoint.note, keys))
        if (head.size, head.root) != (checkpoint.size, bytes(checkpoint.root)):
            yield Finding(Fault.NOTE_DIFFERS, checkpoint.size)
    except UnknownKey:
        yield Finding(Fault.SIGNATURE_UNKNOWN, checkpoint.size)
    except (Forged, Malformed):
        yield Finding(Fault.SIGNATURE_FORGED, checkpoint.size)


def _first(fault: Fault, query: str) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (place,) = cursor.fetchone()
    if place is not None:
        yield Finding(fault, place)
