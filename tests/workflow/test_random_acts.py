"""Whatever anybody tries, in whatever order: an act is done or refused with its reason, and the season stays lawful."""

import os
from pathlib import Path

import pytest
from tests.factories import Cast
from tests.workflow.walk import Walk
from tests.workflow.world import make_world

from thuocdo.audit import keys
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition

DEEP = bool(os.environ.get("THUOCDO_DEEP"))
SEED, ACTS = int(os.environ.get("THUOCDO_SEED", "7")), 2000 if DEEP else 150
SHARES = {"straight": 0.35, "aside": 0.35} if DEEP else {"straight": 0.6, "aside": 0.25}  # the short one gets there too


@pytest.fixture
def data(settings, tmp_path: Path) -> None:
    """A folder of the test's own for its files and the key that signs its record."""
    settings.DATA = tmp_path
    keys._signer.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_no_random_act_leads_to_an_illegal_state(data: None, cast: Cast) -> None:
    walk = Walk(make_world(cast, SEED), SEED, **SHARES)
    walk.go(ACTS)
    assert Edition.objects.filter(state=EditionState.PUBLISHED).exists(), "the walk never came to a published result"
