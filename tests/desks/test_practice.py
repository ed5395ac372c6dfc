"""The pages that open and wipe a practice season; what it may do and reach: tests/permissions/test_practice.py."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import Cast, make_practice, make_season

from thuocdo.accounts.models import Unit
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report
from thuocdo.verification.models import Assignment

KEY = "tap-duot-2022"


@pytest.fixture
def lead(cast: Cast, client: Client) -> Client:
    client.force_login(cast.lead)
    return client


def facts(**changes: object) -> dict[str, object]:
    given = {
        "year": 2022,
        "criteria_set": "qd-3043-2021",
        "tiers": ["province", "district"],
        "last_report": "20/12/2090",
        "last_approval": "31/12/2090",
    }
    return {**given, **changes}


def opened(lead: Client, **changes: object) -> Season:
    response = lead.post(reverse("desks:practice_new"), facts(**changes))
    assert response.status_code == 302, response.context["form"].errors
    return Season.objects.get(is_practice=True)


def test_it_stands_beside_the_real_season_of_its_year(cast: Cast, lead: Client) -> None:
    real = make_season(cast)
    practice = opened(lead)
    assert (practice.key, practice.year, real.key) == (KEY, 2022, "2022")
    units = set(real.units.values_list("unit", flat=True))
    assert set(practice.units.values_list("unit", flat=True)) == units
    assert Report.objects.filter(season_unit__season=practice).count() == len(units)


def test_its_days_are_given_as_last_days(lead: Client) -> None:
    days = {tier.last_day.isoformat() for tier in opened(lead).tiers.all()}
    assert days == {"2090-12-20"}


def test_some_units_practise_alone(lead: Client) -> None:
    chosen = Unit.objects.filter(key__in=("syt", "hue"))
    practice = opened(lead, units=[unit.pk for unit in chosen], tiers=["province"])
    assert [row.unit.key for row in practice.units.select_related("unit")] == ["syt"]
    assert practice.tiers.count() == 1


def test_the_sharing_of_the_real_season_is_taken_over_to_the_officer(cast: Cast, lead: Client) -> None:
    real = make_season(cast)
    Assignment.objects.filter(season=real, component="4.1").update(verifier=cast.verifier)
    practice = opened(lead, takes_sharing="on")
    for season in (real, practice):
        assert Assignment.objects.filter(season=season, component="4.1", verifier=cast.verifier).exists()
    assert Assignment.objects.filter(season=practice).count() == Assignment.objects.filter(season=real).count()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("last_report", {"last_report": "1/1/2020"}),
        ("last_report", {"last_report": "31/02/2090"}),
        ("last_approval", {"last_approval": "20/12/2090"}),
        ("tiers", {"tiers": []}),
        ("year", {"year": "hai nghìn"}),
        ("year", {"year": ""}),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(lead: Client, field: str, changes: dict[str, object]) -> None:
    response = lead.post(reverse("desks:practice_new"), facts(**changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Season.objects.exists()


def test_an_empty_form_is_answered_with_what_is_missing(lead: Client) -> None:
    response = lead.post(reverse("desks:practice_new"), {})
    assert response.status_code == 422
    assert response.context["form"].errors


def test_a_year_is_practised_once_at_a_time(cast: Cast, lead: Client) -> None:
    make_practice(cast, "syt")
    response = lead.post(reverse("desks:practice_new"), facts())
    assert "year" in response.context["form"].errors


def test_a_real_season_is_prepared_while_one_is_practised(cast: Cast) -> None:
    make_practice(cast, "syt")
    assert make_season(cast).key == "2022"


def test_whatever_takes_the_first_season_takes_a_real_one(cast: Cast, lead: Client) -> None:
    make_practice(cast, "syt")
    real = make_season(cast, 2021)
    assert Season.objects.first() == real
    assert lead.get(reverse("desks:verification")).context["season"] == real


def test_the_page_tells_what_goes_and_wants_the_name(cast: Cast, lead: Client) -> None:
    make_practice(cast, "syt", "hue")
    page = lead.get(reverse("desks:season_wipe", args=[KEY])).content.decode()
    assert "2 báo cáo" in page
    assert KEY in page
    refused = lead.post(reverse("desks:season_wipe", args=[KEY]), {"name": "tap duot 2022"})
    assert refused.status_code == 422
    assert Season.objects.filter(key=KEY).exists()


def test_it_is_wiped_from_its_page(cast: Cast, lead: Client) -> None:
    make_practice(cast, "syt")
    make_season(cast)
    response = lead.post(reverse("desks:season_wipe", args=[KEY]), {"name": KEY}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("desks:seasons")
    assert [season.key for season in Season.objects.all()] == ["2022"]
