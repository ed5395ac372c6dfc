"""The whole pipeline on small sets: every stage's output, the six different things, and what each setting changes."""

import gc
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.regulation.small import answered, full_answers, small_set, unit

from thuocdo.regulation import AnswerFacts, FactFaults, UnitFacts, assess, assess_unit, explain

SET = small_set()


def settled(**points):
    """Full answers, some lines settled at other points ("parts_1" stands for the code "parts.1")."""
    answers = full_answers()
    for key, value in points.items():
        answers[key.replace("_", ".")] = AnswerFacts({}, settled=Fraction(value))
    return answers


def result_of(criteria_set, facts, **more):
    return assess(criteria_set, [facts], **more).tier(facts.tier).units[0]


def without(*codes):
    return {code: answer for code, answer in full_answers().items() if code not in codes}


def said(result, lang="vi"):
    return [explain(step, lang) for step in result.steps]


def test_every_stage_is_kept():
    result = result_of(SET, unit(answers=settled(ratio="1.234")))
    assert (result.state, result.scored, result.percent) == ("ranked", Fraction("81.234"), Fraction("0.81234"))
    assert (result.raw_total, result.total, result.level, result.position) == (
        Fraction("81.234"),
        Fraction("81.23"),
        "II",
        1,
    )
    assert [group.points for group in result.groups] == [Fraction("41.234"), 40]
    assert (result.max_total, result.exempt_max, result.done_max) == (100, 0, 100)
    assert said(result) == [
        "Số điểm thực hiện 81,23 trên 100 điểm cần thực hiện, tỷ lệ 81,23%",
        "Làm tròn một lần, 2 chữ số thập phân: 81,23",
        "81,23 ≥ 80: Mức II",
        "Nếu xét cả điểm tối thiểu của từng nhóm: không xếp hạng; chưa đạt ở nhóm A",
        "Thứ tự 1 trong 1 đơn vị được xếp",
    ]
    assert said(result, "en")[2:4] == [
        "81.23 ≥ 80: Level II",
        "With the group minima as well: not ranked; not met in group A",
    ]


def test_the_six_different_things_never_blur():
    answers = without("count", "survey", "choice") | {"choice": answered({"level": "none"})}
    facts = [
        unit("A", answers, exempt={"percent": "1/UB"}),
        unit("B", not_reported="chưa thành lập"),
        unit("C", settled(ratio=0, parts_1=0)),
    ]
    results = {each.unit: each for each in assess(SET, facts).tier("province").units}
    lines = {line.code: line for line in results["A"].components}
    assert [(lines[code].state, lines[code].points) for code in ("count", "choice", "percent", "survey")] == [
        ("unanswered", None),
        ("answered", 0),
        ("exempt", None),
        ("council", None),
    ]
    assert (results["B"].state, results["B"].reason, results["B"].scored) == ("not_reported", "chưa thành lập", None)
    assert (results["B"].components, results["B"].groups) == ((), ())
    assert (results["C"].state, results["C"].total, results["C"].level) == ("below_lowest", Fraction("66.67"), None)


def test_what_is_still_open_is_told_and_the_councils_part_apart():
    result = result_of(SET, unit(answers=without("survey", "count", "parts.2.a")))
    assert (result.open_max, result.open_council_max) == (10 + 10 + Fraction(20, 3), 10)
    assert "Còn 26,67 điểm chưa chấm, trong đó Hội đồng chấm 10" in said(result)


def test_an_open_alternative_may_only_add_what_it_exceeds():
    answers = without("parts.2.a") | {"parts.2.b": AnswerFacts({}, settled=Fraction(5))}
    result = result_of(SET, unit(answers=answers))
    assert result.open_max == Fraction(5, 3)
    assert result_of(SET, unit(answers=full_answers())).open_max == 0


def test_an_exempt_part_reduces_its_components_maximum():
    result = result_of(SET, unit(answers=without("parts.1"), exempt={"parts.1": "5/UB"}))
    line = next(line for line in result.components if line.code == "parts")
    assert (line.state, line.points, line.exempt_max) == ("answered", Fraction(20, 3), Fraction(40, 3))
    assert (result.done_max, result.total, line.credited) == (Fraction(260, 3), 100, 20)


def test_a_divided_component_is_open_while_any_part_is_but_counts_what_it_has():
    line = {each.code: each for each in result_of(SET, unit(answers=without("parts.1"))).components}["parts"]
    assert (line.state, line.points) == ("unanswered", Fraction(20, 3))
    council = small_set(
        ("{code: parts.2.a,", "{code: parts.2.a, answered_by: council,"),
        ("{code: parts.2.b,", "{code: parts.2.b, answered_by: council,"),
    )
    line = {each.code: each for each in result_of(council, unit(answers=without("parts.2.a"))).components}["parts"]
    assert (line.state, line.points, line.parts[1].state) == ("council", Fraction(40, 3), "council")
    nothing = {each.code: each for each in result_of(SET, unit(answers=without("parts.1", "parts.2.a"))).components}
    assert (nothing["parts"].state, nothing["parts"].points) == ("unanswered", None)
    assert explain(nothing["parts"].why) == "Chưa nội dung chấm nào có điểm"


def test_of_alternatives_an_exemption_leaves_what_the_best_of_the_others_can_reach():
    answers = without("parts.2.a") | {"parts.2.b": AnswerFacts({}, settled=Fraction(5))}
    result = result_of(SET, unit(answers=answers, exempt={"parts.2.a": "5/UB"}))
    assert (result.exempt_max, result.total) == (Fraction(5, 3), 100)


@pytest.mark.parametrize("codes", [["parts"], ["parts.1", "parts.2"], ["parts.1", "parts.2.a", "parts.2.b"]])
def test_a_component_whose_parts_are_all_exempt_is_exempt(codes):
    result = result_of(SET, unit(exempt=dict.fromkeys(codes, "5/UB")))
    line = next(line for line in result.components if line.code == "parts")
    assert (line.state, line.exempt_max, result.done_max, line.points) == ("exempt", 20, 80, None)


def test_everything_exempt_leaves_nothing_to_assess():
    codes = [component.code for component in SET.forms["province"].components]
    result = result_of(SET, unit(exempt=dict.fromkeys(codes, "5/UB")))
    assert (result.state, result.total, result.level, result.position) == ("nothing_to_assess", None, None, None)
    assert [(group.done_max, group.credited) for group in result.groups] == [(0, None), (0, None)]
    assert said(result) == ["Không có nội dung đánh giá: mọi nội dung đều không đưa vào đánh giá"]


def test_a_zero_denominator_earns_nothing_and_exempts_nothing():
    result = result_of(SET, unit(answers=full_answers() | {"ratio": answered({"a": 0, "b": 0})}))
    assert (result.total, result.exempt_max) == (80, 0)
    assert "có thể đề nghị không đánh giá" in explain(result.components[0].why)


@pytest.mark.parametrize(
    ("points", "total"),
    [({"bonus": 5}, 85), ({"deduct": 5}, 75), ({"bonus": 5, "deduct": 2}, 83), ({}, 80)],
)
def test_adjustments_come_after_rescaling(points, total):
    extra = {code: answered({"points": value}) for code, value in points.items()}
    result = result_of(SET, unit(answers=settled(ratio=4, count=6) | extra))
    assert (result.scored, result.raw_total) == (80, total)


def test_adjustments_stay_between_zero_and_the_scale():
    full = result_of(SET, unit(answers=full_answers() | {"bonus": answered({"points": 5})}))
    assert (full.total, full.scored) == (100, 100)
    zero = {
        leaf.code: AnswerFacts({}, settled=Fraction(0))
        for top in SET.forms["province"].components
        for leaf in top.leaves
    }
    assert result_of(SET, unit(answers=zero | {"deduct": answered({"points": 5})})).total == 0


def test_peers_are_taken_from_those_who_answered_in_the_tier():
    def facts(name, value, **more):
        return unit(name, full_answers() | {"peers": answered({"x": value})}, **more)

    others = [
        facts("A", 30),
        facts("B", 40),
        facts("C", 90, exempt={"peers": "1/UB"}),
        facts("D", 95, not_reported="không gửi"),
        facts("E", 99, tier="district"),
    ]
    tier = assess(SET, others).tier("province")
    assert tier.peers == {"peers": 40}
    points = {each.unit: {line.code: line.points for line in each.components} for each in tier.units if each.components}
    assert (points["A"]["peers"], points["B"]["peers"]) == (Fraction(15, 2), 10)


def test_peers_leave_out_whoever_is_exempt_from_the_component_around_the_line():
    inside = small_set(
        ("score: {measure: {of: x, worst: 0, best: 100}}", "score: {measure: {of: x, worst: 0, best: peers}}")
    )
    exempt = unit("A", full_answers() | {"parts.1": answered({"x": 99})}, exempt={"parts": "1/UB"})
    other = unit("B", full_answers() | {"parts.1": answered({"x": 50})})
    assert assess(inside, [exempt, other]).tier("province").peers == {"parts.1": 50, "peers": 50}


def test_the_collector_is_as_it_was_after_an_assessment():
    for switch in (gc.disable, gc.enable):
        switch()
        before = gc.isenabled()
        assess(SET, [unit()])
        assert gc.isenabled() is before
        with pytest.raises(FactFaults):
            assess(SET, [unit(tier="nowhere")])
        assert gc.isenabled() is before


def test_a_level_reached_only_by_rounding_is_flagged():
    result = result_of(SET, unit(answers=settled(ratio="9.995")))
    assert (result.raw_total, result.total, result.level, result.level_changed_by_rounding) == (
        Fraction("89.995"),
        90,
        "I",
        True,
    )
    assert "Mức theo điểm chưa làm tròn khác mức theo điểm đã làm tròn" in said(result)
    exact = result_of(SET, unit(answers=settled(ratio=10)))
    assert (exact.level, exact.level_changed_by_rounding) == ("I", False)


def test_both_readings_of_the_level_are_always_told():
    facts = unit(answers=settled(choice=0))
    by_total = result_of(SET, facts)
    assert (by_total.total, by_total.level, by_total.level_total, by_total.level_groups, by_total.levels_differ) == (
        90,
        "I",
        "I",
        "III",
        True,
    )
    by_groups = result_of(SET, facts, level_rule="total_and_groups")
    assert (by_groups.level, by_groups.level_total, by_groups.total) == ("III", "I", 90)
    assert [by_groups.groups[1].minima[key].met for key in ("I", "II", "III", "IV")] == [False, False, True, True]
    assert by_groups.groups[1].minima["I"].needed == 36


def test_group_minima_are_judged_on_what_the_group_had_to_do_unless_credited():
    # B: 30 of 40, 10 exempt and all of the rest done; A: 51 of 60
    facts = unit(answers=settled(ratio=11), exempt={"survey": "1/UB"})
    own = result_of(SET, facts)
    assert own.groups[1].minima["I"] == (Fraction(9, 10), 30, True)
    credited = result_of(small_set(("group_minima: own", "group_minima: credited")), facts)
    assert credited.groups[1].minima["I"].needed == 36
    assert credited.groups[1].minima["I"].met
    # 17 of 20 is below 90%; with 20 exempt credited at 77/80, 17 + 19.25 of 40 is not
    weak = unit(answers=settled(choice=7, ratio=20), exempt={"peers": "1/UB", "survey": "1/UB"})
    assert not result_of(SET, weak).groups[1].minima["I"].met
    assert result_of(small_set(("group_minima: own", "group_minima: credited")), weak).groups[1].minima["I"].met


def test_a_credit_is_the_units_own_percentage_and_not_the_whole_maximum():
    # S = 63.5 of M = 80: the 20 exempt are credited with 15.875, and 15.875 + 16 of 40 is below 80%
    facts = unit(answers=settled(ratio="7.5", choice=6), exempt={"peers": "1/UB", "survey": "1/UB"})
    result = result_of(small_set(("group_minima: own", "group_minima: credited")), facts)
    assert (result.percent, result.groups[1].credited) == (Fraction("63.5") / 80, Fraction("31.875"))
    assert [result.groups[1].minima[key].met for key in ("II", "III")] == [False, True]


def test_a_wholly_exempt_group_has_no_minimum_of_its_own():
    codes = ("choice", "list", "peers", "survey")
    result = result_of(SET, unit(exempt=dict.fromkeys(codes, "1/UB")))
    assert (result.groups[1].minima, result.level_groups, result.groups[1].credited) == ({}, "I", 40)


def test_units_below_the_lowest_level_are_listed_or_numbered():
    facts = [unit("A"), unit("B", settled(ratio=0, count=0, choice=0)), unit("C", settled(ratio=0, parts_1=0))]
    listed = assess(SET, facts).tier("province").units
    assert [(each.unit, each.state, each.level, each.position) for each in listed] == [
        ("A", "ranked", "I", 1),
        ("C", "below_lowest", None, None),
        ("B", "below_lowest", None, None),
    ]
    assert "66,67 < 70: Không xếp hạng" in said(listed[1])
    numbered = assess(small_set(("below_lowest: listed", "below_lowest: numbered")), facts).tier("province").units
    assert [(each.unit, each.level, each.position) for each in numbered] == [
        ("A", "I", 1),
        ("C", None, 2),
        ("B", None, 3),
    ]


def test_the_table_lists_ranked_then_unranked_then_nothing_then_silent_and_ties_by_official_order():
    everything = dict.fromkeys([each.code for each in SET.forms["province"].components], "1/UB")
    facts = [
        unit("silent", not_reported="x", order=1),
        unit("empty", exempt=everything, order=2),
        unit("low", settled(ratio=0, count=0, choice=0), order=3),
        unit("tie b", settled(choice=5), order=5),
        unit("tie a", settled(choice=5), order=4),
        unit("best", order=9),
        unit("last", settled(choice=0), order=1),
    ]
    table = assess(SET, facts).tier("province").units
    assert [(each.unit, each.position) for each in table] == [
        ("best", 1),
        ("tie a", 2),
        ("tie b", 2),
        ("last", 4),
        ("low", None),
        ("empty", None),
        ("silent", None),
    ]


def test_a_unit_without_any_answer_counts_as_silent_or_zero_as_the_set_says():
    silent = result_of(SET, unit(answers={}))
    assert (silent.state, str(silent.reason), silent.total) == ("not_reported", "không có câu trả lời", None)
    zero = result_of(small_set(("missing: not_reported", "missing: zero")), unit(answers={}))
    assert (zero.state, zero.total, zero.open_max) == ("below_lowest", 0, 100)


def test_a_unit_alone_is_shown_while_it_reports():
    result = assess_unit(SET, unit(answers={}))
    assert (result.state, result.total, result.open_max, result.position) == ("below_lowest", 0, 100, None)
    assert len(result.components) == 8
    with pytest.raises(FactFaults):
        assess_unit(SET, unit(answers={"nothing": AnswerFacts({})}))


def test_groups_are_rounded_first_where_the_set_rounds_every_tier():
    criteria_set = small_set(("places: 2, mode: half_up, at: total", "places: 0, mode: half_even, at: every"))
    result = result_of(criteria_set, unit(answers=settled(ratio="0.5", choice="1.5")))
    assert [group.points for group in result.groups] == [40, 32]
    assert (result.scored, result.total) == (72, 72)
    exact = [group.minima["II"].met for group in result.groups]
    assert exact == [False, False], "minima compare the exact 40.5 of 60 and 31.5 of 40, not the rounded 32"


def test_without_a_scale_the_total_is_the_plain_sum_and_without_levels_all_are_ranked():
    text = ("total: {scale: 100, unanswered: zero}", "total: {unanswered: zero}")
    result = result_of(small_set(text), unit(exempt={"ratio": "1/UB"}))
    assert (result.total, result.done_max, result.components[0].credited) == (80, 80, 0)
    unlevelled = replace(SET, levels=())
    ranked = result_of(unlevelled, unit(answers=settled(ratio=0, choice=0, list=0)))
    assert (ranked.state, ranked.level, ranked.position, ranked.levels_differ) == ("ranked", None, 1, False)


def test_another_scale_stretches_the_credits_to_it():
    criteria_set = small_set(
        ("scale: 100", "scale: 50"),
        ("from: 90", "from: 45"),
        ("from: 80", "from: 40"),
        ("from: 75", "from: 37"),
        ("from: 70", "from: 35"),
    )
    result = result_of(criteria_set, unit(answers=settled(ratio=10), exempt={"survey": "1/UB"}))
    assert result.raw_total == Fraction(80 * 50, 90)
    assert sum(line.credited for line in result.components) == result.raw_total


def test_tiers_are_ranked_apart_and_an_empty_tier_is_there():
    assessment = assess(SET, [unit("A"), unit("B", settled(ratio=10), tier="district")])
    assert [(tier.tier, [each.position for each in tier.units]) for tier in assessment.tiers] == [
        ("province", [1]),
        ("district", [1]),
    ]
    assert assess(SET, []).tier("district").units == ()
    with pytest.raises(KeyError):
        assessment.tier("commune")


def test_progress_is_told_after_each_unit():
    seen = []
    assess(SET, [unit("A"), unit("B"), unit("C", not_reported="x")], progress=lambda *count: seen.append(count))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_computed_when_any_fact_is_refused():
    seen = []
    with pytest.raises(FactFaults):
        assess(SET, [unit("A"), UnitFacts("B", "nowhere", "B")], progress=lambda *count: seen.append(count))
    assert seen == []


def test_the_assessment_names_the_set_and_the_reading_it_used():
    assessment = assess(SET, [unit()], level_rule="total_and_groups")
    assert (assessment.set_id, assessment.set_digest, assessment.status, assessment.level_rule) == (
        "small",
        SET.digest,
        "OFFICIAL",
        "total_and_groups",
    )
