"""Options that the figures beside them deny."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.regulation.small import answered, component_set

from thuocdo.regulation import Component, load_set
from thuocdo.regulation.needs import denials

LIST = """
figures:
- {key: held, name: {vi: Số cuộc, en: Held}, unit: {vi: cuộc, en: meetings}, type: integer}
- {key: due, name: {vi: Phải họp, en: Due}, unit: {vi: cuộc, en: meetings}, type: integer}
score:
  checklist:
    items:
    - {key: four, name: {vi: Ít nhất 4, en: At least 4}, points: 4, needs: {figure: held, at_least: 4}}
    - {key: all, name: {vi: Đủ, en: All}, points: 6, needs: {figure: held, at_least: due}}
"""
CHOICE = """
figures: [{key: apps, name: {vi: Số, en: Number}, unit: {vi: cái, en: pieces}, type: integer}]
score:
  choice:
    levels:
    - {key: none, name: {vi: Chưa có, en: None}, points: 0, needs: {figure: apps, at_most: 0}}
    - {key: some, name: {vi: Có, en: Some}, points: 10, needs: {figure: apps, at_least: 1}}
"""


def line(text: str) -> Component:
    return component_set(text).forms["province"].components[0]


def denied(text: str, **values: object) -> list[tuple[str, object, object, bool]]:
    found = denials(line(text), answered(values))
    return [(denial.option.key, denial.value, denial.bound, denial.is_under) for denial in found]


def test_at_least_four_meetings_beside_three_is_denied() -> None:
    assert denied(LIST, four=True, held=3) == [("four", 3, 4, True)]


def test_four_meetings_are_enough() -> None:
    assert denied(LIST, four=True, held=4) == []


def test_an_item_that_is_not_claimed_is_not_denied() -> None:
    assert denied(LIST, four=False, held=3) == []


def test_a_figure_that_is_not_declared_denies_nothing() -> None:
    assert denied(LIST, four=True) == []


def test_a_bound_may_be_another_figure() -> None:
    assert denied(LIST, all=True, held=5, due=6) == [("all", 5, 6, True)]
    assert denied(LIST, all=True, held=6, due=6) == []
    assert denied(LIST, all=True, held=6) == []


def test_a_chosen_level_is_held_against_its_figure() -> None:
    assert denied(CHOICE, level="none", apps=2) == [("none", 2, 0, False)]
    assert denied(CHOICE, level="some", apps=0) == [("some", 0, 1, True)]
    assert denied(CHOICE, level="some", apps=2) == []


@given(st.fractions(min_value=0, max_value=9))
def test_a_claim_is_denied_exactly_below_its_bound(held: Fraction) -> None:
    assert bool(denied(LIST, four=True, held=held)) == (held < 4)


def test_the_built_in_set_holds_four_meetings_against_their_number() -> None:
    meetings = load_set("qd-3043-2021").forms["province"].component("1.1")
    found = denials(meetings, answered({"meet": True, "meetings": 3}))
    assert [denial.option.key for denial in found] == ["meet"]
