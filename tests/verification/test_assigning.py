"""Sharing out the verification: to whom a component or a report may go, and what can never be undone (R4.1-2, I12)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desks.sending import arrive
from tests.factories import Cast, at, fresh, make_person, report_of, step_on

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Succession, Unit
from thuocdo.audit.models import Entry
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season, SeasonTier, SeasonUnit
from thuocdo.verification import actions
from thuocdo.verification.assigning import Place, assign, reassign, reset, unassign
from thuocdo.verification.loads import checked_by, checked_lines, loads, without_officers
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def tier(season: Season, code: str) -> SeasonTier:
    return SeasonTier.objects.select_related("tier").get(season=season, tier__code=code)


def of(season: Season, key: str) -> SeasonUnit:
    return SeasonUnit.objects.select_related("season_tier__tier", "unit").get(season=season, unit__key=key)


def may(user, season: Season, code: str, key: str) -> bool:
    return may_verify(fresh(user), report_of(season, key), code, assignments(season))


def whole(season: Season) -> Assignment:
    return Assignment.objects.get(season=season, component="", season_unit__unit__key="stttt")


@pytest.fixture
def justice(cast: Cast):
    return make_person("kiemtra.stp", Role.VERIFIER, "stp")


class TestGiving:
    def test_a_component_of_a_tier_is_the_agencys_in_that_tier_alone(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place("1.2", tier=tier(season, "province")), unit("stp"))
        assert may(justice, season, "1.2", "syt")
        district = SeasonUnit.objects.filter(season=season, season_tier__tier__code="district").first()
        assert not may(justice, season, "1.2", district.unit.key)

    def test_one_component_of_one_unit(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place("1.2", unit=of(season, "syt")), unit("stp"))
        assert may(justice, season, "1.2", "syt")
        assert not may(justice, season, "1.2", "snv")
        assert not may(justice, season, "1.3", "syt")

    def test_a_whole_report(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place(unit=of(season, "syt")), unit("stp"))
        assert may(justice, season, "1.3", "syt")

    def test_an_officer_who_is_named_checks_alone(self, cast, season, justice) -> None:
        other = make_person("kiemtra2.stp", Role.VERIFIER, "stp")
        assign(cast.lead, season, Place("1.2"), unit("stp"), other)
        assert may(other, season, "1.2", "syt")
        assert not may(justice, season, "1.2", "syt")

    def test_it_is_recorded(self, cast, season) -> None:
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        entry = Entry.objects.filter(act="verification.assigned").latest("pk")
        assert entry.subject == f"season:{season.pk}"

    def test_an_agency_never_verifies_its_own_unit_by_rule(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        assert not may(justice, season, "1.2", "stp")


class TestBadInput:
    @pytest.mark.parametrize("name", ["verifier", "chair", "observer", "administrator", "preparer"])
    def test_only_the_lead_department_shares_out(self, cast, season, name: str) -> None:
        with pytest.raises(NotAllowed):
            assign(getattr(cast, name), season, Place("1.2"), unit("stp"))

    def test_a_unit_is_never_given_its_own_report(self, cast, season) -> None:
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2", unit=of(season, "stp")), unit("stp"))

    def test_nothing_is_given_without_saying_what(self, cast, season) -> None:
        with pytest.raises(Refused):
            assign(cast.lead, season, Place(tier=tier(season, "province")), unit("stp"))

    def test_not_a_tier_and_a_unit_at_once(self, cast, season) -> None:
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2", tier(season, "province"), of(season, "syt")), unit("stp"))

    @pytest.mark.parametrize("code", ["9.9", "6.8"])
    def test_neither_an_unknown_component_nor_the_councils(self, cast, season, code: str) -> None:
        with pytest.raises(Refused, match=code):
            assign(cast.lead, season, Place(code), unit("stp"))

    def test_a_merged_agency_is_refused_with_its_successor_named(self, cast, season) -> None:
        Succession.objects.create(predecessor=unit("stp"), successor=unit("snv"), on=date(2022, 10, 1))
        with pytest.raises(Refused, match=unit("snv").name):
            assign(cast.lead, season, Place("1.2"), unit("stp"))

    def test_an_agency_that_has_ended_is_refused(self, cast, season) -> None:
        Unit.objects.filter(key="stp").update(valid_until=date(2022, 10, 16))
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2"), unit("stp"))

    def test_the_officer_is_one_of_the_agencys_verifiers(self, cast, season, justice) -> None:
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2"), unit("snv"), justice)

    def test_the_same_again_is_refused(self, cast, season) -> None:
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2"), unit("stp"))

    def test_nor_an_officer_beside_the_whole_agency(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2"), unit("stp"), justice)

    def test_two_officers_may_be_named(self, cast, season, justice) -> None:
        assign(cast.lead, season, Place("1.2"), unit("stp"), justice)
        other = make_person("kiemtra2.stp", Role.VERIFIER, "stp")
        assign(cast.lead, season, Place("1.2"), unit("stp"), other)
        assert Assignment.objects.filter(season=season, component="1.2", agency=unit("stp")).count() == 2

    def test_after_verification_nothing_changes(self, cast, season) -> None:
        step_on(cast, season, "season.verify", "season.appraise")
        with pytest.raises(Refused):
            assign(cast.lead, season, Place("1.2"), unit("stp"))


class TestChanging:
    def test_another_agency_takes_over(self, cast, season, justice) -> None:
        row = assign(cast.lead, season, Place("1.2"), unit("snv"))
        reassign(cast.lead, row, unit("stp"))
        assert may(justice, season, "1.2", "syt")
        assert not Assignment.objects.filter(season=season, component="1.2", agency__key="snv").exists()

    def test_what_somebody_else_took_back_is_a_conflict(self, cast, season) -> None:
        row = assign(cast.lead, season, Place("1.2"), unit("snv"))
        unassign(cast.second_lead, Assignment.objects.get(pk=row.pk))
        with pytest.raises(Conflict):
            reassign(cast.lead, row, unit("stp"))

    def test_the_lead_departments_own_report_is_never_left_with_nobody(self, cast, season) -> None:
        with pytest.raises(Refused):
            unassign(cast.lead, whole(season))
        assert whole(season)

    def test_nor_given_to_itself(self, cast, season) -> None:
        with pytest.raises(Refused):
            reassign(cast.lead, whole(season), unit("stttt"))

    def test_it_may_go_to_another_agency(self, cast, season) -> None:
        second = assign(cast.lead, season, Place(unit=of(season, "stttt")), unit("stp"))
        unassign(cast.lead, Assignment.objects.exclude(pk=second.pk).get(season=season, component=""))
        assert whole(season).agency == unit("stp")

    def test_the_usual_sharing_comes_back_whole(self, cast, season) -> None:
        before = set(Assignment.objects.filter(season=season).values_list("agency", "component", "season_unit"))
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        Assignment.objects.filter(season=season, component="4.3").delete()
        reset(cast.lead, season)
        assert set(Assignment.objects.filter(season=season).values_list("agency", "component", "season_unit")) == before


class TestLoads:
    def load(self, season: Season, key: str):
        rows = Assignment.objects.filter(season=season).select_related("agency", "verifier")
        return next((load for load in loads(season, rows) if load.agency.key == key), None)

    def test_each_component_of_each_unit_counts_once_and_the_own_unit_not_at_all(self, cast, season) -> None:
        Assignment.objects.filter(season=season).exclude(component="").delete()
        assign(cast.lead, season, Place("1.2"), unit("stp"))
        assign(cast.lead, season, Place("1.2", tier=tier(season, "province")), unit("stp"))
        assert self.load(season, "stp").assigned == SeasonUnit.objects.filter(season=season).count() - 1

    def test_what_is_checked_is_done_until_the_unit_changes_it(self, cast, season) -> None:
        report = arrive(season)
        assign(cast.lead, season, Place("4.3", unit=of(season, "syt")), unit("stp"))
        assert (self.load(season, "stp").done, self.load(season, "stp").open) == (0, 1)
        actions.agree(cast.lead, report, "4.3")
        assert (self.load(season, "stp").done, self.load(season, "stp").open) == (1, 0)
        at(2022, 10, 17, 11)
        report.answers.filter(component="4.3", stage="self").update(changed_at=clock.now())
        assert (self.load(season, "stp").done, self.load(season, "stp").open) == (0, 1)
        assert "4.3" not in checked_lines(season).get(report.pk, ())

    def test_what_its_people_checked_is_told(self, cast, season, justice) -> None:
        report = arrive(season)
        row = assign(cast.lead, season, Place("4.3"), unit("stp"))
        assert checked_by(row) == 0
        actions.agree(fresh(justice), report, "4.3")
        assert checked_by(row) == 1

    def test_an_agency_without_a_verifier_is_named(self, cast, season) -> None:
        row = assign(cast.lead, season, Place("1.2"), unit("stp"))
        assert [agency.key for agency in without_officers([row])] == ["stp"]
        make_person("kiemtra.stp", Role.VERIFIER, "stp")
        assert without_officers([row]) == []

    def test_the_load_costs_two_queries_whatever_is_shared_out(self, cast, season) -> None:
        rows = list(Assignment.objects.filter(season=season).select_related("agency", "verifier"))
        with CaptureQueriesContext(connection) as captured:
            loads(season, rows)
        assert len(captured) == 2
