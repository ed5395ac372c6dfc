"""Checking: what a verifier says of a component, written down as a verdict and, once it counts, as the verified answer
(R4.1-2). Each function is one act: one transaction, one audit entry."""

from collections.abc import Mapping
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.regulation.model import Points
from thuocdo.reports.actions import locked
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import standing
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.blind import Open, gave, open_of, read_drafts, same, stored_drafts
from thuocdo.verification.enums import Verdict
from thuocdo.verification.models import Check
from thuocdo.verification.queries import assignments, checked_components, unchecked
from thuocdo.verification.rules import may_verify

SENT_ONLY = gettext_lazy("Only a report that was sent and not yet verified can be checked.")
COUNCILS_OWN = gettext_lazy("The council scores this.")
VERIFIERS_OWN = gettext_lazy("The unit does not answer this: state the points yourself.")

Versions = Mapping[Stage, Mapping[str, int]]  # what the person saw: column -> scored line -> version, 0 for none


def check_seen(report: Report, seen: Versions | None) -> None:
    """Raises Conflict when an answer on which a decision rests is not the one that the person saw."""
    for stage, versions in (seen or {}).items():
        rows = report.answers.filter(stage=stage, component__in=versions)
        present = dict(rows.values_list("component", "version"))
        require(
            all(present.get(code, 0) == version for code, version in versions.items()),
            _("These figures were changed meanwhile. Look at them again, then decide."),
            Conflict,
        )


def check_decisions(report: Report, before: Mapping[str, Answer], drafts: Mapping[str, Draft]) -> None:
    """Refused unless whatever differs from the column before has figures or points, a reason, and points in range."""
    lines = form_of(report.season_unit).index()
    for code, draft in drafts.items():
        if _is_as(before.get(code), draft):
            continue
        require(draft.values or draft.settled is not None, _("Give figures or points."), Refused)
        require(draft.reason.strip(), _("Give the reason for the change: the unit will read it."), Refused)
        require(
            draft.settled is None or 0 <= draft.settled <= lines[code].max,
            _("Points must be between 0 and the component's maximum."),
            Refused,
        )


def _is_as(answer: Answer | None, draft: Draft) -> bool:
    """The draft says nothing else than the answer of the column before; no answer there is one to be given."""
    if answer is None or dict(draft.values) != answer.values:
        return False
    return draft.settled == (None if answer.settled is None else Fraction(answer.settled))


def checkable(actor: User, report: Report, component: str) -> Report:
    """The report under lock, sent, before a person who verifies this component of it."""
    row = locked(report)
    require(
        may_verify(actor, row, component, assignments(row.season_unit.season)),
        _("This component of this unit is verified by somebody else."),
        NotAllowed,
    )
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    require(checked_lines(row, component), COUNCILS_OWN, Refused)
    return row


def checked_lines(report: Report, component: str) -> list[Component]:
    """The scored lines of a component on which verification decides: all but the council's."""
    return [leaf for leaf in form_of(report.season_unit).component(component).leaves if leaf.answered_by != "council"]


@transaction.atomic
def agree(
    actor: User, report: Report, component: str, *, seen: Versions | None = None, comment: str = ""
) -> dict[str, Answer]:
    """The declared figures stand as verified; an answer that was adjusted before goes back to them. The unit reads the
    comment. Empty where the verdict waits for a second verifier's.

    Raises Conflict when they or the verified answer are not those of `seen`, Refused where the verifier has to answer.
    """
    row = checkable(actor, report, component)
    leaves = checked_lines(row, component)
    require(all(leaf.answered_by == "unit" for leaf in leaves), VERIFIERS_OWN, Refused)
    check_seen(row, seen)
    declared = standing(row.answers.all(), Stage.SELF)
    return _give(actor, row, {component: {leaf.code: _as_declared(declared, leaf.code) for leaf in leaves}}, comment)


def _as_declared(declared: Mapping[str, Answer], code: str) -> Draft:
    return Draft(declared[code].values if code in declared else {})


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
) -> Answer | None:
    """Verified figures, from which the law computes, or verified points in place of the rule; always with a reason.
    None where the verdict waits for a second verifier's.

    Raises Conflict when somebody else changed the verified answer since `version`.
    """
    require(reason.strip(), _("Give the reason for the change: the unit will read it."), Refused)
    draft = Draft(values, settled, reason, version)
    return adjust_lines(actor, report, component, {component: draft}).get(component)


@transaction.atomic
def adjust_lines(
    actor: User,
    report: Report,
    component: str,
    drafts: Mapping[str, Draft],
    *,
    seen: Versions | None = None,
    comment: str = "",
) -> dict[str, Answer]:
    """Like `adjust`, for every scored line of a component in one act, all or nothing. A line of `drafts` that is as
    declared needs no reason. Raises Conflict also when what the unit declared is not what `seen` says."""
    row = checkable(actor, report, component)
    check_lines(row, component, drafts)
    check_seen(row, seen)
    return _give(actor, row, {component: drafts}, comment)


def check_lines(report: Report, component: str, drafts: Mapping[str, Draft]) -> None:
    """Refused unless the drafts are of this component alone, none the council's, each with what its change needs."""
    codes = {leaf.code for leaf in checked_lines(report, component)}
    require(codes and drafts.keys() <= codes, COUNCILS_OWN, Refused)
    check_decisions(report, standing(report.answers.all(), Stage.SELF), drafts)


@transaction.atomic
def agree_with_the_rest(actor: User, report: Report) -> int:
    """Agrees with every component the person verifies and nobody has checked yet; returns how many. What the verifier
    answers in person is left."""
    row = locked(report)
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    todo = to_agree_with(actor, row)
    declared = standing(row.answers.all(), Stage.SELF)
    given = {
        component.code: {leaf.code: _as_declared(declared, leaf.code) for leaf in checked_lines(row, component.code)}
        for component in todo
    }
    if given:
        _give(actor, row, given)
    return len(todo)


def to_agree_with(actor: User, report: Report) -> list[Component]:
    """The components that nobody has checked, that this person verifies and the unit alone answers: 2 queries. Where
    two check blind to each other, also those that wait for this person's verdict alone."""
    shared, open_codes, waiting = assignments(report.season_unit.season), set(unchecked(report)), open_of(report)
    return [
        component
        for component in checked_components(report)
        if component.code in open_codes
        and may_verify(actor, report, component.code, shared)
        and all(leaf.answered_by != "verifier" for leaf in component.leaves)
        and any(leaf.answered_by == "unit" for leaf in component.leaves)
        and may_give(actor, waiting.get(component.code, []))
    ]


def may_give(actor: User, checks: list[Check]) -> bool:
    """The person's verdict is still wanted: they have given none, and no two have."""
    return len(checks) < 2 and not gave(actor, checks)


def verdict_of(report: Report, drafts: Mapping[str, Draft], comment: str) -> Verdict:
    """What the drafts amount to beside what the unit declared; what only the verifier answers adjusts nothing."""
    declared, lines = standing(report.answers.all(), Stage.SELF), form_of(report.season_unit).index()
    changed = [
        (lines[code], draft)
        for code, draft in drafts.items()
        if lines[code].answered_by == "unit" and not _is_as(declared.get(code), draft) and _says(draft)
    ]
    if any(draft.settled is not None or isinstance(leaf.score, Points) for leaf, draft in changed):
        return Verdict.POINTS
    if changed:
        return Verdict.FIGURES
    return Verdict.COMMENTED if comment.strip() else Verdict.AGREED


def _says(draft: Draft) -> bool:
    return bool(draft.values) or draft.settled is not None


def new_check(actor: User, report: Report, component: str, drafts: Mapping[str, Draft], comment: str) -> Check:
    """A verdict as it will be kept, on the declared answers of this moment."""
    declared = {row.component: row.version for row in report.answers.all() if row.stage == Stage.SELF}
    return Check(
        report=report,
        component=component,
        verifier=actor,
        verdict=verdict_of(report, drafts, comment),
        comment=comment.strip(),
        drafts=stored_drafts(drafts),
        seen={code: declared.get(code, 0) for code in drafts},
        checked_at=clock.now(),
    )


def _give(
    actor: User, report: Report, given: Mapping[str, Mapping[str, Draft]], comment: str = ""
) -> dict[str, Answer]:
    """Keeps one verdict per component and writes the verified answers of those that count at once: all of them, or
    those in which two blind verifiers agree. `report` is locked and its declared answers are those seen."""
    is_double = report.season_unit.season.double_checks
    waiting = open_of(report) if is_double else {}
    checks = {code: new_check(actor, report, code, drafts, comment) for code, drafts in given.items()}
    applied: dict[str, Draft] = {}
    for code, drafts in given.items():
        checks[code].is_applied = not is_double or _seconds(actor, waiting, code, drafts)
        if checks[code].is_applied:
            applied |= _with_both_reasons(drafts, waiting.get(code, []))
    Check.objects.bulk_create(checks.values())
    waits = [code for code, check in checks.items() if not check.is_applied]
    if waits:
        record(
            "check.given",
            actor=actor.pk,
            subject=f"report:{report.pk}",
            after={code: {"verdict": checks[code].verdict, "lines": checks[code].drafts} for code in waits},
        )
    return write_answers(actor, report, Stage.VERIFIED, applied) if applied else {}


def _seconds(actor: User, waiting: Open, code: str, drafts: Mapping[str, Draft]) -> bool:
    """The verdict comes to the same as the one that waits for it. Refused where two differ already."""
    checks = waiting.get(code, [])
    require(
        len(checks) < 2,
        _("%(code)s: two verdicts differ. The difference is settled on its own page.") % {"code": code},
        Refused,
    )
    others = [check for check in checks if check.verifier_id != actor.pk]
    return any(same(read_drafts(check), drafts) for check in others)


def _with_both_reasons(drafts: Mapping[str, Draft], checks: list[Check]) -> dict[str, Draft]:
    """The unit reads the reasons of both who came to the same."""
    first = read_drafts(checks[0]) if checks else {}
    return {
        code: Draft(draft.values, draft.settled, joined(first.get(code, draft).reason, draft.reason), draft.version)
        for code, draft in drafts.items()
    }


def joined(*reasons: str) -> str:
    return " ".join(dict.fromkeys(reason.strip() for reason in reasons if reason.strip()))
