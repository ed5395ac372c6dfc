"""An event in words, in the language that is active: the same words in the product, in e-mails and in calendars."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.common.templatetags.words import day, language, moment, weekday
from thuocdo.notices.enums import Kind
from thuocdo.notices.models import Event

Facts = Mapping[str, object]


class Words(NamedTuple):
    """`title` is one line; `lines` are sentences; `button` is what the page behind it offers."""

    title: str
    lines: list[str]
    button: str


def words(event: Event) -> Words:
    """Of a practice season it is said before all else that it is one."""
    said = TELL[Kind(event.kind)](event.facts)
    if "practice" not in event.facts:
        return said
    first = _("This belongs to the practice season of %(year)s and is of no effect.") % {"year": event.facts["year"]}
    return said._replace(title=marked(said.title, event.facts), lines=[first, *said.lines])


def marked(title: str, facts: Facts) -> str:
    first = _("PRACTICE")
    return f"[{first}] {title}" if "practice" in facts else title


def unit_name(facts: Facts) -> str:
    return str(facts[f"unit_{language()}"])


def _report(facts: Facts) -> str:
    return _("%(unit)s, season %(year)s.") % {"unit": unit_name(facts), "year": facts["year"]}


def _until(facts: Facts, words: str) -> str:
    last_day = date.fromisoformat(str(facts["last_day"]))
    return words % {"day": day(last_day), "weekday": weekday(last_day)}


def _in_time(facts: Facts) -> str:
    """What was late at first stays late after its return: a returned report is not called in time."""
    if facts.get("again"):
        return _until(facts, _("It was returned for completion; send it again by the end of %(day)s (%(weekday)s)."))
    return _until(facts, _("The report is in time until the end of %(day)s (%(weekday)s)."))


def _opened(facts: Facts) -> Words:
    title = _("Season %(year)s: reporting has opened") % {"year": facts["year"]}
    return Words(title, [_report(facts), _in_time(facts)], _("Begin the report"))


def _due(facts: Facts) -> Words:
    left = int(str(facts["days"]))
    if facts.get("again"):
        title = ngettext(
            "%(days)d day left to send the report again", "%(days)d days left to send the report again", left
        )
    else:
        title = ngettext("%(days)d day left to send the report", "%(days)d days left to send the report", left)
    return Words(title % {"days": left}, [_report(facts), _in_time(facts)], _("Go to the report"))


def _today(facts: Facts) -> Words:
    title = _("Today is the last day to send the report again") if facts.get("again") else ""
    title = title or _("Today is the last day to send the report")
    return Words(title, [_report(facts), _in_time(facts)], _("Check and send"))


def _overdue(facts: Facts) -> Words:
    over = _until(facts, _("The last day was %(day)s (%(weekday)s); the report has not been sent."))
    late = _("Send it now: it is taken and marked as late.")
    if facts.get("again"):
        late = _("Send it again as soon as possible.")
    elif facts["late"] == "refused":
        late = _("This season takes no late reports: ask the lead department for an extension.")
    return Words(_("The report is overdue"), [_report(facts), over, late], _("Go to the report"))


def _returned(facts: Facts) -> Words:
    lines = [_report(facts), _("Reason: %(reason)s") % {"reason": facts["reason"]}]
    if facts.get("last_day"):
        lines.append(_until(facts, _("Send it again by the end of %(day)s (%(weekday)s).")))
    return Words(_("The report was returned for completion"), lines, _("Mend the report"))


def _extended(facts: Facts) -> Words:
    title = _until(facts, _("Extension until the end of %(day)s"))
    lines = [_report(facts), _in_time(facts), _("By document %(number)s.") % {"number": facts["document"]}]
    return Words(title, lines, _("Go to the report"))


def _sent(facts: Facts) -> Words:
    received = moment(datetime.fromisoformat(str(facts["sent_at"])))
    when = _("Received at %(moment)s, late.") if facts["is_late"] else _("Received at %(moment)s, in time.")
    lines = [_report(facts), when % {"moment": received}]
    if facts.get("sha256"):
        lines.append(_("Digest of the content (SHA-256): %(digest)s") % {"digest": facts["sha256"]})
    return Words(_("Receipt: the report has been received"), lines, _("See the receipt"))


def _asked(facts: Facts) -> Words:
    if "closed" in facts:
        closed = _("Component %(code)s: the request for clarification is closed") % {"code": facts["code"]}
        return Words(
            closed, [_report(facts), _("Reason: %(reason)s") % {"reason": facts["closed"]}], _("Read the request")
        )
    title = _("Component %(code)s: please explain or complete") % {"code": facts["code"]}
    lines = [_report(facts), str(facts["text"]), _until(facts, _("Answer by the end of %(day)s (%(weekday)s)."))]
    return Words(title, lines, _("Answer the request"))


def _answered(facts: Facts) -> Words:
    title = _("%(unit)s has answered about component %(code)s") % {"unit": unit_name(facts), "code": facts["code"]}
    late = [_("The answer came after its last day.")] if facts.get("is_late") else []
    return Words(title, [_report(facts), str(facts["text"]), *late], _("Read the answer"))


def _ruled(facts: Facts) -> Words:
    """An answer for all; `own`: the answer to what this unit alone raised."""
    lines = [str(facts["question"]), str(facts["answer"])]
    if facts.get("own"):
        return Words(_("The difficulty that your unit raised has been answered"), lines, _("Read the answer"))
    return Words(_("Season %(year)s: an answer for all units") % {"year": facts["year"]}, lines, _("Read the answer"))


def _round(facts: Facts) -> Words:
    title = _("Draft result: your points can be read") if facts["draft"] else _("Your verified points can be read")
    until = _until(facts, _("Say by the end of %(day)s (%(weekday)s) whether you agree with each of them."))
    return Words(title, [_report(facts), until], _("Read and reply"))


def _decided(facts: Facts) -> Words:
    title = _("Component %(code)s: your reply has been decided") % {"code": facts["code"]}
    outcome = _("The points were changed.") if facts["changed"] else _("The points stay as they are.")
    lines = [_report(facts), outcome, _("Reason: %(reason)s") % {"reason": facts["reason"]}]
    return Words(title, lines, _("Read the decision"))


def _went_back(facts: Facts) -> Words:
    """`step_vi`, `step_en`: what was taken back, as a sentence."""
    lines = [str(facts[f"step_{language()}"]), _("Reason: %(reason)s") % {"reason": facts["reason"]}]
    return Words(
        _("A step of season %(year)s was taken back") % {"year": facts["year"]}, lines, _("See where it stands")
    )


def _called(facts: Facts) -> Words:
    begins = moment(datetime.fromisoformat(str(facts["starts_at"])))
    title = _("Session %(number)s of the council: %(moment)s") % {"number": facts["number"], "moment": begins}
    return Words(title, [_("Place: %(place)s") % {"place": facts["place"]}], _("Read the papers"))


TELL: dict[Kind, Callable[[Facts], Words]] = {
    Kind.OPENED: _opened,
    Kind.DUE_30: _due,
    Kind.DUE_7: _due,
    Kind.DUE_3: _due,
    Kind.DUE_1: _due,
    Kind.DUE_TODAY: _today,
    Kind.OVERDUE: _overdue,
    Kind.RETURNED: _returned,
    Kind.EXTENDED: _extended,
    Kind.SENT: _sent,
    Kind.ASKED: _asked,
    Kind.ANSWERED: _answered,
    Kind.RULED: _ruled,
    Kind.ROUND: _round,
    Kind.DECIDED: _decided,
    Kind.WENT_BACK: _went_back,
    Kind.CALLED: _called,
}
