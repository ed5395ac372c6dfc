"""The table of a report's states: nothing moves but by one of its rows."""

from itertools import product

import pytest

from thuocdo.common.faults import Refused
from thuocdo.reports.enums import ReportState
from thuocdo.reports.transitions import REPORT


@pytest.mark.parametrize(("act", "state"), list(product(REPORT, ReportState.values)))
def test_an_act_starts_only_where_the_table_says(act, state):
    row = REPORT[act]
    if state in row.sources:
        row.check(state, "lý do")
    else:
        with pytest.raises(Refused):
            row.check(state, "lý do")


@pytest.mark.parametrize("act", ["report.return", "report.verify_again", "report.appraise_again", "report.correct"])
def test_going_back_needs_a_reason(act):
    state = next(iter(REPORT[act].sources))
    with pytest.raises(Refused):
        REPORT[act].check(state, "  ")


def test_every_state_but_the_first_can_be_reached():
    assert {row.target for row in REPORT.values()} == set(ReportState.values) - {ReportState.NOT_STARTED}
