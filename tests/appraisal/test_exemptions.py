"""Article 5.3, I3: only a written acceptance, entered by one officer and checked by a second, exempts a component."""

import pytest
from tests.factories import (
    Cast,
    again,
    fill,
    make_appraised,
    make_person,
    paper,
    report_of,
    step_on,
)

from thuocdo.accounts.enums import Role
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import acceptances, exempt, readable_exemptions
from thuocdo.audit.models import Entry
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.results.actions import propose

REASON = "Không có thủ tục hành chính nào trong kỳ."


def ask(actor, report: Report, code: str = "4.3") -> Exemption:
    return exemptions.ask(actor, report, code, ground=Ground.NO_CONTENT, reason=REASON)


def advised(actor, lead, report: Report, code: str = "4.3") -> Exemption:
    row = ask(actor, report, code)
    exemptions.advise(lead, row, is_for=True, advice="Đúng chức năng")
    return row


def state(row: Exemption) -> str:
    return Exemption.objects.get(pk=row.pk).state


@pytest.fixture
def request_(cast: Cast, report: Report) -> Exemption:
    return advised(cast.preparer, cast.lead, report)


@pytest.fixture
def acceptance(cast: Cast) -> Document:
    return paper(cast.lead, DocumentKind.ACCEPTANCE)


class TestSecondCheck:
    def test_asked_advised_or_entered_alone_counts_nothing(
        self, cast: Cast, season: Season, report: Report, acceptance: Document
    ) -> None:
        row = ask(cast.preparer, report)
        assert exempt(season) == {}
        exemptions.advise(cast.lead, row, is_for=True, advice="Đúng chức năng")
        assert exempt(season) == {}
        exemptions.enter_acceptance(cast.lead, row, acceptance)
        assert exempt(season) == {}

    def test_it_counts_once_a_second_officer_has_checked_it(
        self, cast: Cast, season: Season, report: Report, request_: Exemption, acceptance: Document
    ) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        assert exemptions.check_acceptance(cast.second_lead, acceptance) == 1
        assert exempt(season) == {report.season_unit_id: {"4.3": acceptance.number}}

    def test_who_entered_it_cannot_check_it(self, cast: Cast, request_: Exemption, acceptance: Document) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        with pytest.raises(NotAllowed):
            exemptions.check_acceptance(cast.lead, acceptance)
        assert state(request_) == ExemptionState.ENTERED

    def test_a_request_put_under_a_document_checked_before_waits_for_its_own_second_check(
        self, cast: Cast, season: Season, report: Report, request_: Exemption, acceptance: Document
    ) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        exemptions.check_acceptance(cast.second_lead, acceptance)
        later = advised(cast.preparer, cast.lead, again(report), "6.1")
        exemptions.enter_acceptance(cast.second_lead, later, acceptance)
        assert state(later) == ExemptionState.ENTERED
        with pytest.raises(NotAllowed):
            exemptions.check_acceptance(cast.second_lead, acceptance)
        exemptions.check_acceptance(cast.lead, acceptance)
        assert exempt(season)[report.season_unit_id].keys() == {"4.3", "6.1"}

    def test_who_put_a_request_under_it_checks_only_what_others_put_there(
        self, cast: Cast, report: Report, request_: Exemption, acceptance: Document
    ) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        other = advised(cast.preparer, cast.lead, again(report), "6.1")
        exemptions.enter_acceptance(cast.second_lead, other, acceptance)
        assert exemptions.check_acceptance(cast.second_lead, acceptance) == 1
        assert (state(request_), state(other)) == (ExemptionState.ACCEPTED, ExemptionState.ENTERED)

    def test_one_document_serves_many_requests(
        self, cast: Cast, season: Season, report: Report, request_: Exemption, acceptance: Document
    ) -> None:
        other = advised(cast.preparer, cast.lead, again(report), "6.1")
        for row in (request_, other):
            exemptions.enter_acceptance(cast.lead, row, acceptance)
        assert exemptions.check_acceptance(cast.second_lead, acceptance) == 2
        assert list(acceptances(season)) == [acceptance]

    def test_the_second_officer_sends_back_what_does_not_stand_there(
        self, cast: Cast, season: Season, request_: Exemption, acceptance: Document
    ) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        exemptions.send_back(cast.second_lead, request_, "Văn bản không nêu 4.3")
        assert state(request_) == ExemptionState.ADVISED
        assert list(acceptances(season)) == []
        assert Entry.objects.filter(act="exemption.sent_back").exists()

    def test_who_entered_it_does_not_send_it_back(self, cast: Cast, request_: Exemption, acceptance: Document) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        with pytest.raises(NotAllowed):
            exemptions.send_back(cast.lead, request_, "Nhập lại")
        assert state(request_) == ExemptionState.ENTERED

    def test_another_kind_of_document_is_no_acceptance(self, cast: Cast, request_: Exemption) -> None:
        with pytest.raises(Refused):
            exemptions.enter_acceptance(cast.lead, request_, paper(cast.lead, DocumentKind.EXTENSION))

    def test_nothing_enters_or_counts_once_the_result_was_submitted(self, cast: Cast, season: Season) -> None:
        waiting = advised(cast.preparer, cast.lead, report_of(season), "6.1")
        make_appraised(cast, season)
        document = paper(cast.lead, DocumentKind.ACCEPTANCE)
        exemptions.enter_acceptance(cast.lead, waiting, document)
        step_on(cast, season, "season.verify", "season.appraise")
        propose(cast.lead, season)
        with pytest.raises(Refused):
            exemptions.check_acceptance(cast.second_lead, document)
        assert state(waiting) == ExemptionState.ENTERED


class TestSteps:
    def test_an_acceptance_is_not_entered_before_the_advice(
        self, cast: Cast, report: Report, acceptance: Document
    ) -> None:
        with pytest.raises(Refused):
            exemptions.enter_acceptance(cast.lead, ask(cast.preparer, report), acceptance)

    def test_advice_is_given_once(self, cast: Cast, request_: Exemption) -> None:
        with pytest.raises(Refused):
            exemptions.advise(cast.lead, request_, is_for=False, advice="Nghĩ lại")

    def test_advice_and_refusal_need_a_reason(self, cast: Cast, report: Report) -> None:
        row = ask(cast.preparer, report)
        with pytest.raises(Refused):
            exemptions.advise(cast.lead, row, is_for=True, advice=" ")
        with pytest.raises(Refused):
            exemptions.refuse(cast.lead, row, "")

    def test_a_refused_request_is_closed(self, cast: Cast, request_: Exemption, acceptance: Document) -> None:
        exemptions.refuse(cast.lead, request_, "UBND tỉnh không chấp thuận")
        with pytest.raises(Refused):
            exemptions.enter_acceptance(cast.lead, request_, acceptance)

    def test_a_withdrawn_request_leaves_its_document(
        self, cast: Cast, request_: Exemption, acceptance: Document
    ) -> None:
        exemptions.enter_acceptance(cast.lead, request_, acceptance)
        exemptions.withdraw(cast.preparer, request_)
        assert exemptions.check_acceptance(cast.second_lead, acceptance) == 0
        assert state(request_) == ExemptionState.WITHDRAWN

    def test_requests_are_made_before_sending(self, cast: Cast, report: Report) -> None:
        send_report(cast.preparer, fill(cast.preparer, report))
        with pytest.raises(Refused):
            ask(cast.preparer, again(report))


class TestWhoDealsWithIt:
    """I12."""

    @pytest.mark.parametrize("name", ["preparer", "verifier", "chair", "secretary", "observer", "outsider"])
    def test_nobody_but_the_lead_department_advises(self, cast: Cast, report: Report, name: str) -> None:
        row = ask(cast.preparer, report)
        with pytest.raises(NotAllowed):
            exemptions.advise(getattr(cast, name), row, is_for=True, advice="Đúng")

    def test_the_lead_departments_own_request_is_the_committee_offices(self, cast: Cast, season: Season) -> None:
        own = ask(make_person("lap.stttt", Role.PREPARER, "stttt"), report_of(season, "stttt"))
        with pytest.raises(NotAllowed):
            exemptions.advise(cast.lead, own, is_for=True, advice="Đúng")
        exemptions.advise(cast.verifier, own, is_for=True, advice="Đúng")
        assert state(own) == ExemptionState.ADVISED

    def test_the_lead_departments_own_request_is_sent_back_by_the_committee_office_alone(
        self, cast: Cast, season: Season, acceptance: Document
    ) -> None:
        """I12: nobody finds on a request of their own unit; the agency that verifies its report does."""
        office = cast.verifier
        own = advised(make_person("lap.stttt", Role.PREPARER, "stttt"), office, report_of(season, "stttt"))
        exemptions.enter_acceptance(office, own, acceptance)
        for officer in (cast.lead, cast.second_lead):
            with pytest.raises(NotAllowed):
                exemptions.send_back(officer, own, "Văn bản không nêu 4.3")
        assert state(own) == ExemptionState.ENTERED
        exemptions.send_back(office, own, "Văn bản không nêu 4.3")
        assert state(own) == ExemptionState.ADVISED

    def test_a_related_agency_sees_only_requests_it_deals_with(
        self, cast: Cast, season: Season, request_: Exemption
    ) -> None:
        own = ask(make_person("lap.stttt", Role.PREPARER, "stttt"), report_of(season, "stttt"))
        assert list(readable_exemptions(cast.verifier, season)) == [own]
        assert set(readable_exemptions(cast.observer, season)) == {own, request_}
