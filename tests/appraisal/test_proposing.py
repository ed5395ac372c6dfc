"""Article 5.3: the lead department proposes for other units, one acceptance serves many, and none comes too late."""

from datetime import date

import pytest
from tests.factories import Cast, again, fill, make_appraised, make_person, paper, report_of, step_on

from thuocdo.accounts.enums import Role
from thuocdo.appraisal import exemptions, proposing
from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exempt
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.actions import save_answer
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.results.actions import enter_decision, propose
from thuocdo.results.models import Edition

WHY = {"ground": Ground.NO_CONTENT, "reason": "Đơn vị không có nội dung này."}


def zero_code(report: Report) -> str:
    """A top component whose rule is a ratio that proposes an exemption where there is nothing to count."""
    tops = form_of(report.season_unit).components
    return next(c.code for c in tops if getattr(c.score, "zero", "") == "propose_exemption" and c.answered_by == "unit")


def sent_with_zero(cast: Cast, season: Season) -> tuple[Report, str]:
    report = fill(cast.preparer, report_of(season))
    code = zero_code(report)
    version = again(report).answers.get(component=code).version
    figures = dict.fromkeys(again(report).answers.get(component=code).values, "0")
    save_answer(cast.preparer, again(report), code, figures, version=version)
    return send_report(cast.preparer, again(report)), code


class TestProposing:
    def test_the_lead_department_proposes_for_a_unit_and_nothing_counts_by_that(
        self, cast: Cast, season: Season, report: Report
    ) -> None:
        row = proposing.propose(cast.lead, report, "4.5", **WHY)
        assert (row.is_leads, row.state) == (True, ExemptionState.ASKED)
        assert exempt(season) == {}

    def test_nobody_proposes_for_their_own_unit(self, cast: Cast, season: Season) -> None:
        with pytest.raises(NotAllowed):
            proposing.propose(cast.lead, report_of(season, "stttt"), "4.5", **WHY)

    @pytest.mark.parametrize("name", ["preparer", "outsider", "verifier", "chair", "observer"])
    def test_nobody_else_proposes(self, cast: Cast, report: Report, name: str) -> None:
        with pytest.raises(NotAllowed):
            proposing.propose(getattr(cast, name), report, "4.5", **WHY)

    def test_a_reason_and_a_component_of_the_form_are_asked_for(self, cast: Cast, report: Report) -> None:
        with pytest.raises(Refused, match="reason"):
            proposing.propose(cast.lead, report, "4.5", ground=Ground.NO_CONTENT, reason=" ")
        with pytest.raises(Refused, match=r"99\.9"):
            proposing.propose(cast.lead, report, "99.9", **WHY)

    def test_the_unit_neither_changes_nor_withdraws_what_the_lead_department_proposed(
        self, cast: Cast, report: Report
    ) -> None:
        row = proposing.propose(cast.lead, report, "4.5", **WHY)
        with pytest.raises(Refused, match="proposed this already"):
            exemptions.ask(cast.preparer, report, "4.5", **WHY)
        with pytest.raises(NotAllowed):
            exemptions.withdraw(cast.preparer, row)
        exemptions.withdraw(cast.lead, row)
        assert not exemptions.ask(cast.preparer, report, "4.5", **WHY).is_leads

    def test_a_unit_that_asked_already_is_not_proposed_again(self, cast: Cast, report: Report) -> None:
        exemptions.ask(cast.preparer, report, "4.5", **WHY)
        with pytest.raises(Refused, match="already"):
            proposing.propose(cast.lead, report, "4.5", **WHY)


class TestNothingToCount:
    def test_it_is_listed_with_the_laws_reason_and_never_granted(self, cast: Cast, season: Season) -> None:
        report, code = sent_with_zero(cast, season)
        found = proposing.proposable(cast.lead, season)
        assert [(row.report.pk, row.component.code) for row in found] == [(report.pk, code)]
        assert "/ 0" in found[0].reason
        assert not Exemption.objects.exists()

    def test_what_was_proposed_is_listed_no_more(self, cast: Cast, season: Season) -> None:
        report, code = sent_with_zero(cast, season)
        proposing.propose(cast.lead, report, code, **WHY)
        assert proposing.proposable(cast.lead, season) == []

    def test_one_sees_none_of_ones_own_unit(self, cast: Cast, season: Season) -> None:
        sent_with_zero(cast, season)
        both = make_person("kiem.nhiem", Role.LEAD, "syt")
        assert proposing.proposable(both, season) == []


def advised(cast: Cast, report: Report, code: str) -> Exemption:
    row = proposing.propose(cast.lead, report, code, **WHY)
    exemptions.advise(cast.lead, row, is_for=True, advice="Đúng chức năng")
    return row


class TestOneAcceptance:
    def test_it_is_entered_for_many_requests_at_once(self, cast: Cast, season: Season, report: Report) -> None:
        rows = [advised(cast, report, "4.5"), advised(cast, report_of(season, "stp"), "4.5")]
        document = paper(cast.lead, DocumentKind.ACCEPTANCE)
        assert proposing.enter_acceptances(cast.lead, rows, document) == 2
        assert exemptions.check_acceptance(cast.second_lead, document) == 2

    def test_all_or_none_are_entered(self, cast: Cast, season: Season, report: Report) -> None:
        rows = [advised(cast, report, "4.5"), proposing.propose(cast.lead, report_of(season, "stp"), "4.5", **WHY)]
        with pytest.raises(Refused):
            proposing.enter_acceptances(cast.lead, rows, paper(cast.lead, DocumentKind.ACCEPTANCE))
        assert not Exemption.objects.filter(state=ExemptionState.ENTERED).exists()


class TestTheEdition:
    @pytest.fixture
    def edition(self, cast: Cast, season: Season) -> Edition:
        """Health is not assessed on 4.5, by an acceptance of 10 October."""
        row = advised(cast, report_of(season), "4.5")
        document = paper(cast.lead, DocumentKind.ACCEPTANCE, "9544/UBND", date(2022, 10, 10), "Phan A")
        exemptions.enter_acceptance(cast.lead, row, document)
        exemptions.check_acceptance(cast.second_lead, document)
        make_appraised(cast, season)
        step_on(cast, season, "season.verify", "season.appraise")
        return propose(cast.lead, season)

    def test_an_acceptance_dated_after_the_decision_cannot_enter_it(self, cast: Cast, edition: Edition) -> None:
        early = paper(cast.lead, DocumentKind.APPROVAL, "1/QĐ", date(2022, 10, 9), "Phan A")
        with pytest.raises(Refused, match=r"4\.5 \(9544/UBND\)"):
            enter_decision(cast.lead, edition, early)
        same_day = paper(cast.lead, DocumentKind.APPROVAL, "2/QĐ", date(2022, 10, 10), "Phan A")
        enter_decision(cast.lead, edition, same_day)

    def test_it_publishes_ground_and_document(self, edition: Edition) -> None:
        units = [unit for tier in edition.public["tiers"] for unit in tier["units"]]
        rows = next(unit["exemptions"] for unit in units if unit["unit"] == "syt")
        assert [(row["code"], row["number"], row["date"]) for row in rows] == [("4.5", "9544/UBND", "2022-10-10")]
        assert rows[0]["ground"]["vi"] != rows[0]["ground"]["en"]
        assert all(not unit["exemptions"] for unit in units if unit["unit"] != "syt")
