"""A portal with something on it."""

import pytest
from tests.portal.editions import edition, figures, sample_installation, unit

from thuocdo.portal import kept
from thuocdo.results.models import Edition


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test sees pages made for it, not those of the one before."""
    kept.forget()


@pytest.fixture
def published(db) -> Edition:
    """2021: one unit on each place of the table, and one of each sort that has none."""
    sample_installation()
    everything = dict.fromkeys(("1.1", "1.2", "1.3", "2.1", "3.1"), "12/UBND")
    zero = {**unit("stp", "8/10").answers, "1.1": figures(points="0")}
    return edition(
        [
            unit("syt", "95/100"),
            unit("stc", "8/10", order=1),
            unit("stnmt", "8/10", order=2),
            unit("stp", "8/10", order=3, answers=zero, exempt={"1.3": "77/UBND"}),
            unit("sct", "1/2", order=4),
            unit("bdt", order=5, not_reported="Đang sáp nhập"),
            unit("ttr", order=6, exempt=everything),
            unit("hue", "92/100", tier="district"),
        ]
    )
