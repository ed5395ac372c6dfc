"""From the council's points to the published result (R4.6): who may do what, in which order, what is frozen."""

from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.factories import again, fresh, make_appraised, make_council, make_verified, paper, pdf, step_on

from thuocdo.appraisal import actions as council
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import ReferencePoints
from thuocdo.cycles.queries import reference
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Answer
from thuocdo.results import actions
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import compute, obstacles
from thuocdo.results.references import earned


@pytest.fixture
def appraised(cast, season):
    """A season before the council in which one unit has reported."""
    report = make_appraised(cast, season)
    step_on(cast, season, "season.verify", "season.appraise")
    return report


@pytest.fixture
def edition(cast, season, appraised):
    return actions.propose(cast.lead, season)


def decision(actor):
    return paper(actor, DocumentKind.APPROVAL, signer="Chủ tịch")


def test_a_result_is_not_proposed_while_a_report_lacks_a_final_decision(cast, season):
    report = make_verified(cast, season)
    step_on(cast, season, "season.verify", "season.appraise")
    assert [row.pk for row, _rest in obstacles(season)] == [report.pk]
    with pytest.raises(Refused, match=report.season_unit.name_vi):
        actions.propose(cast.lead, season)
    assert not Edition.objects.exists()


def test_a_component_that_the_council_left_undecided_is_named_with_its_unit(cast, season):
    report, _session = make_verified(cast, season), make_council(cast, season)
    council.take_over(cast.secretary, report)
    step_on(cast, season, "season.verify", "season.appraise")
    with pytest.raises(Refused, match=r"\(6\.8\)"):
        actions.propose(cast.lead, season)


def test_proposing_freezes_the_content_and_moves_every_tier_on(cast, season, edition):
    assert edition.state == EditionState.PROPOSED
    assert {tier.phase for tier in season.tiers.all()} == {Phase.APPROVING}
    Answer.objects.filter(stage="final").update(settled="0")
    changed = compute(season).tier("province").units[0].total
    kept = Edition.objects.get(pk=edition.pk).content["tiers"][0]["units"][0]["total"]
    assert (changed, kept) == (0, "100.00")


@pytest.mark.parametrize("who", ["preparer", "verifier", "chair", "secretary", "observer", "administrator"])
def test_only_the_lead_department_proposes(cast, season, appraised, who):
    with pytest.raises(NotAllowed):
        actions.propose(getattr(cast, who), season)


def test_the_decision_is_entered_by_one_officer_and_checked_by_a_second(cast, edition):
    with pytest.raises(Refused):  # not before it is entered
        actions.approve(cast.second_lead, edition)
    actions.enter_decision(cast.lead, edition, decision(cast.lead))
    with pytest.raises(NotAllowed):
        actions.approve(cast.lead, edition)
    actions.approve(cast.second_lead, edition)
    edition.refresh_from_db()
    assert (edition.state, edition.decision.checked_by) == (EditionState.APPROVED, cast.second_lead)


def test_a_decision_without_a_signer_or_of_another_kind_is_refused(cast, edition):
    with pytest.raises(Refused):
        actions.enter_decision(cast.lead, edition, paper(cast.lead, DocumentKind.APPROVAL))
    with pytest.raises(Refused):
        actions.enter_decision(cast.lead, edition, paper(cast.lead, DocumentKind.ACCEPTANCE, signer="Chủ tịch"))


def test_a_wrong_file_of_the_decision_is_replaced_until_it_is_checked(cast, edition):
    document = decision(cast.lead)
    wrong = document.file
    actions.enter_decision(cast.lead, edition, document)
    with pytest.raises(NotAllowed):
        actions.replace_decision_file(cast.verifier, edition, pdf(), "Nhầm tệp")
    actions.replace_decision_file(cast.lead, edition, pdf(), "Nhầm tệp")
    with pytest.raises(Conflict):  # the second officer looked at the old one
        actions.approve(cast.second_lead, edition, seen=wrong.sha256)
    actions.approve(cast.second_lead, edition)
    with pytest.raises(Refused):
        actions.replace_decision_file(cast.lead, edition, pdf(), "Nhầm nữa")


def test_without_a_decision_there_is_no_file_to_replace(cast, edition):
    with pytest.raises(Refused):
        actions.replace_decision_file(cast.lead, edition, pdf(), "Nhầm tệp")


def test_approval_makes_the_reports_final(cast, edition, appraised):
    actions.enter_decision(cast.lead, edition, decision(cast.lead))
    actions.approve(cast.second_lead, edition)
    assert again(appraised).state == ReportState.FINAL


def test_nothing_is_published_before_approval(cast, edition):
    with pytest.raises(Refused):
        actions.publish(cast.lead, edition, co_announcement="Văn phòng UBND tỉnh")


def test_publication_records_the_co_announcement(cast, season, edition):
    actions.enter_decision(cast.lead, edition, decision(cast.lead))
    actions.approve(cast.second_lead, edition)
    with pytest.raises(Refused):
        actions.publish(cast.lead, edition, co_announcement=" ")
    actions.publish(cast.lead, edition, co_announcement="Văn phòng UBND tỉnh")
    edition.refresh_from_db()
    assert (edition.state, edition.published_by) == (EditionState.PUBLISHED, cast.lead)
    assert {tier.phase for tier in season.tiers.all()} == {Phase.PUBLISHED}


def test_a_proposal_taken_back_stays_on_record_and_the_next_has_the_next_number(cast, season, edition):
    actions.take_back(cast.lead, edition, "Hội đồng xem xét lại")
    assert {tier.phase for tier in season.tiers.all()} == {Phase.APPRAISING}
    assert actions.propose(fresh(cast.lead), season).number == 2
    edition.refresh_from_db()
    assert edition.state == EditionState.TAKEN_BACK


@pytest.mark.parametrize("change", [{"content": {}}, {"public": {}}])
def test_the_database_itself_keeps_a_proposed_edition_as_it_is(edition, change):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_the_database_itself_keeps_a_published_edition_from_every_change(cast, edition):
    actions.enter_decision(cast.lead, edition, decision(cast.lead))
    actions.approve(cast.second_lead, edition)
    actions.publish(cast.lead, edition, co_announcement="Văn phòng UBND tỉnh")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(co_announcement="khác")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        edition.delete()


def test_a_unit_without_a_report_is_listed_with_its_reason_and_no_points(edition):
    units = [unit for tier in edition.content["tiers"] for unit in tier["units"] if unit["state"] == "not_reported"]
    assert units
    assert all(unit["total"] is None and unit["position"] is None and unit["reason"] for unit in units)


def test_publishing_keeps_each_units_points_for_next_years_forms(cast, season, edition, appraised):
    actions.enter_decision(cast.lead, edition, decision(cast.lead))
    actions.approve(cast.second_lead, edition)
    assert reference(appraised.season_unit, "1.1") is None
    actions.publish(cast.second_lead, edition, co_announcement="Cùng công bố")
    kept = reference(appraised.season_unit, "1.1")
    assert (kept.points, kept.max, kept.median, kept.units) == (3, 3, 3, 1)
    silent = season.units.exclude(pk=appraised.season_unit_id)
    assert not ReferencePoints.objects.filter(season_unit__in=silent).exists()


def test_the_edition_decides_and_the_rows_only_make_it_exact(cast, season, edition):
    unit = edition.content["tiers"][0]["units"][0]
    line = unit["components"][0]
    line["points"] = "0.333333"
    row = next(iter(earned(edition).values()))
    assert row[line["code"]].points == Fraction("0.333333")
    assert row[unit["components"][1]["code"]].points == 3
