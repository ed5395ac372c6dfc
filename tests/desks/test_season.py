"""The lead department's desk: preparing, opening and following a season."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import again, best_answer, fill, fresh, make_season, pdf, report_of

from thuocdo.common import clock
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Extension, Season, SeasonTier
from thuocdo.cycles.queries import form_of
from thuocdo.desks.season.board import board
from thuocdo.desks.unit.workspace import own_workspaces, workspaces
from thuocdo.reports.actions import save_answer
from thuocdo.reports.models import Report

YEAR = 2022


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.lead)
    return client


def season_facts(**changes):
    facts = {
        "year": YEAR,
        "criteria_set": "qd-3043-2021",
        "level_rule": "total",
        "level_rule_document": "12/STTTT",
        "late_reports": "accepted",
        "signed_copies": "certificate",
    }
    return {**facts, **changes}


def document_facts(**changes):
    facts = {"number": "45/STTTT", "date": "12/09/2022", "signer": "Nguyễn A", "issuer": "Sở TTTT", "file": pdf()}
    return {**facts, **changes}


def test_a_season_is_prepared_with_the_deadlines_of_the_regulation(lead):
    response = lead.post(reverse("desks:season_new"), season_facts())
    assert response.url == reverse("desks:season", args=[YEAR])
    assert Season.objects.get(year=YEAR).signed_copies == "certificate"
    days = dict(SeasonTier.objects.values_list("tier__code", "report_before"))
    assert days == {"province": date(2022, 10, 20), "district": date(2022, 11, 10)}
    assert Report.objects.count() == Season.objects.get().units.count() > 0


def test_other_dates_need_their_document_and_are_given_as_last_days(lead):
    dates = {"last_province": "7/12/2022", "last_district": "12/12/2022", "last_approval": "7/1/2023"}
    response = lead.post(reverse("desks:season_new"), season_facts(**dates))
    assert response.status_code == 422
    assert "calendar_document" in response.context["form"].errors
    lead.post(reverse("desks:season_new"), season_facts(**dates, calendar_document="415/KH-UBND"))
    assert SeasonTier.objects.get(tier__code="province").report_before == date(2022, 12, 8)


def test_a_second_season_of_a_year_is_refused_and_nothing_typed_is_lost(lead):
    lead.post(reverse("desks:season_new"), season_facts())
    response = lead.post(reverse("desks:season_new"), season_facts(level_rule_document="99/STTTT"))
    assert response.status_code == 422
    assert "99/STTTT" in response.content.decode()


def test_reporting_opens_only_after_the_opening_letter(cast, lead):
    make_season(cast, opened=False)
    Season.objects.update(opening_document=None)
    step = reverse("desks:season_step", args=[YEAR, "province", "open"])
    lead.post(step)
    assert SeasonTier.objects.get(tier__code="province").phase == Phase.PREPARING
    lead.post(reverse("desks:opening_letter", args=[YEAR]), document_facts())
    lead.post(step)
    assert SeasonTier.objects.get(tier__code="province").phase == Phase.REPORTING


def test_a_document_without_a_file_is_refused_with_a_word_on_what_to_do(lead, season):
    response = lead.post(reverse("desks:opening_letter", args=[YEAR]), document_facts(file=""))
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_going_back_needs_a_reason(lead, season):
    lead.post(reverse("desks:season_step", args=[YEAR, "province", "verify"]))
    back = reverse("desks:season_step", args=[YEAR, "province", "reopen"])
    lead.post(back, {"reason": ""})
    assert SeasonTier.objects.get(tier__code="province").phase == Phase.VERIFYING
    lead.post(back, {"reason": "Đóng nhầm"})
    assert SeasonTier.objects.get(tier__code="province").phase == Phase.REPORTING


def test_steps_of_higher_floors_have_no_page_here(lead, season):
    assert lead.get(reverse("desks:season_step", args=[YEAR, "province", "publish"])).status_code == 404


def test_an_extension_needs_a_later_day_and_a_document(lead, season):
    address = reverse("desks:extension", args=[YEAR, "syt"])
    lead.post(address, document_facts(last_day="18/10/2022"))
    assert not Extension.objects.exists()
    lead.post(address, document_facts(last_day="25/10/2022"))
    assert Extension.objects.get().last_day == date(2022, 10, 25)


def test_the_reason_for_a_missing_report_is_kept(lead, season):
    address = reverse("desks:absence", args=[YEAR, "syt"])
    assert lead.post(address, {"english": "Dissolved"}).status_code == 422
    lead.post(address, {"reason": "Đơn vị giải thể", "english": "Dissolved"})
    report = report_of(season)
    assert (report.absence_reason_vi, report.absence_reason_en) == ("Đơn vị giải thể", "Dissolved")


@pytest.mark.parametrize("who", ["preparer", "verifier", "administrator"])
def test_others_do_not_see_the_board(cast, client, season, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("desks:season", args=[YEAR])).status_code == 403


@pytest.mark.parametrize("who", ["chair", "observer"])
def test_who_oversees_sees_the_board_without_its_buttons(cast, client, season, who):
    client.force_login(getattr(cast, who))
    page = client.get(reverse("desks:season", args=[YEAR])).content.decode()
    assert reverse("desks:extension", args=[YEAR, "syt"]) not in page


def test_the_board_costs_the_same_for_one_and_for_three_seasons(cast, lead, django_assert_max_num_queries):
    make_season(cast, 2022)
    with django_assert_max_num_queries(20) as first:
        lead.get(reverse("desks:seasons"))
    for year in (2023, 2024):
        make_season(cast, year)
    with django_assert_max_num_queries(len(first)):
        lead.get(reverse("desks:seasons"))


def test_the_season_page_costs_the_same_for_one_and_for_all_units(cast, lead, django_assert_max_num_queries):
    season = make_season(cast)
    season.units.exclude(unit__key="syt").delete()
    with django_assert_max_num_queries(20) as first:
        lead.get(reverse("desks:season", args=[2022]))
    make_season(cast, 2023)
    with django_assert_max_num_queries(len(first)):
        lead.get(reverse("desks:season", args=[2023]))


def test_the_board_counts_as_done_what_the_units_desk_does(cast, client, season):
    wanting = ("4.3", "4.5")
    codes = {component.code for component in form_of(report_of(season).season_unit).components} - set(wanting)
    report = fill(cast.preparer, report_of(season), codes)
    for code in wanting:
        values = dict(list(best_answer(form_of(report.season_unit).index()[code]).items())[:1])
        save_answer(cast.preparer, again(report), code, values)
    desk = workspaces(own_workspaces(fresh(cast.preparer)))[0]
    row = next(row for tier in board(season, clock.today()) for row in tier.rows if row.report == report)
    assert row.progress == (desk.done, desk.of)
    assert desk.done == desk.of - 2
    client.force_login(cast.lead)
    assert f">{desk.done}/{desk.of}<" in client.get(reverse("desks:season", args=[YEAR])).content.decode()


def test_a_document_on_record_is_recorded_again_and_not_anew(lead, season):
    page = lead.get(reverse("desks:season", args=[YEAR])).content.decode()
    assert page.count(">Ghi nhận lại<") == 1  # the opening letter; the council has a page of its own
    assert reverse("desks:council_setting_up", args=[YEAR]) in page
