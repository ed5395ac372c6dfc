"""Every write of the verification: sharing out, checking, returning, finishing."""

from collections.abc import Mapping
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.enums import Duty
from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common.faults import NotAllowed, Refused, require
from thuocdo.cycles.actions import create_season
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import CriteriaSet
from thuocdo.reports.actions import locked, prepare_reports, step
from thuocdo.reports.answers import Draft, write_answer, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import assignments, unchecked
from thuocdo.verification.rules import may_finish, may_verify

SENT_ONLY = gettext_lazy("Only a report that was sent and not yet verified can be checked.")


@transaction.atomic
def share_out(actor: User, season: Season) -> None:
    """The usual sharing: each component to the agency that the criteria set names (R4.1-2).

    The lead department's own report goes to the committee office (I12). An assignment that exists is left as it is.
    """
    agencies = {row.name_vi: row.unit for row in SeasonUnit.objects.filter(season=season).select_related("unit")}
    forms = law(season.pinned_set).forms.values()
    named = {(c.code, c.verified_with.vi) for form in forms for c in form.components if c.verified_with}
    rows = [
        Assignment(season=season, agency=agencies[name], component=code) for code, name in named if name in agencies
    ]
    rows += _lead_departments_own(season)
    Assignment.objects.bulk_create(rows, ignore_conflicts=True)
    record("verification.shared_out", actor=actor.pk, subject=f"season:{season.pk}", after={"assignments": len(rows)})


def _lead_departments_own(season: Season) -> list[Assignment]:
    units = SeasonUnit.objects.filter(season=season).select_related("unit")
    office = units.filter(unit__duties__duty=Duty.COMMITTEE_OFFICE).first()
    own = units.filter(unit__duties__duty=Duty.LEAD)
    return [Assignment(season=season, agency=office.unit, season_unit=unit) for unit in own if office]


def _checkable(actor: User, report: Report, component: str) -> Report:
    row = locked(report)
    require(
        may_verify(actor, row, component, assignments(row.season_unit.season)),
        _("This component of this unit is verified by somebody else."),
        NotAllowed,
    )
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    return row


@transaction.atomic
def agree(actor: User, report: Report, component: str) -> Answer:
    """The declared figures stand as verified; an answer that was adjusted before goes back to them."""
    row = _checkable(actor, report, component)
    declared = row.answers.filter(component=component, stage=Stage.SELF).first()
    return write_answer(actor, row, component, Stage.VERIFIED, Draft(declared.values if declared else {}))


@transaction.atomic
def adjust(
    actor: User,
    report: Report,
    component: str,
    *,
    values: Mapping[str, str],
    settled: Fraction | None,
    reason: str,
    version: int,
) -> Answer:
    """Verified figures, from which the law computes, or verified points in place of the rule; always with a reason.

    Raises Conflict when somebody else changed the verified answer since `version`.
    """
    row = _checkable(actor, report, component)
    require(reason.strip(), _("Give the reason for the change: the unit will read it."), Refused)
    _check_points(row, component, settled)
    return write_answer(actor, row, component, Stage.VERIFIED, Draft(values, settled, reason, version))


def _check_points(report: Report, component: str, settled: Fraction | None) -> None:
    most = form_of(report.season_unit).component(component).max
    require(
        settled is None or 0 <= settled <= most,
        _("Points must be between 0 and the component's maximum."),
        Refused,
    )


@transaction.atomic
def agree_with_the_rest(actor: User, report: Report) -> int:
    """Agrees with every component the person verifies and nobody has checked yet; returns how many."""
    row = locked(report)
    shared = assignments(row.season_unit.season)
    todo = [code for code in unchecked(row) if may_verify(actor, row, code, shared)]
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    declared = {answer.component: answer.values for answer in row.answers.filter(stage=Stage.SELF)}
    if todo:
        write_answers(actor, row, Stage.VERIFIED, {code: Draft(declared.get(code, {})) for code in todo})
    return len(todo)


@transaction.atomic
def finish(actor: User, report: Report) -> Report:
    """The report is verified: every component that the unit answers was checked."""
    row = _finishing(actor, report)
    rest = unchecked(row)
    require(not rest, _("Still to be checked: %(codes)s.") % {"codes": ", ".join(rest)}, Refused)
    return step(actor, row, "report.verify")


@transaction.atomic
def take_up_again(actor: User, report: Report, reason: str) -> Report:
    return step(actor, _finishing(actor, report), "report.verify_again", reason=reason)


@transaction.atomic
def return_report(actor: User, report: Report, reason: str) -> Report:
    """Back to the unit for completion, with the reason that the unit reads."""
    return step(actor, _finishing(actor, report), "report.return", reason=reason, return_reason=reason)


def _finishing(actor: User, report: Report) -> Report:
    row = locked(report)
    require(
        may_finish(actor, row, assignments(row.season_unit.season)),
        _("This report is verified by somebody else."),
        NotAllowed,
    )
    return row


@transaction.atomic
def begin_season(actor: User, year: int, criteria_set: CriteriaSet, **settings: object) -> Season:
    """A season in preparation with an empty report for every unit and the usual sharing of the verification.

    `settings`: those of `cycles.actions.create_season`.
    """
    season = create_season(actor, year, criteria_set, **settings)
    prepare_reports(season)
    share_out(actor, season)
    return season
