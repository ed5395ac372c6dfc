"""The right of reply (R4.6b): each unit sees its own points, answers in time, and every disagreement is decided."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.factories import Cast, again, at, make_appraised, make_sent, make_verified, pdf, report_of, step_on

from thuocdo.appraisal import replies, sessions
from thuocdo.appraisal.actions import settle, take_up_again
from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.appraisal.replies import Words
from thuocdo.appraisal.reply_rounds import council_items, named, rounds_of, undecided_replies
from thuocdo.appraisal.sitting import open_session
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import form_of
from thuocdo.documents import files
from thuocdo.notices.models import Notice
from thuocdo.reports.models import Report
from thuocdo.results.actions import propose
from thuocdo.verification import actions as verification
from thuocdo.verification import checking

CODE = "1.1"
AGAINST = Words(Stance.DISAGREES, "Kế hoạch ban hành đúng hạn, xem văn bản kèm theo.", Fraction(1))
IN_TIME = date(2022, 10, 25)


def tier_of(season: Season) -> SeasonTier:
    return season.tiers.get(tier__code="province")


def verified(cast: Cast, season: Season) -> Report:
    """Verified as declared, its tier in verification."""
    report = make_verified(cast, season)
    step_on(cast, season, "season.verify")
    return again(report)


def opened(cast: Cast, season: Season, kind: str = RoundKind.VERIFIED) -> ReplyRound:
    return replies.open_round(cast.lead, tier_of(season), kind, IN_TIME)


def disagree(cast: Cast, round_: ReplyRound, report: Report) -> Reply:
    return replies.reply(cast.preparer, round_, report, CODE, AGAINST)


def lower(cast: Cast, report: Report) -> None:
    """Verification finds nothing there, after it had finished."""
    verification.take_up_again(cast.lead, again(report), "Đơn vị giải trình")
    facts = {"values": {}, "settled": Fraction(0), "reason": "Không có văn bản"}
    version = {a.component: a.version for a in again(report).answers.filter(stage="verified")}[CODE]
    checking.adjust(cast.lead, again(report), CODE, version=version, **facts)
    verification.finish(cast.lead, again(report))


def draft_round(cast: Cast, season: Season) -> tuple[Report, ReplyRound]:
    report = make_appraised(cast, season)
    step_on(cast, season, "season.verify", "season.appraise")
    return again(report), opened(cast, season, RoundKind.DRAFT)


class TestOpening:
    def test_a_round_shows_each_unit_its_verified_points_and_tells_its_people(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        round_ = opened(cast, season)
        assert Fraction(round_.shown[str(report.pk)][CODE]) > 0
        assert list(round_.shown) == [str(report.pk)]
        told = set(Notice.objects.filter(event__kind="round").values_list("person__username", flat=True))
        assert told == {"preparer", "coordinator", "head"}

    def test_what_the_council_scores_is_not_shown_after_verification(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        councils = {c.code for c in form_of(report.season_unit).components if c.answered_by == "council"}
        assert councils
        assert not councils & opened(cast, season).shown[str(report.pk)].keys()

    def test_a_round_waits_for_every_report_that_is_in(self, cast: Cast, season: Season) -> None:
        make_sent(cast, season)
        step_on(cast, season, "season.verify")
        with pytest.raises(Refused, match="Department of Health"):
            opened(cast, season)

    def test_a_last_day_that_is_over_is_refused(self, cast: Cast, season: Season) -> None:
        verified(cast, season)
        with pytest.raises(Refused, match="over already"):
            replies.open_round(cast.lead, tier_of(season), RoundKind.VERIFIED, clock.today() - timedelta(days=1))

    def test_the_draft_round_waits_for_the_council(self, cast: Cast, season: Season) -> None:
        verified(cast, season)
        with pytest.raises(Refused):
            opened(cast, season, RoundKind.DRAFT)

    def test_only_one_round_is_open_at_a_time(self, cast: Cast, season: Season) -> None:
        verified(cast, season)
        opened(cast, season)
        with pytest.raises(Refused, match="close it first"):
            opened(cast, season)

    def test_the_same_points_are_not_shown_in_a_second_round(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        round_ = opened(cast, season)
        at(2022, 10, 26)
        replies.close_round(cast.lead, round_)
        with pytest.raises(Refused, match="nothing has changed"):
            replies.open_round(cast.lead, tier_of(season), RoundKind.VERIFIED, date(2022, 10, 30))
        lower(cast, report)
        assert replies.open_round(cast.lead, tier_of(season), RoundKind.VERIFIED, date(2022, 10, 30)).pk != round_.pk

    @pytest.mark.parametrize("name", ["verifier", "chair", "preparer", "observer"])
    def test_nobody_but_the_lead_department_opens_one(self, cast: Cast, season: Season, name: str) -> None:
        verified(cast, season)
        with pytest.raises(NotAllowed):
            replies.open_round(getattr(cast, name), tier_of(season), RoundKind.VERIFIED, IN_TIME)


class TestReplying:
    @pytest.fixture
    def report(self, cast: Cast, season: Season) -> Report:
        return verified(cast, season)

    @pytest.fixture
    def round_(self, cast: Cast, season: Season, report: Report) -> ReplyRound:
        return opened(cast, season)

    @pytest.mark.parametrize("name", ["preparer", "coordinator", "head"])
    def test_the_unit_disagrees_with_its_explanation_and_files(
        self, cast: Cast, report: Report, round_: ReplyRound, name: str
    ) -> None:
        upload = pdf("ke-hoach.pdf")
        words = Words(Stance.DISAGREES, "Đã ban hành", Fraction("1/2"), [(files.store(upload), "ke-hoach.pdf")])
        row = replies.reply(getattr(cast, name), round_, report, CODE, words)
        assert (row.wanted_points, row.files.get().file_name) == ("1/2", "ke-hoach.pdf")

    @pytest.mark.parametrize("name", ["clerk", "outsider", "lead", "verifier"])
    def test_nobody_else_replies_for_the_unit(self, cast: Cast, report: Report, round_: ReplyRound, name: str) -> None:
        with pytest.raises(NotAllowed):
            replies.reply(getattr(cast, name), round_, report, CODE, AGAINST)

    def test_a_disagreement_needs_its_explanation(self, cast: Cast, report: Report, round_: ReplyRound) -> None:
        with pytest.raises(Refused, match="Explain"):
            replies.reply(cast.head, round_, report, CODE, Words(Stance.DISAGREES, "  "))

    def test_more_points_than_the_maximum_are_not_wanted(self, cast: Cast, report: Report, round_: ReplyRound) -> None:
        with pytest.raises(Refused, match="maximum"):
            replies.reply(cast.head, round_, report, CODE, Words(Stance.DISAGREES, "Đủ", Fraction(100)))

    def test_it_is_changed_until_the_end_of_the_last_day_and_not_after(
        self, cast: Cast, report: Report, round_: ReplyRound
    ) -> None:
        at(2022, 10, 25, 23, 59)
        disagree(cast, round_, report)
        replies.reply(cast.head, round_, report, CODE, Words(Stance.AGREES), version=1)
        at(2022, 10, 26, 0, 0)
        with pytest.raises(Refused, match="25/10/2022"):
            replies.reply(cast.head, round_, report, CODE, AGAINST, version=2)
        assert Reply.objects.get().stance == Stance.AGREES

    def test_of_two_colleagues_the_second_is_told(self, cast: Cast, report: Report, round_: ReplyRound) -> None:
        disagree(cast, round_, report)
        with pytest.raises(Conflict):
            replies.reply(cast.head, round_, report, CODE, Words(Stance.AGREES))

    def test_all_the_rest_is_agreed_with_as_it_was_listed(self, cast: Cast, report: Report, round_: ReplyRound) -> None:
        disagree(cast, round_, report)
        rest = [code for code in round_.shown[str(report.pk)] if code != CODE]
        with pytest.raises(Conflict):
            replies.agree_with_the_rest(cast.head, round_, report, [CODE, *rest])
        assert replies.agree_with_the_rest(cast.head, round_, report, rest) == len(rest)
        assert Reply.objects.filter(stance=Stance.AGREES).count() == len(rest)

    def test_another_units_report_is_not_in_the_round(
        self, cast: Cast, season: Season, report: Report, round_: ReplyRound
    ) -> None:
        other = report_of(season, "stp")
        assert rounds_of(other) == []
        with pytest.raises(Refused):
            replies.reply(cast.outsider, round_, other, CODE, AGAINST)


class TestDeciding:
    def test_who_verifies_upholds_the_points_and_the_unit_is_told(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        row = disagree(cast, opened(cast, season), report)
        replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Văn bản ban hành sau kỳ số liệu")
        assert not undecided_replies(season).exists()
        assert Notice.objects.filter(event__kind="decided", person=cast.preparer).count() == 1

    def test_changed_is_said_only_once_the_points_were_changed(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        row = disagree(cast, opened(cast, season), report)
        with pytest.raises(Refused, match="Change them first"):
            replies.decide(cast.lead, row, ReplyDecision.CHANGED, "Chấp nhận")
        lower(cast, report)
        with pytest.raises(Refused, match="no longer"):
            replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Giữ nguyên")
        assert replies.decide(cast.lead, row, ReplyDecision.CHANGED, "Đã xem lại").decision == ReplyDecision.CHANGED

    @pytest.mark.parametrize("name", ["verifier", "chair", "preparer", "observer"])
    def test_nobody_decides_what_they_do_not_verify(self, cast: Cast, season: Season, name: str) -> None:
        report = verified(cast, season)
        row = disagree(cast, opened(cast, season), report)
        with pytest.raises(NotAllowed):
            replies.decide(getattr(cast, name), row, ReplyDecision.UPHELD, "Giữ nguyên")

    def test_no_decision_without_a_reason_or_on_words_that_changed(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        row = disagree(cast, opened(cast, season), report)
        with pytest.raises(Refused, match="reason"):
            replies.decide(cast.lead, row, ReplyDecision.UPHELD, " ")
        replies.reply(cast.head, row.round, report, CODE, Words(Stance.DISAGREES, "Thêm căn cứ"), version=1)
        with pytest.raises(Conflict):
            replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Giữ nguyên", version=1)

    def test_a_decided_reply_is_not_changed(self, cast: Cast, season: Season) -> None:
        report = verified(cast, season)
        row = disagree(cast, opened(cast, season), report)
        replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Giữ nguyên")
        with pytest.raises(Refused, match="decided"):
            replies.reply(cast.head, row.round, report, CODE, Words(Stance.AGREES), version=1)

    def test_the_council_decides_on_the_draft_result_in_session_only(self, cast: Cast, season: Season) -> None:
        report, round_ = draft_round(cast, season)
        row = disagree(cast, round_, report)
        assert named(council_items(season)) == "Department of Health 1.1"
        with pytest.raises(NotAllowed):
            replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Giữ nguyên")
        assert replies.decide(cast.secretary, row, ReplyDecision.UPHELD, "Hội đồng giữ nguyên").decision

    def test_the_council_changes_the_points_first(self, cast: Cast, season: Season) -> None:
        report, round_ = draft_round(cast, season)
        row = disagree(cast, round_, report)
        take_up_again(cast.secretary, again(report), "Kiến nghị của Sở Y tế")
        version = again(report).answers.get(stage="final", component=CODE).version
        facts = {"values": {}, "settled": Fraction(0), "reason": "Xem lại", "version": version}
        settle(cast.secretary, again(report), CODE, **facts)
        assert replies.decide(cast.chair, row, ReplyDecision.CHANGED, "Hội đồng xem lại").decision


class TestEnding:
    def test_a_round_is_not_closed_before_its_day_or_while_something_is_undecided(
        self, cast: Cast, season: Season
    ) -> None:
        report = verified(cast, season)
        round_ = opened(cast, season)
        row = disagree(cast, round_, report)
        with pytest.raises(Refused, match="25/10/2022"):
            replies.close_round(cast.lead, round_)
        at(2022, 10, 26)
        with pytest.raises(Refused, match=r"1\.1"):
            replies.close_round(cast.lead, round_)
        replies.decide(cast.lead, row, ReplyDecision.UPHELD, "Giữ nguyên")
        assert replies.close_round(cast.lead, round_).closed_at

    def test_the_result_is_not_proposed_while_a_disagreement_is_undecided(self, cast: Cast, season: Season) -> None:
        report, round_ = draft_round(cast, season)
        row = disagree(cast, round_, report)
        with pytest.raises(Refused, match=r"1\.1"):
            propose(cast.lead, season)
        replies.decide(cast.secretary, row, ReplyDecision.UPHELD, "Giữ nguyên")
        assert propose(cast.lead, season).number == 1


def test_outside_a_session_the_council_decides_nothing(cast: Cast, season: Season) -> None:
    report, round_ = draft_round(cast, season)
    row = disagree(cast, round_, report)
    sessions.close(cast.secretary, open_session(season))
    with pytest.raises(Refused, match="not in session"):
        replies.decide(cast.secretary, row, ReplyDecision.UPHELD, "Giữ nguyên")
