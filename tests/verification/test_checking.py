"""Verdicts: each is written down; of two blind verifiers one alone applies nothing (R4.1-2)."""

from datetime import timedelta
from fractions import Fraction

import pytest
from tests.factories import Cast, again, make_person, make_sent

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, Succession, Unit, User
from thuocdo.audit.models import Entry
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.reports.actions import save_answer
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.sending import send_report
from thuocdo.verification import actions
from thuocdo.verification.checking import adjust_lines, agree, to_agree_with
from thuocdo.verification.differences import difference_of, differences, settle_difference
from thuocdo.verification.enums import Verdict
from thuocdo.verification.models import Check
from thuocdo.verification.queries import verifiable_reports
from thuocdo.verification.verdicts import verdicts

HALF = {"1.2.a": Draft({"a": "9", "b": "24"}, None, "Đếm lại"), "1.2.b": Draft({"n": "7"})}


def newest(report: Report) -> Check:
    return Check.objects.filter(report=report).first()


def verified(report: Report, code: str) -> Answer | None:
    return Answer.objects.filter(report=report, component=code, stage=Stage.VERIFIED).first()


class TestEveryVerdictIsWrittenDown:
    def test_agreeing(self, cast: Cast, divided: Report) -> None:
        agree(cast.lead, divided, "1.1")
        check = newest(divided)
        assert (check.component, check.verifier, check.verdict) == ("1.1", cast.lead, Verdict.AGREED)
        assert check.is_applied
        assert check.seen == {"1.1": 1}

    def test_agreeing_with_a_comment(self, cast: Cast, divided: Report) -> None:
        agree(cast.lead, divided, "1.1", comment=" Bổ sung số văn bản ")
        assert (newest(divided).verdict, newest(divided).comment) == (Verdict.COMMENTED, "Bổ sung số văn bản")

    def test_adjusting_figures(self, cast: Cast, divided: Report) -> None:
        adjust_lines(cast.lead, divided, "1.2", HALF)
        check = newest(divided)
        assert check.verdict == Verdict.FIGURES
        assert check.drafts["1.2.a"] == {"values": {"a": "9", "b": "24"}, "settled": None, "reason": "Đếm lại"}

    def test_adjusting_points(self, cast: Cast, divided: Report) -> None:
        declared = {"plan": "yes", "rule": "no"}
        adjust_lines(cast.lead, divided, "1.1", {"1.1": Draft(declared, Fraction(1, 2), "Thiếu quy chế")})
        assert newest(divided).verdict == Verdict.POINTS

    def test_points_that_only_the_verifier_states_adjust_nothing(self, cast: Cast, divided: Report) -> None:
        adjust_lines(cast.lead, divided, "1.9", {"1.9": Draft({"points": "1"}, None, "Theo hồ sơ")})
        assert newest(divided).verdict == Verdict.AGREED

    def test_agreeing_with_the_rest_leaves_one_each(self, cast: Cast, divided: Report) -> None:
        count = actions.agree_with_the_rest(cast.lead, divided)
        assert Check.objects.filter(report=divided).values("component").distinct().count() == count

    def test_a_verdict_that_is_refused_leaves_none(self, cast: Cast, divided: Report) -> None:
        with pytest.raises(Refused):
            adjust_lines(cast.lead, divided, "1.1", {"1.1": Draft({"plan": "no", "rule": "no"})})
        assert not Check.objects.exists()

    def test_what_the_council_scores_has_no_verdict(self, cast: Cast, sent: Report) -> None:
        for verdict in (agree, lambda *whom: adjust_lines(*whom, {})):
            with pytest.raises(Refused):
                verdict(cast.lead, sent, "6.8")
        assert not Check.objects.exists()

    def test_a_second_verdict_leaves_the_first_on_record(self, cast: Cast, divided: Report) -> None:
        agree(cast.lead, divided, "1.1")
        agree(cast.second_lead, divided, "1.1", comment="Xem thêm")
        assert [check.verdict for check in verdicts(divided, "1.1", cast.lead)] == ["commented", "agreed"]


@pytest.fixture
def double(divided: Report) -> Report:
    Season.objects.update(double_checks=True)
    return again(divided)


class TestTwoBlindVerifiers:
    def test_one_verdict_applies_nothing(self, cast: Cast, double: Report) -> None:
        assert agree(cast.lead, double, "1.1") == {}
        assert verified(double, "1.1") is None
        assert not newest(double).is_applied
        assert Entry.objects.filter(act="check.given").count() == 1

    def test_two_equal_verdicts_are_applied(self, cast: Cast, double: Report) -> None:
        agree(cast.lead, double, "1.1")
        agree(cast.second_lead, double, "1.1")
        assert verified(double, "1.1").values == {"plan": "yes", "rule": "no"}

    def test_the_same_person_twice_is_still_one(self, cast: Cast, double: Report) -> None:
        agree(cast.lead, double, "1.1")
        agree(cast.lead, double, "1.1")
        assert verified(double, "1.1") is None

    def test_the_unit_reads_both_reasons(self, cast: Cast, double: Report) -> None:
        adjust_lines(cast.lead, double, "1.2", HALF)
        other = {"1.2.a": Draft({"a": "9", "b": "24"}, None, "Trùng hồ sơ"), "1.2.b": Draft({"n": "7"})}
        adjust_lines(cast.second_lead, double, "1.2", other)
        assert verified(double, "1.2.a").reason == "Đếm lại Trùng hồ sơ"

    def test_nobody_reads_the_other_verdict_before_it_counts(self, cast: Cast, double: Report) -> None:
        adjust_lines(cast.lead, double, "1.2", HALF)
        assert verdicts(double, "1.2", cast.second_lead) == []
        assert len(verdicts(double, "1.2", cast.lead)) == 1

    def test_agreeing_with_the_rest_takes_two_people_as_well(self, cast: Cast, double: Report) -> None:
        actions.agree_with_the_rest(cast.lead, double)
        assert to_agree_with(cast.lead, again(double)) == []
        assert "1.1" in [component.code for component in to_agree_with(cast.second_lead, again(double))]
        actions.agree_with_the_rest(cast.second_lead, again(double))
        assert verified(double, "1.1") is not None

    def test_a_report_is_not_finished_while_a_second_verdict_is_missing(self, cast: Cast, double: Report) -> None:
        for person in (cast.lead, cast.second_lead):
            actions.agree_with_the_rest(person, again(double))
            adjust_lines(person, again(double), "1.9", {"1.9": Draft({"points": "1"}, None, "Theo hồ sơ")})
        agree(cast.lead, again(double), "1.1")  # looked at once more, by one
        with pytest.raises(Refused, match=r"1\.1"):
            actions.finish(cast.lead, again(double))
        agree(cast.second_lead, again(double), "1.1")
        assert actions.finish(cast.lead, again(double)).state == ReportState.VERIFIED

    def test_a_verdict_on_figures_that_the_unit_has_changed_since_waits_for_nobody(
        self, cast: Cast, double: Report
    ) -> None:
        agree(cast.lead, double, "1.1")
        actions.return_report(cast.lead, again(double), "Thiếu", until=clock.today())
        save_answer(cast.preparer, again(double), "1.1", {"plan": "yes", "rule": "yes"}, version=1)
        send_report(cast.preparer, again(double))
        agree(cast.second_lead, again(double), "1.1")
        assert verified(double, "1.1") is None


@pytest.fixture
def differing(cast: Cast, double: Report) -> Report:
    agree(cast.lead, double, "1.2")
    adjust_lines(cast.second_lead, double, "1.2", HALF)
    return again(double)


def settle(actor: User, report: Report, **changed: object):
    between = [check.pk for check in Check.objects.filter(report=report)]
    facts = {"drafts": HALF, "reason": "Theo hệ thống dùng chung", "between": between, **changed}
    return settle_difference(actor, report, "1.2", **facts)


class TestDifferences:
    def test_two_verdicts_that_differ_apply_nothing_and_are_listed(self, cast: Cast, differing: Report) -> None:
        assert verified(differing, "1.2.a") is None
        found = differences(cast.lead, differing.season_unit.season)
        assert [(row.report, row.component.code, len(row.checks)) for row in found] == [(differing, "1.2", 2)]

    def test_a_third_verdict_is_refused(self, cast: Cast, differing: Report) -> None:
        with pytest.raises(Refused):
            agree(cast.lead, differing, "1.2")

    def test_a_related_agency_does_not_see_or_settle_them(self, cast: Cast, differing: Report) -> None:
        assert differences(cast.verifier, differing.season_unit.season) == []
        assert difference_of(cast.verifier, differing, "1.2") is None
        with pytest.raises(NotAllowed):
            settle(cast.verifier, differing)

    def test_one_of_the_two_stands_with_the_reason_of_the_settling(self, cast: Cast, differing: Report) -> None:
        settle(cast.lead, differing)
        assert verified(differing, "1.2.a").reason == "Đếm lại Theo hệ thống dùng chung"
        check = newest(differing)
        assert (check.settles_difference, check.is_applied, check.comment) == (True, True, "Theo hệ thống dùng chung")
        assert differences(cast.lead, differing.season_unit.season) == []

    def test_or_something_else(self, cast: Cast, differing: Report) -> None:
        settle(cast.lead, differing, drafts={"1.2.a": Draft({"a": "12", "b": "24"}), "1.2.b": Draft({"n": "7"})})
        assert verified(differing, "1.2.a").values["a"] == "12"

    def test_only_with_a_reason(self, cast: Cast, differing: Report) -> None:
        with pytest.raises(Refused):
            settle(cast.lead, differing, reason=" ")

    def test_only_between_the_verdicts_that_were_seen(self, cast: Cast, differing: Report) -> None:
        with pytest.raises(Conflict):
            settle(cast.lead, differing, between=[newest(differing).pk])


def merge(cast: Cast, unit: str, into: str) -> User:
    """The unit's people leave it; a verifier of the unit that took over."""
    Post.objects.filter(unit__key=unit).update(valid_until=clock.today() - timedelta(days=1))
    before, after = Unit.objects.get(key=unit), Unit.objects.get(key=into)
    Succession.objects.create(predecessor=before, successor=after, on=clock.today())
    return make_person("kethua", Role.VERIFIER, into)


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return again(make_sent(cast, season))


class TestMergedUnits:
    def test_whoever_left_a_merged_agency_verifies_no_more(self, cast: Cast, sent: Report) -> None:
        merge(cast, "vpubnd", "stp")
        with pytest.raises(NotAllowed):
            agree(User.objects.get(pk=cast.verifier.pk), sent, "4.3")

    def test_nor_does_one_whose_post_nobody_has_ended(self, cast: Cast, sent: Report) -> None:
        merge(cast, "vpubnd", "stp")
        Post.objects.filter(user=cast.verifier).update(valid_until=None)
        left = User.objects.get(pk=cast.verifier.pk)
        assert sent not in verifiable_reports(left, sent.season_unit.season)
        with pytest.raises(NotAllowed):
            agree(left, sent, "4.3")

    def test_its_work_goes_on_with_who_took_over(self, cast: Cast, sent: Report) -> None:
        heir = merge(cast, "vpubnd", "stp")
        agree(heir, sent, "4.3")
        assert verified(sent, "4.3") is not None

    def test_who_took_a_unit_over_does_not_verify_its_report(self, cast: Cast, sent: Report) -> None:
        heir = merge(cast, "vpubnd", "stp")
        Succession.objects.create(
            predecessor=sent.season_unit.unit, successor=Unit.objects.get(key="stp"), on=clock.today()
        )
        with pytest.raises(NotAllowed):
            agree(heir, sent, "4.3")
