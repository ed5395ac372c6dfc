"""Writing answers of any stage, one or many in one act: with their history and one audit entry.

For the actions of this floor and those above, which have checked the right to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
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


def write_answers(
    actor: User,
    report: Report,
    stage: Stage,
    drafts: Mapping[str, Draft],
    *,
    key: UUID | None = None,
    skips_same: bool = False,
) -> dict[str, Answer]:
    """Writes one answer per component of `drafts` in the column `stage`, in the caller's transaction.

    Six statements, whatever their number. `report` is locked. `key`: the page's own name of this saving; an answer
    that it has already written is not written again, but given back as it then became. `skips_same`: nor is one whose
    values are stored already.

    Raises Conflict, and writes nothing, when somebody else has changed one of them since its `version`; Refused where
    the law could not read a value.
    """
    lines = form_of(report.season_unit).index()
    for component, draft in drafts.items():
        _check_readable(lines[component], draft.values)
    present = _present(report, stage, drafts, key)
    before = {code for code, draft in drafts.items() if _is_done(present.get(code), draft)}
    same = {code for code, draft in drafts.items() if skips_same and _is_same(present.get(code), draft)}
    due = {code: draft for code, draft in drafts.items() if code not in before | same}
    for component, draft in due.items():
        _check_version(actor, present.get(component), draft)
    done = {code: _as_it_became(present[code]) for code in before}
    kept = {code: present[code] for code in same - before if code in present}
    return done | kept | (_write(actor, report, stage, due, present, key) if due else {})


def written_before(report: Report, stage: Stage, drafts: Mapping[str, Draft], key: UUID) -> dict[str, Answer]:
    """The answers as this very saving once left them; empty where it was never done, or not all of it. One query."""
    present = _present(report, stage, drafts, key)
    found = {code: present.get(code) for code in drafts}
    if not all(_is_done(found[code], draft) or _is_same(found[code], draft) for code, draft in drafts.items()):
        return {}
    return {code: _as_it_became(row) if _is_done(row, drafts[code]) else row for code, row in present.items()}


def _present(report: Report, stage: Stage, components: Mapping[str, Draft], key: UUID | None) -> dict[str, Answer]:
    """What is stored for these components; `kept_version` and the like say what `key` has written of it."""
    rows = Answer.objects.filter(report=report, stage=stage, component__in=components)
    if key:
        kept = FilteredRelation("changes", condition=Q(changes__key=key))
        written = {f"kept_{name}": F(f"kept__{name}") for name in ("version", "values", "changed_at")}
        rows = rows.annotate(kept=kept, **written)
    return {row.component: row for row in rows}


def _is_done(present: Answer | None, draft: Draft) -> bool:
    """The same key with other figures is a page that came back from the browser's memory: not the same saving."""
    return getattr(present, "kept_version", None) is not None and present.kept_values == dict(draft.values)


def _is_same(present: Answer | None, draft: Draft) -> bool:
    return dict(draft.values) == (present.values if present else {})


def _as_it_became(answer: Answer) -> Answer:
    """Not as it stands: whoever changed it since is met as usual, at the next saving."""
    for name in ("version", "values", "changed_at"):
        setattr(answer, name, getattr(answer, f"kept_{name}"))
    return answer


def _write(
    actor: User,
    report: Report,
    stage: Stage,
    drafts: Mapping[str, Draft],
    present: Mapping[str, Answer],
    key: UUID | None,
) -> dict[str, Answer]:
    before = {component: _content(present[component]) for component in drafts if component in present}
    now = clock.now()
    answers = {}
    for component, draft in drafts.items():
        answer = present.get(component) or Answer(report=report, component=component, stage=stage, version=0)
        answers[component] = _apply(answer, draft, actor, now)
    Answer.objects.bulk_create(
        answers.values(), update_conflicts=True, unique_fields=["report", "component", "stage"], update_fields=WRITTEN
    )
    AnswerChange.objects.bulk_create(_change(answer, key) for answer in answers.values())
    record(
        f"answer.{stage}",
        actor=actor.pk,
        subject=f"report:{report.pk}" if len(answers) > 1 else f"report:{report.pk}/{next(iter(answers))}",
        before=before or None,
        after={component: _content(answer) for component, answer in answers.items()},
        reason="\n".join(draft.reason for draft in drafts.values() if draft.reason),
    )
    return answers


def _change(answer: Answer, key: UUID | None) -> AnswerChange:
    used = getattr(answer, "kept_version", None) is not None
    written = {name: getattr(answer, name) for name in WRITTEN}
    return AnswerChange(answer=answer, key=None if used else key, **written)


def _check_readable(leaf: Component, values: Mapping[str, str]) -> None:
    """Nothing is kept that the law refuses: one such answer would stop the computing of a whole season."""
    try:
        faults = check_answer(leaf, AnswerFacts(law_values(leaf, values)))
    except ValueError:
        faults = (FactFault("not_a_number", component=leaf.code, value=", ".join(values.values())),)
    require(not faults, " ".join(_told(leaf, fault) for fault in faults), Refused)


def _told(leaf: Component, fault: FactFault) -> str:
    """The fault with the figures by their names: a key means nothing to whoever declares."""
    lang = get_language() or "vi"
    names = {figure.key: figure.name.get(lang) for figure in leaf.figures}
    args = fault.args_of_words
    if "other" in args:
        args = {**args, "other": names.get(args["other"], args["other"])}
    figure = f"“{names[fault.figure]}”" if fault.figure in names else fault.figure
    return FactFault(fault.key, component=fault.component, figure=figure, **args).say(lang)


def _check_version(actor: User, present: Answer | None, draft: Draft) -> None:
    if draft.version is None or draft.version == (present.version if present else 0):
        return
    if present and present.changed_by_id == actor.pk:
        raise Conflict(
            _("You saved another version of this answer in another tab or window. Both are shown: choose what to keep.")
        )
    raise Conflict(_("Somebody else changed this answer meanwhile. Both versions are shown: choose what to keep."))


def _apply(answer: Answer, draft: Draft, actor: User, now: datetime) -> Answer:
    answer.values = dict(draft.values)
    answer.settled = None if draft.settled is None else str(draft.settled)
    answer.reason = draft.reason
    answer.version += 1
    answer.changed_by, answer.changed_at = actor, now
    return answer


def _content(answer: Answer) -> dict:
    return {"values": answer.values, "settled": answer.settled}
