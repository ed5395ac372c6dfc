"""Where two blind verifiers differ: who may see both verdicts, and how the difference ends (R4.1-2).

Only who may finish a report settles its differences: the lead department, or for its own report the agency to which
that went as a whole (I12)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.reports.actions import locked
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.blind import is_difference, open_checks, open_of, read_drafts, same
from thuocdo.verification.checking import SENT_ONLY, check_lines, joined, new_check
from thuocdo.verification.models import Check
from thuocdo.verification.queries import assignments, verifiable_reports, with_progress_of_checks
from thuocdo.verification.rules import may_finish


@dataclass(frozen=True)
class Difference:
    """Two verdicts on one component of one report that do not come to the same."""

    report: Report
    component: Component
    checks: list[Check]


def differences(user: User, season: Season) -> list[Difference]:
    """All that the person may settle, by unit in official order: 7 queries, whatever their number."""
    shared = assignments(season)
    rows = with_progress_of_checks(verifiable_reports(user, season).filter(state=ReportState.SENT))
    reports = [row for row in rows if may_finish(user, row, shared)]
    waiting = open_checks(reports)
    return [
        Difference(report, form_of(report.season_unit).component(code), checks)
        for report in reports
        for code, checks in waiting.get(report.pk, {}).items()
        if is_difference(checks)
    ]


def difference_of(user: User, report: Report, component: str) -> Difference | None:
    """None where there is none, or the person may not settle it."""
    checks = open_of(report).get(component, [])
    if not is_difference(checks) or not may_finish(user, report, assignments(report.season_unit.season)):
        return None
    return Difference(report, form_of(report.season_unit).component(component), checks)


@transaction.atomic
def settle_difference(
    actor: User,
    report: Report,
    component: str,
    *,
    drafts: Mapping[str, Draft],
    reason: str,
    between: Collection[int],
) -> dict[str, Answer]:
    """`drafts` stand as verified, those of one of the two or others; the unit reads the reason. `between`: the verdicts
    that the person saw. Raises Conflict when they are no longer those that differ."""
    row = locked(report)
    require(
        may_finish(actor, row, assignments(row.season_unit.season)),
        _("This report is verified by somebody else."),
        NotAllowed,
    )
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    checks = open_of(row).get(component, [])
    unchanged = is_difference(checks) and {check.pk for check in checks} == set(between)
    require(unchanged, _("These verdicts are no longer open. Look at the component again."), Conflict)
    require(reason.strip(), _("Give the reason: the unit will read it."), Refused)
    chosen = next((check for check in checks if same(read_drafts(check), drafts)), None)
    told = _with_reason(drafts, read_drafts(chosen) if chosen else {}, reason)
    check_lines(row, component, told)
    kept = new_check(actor, row, component, told, reason)
    kept.is_applied = kept.settles_difference = True
    kept.save()
    return write_answers(actor, row, Stage.VERIFIED, told)


def _with_reason(drafts: Mapping[str, Draft], chosen: Mapping[str, Draft], reason: str) -> dict[str, Draft]:
    """Each line with the reason that its verifier gave, where it has one, and that of the settling."""
    return {
        code: Draft(draft.values, draft.settled, joined(chosen.get(code, draft).reason, reason))
        for code, draft in drafts.items()
    }
