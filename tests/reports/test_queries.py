"""Whose reports are found, and at what cost."""

import pytest
from tests.factories import fresh, make_season, make_sent

from thuocdo.reports.queries import arrived, own_reports, reports, with_answers, with_evidence


@pytest.mark.parametrize(
    ("who", "units"),
    [("preparer", ["syt"]), ("clerk", ["syt"]), ("outsider", ["stp"]), ("lead", []), ("verifier", []), ("chair", [])],
)
def test_own_reports_are_those_of_the_unit_one_reports_for(cast, season, who, units):
    assert [row.season_unit.unit.key for row in own_reports(getattr(cast, who))] == units


def test_outside_its_unit_only_a_sent_report_is_seen(cast, season):
    assert not arrived(season).exists()
    sent = make_sent(cast, season)
    assert list(arrived(season)) == [sent]


@pytest.mark.parametrize("seasons", [1, 3])
def test_reports_cost_the_same_for_one_season_and_for_three(cast, seasons, django_assert_num_queries):
    for year in range(2022, 2022 + seasons):
        make_season(cast, year)
    preparer = fresh(cast.preparer)
    assert preparer.posts
    with django_assert_num_queries(4):
        rows = list(with_evidence(with_answers(own_reports(preparer))))
        assert [row.season_unit.season.pinned_set.set_id for row in rows] == ["qd-3043-2021"] * seasons


def test_a_season_lists_its_reports_in_official_order(cast, season):
    keys = [row.season_unit.unit.key for row in reports(season)]
    assert keys == ["vpubnd", "stp", "syt", "stttt", "snv", "hue", "phongdien"]
