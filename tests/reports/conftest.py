"""What the tests of signing share."""

import pytest
from django.utils import translation
from tests.documents.signing import (
    signers,
)
from tests.factories import fill, make_season, report_of

from thuocdo.cycles.enums import SignedCopies


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def trust(settings, tmp_path):
    """An installation that trusts the test authority and knows its list."""
    settings.TRUST_FOLDER = tmp_path
    signers().authority.install(tmp_path)
    return tmp_path


@pytest.fixture
def demanding(cast):
    """A season that does not take a report without a signature by certificate."""
    return make_season(cast, signed_copies=SignedCopies.CERTIFICATE)


@pytest.fixture
def filled(cast, demanding):
    return fill(cast.preparer, report_of(demanding), ["1.3"])
