"""An API with something to read: two years, one of them corrected, and a practice season that nobody outside sees."""

import pytest
from django.test import Client
from tests.portal.editions import correction, edition, sample_installation, settled, unit

from thuocdo.common.models import Installation
from thuocdo.portal import kept
from thuocdo.results.models import Edition

WHY = "Chấm nhầm chỉ số 1.1"


class Caller(Client):
    """Reads addresses of the API."""

    def read(self, path: str, **headers: str):
        return self.get(f"/api/v1/{path}", headers={name.replace("_", "-"): text for name, text in headers.items()})

    def told(self, path: str, **headers: str):
        response = self.read(path, **headers)
        assert response.status_code == 200, response.content
        return response.json()


@pytest.fixture
def api() -> Caller:
    return Caller()


@pytest.fixture(autouse=True)
def nothing_kept(settings) -> None:
    """Nor any call counted before: what a test asks is counted as on a real installation."""
    kept.forget()
    settings.API_CALLS_PER_MINUTE = 600


@pytest.fixture
def first(db) -> Edition:
    if not Installation.objects.exists():  # the cast brings its own
        sample_installation()
    odd = {**unit("stp").answers, "1.1": settled("15")}
    units = [
        unit("syt", "95/100"),
        unit("stc", "8/10", order=1, exempt={"1.1": "77/UBND"}),
        unit("stp", order=2, answers=odd),
        unit("bdt", order=3, not_reported="Đang sáp nhập"),
        unit("hue", "92/100", tier="district"),
    ]
    return edition(units)


@pytest.fixture
def second(first: Edition) -> Edition:
    return correction([unit("syt", "8/10"), unit("stc", "8/10", order=1)], first, WHY)
