"""Clarification requests: who verifies a component asks, the unit answers, who verifies closes with a reason (R4.1-2).

Threads only grow: a message is never changed. Each act names the last message that the person saw; where the other side
wrote meanwhile, it is a Conflict and nothing is done. What state a report goes back to closes no request.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import FILLING, Role
from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import StoredFile
from thuocdo.reports.actions import locked
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.verification.asking_news import tell_answered, tell_asked, tell_closed
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import Assignment, ClarificationFile, ClarificationMessage, ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify
from thuocdo.verification.threads import REPORT

ASKABLE = {ReportState.SENT, ReportState.VERIFIED}
ANSWERING = {*FILLING, Role.HEAD}
WORKING_DAYS = 5
FRIDAY = 4

Files = Sequence[tuple[StoredFile, str]]  # what `documents.files.store` has checked and kept, with the name it came by


def usual_due(day: date) -> date:
    """Five working days on; Saturdays and Sundays are none. Holidays are not known: the verifier gives a later day."""
    due, left = day, WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() <= FRIDAY
    return due


def latest_due(season: Season, day: date) -> date:
    """The last day of the season's approving decision; once that has come, the usual time from now."""
    return max(season.approval_last_day, usual_due(day))


def answers_for(user: User, unit_id: int) -> bool:
    """Writes in the unit's name: its preparer, coordinator or head."""
    return user.holds(ANSWERING, unit_id)


def may_ask(user: User, report: Report, component: str, shared: Iterable[Assignment]) -> bool:
    return report.state in ASKABLE and may_verify(user, report, component, shared)


@transaction.atomic
def ask(actor: User, report: Report, components: Sequence[str], *, text: str, due: date) -> list[ClarificationRequest]:
    """One thread for each of these components of the report, with the same question and the same last day, told to
    the unit in one notice. Raises NotAllowed where one of them is verified by somebody else."""
    row = locked(report)
    shared = assignments(row.season_unit.season)
    known = {component.code for component in form_of(row.season_unit).components}
    unknown = ", ".join(sorted(set(components) - known))
    require(components and not unknown, _("The form has no component %(codes)s.") % {"codes": unknown}, Refused)
    for code in components:
        require(may_verify(actor, row, code, shared), _("This component of this unit is verified by somebody else."))
    _check_question(row, text, due)
    now = clock.now()
    asked = [_thread(actor, row, code, text.strip(), due, now) for code in dict.fromkeys(components)]
    tell_asked(asked, text.strip())
    return asked


def _check_question(report: Report, text: str, due: date) -> None:
    """Raises Refused. Needs the report under lock."""
    today = clock.today()
    latest = latest_due(report.season_unit.season, today)
    require(
        report.state in ASKABLE,
        _("The report is with its unit, or the council has it: a request can be made while it is sent or verified."),
        Refused,
    )
    require(text.strip(), _("Write what the unit is to explain or complete."), Refused)
    require(due >= today, _("The last day is over already. Give today or a later day."), Refused)
    require(
        due <= latest,
        _("The result of the season is due by %(day)s. Give that day or an earlier one.")
        % {"day": f"{latest:%d/%m/%Y}"},
        Refused,
    )


def _thread(actor: User, report: Report, code: str, text: str, due: date, now) -> ClarificationRequest:
    row = ClarificationRequest.objects.create(report=report, component=code, due=due, asked_by=actor, asked_at=now)
    ClarificationMessage.objects.create(request=row, text=text, is_units=False, written_by=actor, written_at=now)
    after = {"report": report.pk, "component": code, "due": due.isoformat(), "text": text}
    record("clarification.asked", actor=actor.pk, subject=f"request:{row.pk}", after=after)
    return row


@transaction.atomic
def answer(
    actor: User, request: ClarificationRequest, text: str, files: Files = (), *, seen: int | None = None
) -> ClarificationMessage:
    """The unit's answer with its files; after the last day it is taken and marked as late. A unit may add to its answer
    until the request is closed. `seen`: the last message that the person was shown."""
    row = _locked(request)
    may = answers_for(actor, row.report.season_unit.unit_id)
    require(may, _("Only the unit's preparer, coordinator or head answers for it."))
    _check_open(row, seen)
    require(text.strip(), _("Write the answer; files alone do not say what they are for."), Refused)
    late = row.state == RequestState.ASKED and clock.today() > row.due
    message = _say(actor, row, text, RequestState.ANSWERED, is_units=True, is_late=late)
    ClarificationFile.objects.bulk_create(
        [ClarificationFile(message=message, file=stored, file_name=name[-255:]) for stored, name in files]
    )
    _record(actor, row, "clarification.answered", message, late=late, files=[stored.sha256 for stored, _name in files])
    tell_answered(row, message)
    return message


@transaction.atomic
def ask_on(
    actor: User, request: ClarificationRequest, text: str, *, due: date, seen: int | None = None
) -> ClarificationMessage:
    """A further question in the same thread, with a last day of its own."""
    row = _verifiers(actor, request)
    _check_open(row, seen)
    _check_question(locked(row.report), text, due)
    message = _say(actor, row, text, RequestState.ASKED, is_units=False, due=due)
    _record(actor, row, "clarification.asked_on", message, due=due.isoformat())
    tell_asked([row], text.strip(), again=message.pk)
    return message


@transaction.atomic
def close(actor: User, request: ClarificationRequest, reason: str, *, seen: int | None = None) -> ClarificationRequest:
    """Ends the thread, answered or not, with a reason that the unit reads. It stays readable."""
    row = _verifiers(actor, request)
    _check_open(row, seen)
    require(reason.strip(), _("Give the reason: the unit will read it."), Refused)
    return end(actor, row, reason=reason.strip())


def end(actor: User, row: ClarificationRequest, *, reason: str, ruling=None) -> ClarificationRequest:
    """Closes a thread that is under lock and open; its caller has checked the right. `ruling`: what answers it."""
    before = row.state
    row.state, row.closed_by, row.closed_at = RequestState.CLOSED, actor, clock.now()
    row.closing_reason, row.ruling = reason, ruling
    row.save(update_fields=["state", "closed_by", "closed_at", "closing_reason", "ruling"])
    record(
        "clarification.closed",
        actor=actor.pk,
        subject=f"request:{row.pk}",
        reason=reason,
        before={"state": before},
        after={"state": row.state, "ruling": ruling and ruling.pk},
    )
    if ruling is None:
        tell_closed(row)
    return row


def _locked(request: ClarificationRequest) -> ClarificationRequest:
    rows = ClarificationRequest.objects.select_for_update(of=("self",)).select_related(*REPORT)
    return rows.get(pk=request.pk)


def _verifiers(actor: User, request: ClarificationRequest) -> ClarificationRequest:
    """The thread under lock, for who verifies its component. Raises NotAllowed."""
    row = _locked(request)
    shared = assignments(row.report.season_unit.season)
    may = may_verify(actor, row.report, row.component, shared)
    require(may, _("This component of this unit is verified by somebody else."))
    return row


def _check_open(row: ClarificationRequest, seen: int | None) -> None:
    require(
        row.state != RequestState.CLOSED,
        _("This request was closed meanwhile. What you typed is still on this page."),
        Conflict,
    )
    last = row.messages.values_list("pk", flat=True).last()
    require(
        seen in (None, last),
        _("Somebody has written here meanwhile. Read it, then send what you typed: it is still on this page."),
        Conflict,
    )


def _say(actor: User, row: ClarificationRequest, text: str, state: str, *, due: date | None = None, **facts):
    message = ClarificationMessage.objects.create(
        request=row, text=text.strip(), written_by=actor, written_at=clock.now(), **facts
    )
    row.state, row.due = state, due or row.due
    row.save(update_fields=["state", "due"])
    return message


def _record(actor: User, row: ClarificationRequest, act: str, message: ClarificationMessage, **facts: object) -> None:
    after = {"state": row.state, "message": message.pk, "text": message.text, **facts}
    record(act, actor=actor.pk, subject=f"request:{row.pk}", after=after)
