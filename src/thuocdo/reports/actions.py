"""Every write to a report that is being filled; sending is in `sending`, the signed copy in `signing`. One transaction
and one audit entry each."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to
from thuocdo.audit.actions import record
from thuocdo.common.faults import Conflict, NotAllowed, Refused, require
from thuocdo.cycles import going_back
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.reports.answers import Draft, write_answers, written_before
from thuocdo.reports.enums import EDITABLE, ReportState, Stage
from thuocdo.reports.models import CONTACTS, Answer, AnswerChange, Report
from thuocdo.reports.queries import UNIT
from thuocdo.reports.rows import Stored, lock_and_read
from thuocdo.reports.rules import OPEN_PHASES, fills, is_open
from thuocdo.reports.transitions import REPORT

NOT_A_FILLER = gettext_lazy("Only the unit's preparer or coordinator may fill its report.")


def prepare_reports(season: Season) -> None:
    """One empty report per unit of the season, so that nobody vanishes (I8). Called when a season is created."""
    Report.objects.bulk_create([Report(season_unit=unit) for unit in season.units.all()], ignore_conflicts=True)


def locked(report: Report) -> Report:
    """The report's row under lock, with all that the rules need."""
    return Report.objects.select_for_update(of=("self",)).select_related(*UNIT[:3]).get(pk=report.pk)


def step(
    actor: User,
    report: Report,
    act: str,
    *,
    reason: str = "",
    noted: Mapping[str, str] | None = None,
    about: Collection[str] = (),
    **fields: object,
) -> Report:
    """Takes `report`, already locked, along one row of the transition table; the role is checked here.

    `noted` enters the audit beside the new state. `about`: of a step back, the components that have to be done anew.
    Whether the person may act for this unit is the caller's question.
    """
    row = REPORT[act]
    require(actor.holds(set(row.roles)), _("You may not do this."))
    row.check(report.state, reason)
    before = report.state
    if row.needs_reason:
        noted = {**(noted or {}), **_kept_step_back(actor, report, act, reason, about)}
    Report.objects.filter(pk=report.pk).update(state=row.target, **fields)
    for name, value in {"state": row.target, **fields}.items():
        setattr(report, name, value)
    record(
        act,
        actor=actor.pk,
        subject=f"report:{report.pk}",
        reason=reason,
        before={"state": before},
        after={"state": row.target, **(noted or {})},
    )
    return report


def _kept_step_back(actor: User, report: Report, act: str, reason: str, about: Collection[str]) -> dict[str, str]:
    """Keeps the reason for everyone concerned; gives back what the audit notes of it."""
    others = sorted(set(about) - {component.code for component in form_of(report.season_unit).components})
    require(not others, _("Not on this form: %(codes)s.") % {"codes": ", ".join(others)}, Refused)
    going_back.keep(actor, report.season_unit.season_id, f"report:{report.pk}", act, reason, about)
    return {"components": " ".join(about)} if about else {}


def editable(actor: User, report: Report) -> Report:
    """The report locked, in drafting, by a person who fills it. Raises NotAllowed or Refused."""
    row = locked(report)
    check_filling(actor, row)
    return _opened(actor, row)


def _for_saving(actor: User, report: Report, components: Iterable[str], key: UUID | None) -> tuple[Report, Stored]:
    """`report` itself, locked, with the state and phase of this moment, by a person who fills it today; and what is
    stored of these components. The rest of a report never changes."""
    standing, stored = lock_and_read(actor, report, Stage.SELF, components, key)
    require(standing.fills, NOT_A_FILLER)
    report.state, report.season_unit.season_tier.phase = standing.state, standing.phase
    return report, stored


def check_filling(actor: User, row: Report) -> None:
    """Raises NotAllowed for whoever is neither preparer nor coordinator of the report's unit."""
    require(fills(actor, row.season_unit.unit_id), NOT_A_FILLER)


def _opened(actor: User, row: Report) -> Report:
    require(
        row.state in EDITABLE,
        _("The report was sent. Withdraw it, or ask the lead department to return it, to change it."),
        Refused,
    )
    require(
        row.season_unit.season_tier.phase in OPEN_PHASES,
        _("Reporting is not open for this season."),
        Refused,
    )
    return row if row.state == ReportState.DRAFTING else step(actor, row, "report.begin")


def save_answer(
    actor: User,
    report: Report,
    component: str,
    values: Mapping[str, str],
    *,
    version: int = 0,
    key: UUID | None = None,
) -> Answer:
    """Keeps the unit's declared figures for one component.

    `values` are texts as the law reads them (`regulation.parse_value` has accepted each). `version` is the one the
    person saw, 0 for none. Raises Conflict when somebody else saved meanwhile; nothing is overwritten.
    """
    return save_answers(actor, report, {component: Draft(values, version=version)}, key=key)[component]


@transaction.atomic
def save_answers(
    actor: User, report: Report, drafts: Mapping[str, Draft], *, key: UUID | None = None
) -> dict[str, Answer]:
    """Keeps the declared figures of several components in one act, all or nothing; else like `save_answer`.

    What is stored already is left alone, whatever its version: the same figures from two people are no conflict.

    `key` is the page's own name of this saving. A request that is repeated because its answer was lost finds the saving
    done, even after the report was sent: it writes nothing and gets the answers as that saving left them.
    """
    row, stored = _for_saving(actor, report, drafts, key)
    if key and not is_open(row) and (done := written_before(stored, drafts)):
        return done
    row, form = _opened(actor, row), form_of(row.season_unit)
    others = [code for code in drafts if form.component(code).answered_by != "unit"]
    require(not others, _("Not answered by the unit: %(codes)s.") % {"codes": ", ".join(others)}, Refused)
    return write_answers(actor, row, Stage.SELF, drafts, key=key, skips_same=True, stored=stored)


@transaction.atomic
def clear_answers(actor: User, report: Report, versions: Mapping[str, int | None]) -> None:
    """Takes several answers back in one act: component -> the version that the person saw, None where it is no matter.

    What has no answer is left alone. Raises Conflict like `save_answer`.
    """
    row = editable(actor, report)
    answers = Answer.objects.filter(report=row, component__in=versions, stage=Stage.SELF).exclude(values={})
    drafts = {answer.component: Draft(version=versions[answer.component]) for answer in answers}
    if drafts:
        write_answers(actor, row, Stage.SELF, drafts)


@transaction.atomic
def restore_answer(actor: User, report: Report, component: str, old: int, *, version: int) -> Answer:
    """Writes what version `old` of an answer said once more, as a new version: so it can be undone in its turn.

    `version` is the one the person saw as the present one. Raises Conflict like `save_answer`, Refused where there is
    no such version.
    """
    row = editable(actor, report)
    kept = AnswerChange.objects.filter(
        answer__report=row, answer__component=component, answer__stage=Stage.SELF, version=old
    ).first()
    require(kept, _("This version is not in the history of the answer."), Refused)
    return write_answers(actor, row, Stage.SELF, {component: Draft(kept.values, version=version)})[component]


def contacts_seen(report: Report) -> str:
    """A short digest of the contacts, by which a page says what it was shown."""
    return sha256("\0".join(getattr(report, name) for name in CONTACTS).encode()).hexdigest()[:16]


@transaction.atomic
def set_contacts(actor: User, report: Report, *, was: str | None = None, **contacts: str) -> None:
    """Preparer and signer (R4.5). Contacts are personal: the audit keeps that they changed, not what they are.

    `was`: digest (`contacts_seen`) of what the person began with; None where it is no matter. Raises Conflict where a
    colleague has saved others since.
    """
    row = editable(actor, report)
    is_same = all(getattr(row, name) == contacts[name] for name in CONTACTS)
    words = _("Somebody else changed these contacts meanwhile. Both versions are shown.")
    require(was is None or is_same or was == contacts_seen(row), words, Conflict)
    Report.objects.filter(pk=row.pk).update(**{name: contacts[name] for name in CONTACTS})
    record("report.contacts", actor=actor.pk, subject=f"report:{row.pk}")


def not_own(actor: User, report: Report) -> None:
    """I12: nobody verifies or decides on their own unit."""
    require(
        not belongs_to(actor, report.season_unit.unit_id),
        _("This is your own unit: somebody else verifies and decides on it."),
        NotAllowed,
    )
