"""A tier at a glance, the three columns, the years: worked by hand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.small import FULL, content, law, unit
from tests.regulation.test_properties import SMALL, crowds

from thuocdo.analysis import gap, trend
from thuocdo.analysis.province import alike, bands, heat, spreads
from thuocdo.regulation import Text, assess
from thuocdo.results.snapshot import public_part, snapshot

TIER = [
    unit("syt", **FULL | {"a1": 24, "b2": 9}),
    unit("stc", **FULL | {"a1": 15, "b2": 15}),
    unit("stp", exempt=["a1"], **FULL | {"a2": 10, "b2": 12}),
    unit("sct", a1=3, a2=2, a3=10, b1=25),
    unit("bdt", not_reported="không gửi"),
    unit("ttr", exempt=list(FULL)),
]


def tier_of(made):
    return made["tiers"][0]


def test_bands_hold_the_units_of_each_level_and_only_those_with_a_total():
    """syt 88, stc 85, stp 57/70 = 81.43, sct 40."""
    made = content(TIER)
    assert [(band.key, band.units) for band in bands(made["set"], tier_of(made))] == [
        ("I", ()),
        ("II", ("syt", "stc", "stp")),
        ("III", ()),
        (None, ("sct",)),
    ]


def test_the_heat_map_says_why_a_cell_has_no_share():
    found = heat(tier_of(content(TIER)))
    cells = {row.unit: row.cells for row in found.rows}
    assert cells["syt"][0].share == Fraction(9, 10)
    assert cells["stp"][0].share == Fraction(2, 3)
    assert (cells["sct"][1].share, cells["sct"][1].why) == (None, "open")
    assert cells["bdt"][0].why == "not_reported"
    assert cells["ttr"][0].why == "exempt"
    assert found.medians == (Fraction(17, 24), Fraction(37, 40))


def test_the_heat_map_of_the_public_part_hides_what_is_hidden():
    found = heat(tier_of(public_part(content(TIER, law(silent=["B"])))))
    assert {row.cells[1].why for row in found.rows} == {"not_public", "not_reported"}
    assert found.medians[1] is None


def test_a_component_is_spread_over_those_who_were_scored_on_it():
    """a1 in shares: 3/30, 15/30, 24/30; exempt for two of which one has no total."""
    found = next(row for row in spreads(tier_of(content(TIER))) if row.code == "a1")
    assert found.five == (Fraction(1, 10), Fraction(3, 10), Fraction(1, 2), Fraction(13, 20), Fraction(4, 5))
    assert (found.counted, found.exempt, found.open, found.without_total) == (3, 1, 0, 2)


def test_what_nobody_scored_is_counted_apart():
    found = next(row for row in spreads(tier_of(content(TIER))) if row.code == "b2")
    assert (found.counted, found.open, found.five.lowest) == (3, 1, Fraction(3, 5))


def test_components_on_which_nearly_all_are_equal_tell_nobody_apart():
    rows = spreads(tier_of(content(TIER)))
    assert [row.code for row in alike(rows)] == ["a3", "b1"]
    assert [row.code for row in alike(rows, fewest=5)] == []
    assert [row.code for row in alike(rows, same=Fraction(1, 2))] == ["a2", "a3", "b1"]


def test_of_hidden_components_nothing_is_told():
    assert [row.code for row in spreads(tier_of(public_part(content(TIER, law(closed=["B"])))))] == ["a1", "a2", "a3"]


def columns():
    declared = [unit("syt", **FULL), unit("stc", a1=30, a2=20)]
    verified = [unit("syt", **FULL | {"a1": 25}), unit("stc", a1=20, a2=20)]
    final = [unit("syt", **FULL | {"a1": 27}), unit("stc", a1=20, a2=20, b1=25)]
    return {key: tier_of(content(rows)) for key, rows in zip(gap.STAGES, (declared, verified, final), strict=True)}


def test_columns_are_compared_over_the_components_that_all_three_have():
    """Of stc only a1 and a2: what the council alone scored is in no column's sum."""
    rows = {row.code: row for row in gap.by_unit(columns())}
    assert rows["stc"][1:] == (50, 40, 40, 50, 2)
    assert rows["syt"][1:] == (100, 95, 97, 100, 5)
    assert (rows["syt"].lowered, rows["stc"].lowered) == (3, 10)
    assert gap.middle(tuple(rows.values())) == Fraction(23, 200)


def test_the_component_with_the_widest_gap_comes_first():
    rows = gap.by_component(columns())
    assert rows[0][:4] == ("a1", 60, 45, 47)
    assert [row.lowered for row in rows[1:]] == [0, 0, 0, 0]


def test_years_stand_side_by_side_with_a_changed_set_marked():
    contents = {
        2022: content([unit("syt", **FULL), unit("stc", **FULL | {"a1": 10})], law(adjusted=True)),
        2021: content([unit("syt", **FULL | {"a1": 20}), unit("stc", not_reported="không gửi")]),
    }
    first, second = trend.of_tier(contents, "province")
    assert (first.year, first.counted, first.without_total, first.totals.median) == (2021, 1, 1, 90)
    assert (second.totals.lowest, second.totals.highest, second.levels) == (80, 100, {"I": 1, "II": 1})
    assert (first.same_set, second.same_set) == (None, False)
    assert [(row.year, row.total, row.state) for row in trend.of_unit(contents, "stc")] == [
        (2021, None, "not_reported"),
        (2022, 80, "ranked"),
    ]
    assert trend.of_tier(contents, "district") == ()


@given(data=st.data())
def test_statistics_lie_within_bounds_and_every_unit_is_counted_once(data):
    facts = data.draw(crowds(SMALL))
    made = snapshot(SMALL, assess(SMALL, facts), {row.unit: Text(row.unit, row.unit) for row in facts})
    for shown in (made, public_part(made)):
        for tier in shown["tiers"]:
            for row in spreads(tier):
                assert row.counted + row.exempt + row.open + row.without_total == len(tier["units"])
                assert row.five is None or 0 <= row.five.lowest <= row.five.median <= row.five.highest <= 1
            assert sum(len(band.units) for band in bands(shown["set"], tier)) <= len(tier["units"])
            assert all((cell.share is None) == (cell.why is not None) for row in heat(tier).rows for cell in row.cells)
