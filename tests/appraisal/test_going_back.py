"""Going back: with a reason, from the top down, told to everyone concerned."""

from fractions import Fraction

import pytest
from django.utils.translation import override
from tests.factories import again, at, make_appraised, make_council, make_verified, report_of, step_on

from thuocdo.appraisal import actions as council
from thuocdo.appraisal import replies, sessions, voting
from thuocdo.appraisal.enums import RoundKind
from thuocdo.appraisal.going_back import step_back, verify_again
from thuocdo.appraisal.models import CouncilSession, ReplyRound
from thuocdo.common.clock import today
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.going_back import latest
from thuocdo.cycles.models import SeasonTier, StepBack
from thuocdo.notices.models import Event, Notice
from thuocdo.notices.wording import words
from thuocdo.reports.enums import ReportState
from thuocdo.results import actions as results
from thuocdo.results.wiping import belongings
from thuocdo.verification import actions as verification
from thuocdo.verification import checking
from thuocdo.verification.actions import return_report

WHY = "Phát hiện số liệu sai ở nhiều đơn vị"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def tier_of(season, code="province"):
    return SeasonTier.objects.get(season=season, tier__code=code)


def told():
    return set(Notice.objects.filter(event__kind="went_back").values_list("person__username", flat=True))


class TestAPhase:
    def test_goes_back_with_a_reason_that_is_kept_for_everyone_to_read(self, cast, season):
        step_on(cast, season, "season.verify")
        tier = tier_of(season)
        with pytest.raises(Refused):
            step_back(cast.lead, tier, "season.reopen", " ")
        step_back(cast.lead, tier, "season.reopen", WHY)
        assert tier.phase == tier_of(season).phase == "reporting"
        row = latest([f"season_tier:{tier.pk}"])[f"season_tier:{tier.pk}"]
        assert (row.reason, row.taken_by, row.act) == (WHY, cast.lead, "season.reopen")

    def test_is_told_to_units_verifiers_council_and_the_other_officers(self, cast, season):
        step_on(cast, season, "season.verify", "season.appraise")
        step_back(cast.lead, tier_of(season), "season.verify_again", WHY)
        unit = {"preparer", "coordinator", "head", "outsider"}
        assert told() == unit | {"verifier", "second_lead", "chair", "deputy", "secretary"}

    def test_is_told_in_both_languages_with_its_reason_and_a_page_to_go_to(self, cast, season):
        step_on(cast, season, "season.verify")
        step_back(cast.lead, tier_of(season), "season.reopen", WHY)
        for event in Event.objects.filter(kind="went_back"):
            for language, said in (("vi", "Trở lại"), ("en", "Back to")):
                with override(language):
                    lines = " ".join(words(event).lines)
                assert said in lines
                assert WHY in lines
                assert event.path(language)

    def test_is_news_that_goes_with_its_season_when_that_is_wiped(self, cast, season):
        step_on(cast, season, "season.verify")
        step_back(cast.lead, tier_of(season), "season.reopen", WHY)
        told = set(Event.objects.filter(kind="went_back").values_list("pk", flat=True))
        assert told <= belongings(season).rows[Event]

    def test_of_another_tier_is_nobody_elses_news(self, cast, season):
        step_on(cast, season, "season.verify")
        step_back(cast.lead, tier_of(season, "district"), "season.reopen", WHY)
        assert not told() & {"preparer", "outsider"}

    def test_is_the_lead_departments_to_take_back(self, cast, season):
        step_on(cast, season, "season.verify")
        for person in (cast.verifier, cast.chair, cast.preparer, cast.observer):
            with pytest.raises(NotAllowed):
                step_back(person, tier_of(season), "season.reopen", WHY)
        assert not StepBack.objects.exists()

    def test_waits_for_the_reports_that_the_council_has_finished(self, cast, season):
        report = make_appraised(cast, season)
        sessions.close(cast.chair, CouncilSession.objects.get())
        step_on(cast, season, "season.verify", "season.appraise")
        with pytest.raises(Refused, match=report.season_unit.name_en):
            step_back(cast.lead, tier_of(season), "season.verify_again", WHY)
        assert tier_of(season).phase == "appraising"
        council.take_up_again(cast.chair, again(report), WHY)
        step_back(cast.lead, tier_of(season), "season.verify_again", WHY)
        assert tier_of(season).phase == "verifying"

    def test_waits_for_the_councils_open_session(self, cast, season):
        step_on(cast, season, "season.verify", "season.appraise")
        session = make_council(cast, season)
        with pytest.raises(Refused, match="Session 1"):
            step_back(cast.lead, tier_of(season), "season.verify_again", WHY)
        sessions.close(cast.chair, session)
        step_back(cast.lead, tier_of(season), "season.verify_again", WHY)

    def test_waits_for_an_open_session_on_an_earlier_phase_only_where_it_is_concerned(self, cast, season):
        report = make_verified(cast, season)
        step_on(cast, season, "season.verify")
        session = make_council(cast, season)
        step_back(cast.lead, tier_of(season, "district"), "season.reopen", WHY)
        voting.list_item(cast.chair, session, again(report), "1.1")
        with pytest.raises(Refused, match="Session 1"):
            step_back(cast.lead, tier_of(season), "season.reopen", WHY)

    def test_waits_for_an_open_round_of_replies_that_has_no_place_there(self, cast, season):
        make_verified(cast, season)
        step_on(cast, season, "season.verify")
        replies.open_round(cast.lead, tier_of(season), RoundKind.VERIFIED, today())
        with pytest.raises(Refused, match="round of replies"):
            step_back(cast.lead, tier_of(season), "season.reopen", WHY)
        step_on(cast, season, "season.appraise")
        step_back(cast.lead, tier_of(season), "season.verify_again", WHY)  # where the round belongs
        at(2022, 10, 19)
        replies.close_round(cast.lead, ReplyRound.objects.get())
        step_back(cast.lead, tier_of(season), "season.reopen", WHY)


class TestAReport:
    def test_goes_back_to_verification_and_its_unit_and_its_verifiers_are_told(self, cast, season):
        report = make_verified(cast, season)
        verify_again(cast.second_lead, again(report), WHY)
        assert told() == {"preparer", "coordinator", "head", "lead"}
        assert latest([f"report:{report.pk}"])[f"report:{report.pk}"].reason == WHY

    def test_waits_for_a_session_that_has_it_on_its_list(self, cast, season):
        report = make_verified(cast, season)
        session = make_council(cast, season)
        voting.list_item(cast.chair, session, again(report), "1.1")
        with pytest.raises(Refused, match="Session 1"):
            verify_again(cast.lead, again(report), WHY)
        assert (again(report).state, told()) == (ReportState.VERIFIED, set())
        sessions.close(cast.chair, session)
        verify_again(cast.lead, again(report), WHY)

    def test_goes_back_for_single_components_which_have_to_be_checked_anew(self, cast, season):
        report = make_verified(cast, season)
        with pytest.raises(Refused, match=r"9\.9"):
            verify_again(cast.lead, again(report), WHY, ["9.9"])
        verify_again(cast.lead, again(report), WHY, ["4.3", "5.1"])
        assert "4.3, 5.1" in words(Event.objects.filter(kind="went_back").first()).lines[0]
        checking.agree(cast.lead, again(report), "4.3")
        with pytest.raises(Refused, match=r"5\.1") as fault:
            verification.finish(cast.lead, again(report))
        assert "4.3" not in str(fault.value)
        checking.agree(cast.lead, again(report), "5.1")
        assert verification.finish(cast.lead, again(report)).state == ReportState.VERIFIED

    def test_goes_back_to_the_council_for_single_components_which_it_decides_anew(self, cast, season):
        report = make_appraised(cast, season)
        council.take_up_again(cast.chair, again(report), WHY, ["4.3"])
        with pytest.raises(Refused, match=r"4\.3"):
            council.finish(cast.secretary, again(report))
        facts = {"values": {}, "settled": Fraction(1), "reason": "Xem lại", "version": 1}
        council.settle(cast.secretary, again(report), "4.3", **facts)
        assert council.finish(cast.secretary, again(report)).state == ReportState.APPRAISED

    def test_goes_back_to_the_council_which_is_told_too(self, cast, season):
        report = make_appraised(cast, season)
        council.take_up_again(cast.chair, again(report), WHY)
        assert told() == {"preparer", "coordinator", "head", "lead", "deputy", "secretary"}

    def test_waits_for_the_proposal_to_be_taken_back(self, cast, season):
        report = make_appraised(cast, season)
        step_on(cast, season, "season.verify", "season.appraise")
        edition = results.propose(cast.lead, season)
        with pytest.raises(Refused, match="submitted"):
            council.take_up_again(cast.chair, again(report), WHY)
        results.take_back(cast.lead, edition, WHY)
        assert {"preparer", "outsider", "secretary", "verifier", "second_lead"} <= told()
        council.take_up_again(cast.chair, again(report), WHY)

    def test_returned_to_its_unit_keeps_its_reason_like_every_step_back(self, cast, season):
        make_verified(cast, season)
        report = report_of(season)
        verify_again(cast.lead, report, WHY)
        return_report(cast.lead, again(report), "Thiếu tài liệu kiểm chứng", until=today())
        assert list(StepBack.objects.values_list("act", flat=True)) == ["report.return", "report.verify_again"]
