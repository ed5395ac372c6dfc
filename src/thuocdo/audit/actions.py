"""Writing the record: `record` beside every act, `seal` afterwards, `forget` where personal text must go."""

import re
import secrets

from django.db import connection, transaction
from django.db.models import Model
from psycopg.types.json import Jsonb

from thuocdo.audit import queries
from thuocdo.audit.canonical import canonical, salted_digest
from thuocdo.audit.errors import NotSealed, OutsideTransaction, Unrecordable
from thuocdo.audit.keys import signer
from thuocdo.audit.models import Checkpoint, Entry, Salt, Seal
from thuocdo.audit.note import Head, sign
from thuocdo.audit.tree import Tree, leaf_hash
from thuocdo.common import clock

ACT = re.compile(r"[a-z_]+(\.[a-z_]+)+")
SALT_BYTES = 32
SEALER = 0x7468_756F_6364_6F  # advisory lock: one sealer at a time
NEXT = f"SELECT nextval(pg_get_serial_sequence('audit_entry', 'id')), clock_timestamp(), ({clock.NOW})"
WRITE = """
WITH entry AS (
  INSERT INTO audit_entry (id, at, clock, act, actor, role, subject, reason, before, after, body, leaf)
  VALUES (%(id)s, %(at)s, %(clock)s, %(act)s, %(actor)s, %(role)s, %(subject)s,
          %(reason)s, %(before)s, %(after)s, %(body)s, %(leaf)s)
), salt AS (
  INSERT INTO audit_salt (entry_id, salt) VALUES (%(id)s, %(salt)s)
)
INSERT INTO audit_pending (entry_id) VALUES (%(id)s)
"""
TAKE = """
WITH due AS (DELETE FROM audit_pending RETURNING entry_id)
SELECT id, leaf FROM audit_entry JOIN due ON id = entry_id ORDER BY id
"""


def record(
    act: str,
    *,
    actor: int | None,
    role: str = "",
    subject: str,
    before: object = None,
    after: object = None,
    reason: str = "",
) -> Entry:
    """Enter one act into the record; inside the transaction that does it, so that neither stands without the other.

    act: "report.sent". actor: the person's number, None for the system. role: in which they acted. subject: the thing's
    kind and number, "report:12"; never a name or free text, for it is kept readable for ever. before, after, reason:
    what was, what is and why; only salted digests are kept, the values stay with the caller where they can be erased.
    Raises OutsideTransaction, Unrecordable. Costs two statements.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{act} is recorded outside a transaction: wrap it together with its change.")
    if not ACT.fullmatch(act) or not subject:
        raise Unrecordable(f"Give the act as thing.done and its subject as kind:number, not {act!r} and {subject!r}.")
    salt = secrets.token_bytes(SALT_BYTES)
    entry = Entry(
        act=act,
        actor=actor,
        role=role,
        subject=subject,
        reason=salted_digest(salt, reason),
        before=salted_digest(salt, before),
        after=salted_digest(salt, after),
    )
    _write(entry, salt)
    return entry


def seal() -> Checkpoint | None:
    """Put every committed entry that waits into the one order and sign the new root; the latest checkpoint, if any.

    Many at once, outside the acts' transactions: a chain inside them would make each act wait for the one before.
    Called every second by the worker and by `receipt_seal`; harmless to call again. RuntimeError inside a transaction.
    """
    with transaction.atomic(durable=True):
        _wait_for_other_sealers()
        last = queries.latest_checkpoint()
        due = _take_pending()
        if not due:
            return last
        tree = Tree(last.size, bytes(last.peaks)) if last else Tree()
        Seal.objects.bulk_create(
            Seal(position=tree.size + place, entry_id=number) for place, (number, _) in enumerate(due)
        )
        for _, leaf in due:
            tree.append(leaf)
        return _sign(tree)


def receipt_seal(entry: Entry) -> Checkpoint:
    """The first checkpoint over a committed entry, for its receipt (`size`, `short`); waits for a running sealer.

    Raises NotSealed where the entry's transaction was rolled back, RuntimeError inside a transaction.
    """
    seal()
    checkpoint = queries.checkpoint_of(entry)
    if checkpoint is None:
        raise NotSealed(f"Entry {entry.pk} was never committed: ask for its receipt after the transaction.")
    return checkpoint


@transaction.atomic
def forget(subject: str, *, actor: int | None, role: str = "", reason: str) -> int:
    """Erase the salts of every entry about a subject and its parts; how many. The entries and the tree stay whole.

    The values themselves are the caller's to erase, in the same transaction.
    """
    erased, _ = Salt.objects.filter(entry__in=queries.entries_about(subject)).delete()
    record("audit.forgotten", actor=actor, role=role, subject=subject, reason=reason)
    return erased


def _write(entry: Entry, salt: bytes) -> None:
    """Entry, salt and place in the queue by one statement: the caller may hold a lock that others wait for."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT)
        entry.pk, entry.at, entry.clock = cursor.fetchone()
        entry.body = entry.stated()
        entry.leaf = leaf_hash(canonical(entry.body))
        cursor.execute(WRITE, _columns(entry) | {"body": Jsonb(entry.body), "salt": salt})
    entry._state.adding = False


def _columns(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _wait_for_other_sealers() -> None:
    """A statement of its own: those after it see all that the last sealer committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER])


def _take_pending() -> list[tuple[int, bytes]]:
    """Number and leaf of every entry that waits."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        return cursor.fetchall()


def _sign(tree: Tree) -> Checkpoint:
    public, private = signer()
    note = sign(str(Head(public.name, tree.size, tree.root)), public, private)
    return Checkpoint.objects.create(size=tree.size, root=tree.root, peaks=tree.peaks, note=note)
