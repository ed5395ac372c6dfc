"""What may be done to a report, by whom and when (R4.4-5, I5, I9)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from tests.factories import CONTACTS, again, at, fill, fresh, make_season, make_sent, paper, pdf, report_of, step_on

from thuocdo.accounts.actions import give_post
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit
from thuocdo.audit.queries import attests, entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.actions import extend
from thuocdo.documents.models import DocumentKind
from thuocdo.reports import actions, sending
from thuocdo.reports.answers import Draft
from thuocdo.reports.content import content_digest
from thuocdo.reports.enums import ReportState
from thuocdo.reports.evidence import attach_evidence, remove_evidence
from thuocdo.verification.actions import return_report

SHARE = {"a": "9", "b": "10"}


def test_the_first_answer_begins_the_report(cast, report):
    answer = actions.save_answer(cast.preparer, report, "1.3", SHARE)
    assert again(report).state == ReportState.DRAFTING
    assert (answer.values, answer.version, answer.changed_by) == (SHARE, 1, cast.preparer)


def test_every_save_is_in_the_history_and_in_the_audit(cast, report):
    actions.save_answer(cast.preparer, report, "1.3", SHARE)
    answer = actions.save_answer(cast.coordinator, report, "1.3", {"a": "8", "b": "10"}, version=1)
    assert [change.values["a"] for change in answer.changes.all()] == ["8", "9"]
    assert entries_about(f"report:{report.pk}/1.3").count() == 2


@pytest.mark.parametrize("who", ["head", "clerk", "outsider", "lead", "verifier", "chair", "observer", "administrator"])
def test_only_preparer_and_coordinator_fill(cast, report, who):
    with pytest.raises(NotAllowed):
        actions.save_answer(getattr(cast, who), report, "1.3", SHARE)
    assert not report.answers.exists()


def test_a_stale_version_overwrites_nothing(cast, report):
    actions.save_answer(cast.preparer, report, "1.3", SHARE)
    with pytest.raises(Conflict):
        actions.save_answer(cast.coordinator, report, "1.3", {"a": "1", "b": "10"}, version=0)
    assert report.answers.get().values == SHARE


def test_several_answers_are_saved_all_or_none(cast, report):
    actions.save_answer(cast.preparer, report, "1.3", SHARE)
    drafts = {"2.2": Draft(SHARE, version=0), "1.3": Draft({"a": "1", "b": "10"}, version=0)}
    with pytest.raises(Conflict):
        actions.save_answers(cast.preparer, report, drafts)
    assert [answer.component for answer in report.answers.all()] == ["1.3"]


@pytest.mark.parametrize("values", [{"a": "nhiều", "b": "10"}, {"a": "11", "b": "10"}, {"a": "-1"}, {"x": "1"}])
def test_an_answer_that_the_law_cannot_read_is_refused(cast, report, values):
    with pytest.raises(Refused):
        actions.save_answer(cast.preparer, report, "1.3", values)
    assert not report.answers.exists()


def test_the_councils_component_is_not_the_units_to_answer(cast, report):
    with pytest.raises(Refused, match=r"6\.8"):
        actions.save_answer(cast.preparer, report, "6.8", {"sat": "90", "n": "50"})


def test_an_answer_taken_back_is_no_answer_and_keeps_its_history(cast, report):
    actions.save_answer(cast.preparer, report, "1.3", SHARE)
    actions.clear_answers(cast.preparer, report, {"1.3": None})
    answer = report.answers.get()
    assert answer.values == {}
    assert answer.changes.count() == 2


def test_nothing_is_filled_before_reporting_opens(cast):
    report = report_of(make_season(cast, opened=False))
    with pytest.raises(Refused):
        actions.save_answer(cast.preparer, report, "1.3", SHARE)


def test_the_same_file_twice_is_kept_once(cast, report):
    upload = pdf()
    first = attach_evidence(cast.preparer, report, "1.1", upload)
    upload.seek(0)
    assert attach_evidence(cast.preparer, report, "1.1", upload) == first
    assert report.evidence.count() == 1


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"PK\x03\x04 no archive"])
def test_a_file_of_another_kind_is_refused(cast, report, content):
    with pytest.raises(Refused):
        attach_evidence(cast.preparer, report, "1.1", SimpleUploadedFile("tai-lieu.pdf", content))
    assert not report.evidence.exists()


def test_evidence_can_be_taken_off_until_the_report_is_sent(cast, season, report):
    evidence = attach_evidence(cast.preparer, report, "1.1", pdf()).evidence
    other = attach_evidence(cast.preparer, report, "1.1", pdf()).evidence
    remove_evidence(cast.preparer, evidence)
    make_sent(cast, season)
    with pytest.raises(Refused):
        remove_evidence(cast.preparer, other)
    assert list(report.evidence.all()) == [other]


@pytest.mark.parametrize("name", CONTACTS)
def test_without_a_contact_nothing_is_sent(cast, report, name):
    fill(cast.preparer, report, ["1.3"], contacts=CONTACTS | {name: " "})
    with pytest.raises(Refused) as refusal:
        sending.send_report(cast.preparer, report)
    assert str(report._meta.get_field(name).verbose_name) in str(refusal.value)
    assert again(report).state == ReportState.DRAFTING


@pytest.mark.parametrize("who", ["preparer", "coordinator", "head", "clerk"])
def test_the_units_people_send(cast, report, who):
    fill(cast.preparer, report, ["1.3"])
    sent = sending.send_report(getattr(cast, who), report)
    assert (sent.state, sent.sent_by, sent.is_late) == (ReportState.SENT, getattr(cast, who), False)


@pytest.mark.parametrize("who", ["outsider", "lead", "verifier", "chair", "observer", "administrator"])
def test_nobody_else_sends(cast, report, who):
    fill(cast.preparer, report, ["1.3"])
    with pytest.raises(NotAllowed):
        sending.send_report(getattr(cast, who), report)


def test_a_preparer_of_another_unit_does_not_send_by_another_post_here(cast, report):
    fill(cast.preparer, report, ["1.3"])
    give_post(None, cast.outsider, Unit.objects.get(key="syt"), Role.MEMBER, since=date(2021, 1, 1))
    with pytest.raises(NotAllowed):
        sending.send_report(fresh(cast.outsider), report)


def test_the_last_second_of_the_last_day_is_in_time(cast, report):
    fill(cast.preparer, report, ["1.3"])
    at(2022, 10, 19, 23, 59, 30)
    assert not sending.send_report(cast.preparer, report).is_late


def test_midnight_is_late_and_marked(cast, report):
    fill(cast.preparer, report, ["1.3"])
    at(2022, 10, 20, 0, 0)
    assert sending.send_report(cast.preparer, report).is_late


def test_a_season_may_refuse_late_reports_and_keeps_what_was_typed(cast):
    report = report_of(make_season(cast, late_reports="refused"))
    fill(cast.preparer, report, ["1.3"])
    at(2022, 10, 20, 0, 0)
    with pytest.raises(Refused):
        sending.send_report(cast.preparer, report)
    assert report.answers.get().values == {"a": "100", "b": "100"}


def test_an_extension_moves_the_last_day_of_its_unit(cast, season, report):
    fill(cast.preparer, report, ["1.3"])
    extend(cast.lead, report.season_unit, date(2022, 10, 25), paper(cast.lead, DocumentKind.EXTENSION))
    at(2022, 10, 20, 8, 0)
    step_on(cast, season, "season.verify")  # the others are being verified meanwhile
    at(2022, 10, 25, 23, 59)
    assert not sending.send_report(cast.preparer, report).is_late


def test_the_audit_attests_what_was_sent(cast, season):
    report = make_sent(cast, season)
    entry = entries_about(f"report:{report.pk}").get(act="report.send")
    stated = {"state": "sent", "sha256": content_digest(again(report))}
    assert attests(entry, "after", stated)
    assert not attests(entry, "after", stated | {"sha256": "0" * 64})


def test_a_sent_report_does_not_change(cast, season):
    report = make_sent(cast, season)
    with pytest.raises(Refused):
        actions.save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "10"}, version=1)
    with pytest.raises(Refused):
        actions.set_contacts(cast.preparer, report, **CONTACTS)


def test_the_unit_withdraws_until_its_last_day_ends(cast, season):
    report = make_sent(cast, season)
    withdrawn = sending.withdraw_report(cast.clerk, report)
    assert (withdrawn.state, withdrawn.sent_at) == (ReportState.DRAFTING, None)
    sending.send_report(cast.preparer, report)
    at(2022, 10, 20, 0, 0)
    with pytest.raises(Refused):
        sending.withdraw_report(cast.clerk, report)


def test_a_report_completed_after_its_return_stays_in_time(cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu tài liệu kiểm chứng", until=date(2022, 10, 28))
    at(2022, 10, 25)
    actions.save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "10"}, version=1)
    sent = sending.send_report(cast.preparer, report)
    assert (sent.is_late, sent.return_reason) == (False, "")


def test_only_the_lead_department_says_why_there_is_no_report(cast, season):
    report = report_of(season, "stp")
    for person in (cast.outsider, cast.observer, cast.verifier):
        with pytest.raises(NotAllowed):
            sending.explain_absence(person, report, "Không gửi")
    with pytest.raises(Refused):
        sending.explain_absence(cast.lead, report, " ", "Not sent")
    sending.explain_absence(cast.lead, report, "Không gửi")
    assert again(report).absence_reason == "Không gửi"


def test_the_reason_for_an_absence_is_told_in_the_language_of_the_page(cast, season):
    report = report_of(season, "stp")
    sending.explain_absence(cast.lead, report, "Không gửi", "Not sent")
    with override("vi"):
        assert again(report).absence_reason == "Không gửi"
    with override("en"):
        assert again(report).absence_reason == "Not sent"


def test_nobody_explains_away_their_own_units_absence(cast, season):
    with pytest.raises(NotAllowed):
        sending.explain_absence(cast.lead, report_of(season, "stttt"), "Không gửi")
