"""Every write of the council: its founding, its decisions on points, the end of an appraisal (R4.6, I9, I12)."""

from collections.abc import Mapping
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season, settles
from thuocdo.appraisal.models import Council, Recusal
from thuocdo.appraisal.queries import exempt, members_of, undecided
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document
from thuocdo.reports.actions import locked, not_own, step
from thuocdo.reports.answers import Draft, write_answer, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import standing
from thuocdo.reports.models import Answer, Report


@transaction.atomic
def found_council(actor: User, season: Season, decision: Document) -> Council:
    """Records the decision of the People's Committee that set the council up (R4.6a)."""
    require(runs_the_season(actor), _("Only the lead department records the council's founding decision."))
    council, _made = Council.objects.update_or_create(season=season, defaults={"decision": decision})
    record("council.founded", actor=actor.pk, subject=f"season:{season.pk}", after={"document": decision.pk})
    return council


def _before_the_council(actor: User, report: Report) -> Report:
    """The report under lock, verified, before a chair or secretary whose own unit it is not (I12)."""
    require(settles(actor), _("Only the council's chair or secretary enters its decisions."))
    row = locked(report)
    not_own(actor, row)
    require(
        row.state == ReportState.VERIFIED,
        _("The council decides on verified reports that it has not finished."),
        Refused,
    )
    require(
        Council.objects.filter(season_id=row.season_unit.season_id).exists(),
        _("Record the decision that set up the council first."),
        Refused,
    )
    return row


@transaction.atomic
def settle(
    actor: User,
    report: Report,
    component: str,
    *,
    values: Mapping[str, str],
    settled: Fraction | None,
    reason: str,
    version: int,
) -> Answer:
    """The council's decision on one component: figures, from which the law computes, or points; always with a reason.

    Raises Conflict when somebody else changed the decision since `version`.
    """
    row = _before_the_council(actor, report)
    require(reason.strip(), _("Give the council's reason."), Refused)
    most = form_of(row.season_unit).component(component).max
    require(
        settled is None or 0 <= settled <= most, _("Points must be between 0 and the component's maximum."), Refused
    )
    return write_answer(actor, row, component, Stage.FINAL, Draft(values, settled, reason, version))


@transaction.atomic
def take_over(actor: User, report: Report) -> int:
    """The verified answers stand as final wherever the council has not decided otherwise; returns how many. What the
    council itself answers (the survey) is never taken over."""
    row = _before_the_council(actor, report)
    form = form_of(row.season_unit)
    verified = standing(row.answers.all(), Stage.VERIFIED)
    open_codes = undecided(row, set(exempt(row.season_unit.season).get(row.season_unit_id, {})))
    codes = [code for code in open_codes if form.component(code).answered_by != "council"]
    if codes:
        write_answers(actor, row, Stage.FINAL, {code: _as_verified(verified.get(code)) for code in codes})
    return len(codes)


def _as_verified(answer: Answer | None) -> Draft:
    if answer is None:
        return Draft()
    return Draft(answer.values, None if answer.settled is None else Fraction(answer.settled))


@transaction.atomic
def finish(actor: User, report: Report) -> Report:
    """The council has decided every component of this report; who took no part is recorded."""
    row = _before_the_council(actor, report)
    rest = undecided(row, set(exempt(row.season_unit.season).get(row.season_unit_id, {})))
    require(not rest, _("Still to be decided: %(codes)s.") % {"codes": ", ".join(rest)}, Refused)
    for member in members_of(row.season_unit.unit_id):
        Recusal.objects.get_or_create(report=row, member=member)
    return step(actor, row, "report.appraise")


@transaction.atomic
def take_up_again(actor: User, report: Report, reason: str) -> Report:
    require(settles(actor), _("Only the council's chair or secretary enters its decisions."))
    row = locked(report)
    not_own(actor, row)
    return step(actor, row, "report.appraise_again", reason=reason)
