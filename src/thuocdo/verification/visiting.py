"""On-site checks: planned, held with minutes, or cancelled with a reason (R9.1). They change no point by themselves.

Every change names the version that the person saw; the second of two editors is told, and nothing is overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of
from thuocdo.documents import files
from thuocdo.verification.enums import Side, VisitState
from thuocdo.verification.models import Visit, VisitFinding, VisitSigner
from thuocdo.verification.queries import assignments
from thuocdo.verification.visits import SELECTED, leads_visit


@dataclass(frozen=True)
class Plan:
    """What a visit is planned as. `signers`: (side, full name, position), those of the team and those of the unit."""

    day: date
    place: str
    purpose: str
    components: Sequence[str]
    signers: Sequence[tuple[str, str, str]]
    document: str = ""


@transaction.atomic
def plan_visit(actor: User, season_unit: SeasonUnit, plan: Plan) -> Visit:
    """Raises NotAllowed where the actor does not verify one of the components, or is of the unit."""
    _check_plan(actor, season_unit, plan)
    require(plan.day >= clock.today(), _("The day is over already. Give today or a later day."), Refused)
    visit = Visit.objects.create(season_unit=season_unit, planned_by=actor, planned_at=clock.now(), **_texts(plan))
    _set_lists(visit, plan)
    _record(actor, visit, "visit.planned", _told(plan))
    return visit


@transaction.atomic
def change_plan(actor: User, visit: Visit, plan: Plan, *, version: int) -> Visit:
    """Another day, place, team or other components, while the visit is planned. A day in the past is where it was held
    before anybody wrote down that it had moved."""
    row = _held_by(actor, visit, version)
    require(row.state == VisitState.PLANNED, _("The visit was held or cancelled: its plan stays as it is."), Refused)
    _check_plan(actor, row.season_unit, plan)
    for name, value in _texts(plan).items():
        setattr(row, name, value)
    _set_lists(row, plan)
    _save(row)
    _record(actor, row, "visit.plan_changed", _told(plan))
    return row


@transaction.atomic
def write_minutes(
    actor: User,
    visit: Visit,
    *,
    minutes: str,
    findings: Mapping[str, str],
    unit_opinion: str,
    version: int,
    held: bool,
) -> Visit:
    """The minutes as far as they are written; with `held` they are whole, and the unit reads them from then on.

    Raises Refused where a component has no finding then, where the day is still to come, and once the minutes were
    signed.
    """
    row = _held_by(actor, visit, version)
    require(row.state != VisitState.CANCELLED, _("The visit was cancelled."), Refused)
    require(row.signed_file_id is None, _("The minutes are signed: they can no longer be changed."), Refused)
    stays_held = held or row.state == VisitState.HELD
    if stays_held:
        _check_minutes(row, minutes, findings)
    for finding in row.findings.all():
        finding.text = findings.get(finding.component, finding.text).strip()
        finding.save(update_fields=["text"])
    row.minutes, row.unit_opinion = minutes.strip(), unit_opinion.strip()
    row.state = VisitState.HELD if stays_held else row.state
    _save(row)
    told = {"minutes": row.minutes, "unit_opinion": row.unit_opinion, "findings": dict(findings), "state": row.state}
    _record(actor, row, "visit.minutes", told)
    return row


def _check_minutes(row: Visit, minutes: str, findings: Mapping[str, str]) -> None:
    require(row.day <= clock.today(), _("The day of the visit is still to come. Keep the minutes as a draft."), Refused)
    require(minutes.strip(), _("Write down the course of the visit."), Refused)
    open_codes = [f.component for f in row.findings.all() if not findings.get(f.component, f.text).strip()]
    words = _("A finding is missing of: %(codes)s. Where nothing was looked at, say so.")
    require(not open_codes, words % {"codes": ", ".join(open_codes)}, Refused)


@transaction.atomic
def cancel(actor: User, visit: Visit, reason: str) -> Visit:
    row = _held_by(actor, visit, None)
    require(row.state == VisitState.PLANNED, _("The visit was held or cancelled already."), Refused)
    require(reason.strip(), _("Give the reason: the unit will read it."), Refused)
    row.state, row.cancel_reason = VisitState.CANCELLED, reason.strip()
    _save(row)
    _record(actor, row, "visit.cancelled", {"state": row.state}, reason=row.cancel_reason)
    return row


def put_signed(actor: User, visit: Visit, upload: UploadedFile | None) -> Visit:
    """The minutes as both sides signed them, as PDF; from then on their words are fixed. A wrong file is replaced by
    uploading the right one; the audit keeps which it was."""
    _may_lead(actor, visit)
    require(upload, _("Choose a file first."), Refused)
    stored = files.store(upload)
    require(stored.media_type == files.PDF, _("Hand in the signed minutes as PDF."), Refused)
    with transaction.atomic():
        row = _held_by(actor, visit, None)
        require(row.state == VisitState.HELD, _("Write the minutes first; then they are signed."), Refused)
        before = row.signed_file and row.signed_file.sha256
        row.signed_file, row.signed_file_name = stored, (upload.name or "")[-255:]
        _save(row)
        _record(actor, row, "visit.signed", {"sha256": stored.sha256}, before={"sha256": before})
    return row


def _check_plan(actor: User, season_unit: SeasonUnit, plan: Plan) -> None:
    shared = assignments(season_unit.season)
    known = {component.code for component in form_of(season_unit).components}
    require(plan.components, _("Choose at least one component to be checked."), Refused)
    require(set(plan.components) <= known, _("There is no such component."), Refused)
    may = leads_visit(actor, season_unit, plan.components, shared)
    require(may, _("A component of this plan is verified by somebody else."))
    require(plan.place.strip() and plan.purpose.strip(), _("Give the place, and what is to be checked."), Refused)
    sides = {side for side, name, _title in plan.signers if name.strip()}
    require(Side.TEAM in sides, _("Name at least one member of the team."), Refused)


def _texts(plan: Plan) -> dict[str, object]:
    texts = {"place": plan.place.strip(), "purpose": plan.purpose.strip(), "plan_document": plan.document.strip()}
    return {"day": plan.day, **texts}


def _set_lists(visit: Visit, plan: Plan) -> None:
    """Signers anew; components that stay keep what was found of them."""
    visit.signers.all().delete()
    VisitSigner.objects.bulk_create(
        [VisitSigner(visit=visit, side=side, full_name=name, title=title) for side, name, title in plan.signers]
    )
    visit.findings.exclude(component__in=plan.components).delete()
    rows = [VisitFinding(visit=visit, component=code) for code in dict.fromkeys(plan.components)]
    VisitFinding.objects.bulk_create(rows, ignore_conflicts=True)


def _told(plan: Plan) -> dict[str, object]:
    """Names of people stay out of the audit: they are personal."""
    return {**_texts(plan), "day": plan.day.isoformat(), "components": list(plan.components)}


def _may_lead(actor: User, visit: Visit) -> None:
    codes = [finding.component for finding in visit.findings.all()]
    shared = assignments(visit.season_unit.season)
    require(
        leads_visit(actor, visit.season_unit, codes, shared),
        _("Only who verifies every component of this visit writes its plan and minutes."),
    )


def _held_by(actor: User, visit: Visit, version: int | None) -> Visit:
    """The visit under lock, for who leads it; `version` None where the act rests on none."""
    row = Visit.objects.select_for_update(of=("self",)).select_related(*SELECTED, "signed_file").get(pk=visit.pk)
    _may_lead(actor, row)
    require(
        version in (None, row.version),
        _("Somebody else changed this visit meanwhile. Compare both, then save again."),
        Conflict,
    )
    return row


def _save(row: Visit) -> None:
    row.version += 1
    row.save()


def _record(
    actor: User, visit: Visit, act: str, after: Mapping, *, reason: str = "", before: Mapping | None = None
) -> None:
    told = {"unit": visit.season_unit_id, "version": visit.version, **after}
    record(act, actor=actor.pk, subject=f"visit:{visit.pk}", reason=reason, before=dict(before or {}), after=told)
