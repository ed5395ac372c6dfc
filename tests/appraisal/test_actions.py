"""The council decides (R4.6, I9, I12): what it settles, takes over, finishes and takes up again; and who does it."""

from fractions import Fraction

import pytest
from tests.factories import (
    Cast,
    again,
    fill,
    make_appraised,
    make_council,
    make_person,
    make_sent,
    make_verified,
    paper,
    report_of,
)

from thuocdo.accounts.enums import Role
from thuocdo.appraisal import actions, exemptions
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.queries import recused, undecided
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.sending import send_report
from thuocdo.verification import actions as verification

SURVEY = {"sat": "90", "n": "120"}


@pytest.fixture
def verified(cast: Cast, season: Season) -> Report:
    report = make_verified(cast, season)
    make_council(cast, season)
    return again(report)


def settle(actor, report: Report, code: str = "6.8", *, values=None, settled=None, reason="Điều tra", version=0):
    values = SURVEY if values is None else values
    return actions.settle(actor, report, code, values=values, settled=settled, reason=reason, version=version)


def final(report: Report, code: str) -> Answer:
    return Answer.objects.get(report=report, component=code, stage=Stage.FINAL)


def test_the_council_scores_the_survey_from_its_figures(cast: Cast, verified: Report) -> None:
    settle(cast.secretary, verified)
    assert final(verified, "6.8").values == SURVEY


def test_too_small_a_survey_settles_nothing(cast: Cast, verified: Report) -> None:
    with pytest.raises(Refused, match="29"):
        settle(cast.secretary, verified, values={"sat": "90", "n": "29"})


def test_points_in_place_of_a_survey_are_a_decision(cast: Cast, verified: Report) -> None:
    settle(cast.chair, verified, values={}, settled=Fraction(3, 2))
    assert final(verified, "6.8").settled == "3/2"


def test_a_decision_needs_a_reason(cast: Cast, verified: Report) -> None:
    with pytest.raises(Refused):
        settle(cast.chair, verified, reason=" ")


def test_chair_and_secretary_do_not_overwrite_each_other(cast: Cast, verified: Report) -> None:
    settle(cast.secretary, verified)
    with pytest.raises(Conflict):
        settle(cast.chair, verified, values={"sat": "10", "n": "120"})
    assert final(verified, "6.8").values == SURVEY


class TestTakingOver:
    def test_what_verification_found_stands_as_final(self, cast: Cast, season: Season) -> None:
        report = make_sent(cast, season)
        verification.adjust(
            cast.lead, report, "4.3", values={"a": "9", "b": "10"}, settled=Fraction(5), reason="Thiếu", version=0
        )
        verification.agree_with_the_rest(cast.lead, again(report))
        verification.finish(cast.lead, again(report))
        make_council(cast, season)
        actions.take_over(cast.secretary, again(report))
        assert (final(report, "4.3").values, final(report, "4.3").settled) == ({"a": "9", "b": "10"}, "5")

    def test_the_survey_is_never_taken_over(self, cast: Cast, verified: Report) -> None:
        actions.take_over(cast.secretary, verified)
        assert undecided(again(verified), set()) == ["6.8"]

    def test_only_the_components_named_are_taken_over(self, cast: Cast, verified: Report) -> None:
        assert actions.take_over(cast.secretary, verified, ["4.3", "6.8"]) == 1
        assert "4.3" not in undecided(again(verified), set())
        assert "4.1" in undecided(again(verified), set())

    def test_a_decision_taken_before_is_left_as_it_is(self, cast: Cast, verified: Report) -> None:
        settle(cast.secretary, verified, "4.3", values={"a": "1", "b": "10"})
        actions.take_over(cast.secretary, verified)
        assert final(verified, "4.3").values == {"a": "1", "b": "10"}

    def test_a_verified_answer_that_was_not_seen_is_not_taken_over(self, cast: Cast, verified: Report) -> None:
        with pytest.raises(Conflict):
            actions.take_over(cast.secretary, verified, ["4.3"], seen={Stage.VERIFIED: {"4.3": 2}})

    def test_what_is_verified_anew_is_decided_anew(self, cast: Cast, season: Season) -> None:
        report = make_appraised(cast, season)
        actions.take_up_again(cast.chair, report, "Xem lại 4.3")
        verification.take_up_again(cast.lead, again(report), "Xem lại 4.3")
        verification.adjust(
            cast.lead, again(report), "4.3", values={"a": "1", "b": "10"}, settled=None, reason="Đếm lại", version=1
        )
        verification.finish(cast.lead, again(report))
        assert undecided(again(report), set()) == ["4.3"]


class TestStates:
    def test_a_report_is_not_finished_while_a_component_is_undecided(self, cast: Cast, verified: Report) -> None:
        actions.take_over(cast.secretary, verified)
        with pytest.raises(Refused, match=r"6\.8"):
            actions.finish(cast.secretary, verified)

    def test_an_exempt_component_needs_no_decision_and_takes_none(self, cast: Cast, season: Season) -> None:
        row = exemptions.ask(cast.preparer, report_of(season), "4.3", ground=Ground.NO_CONTENT, reason="Không có")
        verified = make_verified(cast, season)
        make_council(cast, season)
        exemptions.advise(cast.lead, row, is_for=True, advice="Đúng")
        document = paper(cast.lead, DocumentKind.ACCEPTANCE)
        exemptions.enter_acceptance(cast.lead, row, document)
        exemptions.check_acceptance(cast.second_lead, document)
        with pytest.raises(Refused):
            settle(cast.secretary, verified, "4.3", values={"a": "1", "b": "10"})
        settle(cast.secretary, verified)
        actions.take_over(cast.secretary, verified)
        assert actions.finish(cast.secretary, again(verified)).state == ReportState.APPRAISED
        assert not Answer.objects.filter(report=verified, component="4.3", stage=Stage.FINAL).exists()

    def test_only_verified_reports_come_before_the_council(self, cast: Cast, season: Season) -> None:
        make_council(cast, season)
        with pytest.raises(Refused):
            settle(cast.secretary, make_sent(cast, season))

    def test_nothing_is_decided_before_the_council_is_set_up(self, cast: Cast, season: Season) -> None:
        with pytest.raises(Refused):
            settle(cast.secretary, make_verified(cast, season))

    def test_an_appraisal_is_taken_up_again_only_with_a_reason(self, cast: Cast, season: Season) -> None:
        report = make_appraised(cast, season)
        with pytest.raises(Refused):
            actions.take_up_again(cast.chair, report, "")
        assert actions.take_up_again(cast.chair, report, "Có ý kiến").state == ReportState.VERIFIED

    def test_verification_is_not_taken_up_past_the_council(self, cast: Cast, season: Season) -> None:
        with pytest.raises(Refused):
            verification.take_up_again(cast.lead, make_appraised(cast, season), "Xem lại")


class TestWhoDecides:
    """R4.6a, I12."""

    @pytest.mark.parametrize("name", ["member", "lead", "verifier", "observer", "preparer", "administrator"])
    def test_nobody_but_chair_and_secretary_enters_decisions(self, cast: Cast, verified: Report, name: str) -> None:
        for act in (lambda who: settle(who, verified), lambda who: actions.take_over(who, verified)):
            with pytest.raises(NotAllowed):
                act(getattr(cast, name))

    def test_the_secretary_takes_no_part_in_the_decision_on_the_own_unit(self, cast: Cast, season: Season) -> None:
        own = _verified_lead_department(cast, season)
        for act in (
            lambda: settle(cast.secretary, own),
            lambda: actions.take_over(cast.secretary, own),
            lambda: actions.finish(cast.secretary, own),
        ):
            with pytest.raises(NotAllowed):
                act()

    def test_who_took_no_part_is_recorded(self, cast: Cast, season: Season) -> None:
        own = _verified_lead_department(cast, season)
        settle(cast.chair, own)
        actions.take_over(cast.chair, own)
        actions.finish(cast.chair, again(own))
        assert recused(season) == {own.pk: [cast.secretary]}


def _verified_lead_department(cast: Cast, season: Season) -> Report:
    preparer = make_person("lap.stttt", Role.PREPARER, "stttt")
    report = send_report(preparer, fill(preparer, report_of(season, "stttt")))
    verification.agree_with_the_rest(cast.verifier, again(report))
    verification.finish(cast.verifier, again(report))
    make_council(cast, season)
    return again(report)
