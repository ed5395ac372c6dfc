"""Reminders (R4.4, R8.1): what is told on which day, to whom, and never twice. The last day moves, not the clock."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import CONTACTS, again, at, fill, make_season, make_sent, paper, report_of

from thuocdo.accounts.models import Unit
from thuocdo.common import clock
from thuocdo.cycles.actions import extend
from thuocdo.cycles.models import Season, SeasonTier, SeasonUnit
from thuocdo.documents.models import DocumentKind
from thuocdo.notices.enums import Kind
from thuocdo.notices.models import Event, Mail, Notice
from thuocdo.reports.actions import set_contacts
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.sending import send_report
from thuocdo.reports.tasks import remind
from thuocdo.verification.actions import return_report

FILLERS = {"preparer", "coordinator"}
EVERYBODY = {*FILLERS, "head", "clerk"}


def kinds(unit: str = "syt") -> list[str]:
    """What a unit was told, in order."""
    return list(Event.objects.filter(unit__key=unit).order_by("at", "pk").values_list("kind", flat=True))


def told(kind: str, unit: str = "syt") -> set[str]:
    rows = Notice.objects.filter(event__kind=kind, event__unit__key=unit)
    return set(rows.values_list("person__username", flat=True))


def leave(season: Season, days: int) -> None:
    """Moves the last day so that so many days are left."""
    season.tiers.update(report_before=clock.today() + timedelta(days=days + 1))


@pytest.fixture
def opened(season) -> Season:
    """Its opening was told 60 days before the last day, and long before today."""
    leave(season, 60)
    remind()
    Event.objects.update(at=clock.now() - timedelta(days=300))
    return season


def test_the_opening_is_told_once_to_who_fills_and_who_heads(season):
    leave(season, 37)
    remind()
    remind()
    assert kinds() == [Kind.OPENED]
    assert told(Kind.OPENED) == {*FILLERS, "head"}


@pytest.mark.parametrize(
    ("days", "kind", "people"),
    [
        (31, None, set()),
        (30, Kind.DUE_30, FILLERS),
        (29, Kind.DUE_30, FILLERS),
        (8, Kind.DUE_30, FILLERS),
        (7, Kind.DUE_7, FILLERS),
        (4, Kind.DUE_7, FILLERS),
        (3, Kind.DUE_3, FILLERS),
        (2, Kind.DUE_3, FILLERS),
        (1, Kind.DUE_1, EVERYBODY),
        (0, Kind.DUE_TODAY, EVERYBODY),
        (-1, Kind.OVERDUE, EVERYBODY),
        (-40, Kind.OVERDUE, EVERYBODY),
    ],
)
def test_each_day_tells_the_one_thing_that_holds_on_it(opened, days, kind, people):
    leave(opened, days)
    remind()
    assert kinds()[1:] == ([kind] if kind else [])
    assert told(kind or "") == people


def test_a_whole_season_tells_each_thing_once(opened):
    for days in range(45, -10, -1):
        leave_on = clock.today() + timedelta(days=60)
        at_day = leave_on - timedelta(days=days)
        opened.tiers.update(report_before=leave_on + timedelta(days=1))
        clock.set_demonstration_time(clock.now() + timedelta(days=(at_day - clock.today()).days))
        remind()
        remind()
        clock.set_demonstration_time(clock.now() - timedelta(days=(at_day - (leave_on - timedelta(days=60))).days))
    expected = [Kind.DUE_30, Kind.DUE_7, Kind.DUE_3, Kind.DUE_1, Kind.DUE_TODAY, Kind.OVERDUE]
    assert kinds()[1:] == expected


def test_after_a_standstill_one_thing_is_told_and_not_seven(opened):
    leave(opened, -3)
    assert remind() == Report.objects.count()
    assert kinds()[1:] == [Kind.OVERDUE]


def test_what_the_opening_says_itself_is_not_said_again(season):
    leave(season, 5)
    remind()
    remind()
    assert kinds() == [Kind.OPENED]


def test_a_moved_demonstration_clock_is_followed(opened):
    opened.tiers.update(report_before=date(2022, 10, 20))
    at(2022, 10, 12)
    remind()
    at(2022, 10, 20, 0, 0, 1)
    remind()
    assert kinds()[1:] == [Kind.DUE_7, Kind.OVERDUE]


def test_the_last_second_of_the_last_day_is_not_overdue(opened):
    opened.tiers.update(report_before=date(2022, 10, 20))
    at(2022, 10, 19, 23, 59, 58)
    remind()
    assert kinds()[-1] == Kind.DUE_TODAY


def test_a_report_that_was_sent_gets_no_reminder(cast, opened):
    make_sent(cast, opened)
    leave(opened, -1)
    remind()
    assert Kind.OVERDUE not in kinds()
    assert kinds("stp")[-1] == Kind.OVERDUE


def test_an_extension_is_told_and_moves_the_reminders(cast, opened):
    leave(opened, 7)
    letter = paper(cast.lead, DocumentKind.EXTENSION, "9120/UBND-CNTT")
    extended = clock.today() + timedelta(days=20)
    extend(cast.lead, report_of(opened).season_unit, extended, letter)
    remind()
    assert kinds()[1:] == [Kind.EXTENDED]
    assert kinds("stp")[1:] == [Kind.DUE_7]
    event = Event.objects.get(kind=Kind.EXTENDED)
    assert event.facts["last_day"] == extended.isoformat()
    assert event.facts["sequence"] == 1
    assert event.facts["document"] == "9120/UBND-CNTT"
    extension = report_of(opened).season_unit.extensions.get()
    clock.set_demonstration_time(clock.now() + timedelta(days=13))
    remind()
    assert kinds()[-1] == Kind.DUE_7
    assert Event.objects.filter(kind=Kind.DUE_7, unit__key="syt").get().facts["last_day"] == str(extension.last_day)


def test_an_extension_before_the_opening_was_told_is_told_with_it(cast, season):
    letter = paper(cast.lead, DocumentKind.EXTENSION)
    extend(cast.lead, report_of(season).season_unit, date(2022, 11, 25), letter)
    remind()
    remind()
    assert kinds() == [Kind.OPENED]
    assert Event.objects.get(unit__key="syt").facts["last_day"] == "2022-11-25"


def returned(cast, season, until: date | None = None) -> Report:
    until = until or clock.today() + timedelta(days=60)
    return return_report(cast.lead, make_sent(cast, season), "Số liệu 4.3 sai kỳ", until=until)


def test_an_extension_of_a_returned_report_is_told(cast, opened):
    leave(opened, -5)
    report = returned(cast, opened, clock.today() + timedelta(days=2))
    remind()
    assert kinds()[-1] == Kind.RETURNED
    extended = clock.today() + timedelta(days=9)
    extend(cast.lead, report.season_unit, extended, paper(cast.lead, DocumentKind.EXTENSION))
    remind()
    remind()
    events = list(Event.objects.filter(unit__key="syt").order_by("pk"))
    assert [event.kind for event in events][-2:] == [Kind.RETURNED, Kind.EXTENDED]
    before, after = events[-2:]
    assert (after.facts["last_day"], after.facts["again"]) == (extended.isoformat(), True)
    assert before.facts["sequence"] < after.facts["sequence"]


def test_an_extension_that_the_return_told_already_is_not_told_again(cast, season):
    extended = clock.today() + timedelta(days=40)
    extend(cast.lead, report_of(season).season_unit, extended, paper(cast.lead, DocumentKind.EXTENSION))
    remind()
    returned(cast, season, clock.today() + timedelta(days=9))
    remind()
    assert kinds() == [Kind.OPENED, Kind.SENT, Kind.RETURNED]
    assert Event.objects.get(kind=Kind.RETURNED).facts["last_day"] == extended.isoformat()


def test_a_return_is_told_at_once_with_its_reason_and_its_day(cast, opened):
    leave(opened, 5)
    until = clock.today() + timedelta(days=9)
    returned(cast, opened, until)
    event = Event.objects.get(kind=Kind.RETURNED)
    assert event.facts["reason"] == "Số liệu 4.3 sai kỳ"
    assert event.facts["last_day"] == until.isoformat()
    assert told(Kind.RETURNED) == EVERYBODY


def test_a_returned_report_is_reminded_of_the_day_of_its_return(cast, opened):
    leave(opened, -5)
    report = returned(cast, opened, clock.today() + timedelta(days=10))
    set_contacts(cast.preparer, report, **CONTACTS)
    assert again(report).state == ReportState.DRAFTING
    remind()
    assert kinds()[-1] == Kind.RETURNED
    clock.set_demonstration_time(clock.now() + timedelta(days=7))
    remind()
    event = Event.objects.filter(kind=Kind.DUE_3, unit__key="syt").get()
    assert (event.facts["days"], event.facts["again"]) == (3, True)


def test_two_returns_are_two_events(cast, opened):
    sent = send_report(cast.preparer, returned(cast, opened))
    return_report(cast.lead, sent, "Lại sai", until=clock.today())
    assert Event.objects.filter(kind=Kind.RETURNED).count() == 2


def test_nothing_is_told_of_a_season_that_has_not_opened(cast):
    make_season(cast, opened=False)
    assert remind() == 0


def test_nobody_of_another_unit_is_told_anything(cast, opened):
    returned(cast, opened)
    leave(opened, -1)
    remind()
    for event in Event.objects.all():
        people = [row.person for row in [*event.notices.all(), *event.mails.exclude(person=None)]]
        assert all(event.unit_id in person.unit_ids() for person in people)
        assert {mail.address for mail in event.mails.filter(person=None)} <= {CONTACTS["email"]}
    assert not Notice.objects.filter(person__in=[cast.lead, cast.verifier, cast.observer]).exists()


def test_somebody_whose_post_has_ended_is_told_nothing(cast, opened):
    cast.coordinator.all_posts.update(valid_until=date(2022, 10, 1))
    leave(opened, 7)
    remind()
    assert told(Kind.DUE_7) == {"preparer"}


def test_the_receipt_goes_to_who_sent_the_contact_the_coordinator_and_the_head(cast, season):
    for name in ("preparer", "coordinator", "head", "clerk"):
        person = getattr(cast, name)
        person.email = f"{name}@syt.example"
        person.save()
    fill(cast.preparer, report_of(season))

    sent = send_report(cast.clerk, report_of(season))
    addresses = set(Mail.objects.filter(event__kind=Kind.SENT).values_list("address", flat=True))
    assert addresses == {"clerk@syt.example", "coordinator@syt.example", "head@syt.example", "lap@syt.example"}
    assert told(Kind.SENT) == {*FILLERS, "head", "clerk"}
    event = Event.objects.get(kind=Kind.SENT)
    assert event.name == f"sent:{sent.sent_at.isoformat()}"
    assert event.facts["entry"]


def many_units(season: Season, number: int) -> None:
    tier = SeasonTier.objects.filter(season=season).first()
    units = Unit.objects.bulk_create(
        Unit(key=f"u{n}", name_vi=f"Đơn vị {n}", name_en=f"Unit {n}", tier=tier.tier, order=100 + n)
        for n in range(number)
    )
    rows = SeasonUnit.objects.bulk_create(
        SeasonUnit(season=season, season_tier=tier, unit=u, order=u.order, name_vi=u.name_vi, name_en=u.name_en)
        for u in units
    )
    Report.objects.bulk_create(Report(season_unit=row) for row in rows)


@pytest.mark.parametrize("units", [0, 300])
def test_a_sweep_costs_the_same_for_any_number_of_units(season, units):
    many_units(season, units)
    with CaptureQueriesContext(connection) as first:
        assert remind() == Report.objects.count()
    with CaptureQueriesContext(connection) as second:
        assert remind() == 0
    assert len(second) == 7, [query["sql"][:80] for query in second]
    assert len(first) == 21, [query["sql"][:80] for query in first]
