import pytest

from thuocdo.audit.actions import seal
from thuocdo.audit.queries import attests, checkpoint_of, entries_about, inclusion, latest_checkpoint
from thuocdo.audit.tree import root_by_proof

pytestmark = pytest.mark.django_db


def test_there_is_no_checkpoint_before_the_first_seal(act):
    entry = act()
    assert (latest_checkpoint(), checkpoint_of(entry), inclusion(entry)) == (None, None, None)


def test_the_latest_checkpoint_is_the_largest(act):
    for _ in range(3):
        act()
        seal()
    assert latest_checkpoint().size == 3


def test_the_entries_about_a_subject_come_oldest_first(act):
    wanted = [act("report:1"), act("report:1")]
    act("report:11")
    assert list(entries_about("report:1")) == wanted


def test_the_parts_of_a_subject_belong_to_it(act):
    wanted = [act("report:1"), act("report:1/2.1")]
    act("report:11/2.1")
    assert list(entries_about("report:1")) == wanted


def test_a_sign_that_stands_for_any_other_is_taken_as_it_is(act):
    act("seasonXtier:1/2")
    assert not entries_about("season_tier:1").exists()


def test_listing_costs_one_query_whatever_there_is(act, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            act(f"report:{count}")
        with django_assert_num_queries(1):
            assert len(list(entries_about(f"report:{count}"))) == count


@pytest.mark.parametrize(("part", "value"), [("before", {"a": "18"}), ("after", {"a": "24"}), ("reason", "Nhập nhầm")])
def test_an_entry_attests_the_value_it_was_made_over_and_no_other(act, part, value):
    entry = act(before={"a": "18"}, after={"a": "24"}, reason="Nhập nhầm")
    assert attests(entry, part, value) is True
    assert attests(entry, part, {"a": "25"}) is False


def test_an_entry_attests_that_nothing_was_stated(act):
    entry = act()
    assert attests(entry, "before", None) is True
    assert attests(entry, "reason", "") is True
    assert attests(entry, "reason", "Nhập nhầm") is False


@pytest.mark.parametrize("position", range(6))
def test_every_entry_is_proven_under_its_first_checkpoint(act, position):
    entries = [act() for _ in range(4)]
    seal()
    entries += [act() for _ in range(2)]
    seal()
    found = inclusion(entries[position])
    assert (found.position, found.checkpoint.size) == (position, 4 if position < 4 else 6)
    root = root_by_proof(bytes(found.entry.leaf), found.position, found.checkpoint.size, found.proof)
    assert root == bytes(found.checkpoint.root)
