"""Two officers press at once: one of them wins, the other is told so (R4.6c)."""

import pytest
from tests.factories import make_cast, make_season, report_of
from tests.reports.test_races import at_once, won
from tests.results.province import ANNOUNCED, WHY, appraised_province, decide

from thuocdo.results.actions import publish
from thuocdo.results.correcting import open_correction
from thuocdo.results.models import Correction, Edition


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_and_two_who_open_a_correction_at_once_one_wins_each():
    cast = make_cast()
    season = make_season(cast)
    appraised_province(cast, season)
    pk = decide(cast, season).pk
    report, officers = report_of(season).pk, (cast.lead, cast.second_lead)
    words = {"co_announcement": ANNOUNCED}
    publishing = [lambda who=who: publish(who, Edition.objects.get(pk=pk), **words) for who in officers]
    assert won(at_once(*publishing)) == 1
    opening = [lambda who=who: open_correction(who, Edition.objects.get(pk=pk), WHY, [report]) for who in officers]
    assert won(at_once(*opening)) == 1
    assert (Edition.objects.get().publication, Correction.objects.count()) == (1, 1)
