"""Every kind of tampering is found and named; the hand that tampers has the superuser's rights."""

# ruff: noqa: S608 (the statements are made of our own words)

import pytest
from django.utils import translation

from thuocdo.audit import inspection, keys
from thuocdo.audit.actions import seal
from thuocdo.audit.canonical import canonical
from thuocdo.audit.enums import Fault
from thuocdo.audit.inspection import Finding, verify
from thuocdo.audit.keys import signer
from thuocdo.audit.models import Checkpoint, Entry, Seal
from thuocdo.audit.note import Head, sign
from thuocdo.audit.tree import Tree, leaf_hash

pytestmark = pytest.mark.django_db
# Django looks at the foreign keys after a test that rolls back, and would refuse what these leave behind.
past_foreign_keys = pytest.mark.django_db(transaction=True)


@pytest.fixture
def log(act):
    """Seven entries under the checkpoints 3, 5 and 7; the numbers of the entries."""
    numbers = []
    for count in (3, 2, 2):
        numbers += [act(f"report:{number}").pk for number in range(count)]
        seal()
    return numbers


@pytest.fixture
def receipts(log):
    """What stands on the receipts handed out."""
    return [(checkpoint.size, checkpoint.short) for checkpoint in Checkpoint.objects.order_by("size")]


def faults(receipts=()):
    return {finding.fault for finding in verify(receipts)}


def test_an_empty_log_is_whole():
    assert verify() == []


def test_an_untouched_log_is_whole_and_fits_its_receipts(log, receipts):
    assert verify(receipts) == []


def test_a_receipt_may_be_checked_between_two_checkpoints(log):
    tree = Tree()
    for leaf in Entry.objects.order_by("pk").values_list("leaf", flat=True)[:4]:
        tree.append(bytes(leaf))
    assert verify([(4, tree.root.hex().upper())]) == []
    assert verify([(4, "00")]) == [Finding(Fault.WITNESS_DIFFERS, 4)]


@pytest.mark.parametrize(
    "change",
    [
        "act = 'report.returned'",
        "actor = 8",
        "actor = NULL",
        "role = 'chair'",
        "subject = 'report:99'",
        "at = at - interval '1 day'",
        "clock = clock - interval '1 microsecond'",
        "reason = repeat('0', 64)",
        "before = repeat('0', 64)",
        "after = repeat('0', 64)",
        "body = body || '{\"actor\": 8}'",
        "body = body || '{\"more\": 1}'",
        "body = body - 'role'",
        "actor = 8, body = body || '{\"actor\": 8}'",
    ],
)
def test_a_changed_entry_is_found(log, tamper, change):
    tamper(f"UPDATE audit_entry SET {change} WHERE id = {log[3]}")
    assert verify() == [Finding(Fault.ENTRY_CHANGED, log[3])]


def test_a_changed_leaf_is_found(log, tamper):
    tamper(f"UPDATE audit_entry SET leaf = sha256('') WHERE id = {log[3]}")
    assert verify() == [Finding(Fault.ENTRY_CHANGED, log[3]), Finding(Fault.CHECKPOINT_DIFFERS, 5)]


def test_an_entry_rewritten_with_its_leaf_does_not_fit_the_checkpoints(log, tamper):
    forge_entry(log[3], tamper)
    assert verify() == [Finding(Fault.CHECKPOINT_DIFFERS, 5)]


@past_foreign_keys
def test_a_removed_entry_is_found(log, tamper):
    tamper(f"DELETE FROM audit_entry WHERE id = {log[1]}")
    assert verify()[0] == Finding(Fault.ENTRY_MISSING, log[1])


@past_foreign_keys
def test_an_entry_removed_with_its_seal_leaves_a_gap(log, tamper):
    tamper("DELETE FROM audit_seal WHERE position = 1", f"DELETE FROM audit_entry WHERE id = {log[1]}")
    assert verify()[0] == Finding(Fault.SEAL_MISSING, 1)
    assert Fault.CHECKPOINT_DIFFERS in faults()


@past_foreign_keys
def test_a_gap_closed_by_moving_up_does_not_fit_the_checkpoints(log, tamper):
    tamper(
        "DELETE FROM audit_seal WHERE position = 1",
        f"DELETE FROM audit_entry WHERE id = {log[1]}",
        *(f"UPDATE audit_seal SET position = {place - 1} WHERE position = {place}" for place in range(2, 7)),
    )
    assert verify() == [Finding(Fault.CHECKPOINT_DIFFERS, 3), Finding(Fault.TRUNCATED, 7)]


def test_a_swapped_order_is_found(log, tamper):
    tamper(
        "UPDATE audit_seal SET position = 100 WHERE position = 3",
        "UPDATE audit_seal SET position = 3 WHERE position = 4",
        "UPDATE audit_seal SET position = 4 WHERE position = 100",
    )
    assert verify() == [Finding(Fault.CHECKPOINT_DIFFERS, 5)]


def insert_entry(tamper, *, position=None):
    """An entry that claims to be from long ago, written past the product's actions."""
    copied = "clock, act, actor, role, 'report:77', reason, before, after, body, leaf"
    columns = "clock, act, actor, role, subject, reason, before, after, body, leaf"
    copy = f"INSERT INTO audit_entry (at, {columns}) SELECT at - interval '9 days', {copied} FROM audit_entry LIMIT 1"
    place = f"INSERT INTO audit_seal (position, entry_id) SELECT {position}, max(id) FROM audit_entry"
    tamper(copy, *([place] if position is not None else []))
    return Entry.objects.latest("pk").pk


def test_an_inserted_entry_is_found(log, tamper):
    number = insert_entry(tamper)
    assert verify() == [Finding(Fault.ENTRY_UNSEALED, number)]


def test_an_entry_inserted_with_a_seal_is_found(log, tamper):
    insert_entry(tamper, position=7)
    assert verify() == [Finding(Fault.SEAL_UNCOVERED, 7)]


def test_an_entry_inserted_in_the_middle_does_not_fit_the_checkpoints(log, tamper):
    tamper(*(f"UPDATE audit_seal SET position = {place + 1} WHERE position = {place}" for place in (6, 5, 4)))
    insert_entry(tamper, position=4)
    assert {Fault.ENTRY_CHANGED, Fault.CHECKPOINT_DIFFERS, Fault.SEAL_UNCOVERED} <= faults()


@past_foreign_keys
def test_a_cut_tail_is_found(log, tamper):
    tamper(
        "DELETE FROM audit_seal WHERE position >= 5",
        f"DELETE FROM audit_entry WHERE id >= {log[5]}",
    )
    assert verify() == [Finding(Fault.TRUNCATED, 7)]


@past_foreign_keys
def test_a_tail_cut_with_its_checkpoint_is_found_by_a_receipt(log, receipts, tamper):
    tamper(
        "DELETE FROM audit_checkpoint WHERE size = 7",
        "DELETE FROM audit_seal WHERE position >= 5",
        f"DELETE FROM audit_entry WHERE id >= {log[5]}",
    )
    assert verify() == []
    assert verify(receipts) == [Finding(Fault.WITNESS_BEYOND, 7)]


@past_foreign_keys
def test_an_emptied_log_is_found_by_a_receipt(log, receipts, tamper):
    tamper("DELETE FROM audit_seal", "DELETE FROM audit_checkpoint", "DELETE FROM audit_entry")
    assert verify(receipts) == [Finding(Fault.WITNESS_BEYOND, 3)]


def test_a_removed_last_checkpoint_is_found(log, tamper):
    tamper("DELETE FROM audit_checkpoint WHERE size = 7")
    assert verify() == [Finding(Fault.SEAL_UNCOVERED, 5)]


@pytest.mark.parametrize("column", ["root", "peaks"])
def test_a_changed_checkpoint_is_found(log, tamper, column):
    tamper(f"UPDATE audit_checkpoint SET {column} = sha256('') WHERE size = 5")
    assert Finding(Fault.CHECKPOINT_DIFFERS, 5) in verify()


def test_a_root_changed_beside_its_note_is_found(log, tamper):
    tamper("UPDATE audit_checkpoint SET root = sha256('') WHERE size = 5")
    assert Finding(Fault.NOTE_DIFFERS, 5) in verify()


def test_the_note_of_another_checkpoint_is_found(log, tamper):
    tamper("UPDATE audit_checkpoint SET note = (SELECT note FROM audit_checkpoint WHERE size = 3) WHERE size = 5")
    assert verify() == [Finding(Fault.NOTE_DIFFERS, 5)]


def test_a_signed_note_over_another_size_is_found(log, tamper):
    public, private = signer()
    note = sign(str(Head(public.name, 6, bytes(Checkpoint.objects.get(size=5).root))), public, private)
    tamper(f"UPDATE audit_checkpoint SET note = '{note}' WHERE size = 5")
    assert verify() == [Finding(Fault.NOTE_DIFFERS, 5)]


@pytest.mark.parametrize("note", ["replace(note, E'\\n5\\n', E'\\n6\\n')", "''", "left(note, -10)"])
def test_a_damaged_note_is_found(log, tamper, note):
    tamper(f"UPDATE audit_checkpoint SET note = {note} WHERE size = 5")
    assert verify() == [Finding(Fault.SIGNATURE_FORGED, 5)]


def test_a_checkpoint_signed_with_another_key_is_found(log, tamper, settings, tmp_path):
    own = settings.DATA
    settings.DATA = tmp_path / "elsewhere"
    rewrite_history(log, tamper)
    settings.DATA = own
    assert verify() == [Finding(Fault.SIGNATURE_UNKNOWN, 3)]


def test_history_rewritten_with_the_stolen_key_is_found_by_a_receipt_alone(log, receipts, tamper):
    rewrite_history(log, tamper)
    assert verify() == []
    assert verify(receipts) == [Finding(Fault.WITNESS_DIFFERS, 3)]


def test_lost_keys_leave_the_signatures_unchecked_and_say_so(log, data):
    for path in (data / "keys").iterdir():
        path.unlink()
    keys._signer.cache_clear()
    assert verify() == [Finding(Fault.SIGNATURE_UNKNOWN, 3)]


def test_an_entry_that_waits_is_no_fault(log, act):
    act()
    assert verify() == []


def test_the_number_of_queries_does_not_grow_with_the_log(act, django_assert_num_queries):
    for _ in range(2):
        act()
        seal()
        with django_assert_num_queries(6):
            assert verify() == []


def test_a_key_made_while_the_inspection_begins_is_known(act, monkeypatch):
    """The very first seal, key and all, comes between the inspection's first steps."""

    def made_meanwhile():
        act()
        seal()
        return checkpoints()

    checkpoints = inspection._checkpoints
    monkeypatch.setattr(inspection, "_checkpoints", made_meanwhile)
    assert verify() == []


def test_long_logs_are_read_page_by_page(act, monkeypatch):
    monkeypatch.setattr("thuocdo.audit.inspection.BATCH", 2)
    for _ in range(5):
        act()
        seal()
    assert verify() == []


@pytest.mark.parametrize("fault", Fault)
def test_every_finding_is_a_sentence_with_its_place(fault):
    with translation.override("en"):
        assert "41" in str(Finding(fault, 41))


def forge_entry(number, tamper, subject="report:99"):
    """An entry with another subject whose body and leaf fit."""
    entry = Entry.objects.get(pk=number)
    entry.subject = subject
    body = canonical(entry.stated())
    change = f"subject = '{subject}', body = '{body.decode()}', leaf = '\\x{leaf_hash(body).hex()}'"
    tamper(f"UPDATE audit_entry SET {change} WHERE id = {number}")


def rewrite_history(log, tamper):
    """The work of somebody with every right and the key: one entry differs, everything above it fits again."""
    forge_entry(log[1], tamper)
    public, private = signer()
    tree = Tree()
    for seal_ in Seal.objects.order_by("position").select_related("entry"):
        tree.append(bytes(seal_.entry.leaf))
        note = sign(str(Head(public.name, tree.size, tree.root)), public, private)
        values = f"root = '\\x{tree.root.hex()}', peaks = '\\x{tree.peaks.hex()}', note = '{note}'"
        tamper(f"UPDATE audit_checkpoint SET {values} WHERE size = {tree.size}")
