"""Whether last year's answer is an answer to this year's question."""

import pytest
from tests.regulation.small import small_set

from thuocdo.regulation.likeness import asks_the_same

CHANGES = [
    ("a figure's words", "ratio", "{vi: Số đạt, en: Met}", "{vi: Số đạt loại tốt, en: Met well}"),
    ("a figure's unit", "ratio", "unit: {vi: việc, en: tasks}", "unit: {vi: người, en: people}"),
    (
        "a figure's type",
        "count",
        "unit: {vi: tin, en: posts}, type: integer",
        "unit: {vi: tin, en: posts}, type: decimal",
    ),
    ("a threshold", "ratio", "full: 0.9", "full: 0.8"),
    ("a band", "count", "from: 24, points: 10", "from: 48, points: 10"),
    ("an item's words", "list", "{vi: Kế hoạch, en: Plan}", "{vi: Kế hoạch và ngân sách, en: Plan and budget}"),
    ("a key", "count", "key: n, name: {vi: Số tin", "key: posts, name: {vi: Số tin"),
    ("a part's rule", "parts", "worst: 0, best: 100", "worst: 0, best: 90"),
]
ASIDES = [
    ("the component's heading", "ratio", "{vi: Tỷ lệ, en: Ratio}", "{vi: Tỷ lệ hoàn thành, en: Ratio}"),
    ("a translation", "ratio", "{vi: Số đạt, en: Met}", "{vi: Số đạt, en: Accomplished}"),
    ("a remark", "ratio", "max: 20\n", "max: 20\n    guidance: {vi: Đếm cả năm, en: Count the year}\n"),
]
RENAMED = ("tiers: {of: n, bands", "tiers: {of: posts, bands")


def compared(code: str, old: str, new: str) -> bool:
    changes = [(old, new), *((RENAMED,) if "key: posts" in new else ())]
    one, other = (form.forms["province"].component(code) for form in (small_set(), small_set(*changes)))
    return asks_the_same(one, other)


@pytest.mark.parametrize(("what", "code", "old", "new"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_changed_question_is_another_one(what: str, code: str, old: str, new: str) -> None:
    assert not compared(code, old, new)


@pytest.mark.parametrize(("what", "code", "old", "new"), ASIDES, ids=[row[0] for row in ASIDES])
def test_what_is_said_beside_the_question_does_not_change_it(what: str, code: str, old: str, new: str) -> None:
    assert compared(code, old, new)


def test_other_components_of_a_changed_set_stay_the_same() -> None:
    after = small_set(("full: 0.9", "full: 0.8")).forms["province"]
    before = small_set().forms["province"]
    same = [
        one.code for one, other in zip(before.components, after.components, strict=True) if asks_the_same(one, other)
    ]
    assert same == [component.code for component in before.components if component.code != "ratio"]
