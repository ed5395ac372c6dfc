"""Recording, sealing, receipts and erasing, one act at a time; crowds are in test_concurrency."""

# ruff: noqa: S608 (the statements are made of our own words)

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from thuocdo.audit import actions, queries
from thuocdo.audit.actions import forget, receipt_seal, record, seal
from thuocdo.audit.canonical import canonical
from thuocdo.audit.errors import NotSealed, OutsideTransaction, Unrecordable
from thuocdo.audit.inspection import verify
from thuocdo.audit.keys import trusted
from thuocdo.audit.models import Checkpoint, Entry, Pending, Salt, Seal
from thuocdo.audit.note import Head, opened
from thuocdo.audit.tree import leaf_hash, root_of
from thuocdo.common.models import Installation, InstallationKind

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransaction):
        record("report.sent", actor=7, subject="report:1")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("name", "subject"), [("sent", "report:1"), ("Report sent", "report:1"), ("report.sent", "")])
def test_an_act_without_a_proper_name_or_subject_is_refused(name, subject):
    with pytest.raises(Unrecordable):
        record(name, actor=7, subject=subject)


def test_the_entry_returned_is_the_entry_kept(act):
    made = act(before={"a": 1}, after={"a": 2}, reason="Sửa theo công văn")
    kept = Entry.objects.get()
    assert kept.stated() == made.stated() == kept.body
    assert bytes(kept.leaf) == leaf_hash(canonical(kept.body))


def test_an_entry_says_who_did_what_to_what_in_which_role(act):
    entry = act(subject="report:4")
    assert (entry.act, entry.actor, entry.role, entry.subject) == ("report.sent", 7, "head", "report:4")


def test_the_system_acts_without_a_number(act):
    assert act(actor=None).body["actor"] is None


def test_values_and_reasons_are_nowhere_in_the_tables(act):
    act(before={"phone": "CANARY-1"}, after="CANARY-2", reason="CANARY-3")
    with connection.cursor() as cursor:
        for table in ("audit_entry", "audit_salt", "audit_pending"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} AS t")
            assert "CANARY" not in cursor.fetchone()[0]


def test_the_same_value_twice_has_two_digests(act):
    assert act(after="Có").after != act(after="Có").after


def test_time_is_the_databases_and_the_products_time_stands_beside_it(act):
    Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, name_vi="Thử", name_en="Test")
    actions.clock.set_demonstration_time(datetime(2022, 10, 19, 16, 59, tzinfo=UTC))
    entry = act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        assert timedelta() < cursor.fetchone()[0] - entry.at < timedelta(minutes=1)
    assert entry.body["clock"].startswith("2022-10-19T16:59:")


def test_an_act_costs_two_statements(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(2):
        record("answer.saved", actor=7, subject="answer:1", after={"a": "1"})


def test_an_act_that_is_rolled_back_leaves_no_entry(act):
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
    assert (Entry.objects.count(), Pending.objects.count(), Salt.objects.count()) == (0, 0, 0)


def test_nothing_to_seal_gives_no_checkpoint():
    assert seal() is None


def test_entries_are_sealed_in_their_order(act):
    numbers = [act().pk for _ in range(5)]
    checkpoint = seal()
    assert list(Seal.objects.order_by("position").values_list("position", "entry_id")) == list(enumerate(numbers))
    assert bytes(checkpoint.root) == root_of(
        bytes(leaf) for leaf in Entry.objects.order_by("pk").values_list("leaf", flat=True)
    )
    assert not Pending.objects.exists()


def test_sealing_again_changes_nothing(act):
    act()
    first = seal()
    assert seal() == first
    assert Checkpoint.objects.count() == 1


def test_the_tree_grows_over_many_seals(act):
    for _ in range(7):
        act()
        seal()
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert verify() == []


def test_a_checkpoint_is_signed_and_states_size_and_root(act):
    act()
    checkpoint = seal()
    head = Head.read(opened(checkpoint.note, trusted()))
    assert head == Head(trusted()[0].name, 1, bytes(checkpoint.root))


def test_a_checkpoint_knows_when_it_was_made(act):
    act()
    checkpoint = seal()
    assert checkpoint.at == Checkpoint.objects.get().at


@pytest.mark.parametrize("entries", [1, 300])
def test_sealing_many_costs_as_many_statements_as_sealing_one(act, django_assert_num_queries, entries):
    for _ in range(entries):
        act()
    with django_assert_num_queries(7):  # savepoint, lock, last checkpoint, take, seals, checkpoint, release
        seal()


@pytest.mark.django_db(transaction=True)
def test_sealing_inside_an_act_is_refused(act):
    with pytest.raises(RuntimeError), transaction.atomic():
        seal()


def test_a_receipt_names_the_first_checkpoint_over_its_entry(act):
    act()
    entry = act()
    receipt = receipt_seal(entry)
    act()
    seal()
    assert (receipt.size, receipt.short) == (2, bytes(receipt.root).hex()[:16])
    assert receipt_seal(entry) == receipt


def test_a_receipt_for_an_act_that_was_rolled_back_is_refused(act):
    with transaction.atomic():
        entry = act()
        transaction.set_rollback(True)
    with pytest.raises(NotSealed):
        receipt_seal(entry)


def test_forgetting_leaves_the_log_whole_and_the_digests_mute(act):
    entry, _, other = act(after="0905 123 456"), act("report:1/2.1"), act("report:2", after="Có")
    seal()
    assert forget("report:1", actor=1, role="administrator", reason="Yêu cầu xóa") == 2
    seal()
    assert queries.attests(entry, "after", "0905 123 456") is None
    assert queries.attests(other, "after", "Có") is True
    assert verify() == []


def test_forgetting_is_an_act_too(act):
    act()
    forget("report:1", actor=1, reason="Yêu cầu xóa")
    assert [entry.act for entry in queries.entries_about("report:1")] == ["report.sent", "audit.forgotten"]
