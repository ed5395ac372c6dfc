"""Every write of the verification: sharing out, checking, returning, finishing."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.enums import Duty
from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles.actions import create_season
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import Component, CriteriaSet
from thuocdo.reports.actions import locked, prepare_reports, step
from thuocdo.reports.answers import Draft, write_answers
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import standing
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.news import tell_returned
from thuocdo.reports.rules import OPEN_PHASES
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import assignments, unchecked
from thuocdo.verification.rules import may_finish, may_verify

SENT_ONLY = gettext_lazy("Only a report that was sent and not yet verified can be checked.")
VERIFIERS_OWN = gettext_lazy("The unit does not answer this: state the points yourself.")


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
def agree(actor: User, report: Report, component: str, *, seen: Versions | None = None) -> dict[str, Answer]:
    """The declared figures stand as verified; an answer that was adjusted before goes back to them.

    Raises Conflict when they or the verified answer are not those of `seen`, Refused where the verifier has to answer.
    """
    row = _checkable(actor, report, component)
    leaves = [leaf for leaf in form_of(row.season_unit).component(component).leaves if leaf.answered_by != "council"]
    require(all(leaf.answered_by == "unit" for leaf in leaves), VERIFIERS_OWN, Refused)
    check_seen(row, seen)
    declared = standing(row.answers.all(), Stage.SELF)
    return write_answers(actor, row, Stage.VERIFIED, {leaf.code: _as_declared(declared, leaf.code) for leaf in leaves})


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
) -> Answer:
    """Verified figures, from which the law computes, or verified points in place of the rule; always with a reason.

    Raises Conflict when somebody else changed the verified answer since `version`.
    """
    require(reason.strip(), _("Give the reason for the change: the unit will read it."), Refused)
    draft = Draft(values, settled, reason, version)
    return adjust_lines(actor, report, component, {component: draft})[component]


@transaction.atomic
def adjust_lines(
    actor: User, report: Report, component: str, drafts: Mapping[str, Draft], *, seen: Versions | None = None
) -> dict[str, Answer]:
    """Like `adjust`, for every scored line of a component in one act, all or nothing. A line of `drafts` that is as
    declared needs no reason. Raises Conflict also when what the unit declared is not what `seen` says."""
    row = _checkable(actor, report, component)
    _check_within(row, component, drafts)
    check_seen(row, seen)
    check_decisions(row, standing(row.answers.all(), Stage.SELF), drafts)
    return write_answers(actor, row, Stage.VERIFIED, drafts)


def _check_within(report: Report, component: str, drafts: Mapping[str, Draft]) -> None:
    """Only lines of this component, and none that the council answers."""
    leaves = {
        leaf.code for leaf in form_of(report.season_unit).component(component).leaves if leaf.answered_by != "council"
    }
    require(drafts.keys() <= leaves, _("The council scores this."), Refused)


@transaction.atomic
def agree_with_the_rest(actor: User, report: Report) -> int:
    """Agrees with every component the person verifies and nobody has checked yet; returns how many. What the verifier
    answers in person is left."""
    row = locked(report)
    require(row.state == ReportState.SENT, SENT_ONLY, Refused)
    todo = to_agree_with(actor, row)
    declared = standing(row.answers.all(), Stage.SELF)
    leaves = [leaf.code for component in todo for leaf in component.leaves if leaf.answered_by == "unit"]
    if leaves:
        write_answers(actor, row, Stage.VERIFIED, {code: _as_declared(declared, code) for code in leaves})
    return len(todo)


def to_agree_with(actor: User, report: Report) -> list[Component]:
    """The components that nobody has checked, that this person verifies and the unit alone answers: 2 queries."""
    shared, open_codes = assignments(report.season_unit.season), set(unchecked(report))
    return [
        component
        for component in form_of(report.season_unit).components
        if component.code in open_codes
        and may_verify(actor, report, component.code, shared)
        and all(leaf.answered_by != "verifier" for leaf in component.leaves)
    ]


@transaction.atomic
def finish(actor: User, report: Report) -> Report:
    """The report is verified: every component that the unit or the verifier answers was checked."""
    row = _finishing(actor, report)
    rest = unchecked(row)
    require(not rest, _("Still to be checked: %(codes)s.") % {"codes": ", ".join(rest)}, Refused)
    return step(actor, row, "report.verify")


@transaction.atomic
def take_up_again(actor: User, report: Report, reason: str) -> Report:
    return step(actor, _finishing(actor, report), "report.verify_again", reason=reason)


@transaction.atomic
def return_report(actor: User, report: Report, reason: str, *, until: date) -> Report:
    """Back to the unit for completion, with the reason that it reads and the last day on which it may be in again.

    Refused when that day is over already, or when the unit could not mend its report.
    """
    row = _finishing(actor, report)
    require(
        row.season_unit.season_tier.phase in OPEN_PHASES,
        _("Reporting is closed for this tier: take the season back to verification first."),
        Refused,
    )
    require(until >= clock.today(), _("The new last day is over already. Give today or a later day."), Refused)
    noted = {"until": until.isoformat()}
    step(actor, row, "report.return", reason=reason, noted=noted, return_reason=reason, return_until=until)
    tell_returned(row)
    return row


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
