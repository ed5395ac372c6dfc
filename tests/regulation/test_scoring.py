"""Every kind of rule, with the words that explain it in both languages."""

from fractions import Fraction

import pytest
from tests.regulation.small import NAME, answered, component_set, small_set

from thuocdo.regulation import AnswerFacts, explain, score_component

AB = (
    f"figures: [{{key: a, name: {NAME}, unit: {NAME}, type: integer, at_most: b}}, "
    f"{{key: b, name: {{vi: Tổng số, en: All}}, unit: {NAME}, type: integer}}]\n"
)
X = f"figures: [{{key: x, name: {NAME}, unit: {NAME}, type: decimal, min: -100}}]\n"
N = f"figures: [{{key: n, name: {NAME}, unit: {NAME}, type: integer}}]\n"
SN = (
    f"figures: [{{key: s, name: {NAME}, unit: {NAME}, type: decimal}}, "
    f"{{key: n, name: {NAME}, unit: {NAME}, type: integer}}]\n"
)
SCALED = AB + "score: {ratio: {of: a, to: b, full: 0.9, below: scaled, zero: propose_exemption}}"
PLAIN = AB + "score: {ratio: {of: a, to: b, full: 0.9, below: plain, zero: zero}}"
COUNT = N + "score: {tiers: {of: n, bands: [{from: 24, points: 3}, {from: 12, points: 2}, {from: 0, points: 0}]}}"
PERCENT = AB + (
    "score: {tiers: {of: a, to: b, zero: propose_exemption, "
    "bands: [{from: 95, points: 3}, {from: 70, points: 2}, {from: 0, points: 0}]}}"
)
CHOICE = (
    "score: {choice: {levels: [{key: none, name: {vi: Chưa có, en: None yet}, points: 0}, "
    "{key: full, name: {vi: Đầy đủ, en: Full}, points: 3}]}}"
)
LIST = f"score: {{checklist: {{items: [{{key: p, name: {NAME}, points: 1}}, {{key: q, name: {NAME}, points: 2}}]}}}}"
MEASURE = X + "score: {measure: {of: x, worst: 10, best: 40}}"
FALLING = X + "score: {measure: {of: x, worst: 40, best: 10}}"
PEERS = X + "score: {measure: {of: x, worst: 0, best: peers}}"
POINTS = "answered_by: verifier\nscore: {points: {}}"
SURVEY = "answered_by: council\n" + SN + "score: {survey: {of: s, sample: n, full: 100, min_sample: 30}}"

# (rule, values, points, Vietnamese, English); every maximum is 3
SCORED = [
    (
        SCALED,
        {"a": 18, "b": 24},
        "2.5",
        "18 / 24 = 75% so với mức 90% cần đạt: 2,5 / 3 điểm",
        "18 / 24 = 75% of the 90% needed: 2.5 of 3",
    ),
    (
        SCALED,
        {"a": 9, "b": 10},
        "3",
        "9 / 10 = 90%, đạt mức 90% cần đạt: 3 / 3 điểm",
        "9 / 10 = 90%, reaching the 90% needed: 3 of 3",
    ),
    (
        SCALED,
        {"a": 0, "b": 10},
        "0",
        "0 / 10 = 0% so với mức 90% cần đạt: 0 / 3 điểm",
        "0 / 10 = 0% of the 90% needed: 0 of 3",
    ),
    # a share just below the bound is cut, never shown as the bound itself
    (
        SCALED,
        {"a": 89999, "b": 100000},
        "89999/30000",
        "89.999 / 100.000 = 89,99% so với mức 90% cần đạt: 3 / 3 điểm",
        "89,999 / 100,000 = 89.99% of the 90% needed: 3 of 3",
    ),
    (
        SCALED,
        {"a": 0, "b": 0},
        "0",
        "0 / 0: 0 / 3 điểm; có thể đề nghị không đánh giá, chỉ được tính khi có văn bản chấp thuận",
        "0 / 0: 0 of 3; an exemption may be asked for and counts only once accepted in writing",
    ),
    (PLAIN, {"a": 1, "b": 2}, "1.5", "1 / 2 = 50%, chưa đạt mức 90%: 1,5 / 3 điểm", "1 / 2 = 50%, below 90%: 1.5 of 3"),
    (
        PLAIN,
        {"a": 0, "b": 0},
        "0",
        "0 / 0: không có cơ sở tính tỷ lệ, 0 / 3 điểm",
        "0 / 0: nothing to take a share of, 0 of 3",
    ),
    (COUNT, {"n": 12}, "2", "12, thuộc bậc từ 12 trở lên: 2 / 3 điểm", "12, in the band from 12: 2 of 3"),
    (COUNT, {"n": 11}, "0", "11, dưới 12: 0 / 3 điểm", "11, below 12: 0 of 3"),
    (COUNT, {"n": 99}, "3", "99, thuộc bậc từ 24 trở lên: 3 / 3 điểm", "99, in the band from 24: 3 of 3"),
    (
        PERCENT,
        {"a": 19, "b": 20},
        "3",
        "19 / 20 = 95%, thuộc bậc từ 95% trở lên: 3 / 3 điểm",
        "19 / 20 = 95%, in the band from 95%: 3 of 3",
    ),
    (
        PERCENT,
        {"a": 94999, "b": 100000},
        "2",
        "94.999 / 100.000 = 94,99%, thuộc bậc từ 70% trở lên: 2 / 3 điểm",
        "94,999 / 100,000 = 94.99%, in the band from 70%: 2 of 3",
    ),
    (CHOICE, {"level": "full"}, "3", "Đầy đủ: 3 / 3 điểm", "Full: 3 of 3"),
    (CHOICE, {"level": "none"}, "0", "Chưa có: 0 / 3 điểm", "None yet: 0 of 3"),
    (LIST, {"p": True, "q": False}, "1", "Đạt 1 / 2 nội dung: 1 / 3 điểm", "1 of 2 items met: 1 of 3"),
    (LIST, {"q": True}, "2", "Đạt 1 / 2 nội dung: 2 / 3 điểm", "1 of 2 items met: 2 of 3"),
    (LIST, {"q": False}, "0", "Đạt 0 / 2 nội dung: 0 / 3 điểm", "0 of 2 items met: 0 of 3"),
    (
        MEASURE,
        {"x": 20},
        "1",
        "20, tính từ 10 (0 điểm) đến 40 (điểm tối đa): 1 / 3 điểm",
        "20, on the scale from 10 (0 points) to 40 (maximum): 1 of 3",
    ),
    (MEASURE, {"x": 99}, "3", None, None),
    (MEASURE, {"x": -5}, "0", None, None),
    (FALLING, {"x": 20}, "2", None, None),
    (FALLING, {"x": 99}, "0", None, None),
    (POINTS, {"points": Fraction(5, 2)}, "2.5", "2,5 / 3 điểm", "2.5 of 3"),
    (
        SURVEY,
        {"s": 80, "n": 30},
        "2.4",
        "Kết quả 80 / 100 từ 30 phiếu hợp lệ: 2,4 / 3 điểm",
        "Result 80 of 100 from 30 valid responses: 2.4 of 3",
    ),
]

# (rule, values, state, Vietnamese)
OPEN = [
    (SCALED, None, "unanswered", "Chưa trả lời"),
    (SCALED, {}, "unanswered", "Chưa trả lời"),
    (SCALED, {"a": 18}, "unanswered", "Chưa trả lời đủ, còn thiếu: Tổng số"),
    (CHOICE, None, "unanswered", "Chưa trả lời"),
    (POINTS, None, "unanswered", "Chưa trả lời"),
    (SURVEY, None, "council", "Hội đồng chấm"),
    (SURVEY, {"s": 90, "n": 29}, "council", "29 phiếu hợp lệ, cần ít nhất 30: chưa chấm điểm"),
    (
        SURVEY.replace("council", "unit"),
        {"s": 90, "n": 29},
        "unanswered",
        "29 phiếu hợp lệ, cần ít nhất 30: chưa chấm điểm",
    ),
]


def line_of(rule):
    return component_set(rule, maximum="3").forms["province"].component("c")


@pytest.mark.parametrize(("rule", "values", "points", "vi", "en"), SCORED)
def test_an_answer_earns_its_points_and_says_why(rule, values, points, vi, en):
    result = score_component(line_of(rule), answered(values))
    assert (result.points, result.state) == (Fraction(points), "answered")
    if vi is not None:
        assert (explain(result.why, "vi"), explain(result.why, "en")) == (vi, en)


@pytest.mark.parametrize(("rule", "values", "state", "vi"), OPEN)
def test_what_is_open_has_no_points_and_is_not_zero(rule, values, state, vi):
    result = score_component(line_of(rule), None if values is None else answered(values))
    assert (result.points, result.state, explain(result.why, "vi")) == (None, state, vi)


def test_a_checklist_with_only_its_watched_figure_is_still_unanswered():
    line = line_of(N + LIST)
    result = score_component(line, answered({"n": 5}))
    assert (result.state, result.points) == ("unanswered", None)


def test_peers_give_points_once_the_best_of_the_tier_is_known():
    line = line_of(PEERS)
    waiting = score_component(line, answered({"x": 30}))
    assert (waiting.points, waiting.state) == (None, "answered")
    assert explain(waiting.why, "vi") == "30: có điểm khi biết giá trị tốt nhất trong cấp"
    known = score_component(line, answered({"x": 30}), peers={"c": Fraction(40)})
    assert known.points == Fraction(9, 4)
    assert explain(known.why, "en") == "30, on the scale from 0 (0 points) to 40 (best of the tier): 2.25 of 3"


def test_a_tier_that_is_all_at_its_worst_earns_nothing():
    assert score_component(line_of(PEERS), answered({"x": 0}), peers={"c": Fraction(0)}).points == 0


def test_settled_points_stand_in_place_of_the_rule():
    result = score_component(line_of(SCALED), AnswerFacts({"a": Fraction(0), "b": Fraction(9)}, settled=Fraction(2)))
    assert (result.points, result.state) == (2, "answered")
    assert explain(result.why, "vi") == "Điểm được quyết định: 2 / 3 điểm"
    nothing = score_component(line_of(SCALED), AnswerFacts({}, settled=Fraction(0)))
    assert (nothing.points, nothing.state) == (0, "answered")


def test_exempt_comes_before_whatever_was_answered():
    result = score_component(line_of(SCALED), answered({"a": 9, "b": 9}), exempt_document="123/UBND")
    assert (result.points, result.state, result.exempt_max) == (None, "exempt", 3)
    assert explain(result.why, "vi") == "Không đưa vào đánh giá theo văn bản chấp thuận 123/UBND"


def test_every_explanation_has_words_in_both_languages_with_the_same_placeholders():
    import re

    from thuocdo.regulation.fault_wording import FAULTS
    from thuocdo.regulation.wording import WORDS

    pairs = [*WORDS.values(), *(words for what_and_mend in FAULTS.values() for words in what_and_mend)]
    for vi, en in pairs:
        assert vi
        assert en
        assert sorted(re.findall(r"{.*?}", vi)) == sorted(re.findall(r"{.*?}", en)), vi


def test_every_form_has_each_code_once_and_finds_it_at_any_depth():
    form = small_set().forms["province"]
    assert form.component("parts.2.b").max == 5
    with pytest.raises(KeyError):
        form.component("parts.3")
