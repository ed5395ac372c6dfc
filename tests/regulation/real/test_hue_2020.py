"""Rows of the district ranking of 2020: the exemption rule of Article 5.3 as it was practised (Decision 1784)."""

from fractions import Fraction

import pytest
from tests.regulation.real.published import SETS

from thuocdo.regulation import AnswerFacts, UnitFacts, UnitResult, assess, load_set

# district, scored, of, scale, published converted points
ROWS = [
    ("Thành phố Huế", "42.63", "48", "50", "44.41"),
    ("Nam Đông", "78.53", "92", "100", "85.36"),
    ("Phú Vang", "75.81", "92", "100", "82.40"),
]


def converted(district: str, scored: str, scale: str) -> UnitResult:
    facts = UnitFacts(
        unit=district,
        tier="district",
        name=district,
        answers={"done": AnswerFacts({"points": Fraction(scored)})},
        exempt={"left": "văn bản chấp thuận năm 2020"},
    )
    return assess(load_set(SETS / "hue-2020" / f"scale-{scale}.yaml"), [facts]).tier("district").units[0]


@pytest.mark.parametrize(("district", "scored", "of", "scale", "published"), ROWS)
def test_converted_points_are_those_published(district: str, scored: str, of: str, scale: str, published: str) -> None:
    unit = converted(district, scored, scale)
    assert (unit.scored, unit.done_max) == (Fraction(scored), Fraction(of))
    assert unit.total == Fraction(published)


def test_a_luoi_was_printed_one_hundredth_lower_than_its_printed_points_give() -> None:
    """Printed: 75.41 of 92 made 81.96, but 7541 / 92 = 81.967: a misprint, or points converted before rounding."""
    unit = converted("A Lưới", "75.41", "100")
    assert unit.raw_total == Fraction(7541, 92)
    assert unit.total == Fraction("81.97")
    assert unit.total - Fraction("81.96") == Fraction("0.01")
    # 75.405, the least that is printed as 75.41, would have made the printed 81.96
    assert converted("A Lưới", "75.405", "100").total == Fraction("81.96")


def test_a_converted_result_ranks_before_a_higher_sum_of_points() -> None:
    """Nam Đông, 78.53 of 92, stands before a district with 80 of the whole 100."""
    criteria_set = load_set(SETS / "hue-2020" / "scale-100.yaml")
    whole = {"done": AnswerFacts({"points": Fraction(72)}), "left": AnswerFacts({"points": Fraction(8)})}
    part = {"done": AnswerFacts({"points": Fraction("78.53")})}
    units = [
        UnitFacts("whole", "district", "80 / 100", whole),
        UnitFacts("part", "district", "Nam Đông", part, exempt={"left": "văn bản chấp thuận năm 2020"}),
    ]
    ranked = assess(criteria_set, units).tier("district").units
    assert [(unit.unit, unit.position) for unit in ranked] == [("part", 1), ("whole", 2)]
