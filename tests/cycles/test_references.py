"""Last year's points, the middle of the tier, and which unit of last year is this one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import built_in, make_season, report_of

from thuocdo.accounts.models import Succession, Unit
from thuocdo.common.faults import NotAllowed
from thuocdo.cycles.actions import keep_references
from thuocdo.cycles.models import ReferenceMedian, ReferencePoints
from thuocdo.cycles.queries import reference, season_unit_before
from thuocdo.cycles.references import Earned, middles

FORM = built_in().forms["province"]


def earned(points, *, maximum=3, exempt=False):
    return Earned(None if points is None else Fraction(points), Fraction(maximum), exempt)


def middle_of(*points, code="1.1"):
    return middles(FORM, [{code: earned(each)} for each in points]).get(code)


def test_the_middle_of_an_odd_number_is_the_one_in_the_middle():
    assert middle_of(3, 0, 1) == (1, 3)


def test_of_an_even_number_it_lies_exactly_half_way_between_the_two():
    assert middle_of(3, "1/3", "2/3", 0) == (Fraction(1, 2), 4)


def test_a_line_without_points_is_left_out_and_is_no_zero():
    assert middle_of(None, 2, None) == (2, 1)


def test_a_line_that_was_exempt_in_part_is_left_out():
    lines = [{"1.1": earned(1, exempt=True)}, {"1.1": earned(3)}]
    assert middles(FORM, lines)["1.1"] == (3, 1)


def test_of_points_that_stay_with_the_unit_no_middle_is_told_below_five_units():
    assert middle_of(1, 2, 3, 3, code="7.1") is None
    assert middle_of(1, 2, 3, 3, 3, code="7.1") == (3, 5)


@given(st.lists(st.fractions(min_value=0, max_value=3), min_size=1))
def test_half_of_the_units_reach_the_middle_and_half_do_not_exceed_it(points):
    middle, units = middle_of(*points)
    assert units == len(points)
    assert 2 * sum(each >= middle for each in points) >= units
    assert 2 * sum(each <= middle for each in points) >= units


@pytest.fixture
def before(cast):
    """2021, with what its published result says of two units."""
    season = make_season(cast, 2021)
    keep_references(cast.lead, season, references(season, syt="5/3", stp="1"))
    return season


def references(season, **points):
    units = {key: report_of(season, key).season_unit_id for key in points}
    return {units[key]: {"1.1": earned(each)} for key, each in points.items()}


def test_what_is_kept_is_exact(cast, before):
    found = reference(report_of(before).season_unit, "1.1")
    assert (found.points, found.max, found.median, found.units) == (Fraction(5, 3), 3, Fraction(4, 3), 2)


def test_a_later_edition_takes_the_place_of_the_earlier_one(cast, before):
    keep_references(cast.lead, before, references(before, syt="2"))
    assert [row.points for row in ReferencePoints.objects.all()] == ["2"]
    assert [(row.points, row.units) for row in ReferenceMedian.objects.all()] == [("2", 1)]


def test_an_exempt_component_has_no_points_and_no_middle(cast, before):
    unit = report_of(before).season_unit
    keep_references(cast.lead, before, {unit.pk: {"1.1": earned(None, exempt=True)}})
    found = reference(unit, "1.1")
    assert (found.points, found.median) == (None, None)


def test_nothing_is_told_before_a_result_is_published(cast, season):
    assert reference(report_of(season).season_unit, "1.1") is None


def test_only_the_lead_department_keeps_them(cast, before):
    with pytest.raises(NotAllowed):
        keep_references(cast.preparer, before, {})


def unit_before(season, key="syt"):
    row = season_unit_before(report_of(season, key).season_unit).first()
    return row and (row.season.year, row.unit.key)


def test_the_season_before_is_the_last_one_there_was(cast, before):
    make_season(cast, 2020)
    assert unit_before(make_season(cast, 2022)) == (2021, "syt")
    assert unit_before(before) == (2020, "syt")


def test_the_first_season_has_none_before_it(cast, season):
    assert unit_before(season) is None


def succeed(predecessor, successor):
    old, new = (Unit.objects.get(key=key) for key in (predecessor, successor))
    Succession.objects.create(predecessor=old, successor=new, on=date(2022, 3, 1))


@pytest.fixture
def renamed(cast, before):
    """A department that did not exist in 2021 took the place of the Department of Justice alone."""
    new = Unit.objects.create(
        key="moi", name_vi="Sở Mới", name_en="New", tier=Unit.objects.get(key="stp").tier, order=99,
        valid_from=date(2022, 3, 1),
    )  # fmt: skip
    succeed("stp", "moi")
    return new


def test_a_unit_that_only_took_anothers_place_has_its_last_year(cast, renamed):
    assert unit_before(make_season(cast, 2022), "moi") == (2021, "stp")


def test_a_merged_unit_has_no_last_year(cast, renamed):
    succeed("syt", "moi")
    assert unit_before(make_season(cast, 2022), "moi") is None


def test_a_part_of_a_divided_unit_has_no_last_year(cast, renamed):
    succeed("stp", "syt")
    assert unit_before(make_season(cast, 2022), "moi") is None


def test_a_season_before_costs_one_query(cast, before, django_assert_num_queries):
    unit = report_of(make_season(cast, 2022)).season_unit
    with django_assert_num_queries(1):
        row = season_unit_before(unit).first()
        assert (row.season.pinned_set.set_id, row.season_tier.tier.code) == ("qd-3043-2021", "province")
