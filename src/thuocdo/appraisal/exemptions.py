"""Exemptions, step by step: asked, advised, accepted in writing (R5.3, I3). Part of this floor's actions."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import FILLING
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.enums import OPEN, ExemptionState, Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused, require
from thuocdo.cycles.enums import SUBMITTED
from thuocdo.cycles.queries import form_of
from thuocdo.documents.actions import check_document, replace_file
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.actions import locked, not_own
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.models import Report
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_finish

TIER = "report__season_unit__season_tier"


@transaction.atomic
def ask(actor: User, report: Report, component: str, *, ground: str, reason: str) -> Exemption:
    """The unit asks that a component not be assessed; its points do not change by asking."""
    row = locked(report)
    require(
        actor.holds(FILLING, row.season_unit.unit_id), _("Only the unit's preparer or coordinator may ask for this.")
    )
    require(row.state in EDITABLE, _("The report was sent; requests are made before sending."), Refused)
    require(reason.strip() and ground in Ground.values, _("Choose a ground and give the reason."), Refused)
    form_of(row.season_unit).component(component)
    facts = {
        "ground": ground,
        "reason": reason,
        "asked_by": actor,
        "asked_at": clock.now(),
        "state": ExemptionState.ASKED,
        "advice": "",
        "is_advised_for": None,
        "advised_by": None,
        "acceptance": None,
        "entered_by": None,
        "is_leads": False,
    }
    present = Exemption.objects.filter(report=row, component=component).first()
    is_open = present is None or present.state in {ExemptionState.ASKED, ExemptionState.WITHDRAWN}
    require(is_open, _("This request has been dealt with already."), Refused)
    is_leads = present is not None and present.is_leads and present.state == ExemptionState.ASKED
    require(not is_leads, _("The lead department has proposed this already."), Refused)
    exemption, _made = Exemption.objects.update_or_create(report=row, component=component, defaults=facts)
    _record(exemption, actor, "exemption.asked", reason)
    return exemption


@transaction.atomic
def withdraw(actor: User, exemption: Exemption) -> None:
    """Whoever asked takes the request back, as long as it is open: the unit its own, the lead department what it
    proposed."""
    row = _locked(exemption)
    if row.is_leads:
        require(deals_with(actor, row.report), _("The lead department proposed this; it may take it back."))
    else:
        fills = actor.holds(FILLING, row.report.season_unit.unit_id)
        require(fills, _("Only the unit's preparer or coordinator may withdraw it."))
    _check_open(row)
    _become(row, ExemptionState.WITHDRAWN, acceptance=None, entered_by=None)
    _record(row, actor, "exemption.withdrawn")


@transaction.atomic
def advise(actor: User, exemption: Exemption, *, is_for: bool, advice: str) -> None:
    """Advice to the People's Committee; it changes no point. Given once, before its effect on the points is shown."""
    row = _led(actor, exemption)
    require(row.state == ExemptionState.ASKED, _("Advice on this request has been given."), Refused)
    require(advice.strip(), _("Give the reason for the advice."), Refused)
    _become(row, ExemptionState.ADVISED, is_advised_for=is_for, advice=advice, advised_by=actor)
    _record(row, actor, "exemption.advised", advice)


@transaction.atomic
def enter_acceptance(actor: User, exemption: Exemption, document: Document) -> None:
    """One officer puts the request under the People's Committee's written acceptance; it counts once a second has
    checked it, even where the document itself was checked before with other requests."""
    row = _led(actor, exemption)
    require(row.state == ExemptionState.ADVISED, _("Advise on the request first."), Refused)
    _check_acceptance(document)
    _check_in_time(row)
    _become(row, ExemptionState.ENTERED, acceptance=document, entered_by=actor, checked_by=None)
    _record(row, actor, "exemption.acceptance_entered")


@transaction.atomic
def check_acceptance(actor: User, document: Document, *, seen: str = "") -> int:
    """A second officer checks an acceptance and what stands under it; every request that somebody else put there counts
    from now on. Returns how many. Raises NotAllowed for the officer who entered all of it, Conflict when its
    file is no longer the one of this SHA-256 (`seen`)."""
    require(runs_the_season(actor), _("Only the lead department checks recorded documents."))
    _check_acceptance(document)
    rows = Exemption.objects.select_for_update(of=("self",)).filter(acceptance=document, state=ExemptionState.ENTERED)
    waiting = [row for row in rows.select_related(TIER) if row.entered_by_id != actor.pk]
    document.refresh_from_db()
    if document.checked_by_id is None:
        check_document(actor, document, seen=seen)
    else:
        require(waiting, _("Nothing under this document waits for your check."))
    for row in waiting:
        _check_in_time(row)
        _become(row, ExemptionState.ACCEPTED, checked_by=actor)
        _record(row, actor, "exemption.accepted")
    return len(waiting)


@transaction.atomic
def replace_acceptance_file(actor: User, document: Document, upload: UploadedFile | None, reason: str) -> None:
    """The right file in place of a wrong one under an acceptance that nobody has checked; the old one is kept."""
    _check_acceptance(document)
    require(may_replace(actor, document), _("Only who deals with the requests under it replaces its file."))
    replace_file(actor, document, upload, reason)


def may_replace(user: User, document: Document) -> bool:
    """Before the check, who deals with a request that stands under the document and is not their own unit's."""
    if document.checked_by_id is not None:
        return False
    rows = Exemption.objects.filter(acceptance=document, state=ExemptionState.ENTERED)
    return any(deals_with(user, row.report) for row in rows.select_related(TIER, "report__season_unit__season"))


@transaction.atomic
def send_back(actor: User, exemption: Exemption, reason: str) -> None:
    """Who deals with the unit's requests finds that this one does not stand in the document, or not so: it is entered
    anew. Of the lead department's own request that is the agency which verifies its report (I12)."""
    row = _led(actor, exemption)
    require(row.state == ExemptionState.ENTERED, _("This request has been dealt with already."), Refused)
    require(may_send_back(actor, row), _("You entered this acceptance: a second officer sends it back."))
    require(reason.strip(), _("Give the reason."), Refused)
    _become(row, ExemptionState.ADVISED, acceptance=None, entered_by=None)
    _record(row, actor, "exemption.sent_back", reason)


@transaction.atomic
def refuse(actor: User, exemption: Exemption, reason: str) -> None:
    """Records that the People's Committee did not accept; the component is assessed like any other."""
    row = _led(actor, exemption)
    require(reason.strip(), _("Give the reason."), Refused)
    _become(row, ExemptionState.REFUSED, acceptance=None, entered_by=None)
    _record(row, actor, "exemption.refused", reason)


def _check_acceptance(document: Document) -> None:
    require(
        document.kind == DocumentKind.ACCEPTANCE,
        _("This is not a written acceptance of the People's Committee."),
        Refused,
    )


def _check_in_time(exemption: Exemption) -> None:
    require(
        exemption.report.season_unit.season_tier.phase not in SUBMITTED,
        _("The result was submitted for approval: take it back to the council before an acceptance enters it."),
        Refused,
    )


def _locked(exemption: Exemption) -> Exemption:
    rows = Exemption.objects.select_for_update(of=("self",)).select_related(TIER, "report__season_unit__season")
    return rows.get(pk=exemption.pk)


def deals_with(user: User, report: Report) -> bool:
    """The lead department, for every unit but its own; for that one the agency that verifies its report (I12)."""
    return may_finish(user, report, assignments(report.season_unit.season))


def may_send_back(user: User, exemption: Exemption) -> bool:
    """Not who entered it, who could then alter it unseen; but of the lead department's own request anybody at the
    agency that verifies its report, for nobody else deals with it."""
    is_second = exemption.entered_by_id != user.pk or not runs_the_season(user)
    return exemption.state == ExemptionState.ENTERED and is_second and deals_with(user, exemption.report)


def _led(actor: User, exemption: Exemption) -> Exemption:
    """The request under lock, open, before an officer who deals with requests of this unit."""
    row = _locked(exemption)
    not_own(actor, row.report)
    require(deals_with(actor, row.report), _("Only the lead department deals with exemption requests."), NotAllowed)
    _check_open(row)
    return row


def _check_open(exemption: Exemption) -> None:
    require(exemption.state in OPEN, _("This request has been dealt with already."), Refused)


def _become(exemption: Exemption, state: ExemptionState, **fields: object) -> None:
    Exemption.objects.filter(pk=exemption.pk).update(state=state, **fields)
    for name, value in {"state": state, **fields}.items():
        setattr(exemption, name, value)


def _record(exemption: Exemption, actor: User, act: str, reason: str = "") -> None:
    subject = f"report:{exemption.report_id}/{exemption.component}"
    record(act, actor=actor.pk, subject=subject, reason=reason, after={"state": exemption.state})
