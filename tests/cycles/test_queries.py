"""A season's law and deadlines (R4.4, I5)."""

from datetime import date

import pytest
from tests.factories import built_in, make_season, paper, report_of

from thuocdo.cycles.actions import extend
from thuocdo.cycles.models import PinnedSet
from thuocdo.cycles.queries import form_of, granted_last_day, law, season_units, seasons
from thuocdo.documents.models import DocumentKind


def test_a_unit_is_granted_the_last_day_of_its_tier(cast, season):
    assert granted_last_day(report_of(season).season_unit) == date(2022, 10, 19)


def test_an_extension_counts_for_its_unit_alone(cast, season):
    extend(cast.lead, report_of(season).season_unit, date(2022, 10, 25), paper(cast.lead, DocumentKind.EXTENSION))
    assert granted_last_day(report_of(season).season_unit) == date(2022, 10, 25)
    assert granted_last_day(report_of(season, "stp").season_unit) == date(2022, 10, 19)


def test_the_pinned_set_reads_back_as_it_was(cast, season):
    pinned = PinnedSet.objects.get()
    assert law(pinned).digest == pinned.digest == built_in().digest
    assert law(pinned) is law(PinnedSet.objects.get())


def test_each_tier_has_its_own_form(cast, season):
    assert form_of(report_of(season).season_unit).code == "I"
    assert form_of(report_of(season, "hue").season_unit).code == "II"


@pytest.mark.parametrize("number", [1, 3])
def test_seasons_cost_two_queries_however_many(cast, number, django_assert_num_queries):
    for year in range(2022, 2022 + number):
        make_season(cast, year)
    with django_assert_num_queries(2):
        assert [row.phase for row in seasons()] == ["reporting"] * number


def test_a_seasons_units_cost_two_queries(cast, season, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert {granted_last_day(row) for row in season_units(season)} == {date(2022, 10, 19), date(2022, 11, 9)}
