"""Opening a season and taking it from phase to phase (R4.3-4, I2, I5)."""

from datetime import date

import pytest
from tests.factories import built_in, make_season, paper, report_of, step_on

from thuocdo.accounts.models import Unit
from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.actions import Calendar, attach_opening_letter, create_season, extend, move, pin
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import PinnedSet, Season
from thuocdo.cycles.transitions import FROM_THE_TOP_DOWN, TAKEN_ABOVE
from thuocdo.documents.models import DocumentKind

SETTINGS = {"level_rule": "total", "level_rule_document": "12/STTTT", "late_reports": "accepted"}


def _units(season):
    return [row.unit.key for row in season.units.select_related("unit")]


def test_the_calendar_of_the_set_gives_each_tier_its_last_day(cast):
    season = create_season(cast.lead, 2022, built_in(), **SETTINGS)
    assert {row.tier.code: row.last_day for row in season.tiers.all()} == {
        "province": date(2022, 10, 19),
        "district": date(2022, 11, 9),
    }
    assert season.approval_before == date(2022, 12, 15)


def test_a_document_may_set_other_dates(cast):
    dates = {"province": date(2021, 12, 8), "district": date(2021, 12, 16)}
    calendar = Calendar("99/UBND", dates, date(2022, 1, 1))
    season = create_season(cast.lead, 2021, built_in(), calendar=calendar, **SETTINGS)
    assert {row.tier.code: row.report_before for row in season.tiers.all()} == dates
    assert season.calendar_document == "99/UBND"


def test_units_without_a_tier_are_not_assessed(cast):
    assert "ubnd" not in _units(make_season(cast))


def test_a_unit_that_ended_before_the_last_day_is_not_assessed(cast):
    Unit.objects.filter(key="stp").update(valid_until=date(2022, 10, 1))
    assert "stp" not in _units(make_season(cast))


def test_a_later_name_does_not_change_the_season(cast, season):
    Unit.objects.filter(key="syt").update(name_vi="Sở Y tế và Dân số")
    assert report_of(season).season_unit.name_vi == "Sở Y tế"


def test_the_same_set_is_pinned_once_word_for_word(cast):
    first, second = pin(built_in()), pin(built_in())
    assert first == second
    assert PinnedSet.objects.get().source == dict(built_in().source)


def test_a_year_has_one_season(cast, season):
    with pytest.raises(Refused):
        create_season(cast.lead, 2022, built_in(), **SETTINGS)


@pytest.mark.parametrize("who", ["preparer", "verifier", "chair", "secretary", "observer", "administrator"])
def test_only_the_lead_department_opens_a_season(cast, who):
    with pytest.raises(NotAllowed):
        create_season(getattr(cast, who), 2022, built_in(), **SETTINGS)
    assert not Season.objects.exists()


@pytest.mark.parametrize("who", ["preparer", "verifier", "chair", "observer", "administrator"])
def test_only_the_lead_department_changes_the_phase(cast, season, who):
    with pytest.raises(NotAllowed):
        move(getattr(cast, who), season.tiers.first(), "season.verify")


def test_reporting_opens_only_after_the_opening_letter(cast):
    season = create_season(cast.lead, 2022, built_in(), **SETTINGS)
    with pytest.raises(Refused):
        move(cast.lead, season.tiers.first(), "season.open")
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    move(cast.lead, season.tiers.first(), "season.open")
    assert season.tiers.first().phase == Phase.REPORTING


def test_reporting_opens_only_once_the_reading_of_article_6_is_settled(cast):
    season = create_season(cast.lead, 2022, built_in(), **SETTINGS | {"level_rule_document": ""})
    attach_opening_letter(cast.lead, season, paper(cast.lead, DocumentKind.OPENING))
    with pytest.raises(Refused):
        move(cast.lead, season.tiers.first(), "season.open")


def test_a_step_starts_only_from_its_phase(cast, season):
    with pytest.raises(Refused):
        move(cast.lead, season.tiers.first(), "season.appraise")


def test_tiers_move_one_by_one_and_the_season_is_as_far_as_its_last(cast, season):
    move(cast.lead, season.tiers.first(), "season.verify")
    assert Season.objects.get().phase == Phase.REPORTING
    move(cast.lead, season.tiers.last(), "season.verify")
    assert Season.objects.get().phase == Phase.VERIFYING


def test_going_back_needs_a_reason_and_is_in_the_audit(cast, season):
    step_on(cast, season, "season.verify")
    tier = season.tiers.first()
    with pytest.raises(Refused):
        move(cast.lead, tier, "season.reopen", reason=" ", from_above=True)
    move(cast.lead, tier, "season.reopen", reason="Sự cố hệ thống", from_above=True)
    assert entries_about(f"season_tier:{tier.pk}").filter(act="season.reopen").exclude(reason="").count() == 1


@pytest.mark.parametrize("act", sorted(TAKEN_ABOVE | FROM_THE_TOP_DOWN))
def test_steps_that_carry_more_are_not_taken_here(cast, season, act):
    with pytest.raises(Refused):
        move(cast.lead, season.tiers.first(), act)


def test_an_extension_must_be_later_than_the_tiers_last_day(cast, season):
    unit = report_of(season).season_unit
    with pytest.raises(Refused):
        extend(cast.lead, unit, date(2022, 10, 19), paper(cast.lead, DocumentKind.EXTENSION))
    assert extend(cast.lead, unit, date(2022, 10, 20), paper(cast.lead, DocumentKind.EXTENSION)).last_day


def test_only_the_lead_department_extends(cast, season):
    grant = paper(cast.lead, DocumentKind.EXTENSION)
    with pytest.raises(NotAllowed):
        extend(cast.preparer, report_of(season).season_unit, date(2022, 10, 25), grant)
