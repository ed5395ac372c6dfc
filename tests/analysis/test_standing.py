"""Groups beside the tier, strengths and shortcomings: worked by hand."""

from fractions import Fraction

from tests.analysis.small import FULL, content, law, parts, unit

from thuocdo.analysis.standing import findings, full, groups, shortcomings, strengths
from thuocdo.analysis.statistics import five, median
from thuocdo.results.snapshot import public_part

TIER = [
    unit("syt", **FULL | {"a1": 24, "b2": 9}),
    unit("stc", **FULL | {"a1": 15, "b2": 15}),
    unit("stp", exempt=["a1"], **FULL | {"a2": 10, "b2": 12}),
    unit("bdt", not_reported="không gửi"),
]


def test_a_group_stands_beside_middle_and_best_of_its_tier():
    """A: 54/60 = 0.9, 45/60 = 0.75, and without a1 20/30; the middle is 0.75. B: 34, 40, 37 of 40; the middle 37/40."""
    first, second = groups(*parts(content(TIER))[1:])
    assert (first.points, first.share) == (54, Fraction(9, 10))
    assert (first.median, first.best, first.counted) == (Fraction(3, 4), Fraction(9, 10), 3)
    assert (second.median, second.best) == (Fraction(37, 40), 1)


def test_a_credit_enters_neither_the_group_nor_the_middle():
    first = groups(*parts(content(TIER), "stp")[1:])[0]
    assert (first.max, first.done_max, first.points, first.share) == (60, 30, 20, Fraction(2, 3))


def test_a_wholly_exempt_group_has_no_share_and_is_in_no_statistic():
    made = content([*TIER, unit("ttr", exempt=["b1", "b2"], a1=30, a2=20, a3=10)])
    found = groups(*parts(made, "ttr")[1:])[1]
    assert (found.points, found.share, found.counted) == (None, None, 3)


def test_a_group_with_an_open_line_is_in_no_statistic():
    made = content([*TIER, unit("ttr", a1=30, a2=20, a3=10, b1=25)])
    assert groups(*parts(made)[1:])[1].counted == 3


def test_a_hidden_group_shows_nothing_of_itself():
    made = public_part(content(TIER, law(silent=["B"])))
    found = groups(*parts(made)[1:])[1]
    assert (found.points, found.share, found.median, found.best) == (None, None, None, None)


def test_a_strength_is_a_line_ahead_of_the_middle():
    """a1: 24/30 against 24/30 and 15/30 (the exempt one is left out): the middle is 0.65, so 4.5 points ahead."""
    found = findings(*parts(content(TIER)))
    assert [(row.code, row.ahead) for row in strengths(found)] == [("a1", Fraction("4.5"))]
    assert [row.code for row in full(found)] == ["a2", "a3", "b1"]


def test_shortcomings_come_with_the_dearest_first():
    found = findings(*parts(content(TIER)))
    assert [(row.code, row.lost) for row in shortcomings(found)] == [("a1", 6), ("b2", 6)]
    assert [row.code for row in shortcomings(found, at_most=1)] == ["a1"]


def test_what_a_shortcoming_costs_is_rescaled_where_something_is_exempt():
    """70 to be done of 100."""
    found = shortcomings(findings(*parts(content(TIER), "stp")))
    assert [(row.code, row.lost) for row in found] == [("a2", Fraction(100, 7)), ("b2", Fraction(30, 7))]


def test_a_unit_without_a_total_has_neither():
    made = content(TIER)
    assert findings(*parts(made, "bdt")) == ()
    assert groups(*parts(made, "bdt")[1:]) == ()


def test_quartiles_lie_between_two_values_in_proportion():
    assert five([Fraction(n) for n in (4, 1, 3, 2)]) == (1, Fraction(7, 4), Fraction(5, 2), Fraction(13, 4), 4)
    assert five([Fraction(7)]) == (7, 7, 7, 7, 7)
    assert median([]) is None
