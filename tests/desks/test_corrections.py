"""A correction at its desk: opened with a reason, compared with what is published, ended (R4.6)."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import POSTS, Cast, fresh, make_cast, make_season, paper, report_of
from tests.recorded import play
from tests.results.province import WHY, correct, look_again, publish_correction, published_province

from thuocdo.accounts.models import User
from thuocdo.appraisal import actions as council
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind
from thuocdo.results import actions
from thuocdo.results.corrections import correction_under_way
from thuocdo.results.models import Correction, Edition


@pytest.fixture
def cast(db):
    play("published_province", _published)
    return Cast(**User.objects.in_bulk(POSTS, field_name="username"))


def _published():
    cast = make_cast()
    published_province(cast, make_season(cast))


@pytest.fixture
def season(cast):
    return Season.objects.select_related("pinned_set").get()


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.lead)
    return client


def page(client, name, season, **given):
    return client.get(reverse(f"desks:{name}", args=[season.key]), given)


def send(client, name, season, **given):
    return client.post(reverse(f"desks:{name}", args=[season.key]), given)


def test_a_correction_is_opened_with_its_reason_and_units(lead, season):
    units = [str(report_of(season).pk)]
    assert send(lead, "correct", season, reason=WHY, units=units).status_code == 302
    assert Correction.objects.get().reason == WHY
    words = page(lead, "result", season).content.decode()
    assert "Lần công bố thứ 1 đang được điều chỉnh" in words
    assert WHY in words


@pytest.mark.parametrize(
    "given", [{}, {"reason": WHY}, {"reason": " ", "units": ["1"]}, {"reason": WHY, "units": ["x"]}]
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(lead, season, given):
    answer = send(lead, "correct", season, **given)
    assert answer.status_code == 422
    assert given.get("reason", "") in answer.content.decode()
    assert not Correction.objects.exists()


def test_only_units_with_points_can_be_ticked(lead, season):
    keys = {pk for pk, _name in page(lead, "correct", season).context["form"].fields["units"].choices}
    assert str(report_of(season, "vpubnd").pk) in keys
    assert str(report_of(season, "hue").pk) not in keys


def test_whoever_comes_second_is_sent_to_the_correction_under_way(cast, lead, season):
    correct(cast, season)
    answer = send(lead, "correct", season, reason="Khác", units=[str(report_of(season).pk)])
    assert answer.url == reverse("desks:result", args=[season.key])
    assert Correction.objects.count() == 1


def test_the_draft_is_compared_with_the_published_result(cast, lead, season):
    correct(cast, season)
    council.take_up_again(cast.secretary, report_of(season), "Theo điều chỉnh", ["1.1"])
    look = page(lead, "differences", season)
    assert (look.context["before"].key, look.context["after"].key) == ("1", "du-thao")
    assert look.context["changed"] == []
    kept = report_of(season).answers.get(component="1.1", stage="final")
    council.settle(cast.secretary, report_of(season), "1.1", values={}, settled=1, reason="Lại", version=kept.version)
    (table,) = page(lead, "differences", season).context["changed"]
    assert [(row.change.unit, row.change.cause) for row in table.rows] == [
        ("stp", "others"),
        ("snv", "others"),
        ("syt", "own"),
    ]


def test_any_two_editions_are_compared(cast, lead, season):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    publish_correction(cast, season)
    usual = page(lead, "differences", season)
    assert (usual.context["before"].key, usual.context["after"].key) == ("1", "2")
    back = page(lead, "differences", season, tu="2", den="1").context["changed"]
    assert {row.change.unit for row in back[0].rows} == {"syt", "stp", "snv"}
    assert page(lead, "differences", season, tu="7", den="x").status_code == 200
    assert "changed" not in page(lead, "differences", season, tu="2", den="2").context


def test_a_replaced_edition_is_marked_and_leads_to_its_own_public_page(cast, lead, season):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    publish_correction(cast, season)
    words = page(lead, "result", season).content.decode()
    assert "Đã có bản kết quả thay thế" in words
    assert reverse("portal:edition_year", args=[2022, 1]) in words
    assert reverse("portal:edition_year", args=[2022, 2]) in words


def test_a_correction_that_proves_unfounded_is_ended_with_a_reason(cast, lead, season):
    correct(cast, season)
    assert send(lead, "correction_end", season).status_code == 422
    assert send(lead, "correction_end", season, reason="Chấm đúng").status_code == 302
    assert correction_under_way(season) is None
    assert "Chấm đúng" in page(lead, "result", season).content.decode()


def test_there_is_nothing_to_end_without_a_correction(lead, season):
    assert page(lead, "correction_end", season).status_code == 404


def test_the_costs_of_the_result_page_do_not_grow_with_its_editions(cast, lead, season, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as before:
        page(lead, "result", season)
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    publish_correction(cast, season)
    assert Edition.objects.count() == 2
    with django_assert_max_num_queries(len(before.captured_queries) + 1):  # the units of corrections
        page(lead, "result", season)


def test_the_second_officer_is_told_that_the_decision_is_dated_too_late(cast, lead, season):
    """Only of the first approval: the decision on a correction has no last day."""
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    edition = actions.propose(fresh(cast.second_lead), season)
    decision = paper(cast.second_lead, DocumentKind.APPROVAL, day=clock.today(), signer="Chủ tịch")
    actions.enter_decision(cast.second_lead, edition, decision)
    assert "ký sau ngày" not in page(lead, "approve", season).content.decode()
    Season.objects.filter(pk=season.pk).update(approval_before=date(2022, 12, 1))
    assert "ký sau ngày" in page(lead, "result", season).content.decode()  # of the published one, dated 10 December
