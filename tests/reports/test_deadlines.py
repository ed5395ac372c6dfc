"""The last second and one second after: the database's clock decides, once the report is locked (I5)."""

import os
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from tests.factories import again, at, fill, make_season, make_sent, paper, report_of

from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.cycles.actions import extend
from thuocdo.documents.models import DocumentKind
from thuocdo.reports import deadlines
from thuocdo.reports.deadlines import deadline_of, last_day_of
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report, withdraw_report
from thuocdo.verification.actions import return_report

TRIALS = 500 if os.environ.get("THUOCDO_DEEP") else 60
EXTENDED, RETURNED = date(2022, 10, 25), date(2022, 10, 28)


@pytest.fixture
def move_deadline(monkeypatch):
    """Puts the report's deadline so many seconds from now, to the microsecond; the clock runs on as it does."""
    plain = deadlines.midnight

    def move(report: Report, seconds: float):
        monkeypatch.setattr(deadlines, "midnight", plain)
        shift = clock.now() + timedelta(seconds=seconds) - deadline_of(report)
        monkeypatch.setattr(deadlines, "midnight", lambda day: plain(day) + shift)
        return deadline_of(report)

    return move


def put_back(report: Report, **facts: object) -> Report:
    """A draft as it was before a trial."""
    Report.objects.filter(pk=report.pk).update(**{"state": ReportState.DRAFTING, "is_late": False, **facts})
    return again(report)


def test_the_deadline_is_the_first_moment_after_the_last_day_in_the_provinces_time(report):
    assert last_day_of(report) == date(2022, 10, 19)
    assert deadline_of(report) == datetime(2022, 10, 19, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("late_reports", ["accepted", "refused"])
def test_no_trial_at_the_last_second_is_judged_wrongly(cast, move_deadline, late_reports):
    """Half of the trials for each rule; each with or without an extension and a return, whatever comes last."""
    random = Random(f"deadline {late_reports}")  # noqa: S311 - the same trials every time
    season = make_season(cast, late_reports=late_reports)
    plain = fill(cast.preparer, report_of(season), ["1.3"])
    other = fill(cast.outsider, report_of(season, "stp"), ["1.3"])
    extend(cast.lead, other.season_unit, EXTENDED, paper(cast.lead, DocumentKind.EXTENSION))
    for _trial in range(TRIALS // 2):
        report, sender = random.choice([(plain, cast.preparer), (other, cast.outsider)])
        was_late = late_reports == "accepted" and random.random() < 0.2
        until = random.choice([None, RETURNED])
        report = put_back(report, return_until=until, is_late=was_late and until is not None)
        before = report.is_late
        until_when = move_deadline(report, random.uniform(-1, 1))
        try:
            sent = send_report(sender, report)
        except Refused:
            assert late_reports == "refused"
            assert clock.now() >= until_when
        else:
            assert sent.is_late == (before or sent.sent_at >= until_when)
            assert not (sent.is_late and late_reports == "refused")


def test_midnight_itself_is_late_and_the_microsecond_before_is_not(report):
    last = deadline_of(report)
    assert deadlines.would_be_late(report, last)
    assert not deadlines.would_be_late(report, last - timedelta(microseconds=1))


def test_a_return_gives_a_later_day_and_never_takes_one_away(cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=date(2022, 10, 18))
    assert last_day_of(again(report)) == date(2022, 10, 19)
    send_report(cast.preparer, again(report))
    return_report(cast.lead, again(report), "Thiếu", until=RETURNED)
    assert last_day_of(again(report)) == RETURNED


def test_returned_to_a_day_that_is_over_is_refused(cast, season):
    report = make_sent(cast, season)
    with pytest.raises(Refused):
        return_report(cast.lead, report, "Thiếu", until=date(2022, 10, 16))
    assert again(report).state == ReportState.SENT


def test_a_returned_report_that_comes_after_its_day_is_late(cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=RETURNED)
    at(2022, 10, 29, 0, 0)
    assert send_report(cast.preparer, again(report)).is_late


def test_a_season_that_refuses_late_reports_refuses_a_returned_one_after_its_day(cast):
    report = make_sent(cast, make_season(cast, late_reports="refused"))
    return_report(cast.lead, report, "Thiếu", until=RETURNED)
    at(2022, 10, 29, 0, 0)
    with pytest.raises(Refused):
        send_report(cast.preparer, again(report))
    extend(cast.lead, report.season_unit, date(2022, 10, 31), paper(cast.lead, DocumentKind.EXTENSION))
    assert not send_report(cast.preparer, again(report)).is_late


def test_a_late_report_stays_late_through_return_and_withdrawal(cast, season, report):
    fill(cast.preparer, report, ["1.3"])
    at(2022, 10, 20, 0, 0)
    late = send_report(cast.preparer, again(report))
    return_report(cast.lead, late, "Thiếu", until=RETURNED)
    at(2022, 10, 21)
    assert send_report(cast.preparer, again(report)).is_late
    withdraw_report(cast.preparer, again(report))
    assert send_report(cast.preparer, again(report)).is_late


def test_a_returned_report_may_be_withdrawn_until_its_new_day_and_stays_in_time(cast, season):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=RETURNED)
    at(2022, 10, 27)
    send_report(cast.preparer, again(report))
    withdraw_report(cast.clerk, again(report))
    assert not send_report(cast.preparer, again(report)).is_late
    at(2022, 10, 29, 0, 0)
    with pytest.raises(Refused):
        withdraw_report(cast.clerk, again(report))


def test_every_sending_is_kept_with_the_day_that_was_then_the_last(cast, season):
    report = make_sent(cast, season)
    withdraw_report(cast.clerk, report)
    send_report(cast.preparer, again(report))
    return_report(cast.lead, again(report), "Thiếu", until=RETURNED)
    send_report(cast.preparer, again(report))
    kept = [(row.number, row.last_day, row.is_late) for row in report.sendings.all()]
    usual = date(2022, 10, 19)
    assert kept == [(3, RETURNED, False), (2, usual, False), (1, usual, False)]


def test_an_extension_that_covers_the_first_sending_makes_a_returned_report_in_time(cast, season, report):
    fill(cast.preparer, report, ["1.3"])
    at(2022, 10, 20, 0, 0)
    return_report(cast.lead, send_report(cast.preparer, again(report)), "Thiếu", until=RETURNED)
    extend(cast.lead, report.season_unit, EXTENDED, paper(cast.lead, DocumentKind.EXTENSION))
    at(2022, 10, 27)
    assert not send_report(cast.preparer, again(report)).is_late


@pytest.mark.parametrize("is_late", [False, True])
def test_a_report_returned_before_returns_gave_a_day_stays_as_it_first_came(cast, season, is_late):
    report = make_sent(cast, season)
    return_report(cast.lead, report, "Thiếu", until=RETURNED)
    Report.objects.filter(pk=report.pk).update(return_until=None, is_late=is_late)
    report.sendings.update(is_late=is_late, sent_at=deadline_of(report) + timedelta(days=-1 + 2 * is_late))
    at(2022, 11, 5)
    assert send_report(cast.preparer, again(report)).is_late == is_late
