"""What was taken back is shown where people work, until things have moved on."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import again, make_appraised, make_council, make_verified, step_on

from thuocdo.appraisal import actions as council
from thuocdo.appraisal.going_back import step_back, verify_again
from thuocdo.cycles.models import SeasonTier
from thuocdo.notices.models import Notice
from thuocdo.verification.actions import finish

WHY = "Phát hiện số liệu sai ở nhiều đơn vị"


def page(user, name, *args):
    client = Client()
    client.force_login(user)
    response = client.get(reverse(f"desks:{name}", args=args), follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def reopened(cast, season):
    report = make_verified(cast, season)
    step_on(cast, season, "season.verify")
    step_back(cast.lead, SeasonTier.objects.get(season=season, tier__code="province"), "season.reopen", WHY)
    return again(report)


def test_a_phase_that_went_back_is_told_on_every_desk(cast, season, reopened):
    for user, *where in (
        (cast.preparer, "home"),
        (cast.preparer, "report", reopened.pk),
        (cast.outsider, "home"),
        (cast.verifier, "verification"),
        (cast.verifier, "verification_of", season.key),
        (cast.second_lead, "check_report", reopened.pk),
        (cast.secretary, "council"),
        (cast.secretary, "council_report", reopened.pk),
        (cast.observer, "season", season.key),
    ):
        shown = page(user, *where)
        assert WHY in shown, where
        assert cast.lead.full_name in shown


def test_it_is_told_no_more_once_the_phase_has_moved_on(cast, season, reopened):
    client = Client()
    client.force_login(cast.lead)
    client.post(reverse("desks:season_step", args=[season.key, "province", "verify"]))
    assert WHY not in page(cast.observer, "season", season.key)


def test_a_report_back_in_verification_is_told_to_its_unit_and_its_verifiers(cast, season):
    report = make_verified(cast, season)
    verify_again(cast.lead, again(report), WHY)
    for user, name in ((cast.preparer, "report"), (cast.lead, "check_report")):
        assert WHY in page(user, name, report.pk)
    assert WHY not in page(cast.outsider, "home")
    finish(cast.lead, again(report))
    assert WHY not in page(cast.preparer, "report", report.pk)


def test_a_report_back_before_the_council_is_told_there(cast, season):
    report = make_appraised(cast, season)
    council.take_up_again(cast.chair, again(report), WHY)
    for user, name in ((cast.preparer, "report"), (cast.secretary, "council_report")):
        assert WHY in page(user, name, report.pk)


def test_components_that_have_to_be_done_anew_are_named_on_the_form_and_shown(cast, season):
    report = make_verified(cast, season)
    client = Client()
    client.force_login(cast.lead)
    address = reverse("desks:check_again", args=[report.pk])
    refused = client.post(address, {"reason": WHY, "components": "4.3 9.9"})
    assert refused.context["form"].errors["components"]
    assert WHY in refused.content.decode()
    client.post(address, {"reason": WHY, "components": "5.1, 4.3"})
    assert "4.3, 5.1" in page(cast.preparer, "report", report.pk)
    for user, name in ((cast.preparer, "component"), (cast.verifier, "check_component")):
        assert WHY in page(user, name, report.pk, "4.3"), name
        assert WHY not in page(user, name, report.pk, "4.1"), name


def test_the_season_page_says_what_stands_in_the_way(cast, season):
    make_council(cast, season)
    step_on(cast, season, "season.verify", "season.appraise")
    client = Client()
    client.force_login(cast.lead)
    address = reverse("desks:season_step", args=[season.key, "province", "verify_again"])
    shown = client.post(address, {"reason": WHY}, follow=True).content.decode()
    assert SeasonTier.objects.get(tier__code="province").phase == "appraising"
    assert "Phiên họp 1" in shown


def test_a_notice_of_it_leads_to_a_page_that_its_reader_may_open(cast, season, reopened):
    for notice in Notice.objects.filter(event__kind="went_back").select_related("event", "person"):
        client = Client()
        client.force_login(notice.person)
        assert client.get(notice.event.path("vi"), follow=True).status_code == 200


def test_telling_costs_the_same_for_one_tier_and_for_two(cast, season, reopened):
    def cost():
        client = Client()
        client.force_login(cast.observer)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desks:season", args=[season.key]))
        return len(captured)

    one = cost()
    step_back(cast.lead, SeasonTier.objects.get(season=season, tier__code="district"), "season.reopen", WHY)
    assert cost() == one
