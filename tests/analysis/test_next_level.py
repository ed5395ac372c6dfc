"""The fewest components for the next level: worked by hand, and against trying every choice."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.small import FULL, HEAD, content, law, parts, unit

from thuocdo.analysis.next_level import needs, next_level
from thuocdo.results.snapshot import public_part

CREDITED = HEAD.replace("group_minima: own", "group_minima: credited")


def need(facts, reading="total", criteria_set=None):
    return next_level(*parts(content([facts], criteria_set)), reading)


def codes(found):
    return None if found.raised is None else {row.code for row in found.raised}


def test_the_line_with_the_most_left_comes_first():
    """72 points: 8 short of 80. a1 lacks 10, b1 lacks 10, a2 lacks 8: any of them alone would do, the most is taken."""
    found = need(unit(**FULL | {"a1": 19, "a2": 12, "b1": 16}))
    assert (found.level, found.missing, codes(found), found.total) == ("II", 8, {"a1"}, 83)


def test_two_are_needed_where_none_is_enough():
    found = need(unit(a1=24, a2=15, a3=5, b1=20, b2=8))
    assert (found.missing, found.components) == (8, 2)
    assert codes(found) == {"b2", "a1"}


def test_a_group_below_its_minimum_asks_for_one_of_its_own():
    """Total 92, but B has 32 of 40, 4 short of 36: by both readings level I by the total, II by the groups."""
    facts = unit(**FULL | {"b1": 19, "b2": 13})
    assert need(facts) is None
    found = need(facts, "total_and_groups")
    assert (found.level, found.missing) == ("I", 0)
    assert [(row.group, row.points, row.needed) for row in found.short] == [("B", 32, 36)]
    assert codes(found) == {"b1"}


def test_the_best_for_the_total_need_not_help_a_group():
    """B is short by 5 of 28 while A could give more at once."""
    found = need(unit(a1=30, a2=0, a3=10, b1=18, b2=5), "total_and_groups")
    assert (found.level, codes(found)) == ("III", {"a2", "b2"})


def test_what_is_exempt_can_gain_nothing():
    found = need(unit(exempt=["a2"], a1=20, a3=10, b1=16, b2=15))
    assert (found.level, found.missing, codes(found)) == ("II", Fraction("3.75"), {"a1"})
    assert found.total == Fraction("88.75")


def test_a_deduction_can_make_it_impossible():
    """Level I from 98: 95 less 5 is 90, and with everything at its maximum 95."""
    harsh = law(adjusted=True, head=HEAD.replace("from: 90", "from: 98"))
    found = need(unit(P=5, **FULL | {"a3": 5}), criteria_set=harsh)
    assert (found.level, found.raised, found.missing) == ("I", None, 8)


def test_on_the_highest_level_there_is_nothing_to_need():
    assert need(unit(**FULL)) is None
    assert needs(*parts(content([unit(**FULL)]))) == {}


def test_a_unit_without_a_total_needs_nothing_that_can_be_told():
    assert need(unit(not_reported="không gửi")) is None


def test_of_a_group_whose_lines_are_hidden_all_are_counted():
    made = public_part(content([unit(a1=30, a2=20, a3=10, b1=10, b2=5)], law(closed=["B"])))
    found = next_level(*parts(made), "total")
    assert [(row.kind, row.code, row.components) for row in found.raised] == [("group", "B", 2)]


def test_nothing_is_said_of_minima_that_are_not_public():
    made = public_part(content([unit(a1=20, a2=20, a3=10, b1=20, b2=5)], law(silent=["B"])))
    found = next_level(*parts(made), "total_and_groups")
    assert (found.is_public, found.raised) == (False, None)


def test_both_readings_stand_with_the_seasons_own_first():
    made = content([unit(a1=20, a2=20, a3=10, b1=20, b2=5)], level_rule="total_and_groups")
    assert list(needs(*parts(made))) == ["total_and_groups", "total"]


@given(data=st.data(), head=st.sampled_from([HEAD, CREDITED]))
def test_it_is_the_fewest_of_all_choices(data, head):
    criteria_set = law({"A": {"a1": 30, "a2": 20}, "B": {"b1": 25, "b2": 10, "b3": 5}, "C": {"c1": 10}}, head=head)
    tops = {line.code: int(line.max) for line in criteria_set.forms["province"].components}
    exempt = data.draw(st.sets(st.sampled_from(sorted(tops)), max_size=2))
    points = {code: data.draw(st.integers(0, top)) for code, top in tops.items()}
    reading = data.draw(st.sampled_from(["total", "total_and_groups"]))
    found = need(unit(exempt=exempt, **points), reading, criteria_set)
    if found is None:
        return
    open_ = [code for code, top in tops.items() if code not in exempt and points[code] < top]
    fewest = next((n for n in range(len(open_) + 1) if _any(criteria_set, points, tops, exempt, open_, n, found)), None)
    assert fewest == (None if found.raised is None else found.components)
    if found.raised is not None:
        assert _reaches(criteria_set, points, tops, exempt, {row.code for row in found.raised}, found)


def _any(criteria_set, points, tops, exempt, open_, count, found):
    return any(_reaches(criteria_set, points, tops, exempt, chosen, found) for chosen in combinations(open_, count))


def _reaches(criteria_set, points, tops, exempt, chosen, found):
    raised = points | {code: tops[code] for code in chosen}
    row = parts(content([unit(exempt=exempt, **raised)], criteria_set))[2]
    level = row["level_total" if found.reading == "total" else "level_groups"]
    order = ["I", "II", "III", None]
    return order.index(level) <= order.index(found.level)
