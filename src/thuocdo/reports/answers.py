"""Writing answers of any stage, one or many in one act: with their history and one audit entry.

For the actions of this floor and those above, which have checked the right to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import AnswerFacts, Component, FactFault, check_answer
from thuocdo.reports import rows
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer, Report


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
    stored: rows.Stored | None = None,
) -> dict[str, Answer]:
    """Writes one answer per component of `drafts` in the column `stage`, in the caller's transaction.

    Four statements, whatever their number. `report` is locked. `key`: the page's own name of this saving; an answer
    that it has already written is not written again, but given back as it then became. `skips_same`: nor is one whose
    values are stored already. `stored`: what was read behind the lock, where that is done.

    Raises Conflict, and writes nothing, when somebody else has changed one of them since its `version`; Refused where
    the law could not read a value.
    """
    lines = form_of(report.season_unit).index()
    for component, draft in drafts.items():
        _check_readable(lines[component], draft.values)
    stored = stored or rows.read(report, stage, drafts, key)
    before = {code for code, draft in drafts.items() if _is_done(stored.answers.get(code), draft)}
    same = {code for code, draft in drafts.items() if skips_same and _is_same(stored.answers.get(code), draft)}
    due = {code: draft for code, draft in drafts.items() if code not in before | same}
    for component, draft in due.items():
        _check_version(actor, stored.answers.get(component), draft)
    done = {code: _as_it_became(stored.answers[code]) for code in before}
    kept = {code: stored.answers[code].answer for code in same - before if code in stored.answers}
    return done | kept | (_write(actor, report, stage, due, stored, key) if due else {})


def written_before(stored: rows.Stored, drafts: Mapping[str, Draft]) -> dict[str, Answer]:
    """The answers as this very saving once left them; empty where it was never done, or not all of it."""
    found = {code: stored.answers.get(code) for code in drafts}
    if not all(_is_done(found[code], draft) or _is_same(found[code], draft) for code, draft in drafts.items()):
        return {}
    is_done = {code: _is_done(row, drafts[code]) for code, row in stored.answers.items()}
    return {code: _as_it_became(row) if is_done[code] else row.answer for code, row in stored.answers.items()}


def _is_done(kept: rows.Kept | None, draft: Draft) -> bool:
    """The same key with other figures is a page that came back from the browser's memory: not the same saving."""
    return kept is not None and kept.values == dict(draft.values)


def _is_same(kept: rows.Kept | None, draft: Draft) -> bool:
    return dict(draft.values) == (kept.answer.values if kept else {})


def _as_it_became(kept: rows.Kept) -> Answer:
    """Not as it stands: whoever changed it since is met as usual, at the next saving."""
    for name in ("version", "values", "changed_at"):
        setattr(kept.answer, name, getattr(kept, name))
    return kept.answer


def _write(
    actor: User,
    report: Report,
    stage: Stage,
    drafts: Mapping[str, Draft],
    stored: rows.Stored,
    key: UUID | None,
) -> dict[str, Answer]:
    present = {component: stored.answers[component] for component in drafts if component in stored.answers}
    before = {component: _content(kept.answer) for component, kept in present.items()}
    answers = {}
    for component, draft in drafts.items():
        old = present[component].answer if component in present else None
        answer = old or Answer(report=report, component=component, stage=stage, version=0)
        answers[component] = _apply(answer, draft, actor, stored.now)
    used = {component for component, kept in present.items() if kept.version is not None}
    rows.write(report, stage, answers, {component: None if component in used else key for component in answers})
    record(
        f"answer.{stage}",
        actor=actor.pk,
        subject=f"report:{report.pk}" if len(answers) > 1 else f"report:{report.pk}/{next(iter(answers))}",
        before=before or None,
        after={component: _content(answer) for component, answer in answers.items()},
        reason="\n".join(draft.reason for draft in drafts.values() if draft.reason),
    )
    return answers


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


def _check_version(actor: User, kept: rows.Kept | None, draft: Draft) -> None:
    if draft.version is None or draft.version == (kept.answer.version if kept else 0):
        return
    if kept and kept.answer.changed_by_id == actor.pk:
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
