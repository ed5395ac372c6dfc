"""The last day as a calendar file (RFC 5545), for the calendar of one's mail program."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from thuocdo.common.templatetags.words import day
from thuocdo.notices.wording import marked, unit_name

NAME = "han-gui-bao-cao.ics"
TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
# Before the day begins at midnight: nine in the morning, seven days and one day before, and on the day itself.
ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9), timedelta(hours=9))


def calendar_file(subject: str, facts: Mapping[str, object], at: datetime, url: str = "") -> bytes:
    """An all-day event on the last day, free time, with three alarms.

    subject: "report:12". facts: of an event, with last_day, sequence, year and the unit's names. The UID never changes
    and SEQUENCE grows with each extension and each return, so that a calendar moves the entry that it has instead of
    adding a second.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Thuoc do//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_entry(subject, facts, at, url))
    return calendar.to_ical()


def _entry(subject: str, facts: Mapping[str, object], at: datetime, url: str) -> Event:
    last_day = date.fromisoformat(str(facts["last_day"]))
    title = marked(_("Last day to send the report, season %(year)s") % {"year": facts["year"]}, facts)
    entry = Event()
    entry.add("uid", f"{subject.replace(':', '-')}-{facts['year']}-{facts['unit_key']}@thuocdo")
    entry.add("sequence", int(str(facts["sequence"])))
    entry.add("dtstamp", at)
    entry.add("dtstart", last_day)
    entry.add("dtend", last_day + timedelta(days=1))
    entry.add("summary", title)
    until = _("%(unit)s: the report is in time until the end of %(day)s.")
    entry.add("description", until % {"unit": unit_name(facts), "day": day(last_day)})
    entry.add("transp", "TRANSPARENT")
    if url:
        entry.add("url", url)
    for trigger in ALARMS:
        entry.add_component(_alarm(title, trigger))
    return entry


def _alarm(title: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm
