"""The table of phases: forward one by one, back only with a reason."""

from thuocdo.cycles.enums import OVER, Phase
from thuocdo.cycles.models import ORDER
from thuocdo.cycles.transitions import SEASON

CORRECTING = {"season.correct", "season.uphold"}  # of a published result, and back again
USUAL = [row for row in SEASON.values() if row.act not in CORRECTING]


def _distance(row) -> int:
    (source,) = row.sources
    return ORDER.index(row.target) - ORDER.index(source)


def test_a_season_moves_one_phase_at_a_time():
    assert {_distance(row) for row in USUAL} == {1, -1}


def test_going_back_and_only_that_needs_a_reason():
    assert {row.act: row.needs_reason for row in USUAL} == {row.act: _distance(row) < 0 for row in USUAL}


def test_only_a_correction_leads_back_from_a_published_result_and_needs_a_reason():
    leads_back = [row for row in SEASON.values() if row.sources & OVER and row.target not in OVER]
    assert [(row.act, row.target, row.needs_reason) for row in leads_back] == [
        ("season.correct", Phase.APPRAISING, True)
    ]


def test_every_phase_is_reached_from_the_one_before():
    assert {row.target for row in USUAL if _distance(row) == 1} == set(Phase.values) - {Phase.PREPARING}
