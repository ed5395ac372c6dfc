"""The table of phases: forward one by one, back only with a reason."""

from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import ORDER
from thuocdo.cycles.transitions import SEASON


def _distance(row) -> int:
    (source,) = row.sources
    return ORDER.index(row.target) - ORDER.index(source)


def test_a_season_moves_one_phase_at_a_time():
    assert {_distance(row) for row in SEASON.values()} == {1, -1}


def test_going_back_and_only_that_needs_a_reason():
    assert {row.act: row.needs_reason for row in SEASON.values()} == {
        row.act: _distance(row) < 0 for row in SEASON.values()
    }


def test_nothing_leads_back_from_a_published_result():
    assert not [row for row in SEASON.values() if Phase.PUBLISHED in row.sources and _distance(row) < 0]


def test_every_phase_is_reached_from_the_one_before():
    assert {row.target for row in SEASON.values() if _distance(row) == 1} == set(Phase.values) - {Phase.PREPARING}
