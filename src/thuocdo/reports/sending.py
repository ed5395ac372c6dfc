"""Sending a report, taking it back, saying why there is none (R4.4-5, I5, I8). Part of this floor's actions."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.audit.queries import entries_about
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.enums import LateReports
from thuocdo.reports.actions import locked, not_own, step
from thuocdo.reports.content import NOTHING, Digests, digests
from thuocdo.reports.deadlines import deadline_of, last_day_of, would_be_late
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.models import Report, Sending
from thuocdo.reports.news import tell_sent
from thuocdo.reports.rules import OPEN_PHASES, sends
from thuocdo.reports.signing import fault_of_copy


@transaction.atomic
def send_report(actor: User, report: Report, *, asked: Mapping[str, str] = NOTHING, seen: str | None = None) -> Report:
    """Sends the report to the lead department (R4.4-5). Late is what the database's clock says once the row is locked.
    `asked`: the unit's requests, as in `Beside`; `seen`: `Digests.shown` of what the sender looked through, empty where
    their page named none; None for a sending without a page.

    The audit keeps the digest of what was sent, which the receipt prints. Raises Refused without contacts, without the
    signed copy that the season asks for, outside the reporting phase, or late where the season refuses late reports;
    Conflict where the report is no longer what was seen.
    """
    row = locked(report)
    require(sends(actor, row.season_unit.unit_id), _("Only the unit's own people may send its report."))
    now, declared = clock.now(), digests(row, asked)
    _check_seen(declared, seen)
    late, digest = would_be_late(row, now), declared.content
    _check_sendable(row, declared, late=late)
    facts = {"sent_at": now, "sent_by": actor, "is_late": late, "return_reason": ""}
    sent = step(actor, row, "report.send", noted={"sha256": digest}, **facts)
    _keep_sending(sent, now, digest)
    tell_sent(sent, digest)
    return sent


def _check_seen(declared: Digests, seen: str | None) -> None:
    changed = _(
        "Nothing was sent: the report was changed while this page was open. Below it is as it stands now; look "
        "through it, then send it."
    )
    unnamed = _(
        "Nothing was sent: this page was opened before the system was updated and does not say which figures it "
        "showed. Below is the report as it stands now; look through it, then send it."
    )
    require(seen in {None, declared.shown}, changed if seen else unnamed, Conflict)


def _check_sendable(report: Report, declared: Digests, *, late: bool) -> None:
    season_tier, season = report.season_unit.season_tier, report.season_unit.season
    missing = ", ".join(report.missing_contacts)
    require(not missing, _("Before sending, fill in: %(fields)s.") % {"fields": missing}, Refused)
    require(season_tier.phase in OPEN_PHASES, _("Reporting is not open for this season."), Refused)
    require(
        not late or season.late_reports == LateReports.ACCEPTED,
        _(
            "The last day is over, and this season refuses late reports. Ask the lead department for an extension; "
            "what you filled in is kept."
        ),
        Refused,
    )
    fault = fault_of_copy(report, declared)
    require(not fault, fault, Refused)


def _keep_sending(report: Report, now: datetime, digest: str) -> None:
    before = report.sendings.first()
    Sending.objects.create(
        report=report,
        number=before.number + 1 if before else 1,
        sent_at=now,
        sent_by=report.sent_by,
        last_day=last_day_of(report),
        is_late=report.is_late,
        content_sha256=digest,
        entry=entries_about(f"report:{report.pk}").filter(act="report.send").last(),
    )


@transaction.atomic
def withdraw_report(actor: User, report: Report) -> Report:
    """The unit takes its report back to mend it, before its last day ends only. What was late before it was returned
    stays late."""
    row = locked(report)
    require(sends(actor, row.season_unit.unit_id), _("Only the unit's own people may withdraw its report."))
    require(
        clock.now() < deadline_of(row),
        _("The last day is over: ask the lead department to return the report."),
        Refused,
    )
    late = row.is_late and row.return_until is not None
    return step(actor, row, "report.withdraw", sent_at=None, sent_by=None, is_late=late)


@transaction.atomic
def explain_absence(actor: User, report: Report, reason: str, english: str = "") -> None:
    """Records why a unit sent no report; it is listed with this reason (I8), on English pages with the `english` one
    where it is given. Raises Refused without the Vietnamese one."""
    require(runs_the_season(actor), _("Only the lead department records why a unit sent no report."))
    row = locked(report)
    not_own(actor, row)
    require(row.state in EDITABLE, _("This unit has sent its report."), Refused)
    require(reason.strip(), _("Give the reason in Vietnamese."), Refused)
    said = {"absence_reason_vi": reason.strip(), "absence_reason_en": english.strip()}
    Report.objects.filter(pk=row.pk).update(**said)
    record("report.absence", actor=actor.pk, subject=f"report:{row.pk}", reason=reason, after={"en": english.strip()})
