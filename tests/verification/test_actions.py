"""Checking a report: agreeing, adjusting, returning, finishing; by whom, from which state, against what was seen."""

from datetime import date
from fractions import Fraction

import pytest
from tests.factories import Cast, again, at, fill, make_person, make_sent, make_verified, report_of, step_on

from thuocdo.accounts.enums import Role
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.reports.actions import save_answer
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.sending import send_report, withdraw_report
from thuocdo.verification import actions
from thuocdo.verification.queries import unchecked


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return again(make_sent(cast, season))


def answer(report: Report, code: str, stage: Stage) -> Answer | None:
    return Answer.objects.filter(report=report, component=code, stage=stage).first()


def adjust(actor, report: Report, code: str = "4.3", *, values=None, settled=None, reason="Thiếu hồ sơ", version=0):
    values = {"a": "5", "b": "10"} if values is None else values
    return actions.adjust(actor, report, code, values=values, settled=settled, reason=reason, version=version)


def test_agreeing_keeps_the_declared_figures_as_verified(cast: Cast, sent: Report) -> None:
    actions.agree(cast.lead, sent, "4.3")
    assert answer(sent, "4.3", Stage.VERIFIED).values == answer(sent, "4.3", Stage.SELF).values


def test_adjusting_never_touches_what_was_declared(cast: Cast, sent: Report) -> None:
    before = answer(sent, "4.3", Stage.SELF).values
    adjust(cast.lead, sent)
    assert answer(sent, "4.3", Stage.SELF).values == before
    assert answer(sent, "4.3", Stage.VERIFIED).values == {"a": "5", "b": "10"}


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_adjustment_needs_a_reason(cast: Cast, sent: Report, reason: str) -> None:
    with pytest.raises(Refused, match=r"."):
        adjust(cast.lead, sent, reason=reason)
    assert answer(sent, "4.3", Stage.VERIFIED) is None


@pytest.mark.parametrize("points", [Fraction(-1, 4), Fraction(57, 4)])
def test_points_outside_the_component_are_refused(cast: Cast, sent: Report, points: Fraction) -> None:
    with pytest.raises(Refused):
        adjust(cast.lead, sent, settled=points)


def test_taking_a_declared_answer_away_is_no_adjustment(cast: Cast, sent: Report) -> None:
    with pytest.raises(Refused):
        adjust(cast.lead, sent, values={})


def test_figures_that_the_law_cannot_read_are_refused(cast: Cast, sent: Report) -> None:
    with pytest.raises(Refused):
        adjust(cast.lead, sent, values={"a": "11", "b": "10"})


def test_two_verifiers_of_one_component_do_not_overwrite_each_other(cast: Cast, sent: Report) -> None:
    adjust(cast.verifier, sent)
    with pytest.raises(Conflict):
        adjust(cast.lead, sent, values={"a": "9", "b": "10"})
    assert answer(sent, "4.3", Stage.VERIFIED).values == {"a": "5", "b": "10"}


def test_agreeing_does_not_undo_an_adjustment_that_was_not_seen(cast: Cast, sent: Report) -> None:
    adjust(cast.verifier, sent)
    with pytest.raises(Conflict):
        actions.agree(cast.lead, sent, "4.3", seen={Stage.SELF: {"4.3": 1}, Stage.VERIFIED: {"4.3": 0}})
    actions.agree(cast.lead, sent, "4.3", seen={Stage.SELF: {"4.3": 1}, Stage.VERIFIED: {"4.3": 1}})
    assert answer(sent, "4.3", Stage.VERIFIED).settled is None


def test_figures_that_the_unit_changed_meanwhile_are_not_agreed_with_unseen(cast: Cast, sent: Report) -> None:
    withdraw_report(cast.preparer, sent)
    save_answer(cast.preparer, again(sent), "4.3", {"a": "1", "b": "10"}, version=1)
    send_report(cast.preparer, again(sent))
    with pytest.raises(Conflict):
        actions.agree(cast.lead, sent, "4.3", seen={Stage.SELF: {"4.3": 1}})


class TestWhoChecks:
    """R4.1-2, I12."""

    def test_a_related_agency_checks_what_is_assigned_to_it(self, cast: Cast, sent: Report) -> None:
        assert actions.agree(cast.verifier, sent, "4.3")

    def test_a_related_agency_checks_nothing_else(self, cast: Cast, sent: Report) -> None:
        with pytest.raises(NotAllowed):
            actions.agree(cast.verifier, sent, "1.1")

    def test_a_related_agency_neither_returns_nor_finishes_a_report(self, cast: Cast, sent: Report) -> None:
        for act in (
            lambda: actions.finish(cast.verifier, sent),
            lambda: actions.return_report(cast.verifier, sent, "Thiếu", until=date(2022, 10, 25)),
        ):
            with pytest.raises(NotAllowed):
                act()

    def test_the_lead_department_does_not_check_its_own_report(self, cast: Cast, season: Season) -> None:
        own = _sent_by(season, "stttt")
        for act in (
            lambda: actions.agree(cast.lead, own, "1.1"),
            lambda: actions.finish(cast.lead, own),
            lambda: actions.return_report(cast.lead, own, "Thiếu", until=date(2022, 10, 25)),
        ):
            with pytest.raises(NotAllowed):
                act()

    def test_the_committee_office_checks_the_lead_departments_report_whole(self, cast: Cast, season: Season) -> None:
        own = _sent_by(season, "stttt")
        actions.agree_with_the_rest(cast.verifier, own)
        assert actions.finish(cast.verifier, again(own)).state == ReportState.VERIFIED

    def test_a_related_agency_does_not_check_its_own_unit(self, cast: Cast, season: Season) -> None:
        own = _sent_by(season, "vpubnd")
        with pytest.raises(NotAllowed):
            actions.agree(cast.verifier, own, "4.3")

    @pytest.mark.parametrize(
        "name", ["preparer", "head", "outsider", "chair", "secretary", "observer", "administrator"]
    )
    def test_nobody_else_checks(self, cast: Cast, sent: Report, name: str) -> None:
        with pytest.raises(NotAllowed):
            actions.agree(getattr(cast, name), sent, "4.3")

    def test_agreeing_with_the_rest_leaves_what_others_verify(self, cast: Cast, sent: Report) -> None:
        actions.agree_with_the_rest(cast.verifier, sent)
        rest = unchecked(again(sent))
        assert "1.1" in rest
        assert "4.3" not in rest


class TestStates:
    def test_only_a_sent_report_is_checked(self, cast: Cast, season: Season) -> None:
        with pytest.raises(Refused, match=r"."):
            actions.agree(cast.lead, report_of(season), "4.3")

    def test_a_report_is_not_finished_while_a_component_is_unchecked(self, cast: Cast, sent: Report) -> None:
        actions.agree(cast.lead, sent, "4.3")
        with pytest.raises(Refused, match=r"1\.1"):
            actions.finish(cast.lead, sent)

    def test_agreeing_with_the_rest_keeps_what_was_adjusted(self, cast: Cast, sent: Report) -> None:
        adjust(cast.lead, sent)
        actions.agree_with_the_rest(cast.lead, sent)
        assert answer(sent, "4.3", Stage.VERIFIED).values == {"a": "5", "b": "10"}
        assert unchecked(again(sent)) == []

    def test_verification_goes_back_only_with_a_reason(self, cast: Cast, season: Season) -> None:
        report = make_verified(cast, season)
        with pytest.raises(Refused):
            actions.take_up_again(cast.lead, report, " ")
        assert actions.take_up_again(cast.lead, report, "Có tài liệu mới").state == ReportState.SENT

    def test_a_verified_report_is_not_returned_past_its_verification(self, cast: Cast, season: Season) -> None:
        with pytest.raises(Refused):
            actions.return_report(cast.lead, make_verified(cast, season), "Thiếu", until=date(2022, 10, 25))

    def test_what_the_unit_changed_after_a_return_is_checked_again(self, cast: Cast, sent: Report) -> None:
        actions.agree_with_the_rest(cast.lead, sent)
        actions.return_report(cast.lead, again(sent), "Số liệu 4.3 sai kỳ", until=date(2022, 10, 25))
        save_answer(cast.preparer, again(sent), "4.3", {"a": "1", "b": "10"}, version=1)
        send_report(cast.preparer, again(sent))
        assert unchecked(again(sent)) == ["4.3"]

    def test_a_report_is_not_returned_when_its_unit_could_not_mend_it(
        self, cast: Cast, season: Season, sent: Report
    ) -> None:
        step_on(cast, season, "season.verify", "season.appraise")
        with pytest.raises(Refused):
            actions.return_report(cast.lead, again(sent), "Thiếu", until=date(2022, 10, 25))

    def test_every_act_is_in_the_audit_with_its_reason(self, cast: Cast, sent: Report) -> None:
        adjust(cast.lead, sent)
        actions.return_report(cast.lead, again(sent), "Thiếu tài liệu 4.3", until=date(2022, 10, 25))
        acts = Entry.objects.filter(actor=cast.lead.pk).values_list("act", flat=True)
        assert {"answer.verified", "report.return"} <= set(acts)


class TestDividedComponents:
    """A component of several scored lines is checked whole; what the verifier answers is stated, not agreed with."""

    def test_agreeing_covers_every_part(self, cast: Cast, divided: Report) -> None:
        assert set(actions.agree(cast.lead, divided, "1.2")) == {"1.2.a", "1.2.b"}
        assert "1.2" not in unchecked(again(divided))

    def test_one_checked_part_leaves_the_component_unchecked(self, cast: Cast, divided: Report) -> None:
        actions.adjust_lines(cast.lead, divided, "1.2", {"1.2.a": Draft({"a": "9", "b": "24"}, reason="Đếm lại")})
        assert "1.2" in unchecked(again(divided))

    def test_a_part_as_declared_needs_no_reason_beside_one_that_changed(self, cast: Cast, divided: Report) -> None:
        drafts = {"1.2.a": Draft({"a": "9", "b": "24"}, reason="Đếm lại"), "1.2.b": Draft({"n": "7"})}
        assert len(actions.adjust_lines(cast.lead, divided, "1.2", drafts)) == 2

    def test_a_changed_part_without_a_reason_spoils_the_whole_act(self, cast: Cast, divided: Report) -> None:
        drafts = {"1.2.a": Draft({"a": "9", "b": "24"}, reason="Đếm lại"), "1.2.b": Draft({"n": "1"})}
        with pytest.raises(Refused):
            actions.adjust_lines(cast.lead, divided, "1.2", drafts)
        assert answer(divided, "1.2.a", Stage.VERIFIED) is None

    def test_the_verifiers_own_component_is_not_agreed_with(self, cast: Cast, divided: Report) -> None:
        with pytest.raises(Refused):
            actions.agree(cast.lead, divided, "1.9")
        actions.agree_with_the_rest(cast.lead, divided)
        assert unchecked(again(divided)) == ["1.9"]

    def test_the_verifier_states_its_points_with_a_reason(self, cast: Cast, divided: Report) -> None:
        adjust(cast.lead, divided, "1.9", values={"points": "1/2"}, reason="Theo biên bản")
        actions.agree_with_the_rest(cast.lead, divided)
        assert actions.finish(cast.lead, again(divided)).state == ReportState.VERIFIED

    def test_the_councils_own_component_is_nobodys_to_verify(self, cast: Cast, divided: Report) -> None:
        with pytest.raises(Refused):
            adjust(cast.lead, divided, "1.10", values={"sat": "90", "n": "100"})


def _sent_by(season: Season, unit: str) -> Report:
    """The whole report of a unit of the lead department's or a related agency's own, sent."""
    at(2022, 10, 17, 10)
    preparer = make_person(f"lap.{unit}", Role.PREPARER, unit)
    return again(send_report(preparer, fill(preparer, report_of(season, unit))))
