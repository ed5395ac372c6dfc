"""Every write of the council: its founding, its decisions on points, the end of an appraisal (R4.6, I9, I12)."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season, settles
from thuocdo.appraisal.models import Council, Recusal
from thuocdo.appraisal.queries import can_take_over, exempt, members_of, undecided
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document
from thuocdo.regulation import AnswerFacts, Component, explain, score_component
from thuocdo.reports.actions import locked, not_own, step
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import law_values, standing
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.actions import Versions, check_decisions, check_seen


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
    require(reason.strip(), _("Give the council's reason."), Refused)
    draft = Draft(values, settled, reason, version)
    return settle_lines(actor, report, component, {component: draft})[component]


@transaction.atomic
def settle_lines(
    actor: User, report: Report, component: str, drafts: Mapping[str, Draft], *, seen: Versions | None = None
) -> dict[str, Answer]:
    """Like `settle`, for every scored line of a component in one act, all or nothing. A line of `drafts` that is as
    verified needs no reason. Raises Conflict also when the verified answer is not what `seen` says."""
    row = _before_the_council(actor, report)
    line = form_of(row.season_unit).component(component)
    require(component not in _exempt(row), _("This component is exempt: there is nothing to decide."), Refused)
    require(drafts.keys() <= {leaf.code for leaf in line.leaves}, _("This is not part of the component."), Refused)
    check_seen(row, seen)
    check_decisions(row, standing(row.answers.all(), Stage.VERIFIED), drafts)
    for leaf in line.leaves:
        _check_scored(leaf, drafts.get(leaf.code))
    return write_answers(actor, row, Stage.FINAL, drafts)


def _check_scored(leaf: Component, draft: Draft | None) -> None:
    """What the council alone answers has points once it has decided; too small a survey has none."""
    if draft is None or leaf.answered_by != "council" or draft.settled is not None:
        return
    result = score_component(leaf, AnswerFacts(law_values(leaf, draft.values)))
    words = {"why": explain(result.why, (get_language() or "vi")[:2])}
    require(result.state == "answered", _("No points follow from this: %(why)s.") % words, Refused)


@transaction.atomic
def take_over(
    actor: User, report: Report, codes: Collection[str] | None = None, *, seen: Versions | None = None
) -> int:
    """The verified answers stand as final wherever the council has not decided otherwise; returns how many components.

    `codes`: only these components. What the council itself answers (the survey) is never taken over.
    """
    row = _before_the_council(actor, report)
    check_seen(row, seen)
    form, open_codes = form_of(row.season_unit), undecided(row, _exempt(row))
    todo = [form.component(code) for code in open_codes if codes is None or code in codes]
    todo = [component for component in todo if can_take_over(component)]
    verified = standing(row.answers.all(), Stage.VERIFIED)
    drafts = {leaf.code: _as_verified(verified.get(leaf.code)) for component in todo for leaf in component.leaves}
    if drafts:
        write_answers(actor, row, Stage.FINAL, drafts)
    return len(todo)


def _as_verified(answer: Answer | None) -> Draft:
    if answer is None:
        return Draft()
    return Draft(answer.values, None if answer.settled is None else Fraction(answer.settled))


def _exempt(report: Report) -> set[str]:
    """Codes that are accepted in writing as not to be assessed: 1 query."""
    return set(exempt(report.season_unit.season).get(report.season_unit_id, {}))


@transaction.atomic
def finish(actor: User, report: Report) -> Report:
    """The council has decided every component of this report; who took no part is recorded."""
    row = _before_the_council(actor, report)
    rest = undecided(row, _exempt(row))
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
