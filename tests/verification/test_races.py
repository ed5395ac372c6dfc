"""Two at once: one verdict on a component stands and whoever comes second is told (R4.2); what is written in a practice
season while it is wiped is refused or goes with it."""

import pytest
from django.db import DatabaseError
from tests.factories import Cast, again, make_cast, make_practice, make_season, make_sent, report_of, step_on
from tests.reports.test_races import TRIALS, at_once, won
from tests.verification.test_actions import adjust, answer

from thuocdo.common.faults import Conflict
from thuocdo.cycles.models import Season
from thuocdo.reports.actions import save_answer
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.results.wiping import wipe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_of_two_verifiers_of_one_component_one_wins_and_one_is_told(cast: Cast) -> None:
    season = make_season(cast)
    sent = make_sent(cast, season)
    step_on(cast, season, "season.verify")
    for trial in range(TRIALS):
        figures = [{"a": str(trial), "b": "10"}, {"a": str(9 - trial), "b": "10"}]
        outcomes = at_once(
            lambda v=trial, said=figures[0]: adjust(cast.verifier, again(sent), values=said, version=v),
            lambda v=trial, said=figures[1]: adjust(cast.lead, again(sent), values=said, version=v),
        )
        assert won(outcomes) == 1
        lost = [isinstance(row, Conflict) for row in outcomes]
        assert answer(sent, "4.3", Stage.VERIFIED).values == figures[lost.index(False)]


def test_what_is_typed_while_its_practice_season_is_wiped_leaves_nothing_behind(cast: Cast) -> None:
    for _trial in range(TRIALS):
        season = make_practice(cast, "syt")
        report = report_of(season)

        def type_on(row: Report = report) -> object:
            try:
                return save_answer(cast.preparer, row, "1.3", {"a": "1", "b": "10"}, version=0)
            except (Report.DoesNotExist, DatabaseError) as fault:
                return fault

        at_once(type_on, lambda practice=season: wipe(cast.lead, practice, typed=practice.key))
        if Season.objects.exists():  # whoever wiped was told to try again
            wipe(cast.lead, season, typed=season.key)
        assert not Answer.objects.exists()
        assert not Report.objects.exists()
