"""Every write of the council: its founding, its decisions on points, the end of an appraisal (R4.6, I9, I12)."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season, settles
from thuocdo.appraisal.enums import SessionState
from thuocdo.appraisal.models import Council, CouncilSession, DisputedItem, Recusal, Resolution
from thuocdo.appraisal.queries import can_take_over, exempt, members_of, sent_back, undecided
from thuocdo.appraisal.rules import enters_for_the_council, sits
from thuocdo.appraisal.sitting import (
    has_quorum,
    members_on,
    on_the_list,
    open_session,
    present,
    presiding,
    to_take_over,
)
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document
from thuocdo.regulation import AnswerFacts, Component, explain, score_component
from thuocdo.reports.actions import locked, not_own, step
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import law_values, standing
from thuocdo.reports.models import Answer, Report
from thuocdo.verification.back_news import tell_report_back
from thuocdo.verification.checking import Versions, check_decisions, check_seen

DECIDERS = gettext_lazy("Only the council's chair or secretary enters its decisions.")


@transaction.atomic
def found_council(
    actor: User, season: Season, decision: Document, *, quorum: str = "2/3", votes_anonymously: bool = False
) -> Council:
    """Records the decision of the People's Committee that set the council up, with what it says of quorum and votes
    (R4.6a). It counts once a second officer has checked the document. Raises Refused for a share that is none."""
    require(runs_the_season(actor), _("Only the lead department records the council's founding decision."))
    require(_is_share(quorum), _("Give the quorum as a share of the members above 0, at most 1: 2/3."), Refused)
    seated = open_session(season) is None
    require(seated, _("A session of the council is open: close it first."), Refused)
    facts = {"decision": decision, "quorum": quorum, "votes_anonymously": votes_anonymously}
    council, _made = Council.objects.update_or_create(season=season, defaults=facts)
    noted = {"document": decision.pk, "quorum": quorum, "votes_anonymously": votes_anonymously}
    record("council.founded", actor=actor.pk, subject=f"season:{season.pk}", after=noted)
    return council


def _is_share(text: str) -> bool:
    try:
        return 0 < Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def sitting(season_id: int) -> CouncilSession:
    """The open session of the season under lock, with a quorum. Raises Refused where there is none: nothing is settled
    outside of it (R4.6)."""
    require(
        Council.objects.filter(season_id=season_id).exists(),
        _("Record the decision that set up the council first."),
        Refused,
    )
    rows = CouncilSession.objects.select_for_update(of=("self",)).select_related("season")
    session = rows.filter(season_id=season_id, state=SessionState.OPEN).first()
    if session is None:
        raise Refused(_("The council is not in session: points are settled in an open session only."))
    there = present(session)
    words = {"there": len(there), "needed": session.quorum_needed or 0}
    missing = _("No quorum: %(there)s present, %(needed)s needed. Nothing is settled until enough members are there.")
    require(has_quorum(session, there), missing % words, Refused)
    return session


def _before_the_council(actor: User, report: Report) -> tuple[Report, CouncilSession]:
    """The report under lock, verified, before somebody who may decide on it (I12), and the session that sits."""
    require(settles(actor) or sits(actor), DECIDERS)
    not_own(actor, report)
    session = _sitting_for(actor, report)
    row = locked(report)
    require(
        row.state == ReportState.VERIFIED,
        _("The council decides on verified reports that it has not finished."),
        Refused,
    )
    return row, session


def _sitting_for(actor: User, report: Report) -> CouncilSession:
    if not enters_for_the_council(actor):
        require(chairs_on(actor, report), DECIDERS)
    return sitting(report.season_unit.season_id)


def chairs_on(user: User, report: Report) -> bool:
    """Whether the person chairs what the open session decides on this unit: 5 queries."""
    session = open_session(report.season_unit.season)
    if session is None:
        return False
    if session.chaired_by_id == user.pk:
        return True
    chair = presiding(session, members_on(clock.today()), present(session), report.season_unit.unit_id)
    return chair is not None and chair.pk == user.pk


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
    actor: User,
    report: Report,
    component: str,
    drafts: Mapping[str, Draft],
    *,
    seen: Versions | None = None,
    item: DisputedItem | None = None,
) -> dict[str, Answer]:
    """Like `settle`, for every scored line of a component in one act, all or nothing. A line of `drafts` that is as
    verified needs no reason. `item`: the session's item that ends so; a component that waits for one is settled there.
    Raises Conflict also when the verified answer is not what `seen` says."""
    row, session = _before_the_council(actor, report)
    listed = on_the_list(session, row) - ({item.component} if item else set())
    require(component not in listed, _("This component is on the session's list: settle it there."), Refused)
    line = form_of(row.season_unit).component(component)
    require(component not in _exempt(row), _("This component is exempt: there is nothing to decide."), Refused)
    require(drafts.keys() <= {leaf.code for leaf in line.leaves}, _("This is not part of the component."), Refused)
    check_seen(row, seen)
    check_decisions(row, standing(row.answers.all(), Stage.VERIFIED), drafts)
    for leaf in line.leaves:
        _check_scored(leaf, drafts.get(leaf.code))
    answers = write_answers(actor, row, Stage.FINAL, drafts)
    reason = " ".join(dict.fromkeys(draft.reason for draft in drafts.values() if draft.reason))
    _resolve(actor, row, session, [component], reason, item)
    return answers


def _resolve(
    actor: User,
    report: Report,
    session: CouncilSession,
    codes: Collection[str],
    reason: str = "",
    item: DisputedItem | None = None,
) -> None:
    """Which session settled it and why, and who took no part: 5 queries."""
    now = clock.now()
    facts = {"session": session, "reason": reason, "item": item, "settled_by": actor, "settled_at": now}
    Resolution.objects.bulk_create([Resolution(report=report, component=code, **facts) for code in codes])
    _recuse(report)


def _recuse(report: Report) -> None:
    away = members_of(report.season_unit.unit_id)
    rows = [Recusal(report=report, member=member) for member in away]
    Recusal.objects.bulk_create(rows, ignore_conflicts=True)


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

    `codes`: only these components. What the council itself answers (the survey) is never taken over, nor what waits for
    its item of the session.
    """
    row, session = _before_the_council(actor, report)
    check_seen(row, seen)
    listed = on_the_list(session, row)
    form, open_codes = form_of(row.season_unit), [code for code in undecided(row, _exempt(row)) if code not in listed]
    todo = [form.component(code) for code in open_codes if codes is None or code in codes]
    todo = [component for component in todo if can_take_over(component)]
    verified = standing(row.answers.all(), Stage.VERIFIED)
    drafts = {leaf.code: _as_verified(verified.get(leaf.code)) for component in todo for leaf in component.leaves}
    if drafts:
        write_answers(actor, row, Stage.FINAL, drafts)
        _resolve(actor, row, session, [component.code for component in todo])
    return len(todo)


@transaction.atomic
def take_over_undisputed(actor: User, season: Season, seen: Mapping[int, Mapping[str, int]]) -> int:
    """Every component of every report that is in no dispute, in one act, all or nothing; returns how many.

    `seen`: report -> scored line -> version of the verified answer, as the list showed it; nothing else is taken over.
    Reports of the person's own unit are left to somebody else (I12). Raises Conflict, naming the unit, where something
    was verified anew meanwhile."""
    session = open_session(season)
    chairs = session is not None and session.chaired_by_id == actor.pk
    require(enters_for_the_council(actor) or chairs, DECIDERS)
    reports = {report.pk: (report, codes) for report, codes in to_take_over(actor, season).items()}
    taken = 0
    for pk, versions in seen.items():
        require(pk in reports, _("A report is no longer before the council. Look at the list again."), Conflict)
        report, codes = reports[pk]
        lines = form_of(report.season_unit)
        shown = [code for code in codes if all(leaf.code in versions for leaf in lines.component(code).leaves)]
        try:
            taken += take_over(actor, report, shown, seen={Stage.VERIFIED: versions})
        except Conflict as fault:
            raise Conflict(f"{report.season_unit.name}: {fault}") from fault
    return taken


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
    row, _session = _before_the_council(actor, report)
    rest = [*undecided(row, _exempt(row)), *sent_back([row]).get(row.pk, ())]
    require(not rest, _("Still to be decided: %(codes)s.") % {"codes": ", ".join(rest)}, Refused)
    _recuse(row)
    return step(actor, row, "report.appraise")


@transaction.atomic
def take_up_again(actor: User, report: Report, reason: str, components: Collection[str] = ()) -> Report:
    """An appraised report back to the council; everyone concerned is told. `components`: those that have to be decided
    anew, each of them, before the council finishes again. Raises Refused while a result that holds it
    is submitted: that is taken back first."""
    require(settles(actor), DECIDERS)
    not_own(actor, report)
    require(enters_for_the_council(actor) or chairs_on(actor, report), DECIDERS)
    row = locked(report)
    submitted = _("The result was submitted for approval: the lead department takes it back to the council first.")
    require(row.season_unit.season_tier.phase != Phase.APPROVING, submitted, Refused)
    step(actor, row, "report.appraise_again", reason=reason, about=components)
    tell_report_back(row)
    return row
