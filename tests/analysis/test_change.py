"""A total against last year's: what was gained, what was lost, what is the changed set's doing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.small import FULL, content, law, unit
from tests.regulation.test_properties import SMALL, crowds

from thuocdo.analysis.change import change
from thuocdo.regulation import Text, assess
from thuocdo.results.snapshot import public_part, snapshot


def between(before, after, old=None, new=None):
    return change(content([before], old), content([after], new), "syt")


def test_gains_and_losses_stand_apart():
    found = between(unit(**FULL | {"a1": 20, "b1": 25}), unit(**FULL | {"a1": 27, "b1": 21}))
    assert (found.before, found.after, found.gained, found.lost) == (90, 93, 7, -4)
    assert [(row.cause, row.code, row.amount) for row in found.lines] == [("gained", "a1", 7), ("lost", "b1", -4)]


def test_a_changed_set_is_no_merit_and_no_fault():
    """a3 (10) goes, a4 (5) comes, b2 rises from 15 to 20: 6 and 3 points are the set's, 2 on a1 the unit's."""
    new = law({"A": {"a1": 30, "a2": 20, "a4": 5}, "B": {"b1": 25, "b2": 20}})
    before = unit(**FULL | {"a1": 20, "a3": 6, "b2": 12})
    after = unit(a1=22, a2=20, a4=3, b1=25, b2=18)
    found = between(before, after, new=new)
    assert (found.before, found.after, found.gained, found.lost) == (83, 88, 2, 0)
    assert found.set_changed == 3 - 6 + (18 - 12)
    assert {row.code: row.cause for row in found.lines} == {
        "a1": "gained",
        "a3": "removed",
        "a4": "added",
        "b2": "max_changed",
    }


def test_a_component_that_asks_something_else_under_the_same_code_is_a_changed_set():
    new = law()
    renamed = content([unit(**FULL)], new)
    for row in renamed["tiers"][0]["groups"][0]["components"]:
        row["name"] = {"vi": "Chỉ số khác", "en": "Another line"} if row["code"] == "a1" else row["name"]
    found = change(content([unit(**FULL | {"a1": 20})]), renamed, "syt")
    assert (found.gained, found.set_changed) == (0, 10)


def test_what_an_exemption_moves_is_neither_gain_nor_loss():
    """Before 90 of 100; then a2, on which 10 of 20 were scored, is exempt: 80 of 80."""
    found = between(unit(**FULL | {"a2": 10}), unit(exempt=["a2"], a1=30, a3=10, b1=25, b2=15))
    assert (found.before, found.after) == (90, 100)
    assert (found.gained, found.lost, found.exemption) == (0, 0, 10)


def test_without_a_total_in_both_years_there_is_nothing_to_compare():
    assert between(unit(not_reported="không gửi"), unit(**FULL)) is None
    assert change(content([unit("stc", **FULL)]), content([unit(**FULL)]), "syt") is None


def test_of_the_public_parts_groups_are_compared():
    closed = law(closed=["B"])
    before, after = (content([unit(**FULL | {"b1": points})], closed) for points in (20, 23))
    found = change(public_part(before), public_part(after), "syt")
    assert [(row.kind, row.code, row.amount) for row in found.lines] == [("group", "B", 3)]


def test_a_group_that_was_open_last_year_is_compared_as_a_whole():
    before = public_part(content([unit(**FULL | {"b1": 20})]))
    after = public_part(content([unit(**FULL | {"b1": 23})], law(closed=["B"])))
    found = change(before, after, "syt")
    assert [(row.cause, row.kind, row.amount) for row in found.lines] == [("gained", "group", 3)]


@given(data=st.data())
def test_the_parts_add_up_to_the_change_whatever_was_answered(data):
    years = []
    for _ in range(2):
        facts = data.draw(crowds(SMALL, most=2))
        names = {row.unit: Text(row.unit, row.unit) for row in facts}
        years.append(snapshot(SMALL, assess(SMALL, facts), names))
    shown = data.draw(st.sampled_from([lambda made: made, public_part]))
    found = change(shown(years[0]), shown(years[1]), "U0")
    if found is not None:
        sums = (found.gained, found.lost, found.set_changed, found.exemption, found.adjustments, found.rounding)
        assert sum(sums) == found.after - found.before == found.total
        assert found.gained >= 0 >= found.lost
        assert abs(found.set_changed) < Fraction(1, 10000)
