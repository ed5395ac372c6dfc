"""Writing answers of any stage, one or many in one act: with their history and one audit entry.

For the actions of this floor and those above, which have checked the right to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import AnswerFacts, Component, FactFault, check_answer
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer, AnswerChange, Report

WRITTEN = ["values", "settled", "reason", "version", "changed_by", "changed_at"]


@dataclass(frozen=True)
class Draft:
    """What is to be written for one component. `version` is the one the person saw, 0 for none; None where what was
    there does not matter (an act over many components)."""

    values: Mapping[str, str] = field(default_factory=dict)
    settled: Fraction | None = None
    reason: str = ""
    version: int | None = None


def write_answers(actor: User, report: Report, stage: Stage, drafts: Mapping[str, Draft]) -> dict[str, Answer]:
    """Writes one answer per component of `drafts` in the column `stage`, in the caller's transaction.

    About five statements, whatever their number. `report` is locked.

    Raises Conflict, and writes nothing, when somebody else has changed one of them since its `version`; Refused where
    the law could not read a value.
    """
    lines = form_of(report.season_unit).index()
    for component, draft in drafts.items():
        _check_readable(lines[component], draft.values)
    present = {a.component: a for a in Answer.objects.filter(report=report, stage=stage, component__in=drafts)}
    for component, draft in drafts.items():
        _check_version(present.get(component), draft)
    before = {component: _content(answer) for component, answer in present.items()}
    now = clock.now()
    answers = {
        component: _apply(
            present.get(component) or Answer(report=report, component=component, stage=stage, version=0),
            draft,
            actor,
            now,
        )
        for component, draft in drafts.items()
    }
    Answer.objects.bulk_create([answer for answer in answers.values() if answer.pk is None])
    Answer.objects.bulk_update(present.values(), WRITTEN)
    AnswerChange.objects.bulk_create(
        AnswerChange(answer=answer, **{name: getattr(answer, name) for name in WRITTEN}) for answer in answers.values()
    )
    record(
        f"answer.{stage}",
        actor=actor.pk,
        subject=f"report:{report.pk}" if len(answers) > 1 else f"report:{report.pk}/{next(iter(answers))}",
        before=before or None,
        after={component: _content(answer) for component, answer in answers.items()},
        reason="\n".join(draft.reason for draft in drafts.values() if draft.reason),
    )
    return answers


def write_answer(actor: User, report: Report, component: str, stage: Stage, draft: Draft) -> Answer:
    return write_answers(actor, report, stage, {component: draft})[component]


def _check_readable(leaf: Component, values: Mapping[str, str]) -> None:
    """Nothing is kept that the law refuses: one such answer would stop the computing of a whole season."""
    try:
        faults = check_answer(leaf, AnswerFacts(law_values(leaf, values)))
    except ValueError:
        faults = (FactFault("not_a_number", component=leaf.code, value=", ".join(values.values())),)
    require(not faults, " ".join(fault.say(get_language() or "vi") for fault in faults), Refused)


def _check_version(present: Answer | None, draft: Draft) -> None:
    if draft.version is not None and draft.version != (present.version if present else 0):
        raise Conflict(_("Somebody else changed this answer meanwhile. Both versions are shown: choose what to keep."))


def _apply(answer: Answer, draft: Draft, actor: User, now) -> Answer:
    answer.values = dict(draft.values)
    answer.settled = None if draft.settled is None else str(draft.settled)
    answer.reason = draft.reason
    answer.version += 1
    answer.changed_by, answer.changed_at = actor, now
    return answer


def _content(answer: Answer) -> dict:
    return {"values": answer.values, "settled": answer.settled}
