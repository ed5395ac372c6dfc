"""A published result is corrected by a further edition (R4.6): who, in which order, what stays as it is."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.factories import POSTS, Cast, at, fresh, make_cast, make_practice, make_season, paper, report_of
from tests.recorded import play
from tests.results.province import (
    ANNOUNCED,
    WHY,
    appraised_province,
    correct,
    decide,
    look_again,
    publish_correction,
    published_practice,
    published_province,
)

from thuocdo.accounts.models import Succession, Unit, User
from thuocdo.appraisal import actions as council
from thuocdo.audit.models import Entry
from thuocdo.audit.queries import attests
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import PinnedSet, ReferencePoints, Season
from thuocdo.cycles.queries import reference
from thuocdo.documents.models import DocumentKind
from thuocdo.notices.enums import Kind
from thuocdo.notices.models import Notice
from thuocdo.reports.enums import ReportState
from thuocdo.results import actions
from thuocdo.results.correcting import open_correction, uphold
from thuocdo.results.corrections import correction_under_way, draft, in_force
from thuocdo.results.differences import differences
from thuocdo.results.models import Correction, Edition
from thuocdo.results.queries import public_content, under_way
from thuocdo.results.queries import published as for_the_public
from thuocdo.results.snapshot import FROZEN


@pytest.fixture
def cast(db, request):
    """With a season before the council's proposal, or published where the test asks for its `first` edition."""
    build = published_province if "first" in request.fixturenames else appraised_province
    play(build.__name__, lambda: _played(build))
    return Cast(**User.objects.in_bulk(POSTS, field_name="username"))


def _played(build):
    cast = make_cast()
    build(cast, make_season(cast))


@pytest.fixture
def season(cast):
    return Season.objects.select_related("pinned_set").get(is_practice=False)


@pytest.fixture
def first(season):
    return Edition.objects.get(publication=1)


def phases(season):
    return {tier.tier.code: tier.phase for tier in season.tiers.all()}


def test_a_corrected_edition_moves_exactly_the_units_it_should(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    second = publish_correction(cast, season)
    (tier,) = differences(first.content, second.content)
    told = {unit.unit: (unit.cause, unit.before["position"], unit.after["position"]) for unit in tier.units}
    assert told == {"syt": ("own", 1, 3), "stp": ("others", 2, 1), "snv": ("others", 3, 2)}  # not vpubnd, the fourth
    (moved,) = tier.by_themselves
    assert [(line.code, line.before["points"], line.after["points"]) for line in moved.lines] == [
        ("1.1", "3.000000", "0.000000")
    ]


def test_opening_takes_the_reports_and_their_tier_back_to_the_council(cast, season, first):
    correct(cast, season)
    assert phases(season) == {"province": Phase.APPRAISING, "district": Phase.PUBLISHED}
    assert report_of(season, "syt").state == ReportState.APPRAISED
    assert report_of(season, "stp").state == ReportState.FINAL


def test_everyone_concerned_is_told_with_the_reason(cast, season, first):
    correct(cast, season)
    told = Notice.objects.filter(event__kind=Kind.WENT_BACK, event__facts__reason=WHY)
    people = set(told.values_list("person__username", flat=True))
    assert {"preparer", "head", "chair", "secretary", "writer.stp", "second_lead"} <= people


def test_opening_is_in_the_record(cast, season, first):
    correct(cast, season)
    assert Entry.objects.filter(act="correction.opened", subject=f"edition:{first.pk}").count() == 1


@pytest.mark.parametrize("who", ["preparer", "verifier", "chair", "secretary", "observer", "administrator"])
def test_only_the_lead_department_opens_a_correction(cast, season, first, who):
    with pytest.raises(NotAllowed):
        open_correction(getattr(cast, who), first, WHY, [report_of(season).pk])


@pytest.mark.parametrize(("reason", "units"), [(" ", ["syt"]), (WHY, []), (WHY, ["hue"]), (WHY, ["syt", "hue"])])
def test_a_correction_needs_a_reason_and_units_that_have_points(cast, season, first, reason, units):
    with pytest.raises(Refused):
        open_correction(cast.lead, first, reason, [report_of(season, unit).pk for unit in units])
    assert phases(season)["province"] == Phase.PUBLISHED


def test_what_is_not_published_is_not_corrected(cast, season):
    edition = actions.propose(cast.lead, season)
    with pytest.raises(Refused):
        open_correction(cast.lead, edition, WHY, [report_of(season).pk])


def test_a_second_correction_waits_for_the_first(cast, season, first):
    correct(cast, season)
    with pytest.raises(Refused, match="lead"):
        open_correction(cast.second_lead, first, "Khác", [report_of(season, "stp").pk])
    assert Correction.objects.count() == 1


def test_a_replaced_edition_is_not_corrected_once_more(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    second = publish_correction(cast, season)
    with pytest.raises(Refused, match="2"):
        open_correction(fresh(cast.lead), first, WHY, [report_of(season).pk])
    assert open_correction(fresh(cast.lead), second, WHY, [report_of(season).pk]).edition == second


def test_the_published_edition_stays_public_as_it_is_meanwhile(cast, season, first):
    before = public_content(first)
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    decide(cast, season)
    (row,) = for_the_public()
    assert (row.pk, public_content(row)) == (first.pk, before)


def test_on_publication_the_new_edition_names_what_it_replaces_and_why(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    second = publish_correction(cast, season)
    assert (second.replaces, second.correction_reason, second.publication) == (first, WHY, 2)
    assert (in_force(season).pk, correction_under_way(season)) == (second.pk, None)
    assert set(phases(season).values()) == {Phase.PUBLISHED}
    assert report_of(season).state == ReportState.FINAL


def test_next_years_forms_follow_the_newest_edition(cast, season, first):
    unit = report_of(season).season_unit
    assert reference(unit, "1.1").points == 3
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    assert reference(unit, "1.1").points == 3
    publish_correction(cast, season)
    assert reference(unit, "1.1").points == 0


def test_a_unit_merged_since_is_corrected_as_it_was(cast, season, first):
    """Its successor's form shows what it had, corrected too."""
    old, new = Unit.objects.get(key="syt"), Unit.objects.create(key="moi", name_vi="Sở mới", name_en="New", order=90)
    Unit.objects.filter(pk=old.pk).update(valid_until=date(2023, 1, 1))
    Succession.objects.create(predecessor=old, successor=new, on=date(2023, 1, 1))
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    second = publish_correction(cast, season)
    names = {unit["unit"]: unit["name"]["vi"] for tier in second.content["tiers"] for unit in tier["units"]}
    assert names["syt"] == "Sở Y tế"
    assert "moi" not in names
    assert reference(report_of(season).season_unit, "1.1").points == 0


def test_a_practice_season_is_corrected_and_shown_to_nobody(cast, season, first):
    practice = make_practice(cast, "syt", like=season)
    practised = published_practice(cast, practice)
    correction = open_correction(fresh(cast.lead), practised, WHY, [report_of(practice).pk])
    look_again(cast, practice, "syt", {"1.1": "0"})
    second = publish_correction(cast, practice)
    assert (second.replaces, correction_under_way(practice)) == (practised, None)
    assert correction.reason == second.correction_reason
    assert [row.pk for row in for_the_public()] == [first.pk]
    assert not ReferencePoints.objects.filter(season_unit__season=practice).exists()


def test_a_correction_taken_back_and_proposed_again_still_names_what_it_replaces(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    actions.take_back(cast.lead, actions.propose(fresh(cast.lead), season), "Xem lại")
    assert phases(season) == {"province": Phase.APPRAISING, "district": Phase.PUBLISHED}
    second = publish_correction(cast, season)
    assert (second.number, second.publication, second.replaces) == (3, 2, first)


def test_a_correction_that_changes_nothing_is_not_proposed(cast, season, first):
    correct(cast, season)
    with pytest.raises(Refused):
        actions.propose(fresh(cast.lead), season)
    assert under_way(season) is None


def test_the_council_finishes_before_a_correction_is_proposed(cast, season, first):
    correct(cast, season)
    council.take_up_again(cast.secretary, report_of(season), "Theo điều chỉnh", ["1.1"])
    with pytest.raises(Refused, match="Sở Y tế"):
        actions.propose(fresh(cast.lead), season)


def test_the_decision_on_a_correction_is_one_of_its_own(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    edition = actions.propose(fresh(cast.lead), season)
    day = first.decision.date.replace(month=11)
    older = paper(cast.lead, DocumentKind.APPROVAL, day=day, signer="Chủ tịch")
    for wrong in (first.decision, older):
        with pytest.raises(Refused, match="3301"):
            actions.enter_decision(cast.lead, edition, wrong)


def test_a_result_found_right_stands_without_a_new_edition(cast, season, first):
    correction = correct(cast, season)
    council.take_up_again(cast.secretary, report_of(season), "Theo điều chỉnh", ["1.1"])
    with pytest.raises(Refused, match="Sở Y tế"):
        uphold(cast.lead, correction, "Chấm đúng")
    kept = report_of(season).answers.get(component="1.1", stage="final")
    council.settle(
        cast.secretary, report_of(season), "1.1", values={}, settled=3, reason="Giữ nguyên", version=kept.version
    )
    council.finish(cast.secretary, report_of(season))
    uphold(cast.lead, correction, "Chấm đúng")
    assert set(phases(season).values()) == {Phase.PUBLISHED}
    assert (report_of(season).state, Edition.objects.count()) == (ReportState.FINAL, 1)
    assert correction_under_way(season) is None


def test_points_that_moved_cannot_be_let_stand(cast, season, first):
    correction = correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    with pytest.raises(Refused):
        uphold(cast.lead, correction, "Chấm đúng")


def test_nothing_of_a_correction_is_published_before_its_approval(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    edition = actions.propose(fresh(cast.lead), season)
    with pytest.raises(Refused):
        actions.publish(cast.lead, edition, co_announcement=ANNOUNCED)


def test_a_published_season_is_not_proposed_once_more(cast, season, first):
    with pytest.raises(Refused):
        actions.propose(fresh(cast.lead), season)


def test_of_two_officers_who_publish_the_second_is_told_that_it_is_done(cast, season):
    edition = decide(cast, season)
    actions.publish(cast.lead, edition, co_announcement=ANNOUNCED)
    with pytest.raises(Refused):
        actions.publish(cast.second_lead, edition, co_announcement=ANNOUNCED)


@pytest.mark.parametrize(("day", "late"), [((2022, 12, 14), False), ((2022, 12, 15), True)])
def test_a_decision_dated_too_late_is_recorded_as_late(cast, season, day, late):
    at(*day)
    edition = decide(cast, season)
    assert Edition.objects.get(pk=edition.pk).is_late == late
    (entry,) = Entry.objects.filter(act="edition.decision_entered")
    assert attests(entry, "after", {"state": "proposed"} | ({"late": True} if late else {}))


def test_the_decision_on_a_correction_is_never_late(cast, season, first):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    assert not publish_correction(cast, season).is_late


def test_a_set_changed_after_computing_changes_no_edition(cast, season, first):
    kept = Edition.objects.get(pk=first.pk).content
    PinnedSet.objects.filter(pk=season.pinned_set_id).update(source={"set.yaml": "id: other"})
    assert Edition.objects.get(pk=first.pk).content == kept


@pytest.mark.parametrize("change", [{"correction_reason": "khác"}, {"replaces": None}])
def test_the_database_itself_keeps_what_a_correction_says(cast, season, first, change):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    edition = actions.propose(fresh(cast.lead), season)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_a_draft_says_what_an_edition_would(cast, season, first):
    kept = Edition.objects.get(pk=first.pk).content
    assert draft(season) == {key: value for key, value in kept.items() if key != FROZEN}
