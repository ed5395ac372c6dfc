"""Laws that hold for all answers, on a set with every kind, parts, peers and adjustments, and against the oracle."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.regulation import oracle
from tests.regulation.small import small_set

from thuocdo.regulation import AnswerFacts, UnitFacts, assess, load_set, score_component
from thuocdo.regulation.model import Rounding
from thuocdo.regulation.numbers import round_half_even, round_half_up
from thuocdo.regulation.ranking import shared_positions

SMALL = small_set()
BUILT_IN = load_set("qd-3043-2021")
SETS = {"small": SMALL, "qd-3043-2021": BUILT_IN}
ROUNDINGS = [
    Rounding(2, "half_up", "total", SMALL.cite),
    Rounding(0, "half_even", "every", SMALL.cite),
    Rounding(1, "half_up", "every", SMALL.cite),
    Rounding(0, "none", "total", SMALL.cite),
]

wholes = st.integers(0, 60).map(Fraction)
fractions = st.builds(Fraction, st.integers(0, 500), st.integers(1, 7))


@st.composite
def answers_of(draw, leaf):
    """A valid answer of a leaf."""
    rule = leaf.score
    values = {}
    if rule.kind == "choice":
        values["level"] = draw(st.sampled_from([level.key for level in rule.levels]))
    elif rule.kind == "points":
        values["points"] = leaf.max * draw(st.builds(Fraction, st.integers(0, 12), st.just(12)))
    elif rule.kind == "checklist":
        values.update({item.key: draw(st.booleans()) for item in rule.items})
    else:
        for figure in leaf.figures:
            value = draw(wholes if figure.type == "integer" else fractions)
            values[figure.key] = value if figure.max is None else min(value, figure.max)
        for figure in leaf.figures:
            if figure.at_most is not None:
                values[figure.key] = min(values[figure.key], values[figure.at_most])
    return AnswerFacts(values)


@st.composite
def units(draw, criteria_set, name="A", tier="province"):
    """A unit with some lines answered, some settled, some exempt, some open."""
    form = criteria_set.forms[tier]
    answers, exempt = {}, {}
    for code, line in form.index().items():
        extra = code in {adjustment.code for adjustment in form.adjustments}
        fate = draw(st.sampled_from(["answer"] * 6 + ["settled", "open", "exempt"]))
        if fate == "exempt" and not extra:
            exempt[code] = "1/UBND"
        elif line.parts:
            continue
        elif fate == "settled":
            answers[code] = AnswerFacts(
                {}, settled=line.max * draw(st.sampled_from([Fraction(i, 3) for i in range(4)]))
            )
        elif fate == "answer" and not (extra and draw(st.booleans())):
            answers[code] = draw(answers_of(line))
    silent = draw(st.sampled_from([None] * 8 + ["không gửi"]))
    return UnitFacts(name, tier, name, answers, exempt, silent, draw(st.integers(0, 3)))


@st.composite
def crowds(draw, criteria_set, least=1, most=5):
    """Several units of one tier."""
    count = draw(st.integers(least, most))
    return [draw(units(criteria_set, name=f"U{index}")) for index in range(count)]


def reporting(criteria_set, facts):
    return [unit for unit in facts if unit.not_reported is None and (unit.answers or unit.exempt)]


def by_unit(assessment):
    return {unit.unit: unit for tier in assessment.tiers for unit in tier.units}


@pytest.mark.parametrize("name", SETS)
@given(data=st.data())
def test_every_amount_and_level_is_exactly_the_oracles(name, data):
    criteria_set = replace(SETS[name], rounding=data.draw(st.sampled_from(ROUNDINGS)))
    minima = data.draw(st.sampled_from(["own", "credited"]))
    criteria_set = replace(criteria_set, rules=replace(criteria_set.rules, group_minima=minima))
    facts = data.draw(crowds(criteria_set))
    results = by_unit(assess(criteria_set, facts))
    best = oracle.best_values(criteria_set.forms["province"], reporting(criteria_set, facts))
    expected = {unit.unit: oracle.outcome(criteria_set, unit, best) for unit in reporting(criteria_set, facts)}
    for unit, should in expected.items():
        result = results[unit]
        if should is None:
            assert result.state == "nothing_to_assess"
            assert result.total is None
            continue
        was = {
            "scored": result.scored,
            "done": result.done_max,
            "raw": result.raw_total,
            "total": result.total,
            "level_total": result.level_total,
            "level_groups": result.level_groups,
        }
        assert was == should
    ranked = [result for result in results.values() if result.state == "ranked"]
    for result in ranked:
        assert result.position == oracle.position_of(result.total, [other.total for other in ranked])


@given(data=st.data())
def test_the_order_of_the_facts_changes_nothing(data):
    facts = data.draw(crowds(SMALL, least=2))
    assert assess(SMALL, data.draw(st.permutations(facts))) == assess(SMALL, facts)


@given(facts=crowds(SMALL))
def test_points_lie_between_zero_and_the_maximum_at_every_depth(facts):
    def check(line):
        assert line.points is None or 0 <= line.points <= line.max - line.exempt_max
        assert 0 <= line.exempt_max <= line.max
        for part in line.parts:
            check(part)

    for result in by_unit(assess(SMALL, facts)).values():
        for line in result.components:
            check(line)
        assert result.total is None or 0 <= result.total <= 100


@given(facts=units(SMALL))
def test_credits_add_up_to_the_total_by_component_and_by_group(facts):
    without = replace(
        facts, answers={code: each for code, each in facts.answers.items() if code not in ("bonus", "deduct")}
    )
    result = by_unit(assess(SMALL, [without]))["A"]
    assume(result.total is not None)
    assert sum(line.credited for line in result.components) == result.raw_total
    assert sum(group.credited for group in result.groups) == result.raw_total


@given(data=st.data())
def test_more_of_the_counted_figure_never_earns_fewer_points(data):
    leaves = [leaf for top in SMALL.forms["province"].components for leaf in top.leaves if hasattr(leaf.score, "of")]
    leaf = data.draw(st.sampled_from(leaves))
    answer = data.draw(answers_of(leaf))
    figure = leaf.figure(leaf.score.of)
    more = answer.values[figure.key] + data.draw(wholes)
    limits = [limit for limit in (figure.max, answer.values.get(figure.at_most)) if limit is not None]
    raised = AnswerFacts({**answer.values, figure.key: min([more, *limits])})
    peers = {leaf.code: Fraction(60)}
    before, after = (score_component(leaf, each, peers=peers).points for each in (answer, raised))
    assert (before or 0) <= (after or 0)


@given(facts=units(SMALL))
def test_own_minima_met_everywhere_are_met_when_credited_so_credits_only_ever_help(facts):
    """If every group meets t x (maximum less exempt), then S >= t x M, so each credit is at least t x what is exempt.

    Hence the level under `own` is never above the level under `credited`: reading `own` never favours a unit.
    """
    credited = replace(SMALL, rules=replace(SMALL.rules, group_minima="credited"))
    own_result, credited_result = (by_unit(assess(each, [facts]))["A"] for each in (SMALL, credited))
    assume(own_result.total is not None)
    for level in SMALL.levels:
        if all(group.minima[level.key].met for group in own_result.groups if group.minima):
            assert all(group.minima[level.key].met for group in credited_result.groups if group.minima)
    order = [level.key for level in SMALL.levels] + [None]
    assert order.index(own_result.level_groups) >= order.index(credited_result.level_groups)
    assert own_result.level_total == credited_result.level_total


@given(facts=units(SMALL), data=st.data())
def test_exempting_a_line_that_scored_nothing_never_lowers_the_total(facts, data):
    before = by_unit(assess(SMALL, [facts]))["A"]
    assume(before.total is not None)
    empty = [line.code for line in before.components if line.state != "exempt" and not line.points]
    assume(empty)
    code = data.draw(st.sampled_from(empty))
    after = by_unit(assess(SMALL, [replace(facts, exempt={**facts.exempt, code: "2/UBND"})]))["A"]
    assert after.total is None or after.total >= before.total


@given(facts=crowds(SMALL, least=2))
def test_a_higher_total_never_has_a_lower_level_or_a_later_place(facts):
    results = [unit for unit in assess(SMALL, facts).tier("province").units if unit.total is not None]
    order = [level.key for level in SMALL.levels] + [None]
    for above, below in pairwise(results):
        assert above.total >= below.total
        assert order.index(above.level) <= order.index(below.level)
        if above.position is not None and below.position is not None:
            assert (above.position == below.position) == (above.total == below.total)


@given(facts=crowds(SMALL), silent=units(SMALL, name="silent"))
def test_a_unit_without_a_report_changes_nobody_else(facts, silent):
    silent = replace(silent, not_reported="không gửi")
    before, after = by_unit(assess(SMALL, facts)), by_unit(assess(SMALL, [*facts, silent]))
    added = after.pop("silent")
    assert after == before
    assert (added.state, added.total, added.scored, added.position) == ("not_reported", None, None, None)


@given(st.lists(st.integers(0, 5).map(Fraction)))
def test_equal_totals_share_the_position_and_the_next_is_skipped(totals):
    totals.sort(reverse=True)
    assert shared_positions(totals) == [oracle.position_of(total, totals) for total in totals]


@given(st.fractions(), st.integers(0, 6))
def test_rounding_twice_is_rounding_once_and_never_moves_more_than_half_a_step(value, places):
    for rounding in (round_half_up, round_half_even):
        rounded = rounding(value, places)
        assert rounding(rounded, places) == rounded
        assert abs(rounded - value) * 2 * 10**places <= 1


@given(st.integers(-1000, 1000), st.integers(0, 3))
def test_an_exact_half_goes_away_from_zero_or_to_the_even_neighbour(step, places):
    half = Fraction(2 * step + 1, 2 * 10**places)
    assert abs(round_half_up(half, places)) > abs(half)
    assert (round_half_even(half, places) * 10**places) % 2 == 0
