"""What may be typed, and how wrong facts are refused: all at once, each with its place and its mend."""

from fractions import Fraction

import pytest
from tests.regulation.small import answered, full_answers, small_set, unit

from thuocdo.regulation import AnswerFacts, FactFault, FactFaults, assess, check_answer, parse_value

SET = small_set()
FORM = SET.forms["province"]


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        (FORM.component("ratio").figure("a"), " 18 ", Fraction(18)),
        (FORM.component("ratio").figure("a"), "18,0", Fraction(18)),
        (FORM.component("parts.1").figure("x"), "82,4", Fraction(412, 5)),
        (FORM.component("parts.1").figure("x"), "82.4", Fraction(412, 5)),
        (FORM.component("parts.2.a"), "2,5", Fraction(5, 2)),
        (FORM.component("choice"), "some", "some"),
        (FORM.component("list"), "có", True),
        (FORM.component("list"), "Co\u0301", True),  # decomposed, as some machines type it
        (FORM.component("list"), "KHÔNG", False),
        (FORM.component("list"), "yes", True),
        (FORM.component("list"), "0", False),
    ],
)
def test_a_typed_value_becomes_its_exact_value(line, text, value):
    found = parse_value(line, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("line", "text", "key"),
    [
        (FORM.component("ratio").figure("a"), "mười", "not_a_number"),
        (FORM.component("ratio").figure("a"), "", "not_a_number"),
        (FORM.component("ratio").figure("a"), "1.234,5", "not_a_number"),
        (FORM.component("ratio").figure("a"), "50%", "not_a_number"),
        (FORM.component("ratio").figure("a"), "1,5", "not_an_integer"),
        (FORM.component("ratio").figure("a"), "-1", "below_min"),
        (FORM.component("parts.1").figure("x"), "100,1", "above_max"),
        (FORM.component("parts.2.a"), "7", "points_outside"),
        (FORM.component("parts.2.a"), "-1", "points_outside"),
        (FORM.component("parts.2.a"), "hai", "not_a_number"),
        (FORM.component("choice"), "all", "unknown_level"),
        (FORM.component("list"), "maybe", "not_yes_no"),
        (FORM.component("ratio"), "18", "needs_figure"),
    ],
)
def test_a_text_that_is_not_acceptable_says_what_and_how_to_mend(line, text, key):
    with pytest.raises(FactFault) as refusal:
        parse_value(line, text)
    fault = refusal.value
    assert fault.key == key
    for words in (fault.what, fault.mend):
        assert words.vi
        assert words.vi != words.en


def faults_of(*units):
    with pytest.raises(FactFaults) as refusal:
        assess(SET, units)
    return [(fault.unit, fault.component, fault.figure, fault.key) for fault in refusal.value.faults]


def test_all_faults_of_all_units_are_told_at_once():
    wrong = {
        "ratio": answered({"a": 11, "b": 10}),
        "count": answered({"n": Fraction(1, 2), "m": 3}),
        "parts": answered({"x": 3}),
        "parts.1": answered({"x": 101}),
        "parts.2.a": answered({"points": 7}),
        "choice": answered({"level": "all"}),
        "list": answered({"plan": "có", "seen": -1}),
        "peers": answered({"x": "5"}),
        "survey": AnswerFacts({}, settled=Fraction(11)),
        "nothing": answered({"x": 1}),
        "bonus": answered({"points": True}),
    }
    first = unit("A", wrong, exempt={"parts.2": " ", "bonus": "1/UB", "zz": "1/UB"})
    assert faults_of(first, unit("A"), unit("B", tier="commune"), unit("C", not_reported=" ")) == [
        ("A", "ratio", "a", "above_other"),
        ("A", "count", "n", "not_an_integer"),
        ("A", "count", "m", "unknown_figure"),
        ("A", "parts", None, "has_parts"),
        ("A", "parts.1", "x", "above_max"),
        ("A", "parts.2.a", "points", "points_outside"),
        ("A", "choice", "level", "unknown_level"),
        ("A", "list", "plan", "not_yes_no"),
        ("A", "list", "seen", "below_min"),
        ("A", "peers", "x", "not_a_number"),
        ("A", "survey", None, "points_outside"),
        ("A", "nothing", None, "unknown_component"),
        ("A", "bonus", "points", "not_a_number"),
        ("A", "parts.2", None, "empty_document"),
        ("A", "bonus", None, "cannot_be_exempt"),
        ("A", "zz", None, "cannot_be_exempt"),
        ("A", None, None, "duplicate_unit"),
        ("B", None, None, "unknown_tier"),
        ("C", None, None, "empty_reason"),
    ]


def test_a_fault_names_its_place_and_its_mend_in_both_languages():
    with pytest.raises(FactFaults) as refusal:
        assess(SET, [unit("SYT", {"ratio": answered({"a": 25, "b": 24})})])
    assert str(refusal.value) == "SYT / ratio / a: 25 lớn hơn số liệu “b” là 24. Sửa một trong hai số liệu."
    assert (
        refusal.value.say("en")
        == "SYT / ratio / a: 25 is more than the figure “b”, 24. Correct one of the two figures."
    )


def test_one_answer_is_checked_alone_for_the_form():
    assert [fault.key for fault in check_answer(FORM.component("ratio"), answered({"a": 2, "b": 1}))] == ["above_other"]
    assert check_answer(FORM.component("ratio"), full_answers()["ratio"]) == ()


def test_points_at_both_ends_of_the_range_are_good():
    for points in (Fraction(0), FORM.component("parts.2.a").max):
        assert check_answer(FORM.component("parts.2.a"), AnswerFacts({"points": points}, settled=points)) == ()
