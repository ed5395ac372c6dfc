"""From 100 down to the total: worked by hand, and adding up whatever was answered."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.small import FULL, content, law, parts, unit
from tests.regulation.test_properties import BUILT_IN, ROUNDINGS, SMALL, crowds

from thuocdo.analysis.lines import lines_of
from thuocdo.analysis.waterfall import waterfall
from thuocdo.regulation import Text, assess
from thuocdo.results.snapshot import public_part, snapshot


def drop(*units, criteria_set=None):
    return waterfall(*parts(content(units, criteria_set)))


def told(found):
    return [(step.kind, step.code, step.change) for step in found.steps]


def test_each_lost_point_is_a_step_in_the_order_of_the_form():
    found = drop(unit(**FULL | {"a2": 15, "b2": 12}))
    assert (found.start, found.total, found.weight) == (100, 92, 1)
    assert told(found) == [("component", "a2", -5), ("component", "b2", -3)]


def test_what_is_exempt_loses_nothing_and_the_rest_counts_for_more():
    """80 to be done of 100: a point lost counts 1.25; 70 of 80 is 87.50."""
    found = drop(unit(exempt=["a2"], **FULL | {"a1": 20}))
    assert (found.weight, found.total) == (Fraction(5, 4), Fraction("87.5"))
    assert [(step.code, step.own, step.change) for step in found.steps] == [("a1", 10, Fraction("-12.5"))]


def test_what_nobody_answered_is_lost_and_says_so():
    found = drop(unit(a1=30, a2=20, a3=10, b1=25))
    assert [(step.code, step.state, step.change) for step in found.steps] == [("b2", "unanswered", -15)]


def test_rounding_is_a_step_of_its_own():
    """1 of 3 points lost of 97 to be done: 100 x 96/97 = 98.969..., printed 98.97."""
    law_ = law({"A": {"a1": 3}, "B": {"b1": 94, "b2": 3}})
    found = drop(unit(exempt=["a1"], b1=93, b2=3), criteria_set=law_)
    assert found.total == Fraction("98.97")
    assert told(found)[0] == ("component", "b1", Fraction(-100, 97))
    kind, _, change = told(found)[-1]
    assert (kind, change) == ("rounding", Fraction("98.97") - Fraction(9600, 97))


def test_bonus_and_deduction_are_steps_and_the_ceiling_holds():
    found = drop(unit(T=5, P=1, **FULL | {"a3": 9}), criteria_set=law(adjusted=True))
    assert told(found) == [
        ("component", "a3", -1),
        ("bonus", "T", 5),
        ("deduct", "P", -1),
        ("ceiling", "", -3),
    ]
    assert found.total == 100


def test_where_only_the_group_is_public_the_group_is_the_step():
    made = public_part(content([unit(**FULL | {"b1": 20, "b2": 14, "a3": 9})], law(closed=["B"])))
    assert told(waterfall(*parts(made))) == [("component", "a3", -1), ("group", "B", -6)]


def test_what_is_wholly_hidden_is_told_together_with_a_group_that_is_not():
    """5 lost in the hidden B and 2 in C, the smallest of the others: 7 in one step, so that neither is spelled out."""
    form = {"A": {"a1": 50}, "B": {"b1": 40}, "C": {"c1": 10}}
    made = public_part(content([unit(a1=49, b1=35, c1=8)], law(form, silent=["B"])))
    assert told(waterfall(*parts(made))) == [("component", "a1", -1), ("rest", "", -7)]


def test_a_unit_without_a_total_has_none():
    made = content([unit(not_reported="không gửi"), unit("ttr", exempt=list(FULL))])
    assert waterfall(*parts(made)) is None
    assert waterfall(*parts(made, "ttr")) is None


@given(data=st.data())
def test_it_adds_up_to_the_published_total_whatever_was_answered(data):
    name = data.draw(st.sampled_from(["small", "built in"]))
    criteria_set = replace({"small": SMALL, "built in": BUILT_IN}[name], rounding=data.draw(st.sampled_from(ROUNDINGS)))
    facts = data.draw(crowds(criteria_set, most=3))
    made = snapshot(criteria_set, assess(criteria_set, facts), {row.unit: Text(row.unit, row.unit) for row in facts})
    for shown in (made, public_part(made)):
        for tier in shown["tiers"]:
            for row in tier["units"]:
                found = waterfall(shown["set"], tier, row)
                assert (found is None) == (row["total"] is None)
                if found is not None:
                    assert found.start + sum(step.change for step in found.steps) == Fraction(row["total"])
                    assert all(step.change < 0 for step in found.steps if step.kind in ("component", "group"))
                    if criteria_set.rounding.at == "total":
                        scored = sum(line.points or 0 for line in lines_of(tier, row))
                        assert abs(scored - Fraction(row["scored"])) < Fraction(1, 10000)
