"""Every write of the result: proposing, taking back, approving, publishing (R4.6)."""

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.queries import exemptions
from thuocdo.appraisal.reply_rounds import named, undecided_replies
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.actions import keep_references, move
from thuocdo.cycles.models import Season
from thuocdo.documents.actions import check_document, replace_file
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.reports.actions import step
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.results.corrections import content_of, correction_under_way, draft, moving_tiers
from thuocdo.results.differences import differences
from thuocdo.results.enums import EditionState
from thuocdo.results.frozen import frozen
from thuocdo.results.models import Correction, Edition
from thuocdo.results.queries import obstacles
from thuocdo.results.references import earned
from thuocdo.results.snapshot import FROZEN, public_part
from thuocdo.verification.back_news import tell_phase_back

STATE = gettext_lazy("This is not possible in the present state. Reload the page.")


@transaction.atomic
def propose(actor: User, season: Season) -> Edition:
    """Freezes the council's result as an edition to be approved (R4.6b, I9).

    Raises Refused while a report lacks a final decision, naming it, or while another edition is under way.
    """
    require(runs_the_season(actor), _("Only the lead department proposes the result."))
    tiers = moving_tiers(season)
    require(tiers, STATE, Refused)
    season.refresh_from_db(fields=["level_rule"])  # the reading may have changed since the page was opened
    waiting = obstacles(season)
    names = "; ".join(_waits(report, rest) for report, rest in waiting)
    require(not waiting, _("The council has not finished with: %(units)s.") % {"units": names}, Refused)
    disputed = named(undecided_replies(season))
    require(not disputed, _("Replies of units wait for a decision: %(codes)s.") % {"codes": disputed}, Refused)
    for tier in tiers:
        move(actor, tier, "season.propose", from_above=True)
    content, correction = draft(season) | {FROZEN: frozen(season)}, correction_under_way(season)
    if correction:
        _check_correction(content, correction)
    last = Edition.objects.filter(season=season).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        season=season,
        number=last + 1,
        replaces=correction and correction.edition,
        correction_reason=correction.reason if correction else "",
        content=content,
        public=public_part(content),
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    _record(edition, actor, "edition.proposed", edition.correction_reason)
    return edition


def _check_correction(content: dict, correction: Correction) -> None:
    moved = differences(content_of(correction.edition), content)
    words = _("Nothing differs from the published result. End the correction instead: the published result stands.")
    require(moved, words, Refused)


def _waits(report: Report, rest: Sequence[str]) -> str:
    """The unit, with the components that the council has not decided."""
    return f"{report.season_unit.name} ({', '.join(rest)})" if rest else report.season_unit.name


@transaction.atomic
def take_back(actor: User, edition: Edition, reason: str) -> None:
    """A proposed edition goes back to the council, with a reason; it stays on record."""
    require(runs_the_season(actor), _("Only the lead department takes a proposal back."))
    row = _locked(edition, EditionState.PROPOSED)
    for tier in moving_tiers(row.season):
        move(actor, tier, "season.appraise_again", reason=reason, from_above=True)
        tell_phase_back(tier)
    _become(row, EditionState.TAKEN_BACK)
    _record(row, actor, "edition.taken_back", reason)


@transaction.atomic
def enter_decision(actor: User, edition: Edition, document: Document) -> None:
    """One officer enters the People's Committee's approving decision: number, date, signer and file."""
    require(runs_the_season(actor), _("Only the lead department enters the approving decision."))
    require(document.kind == DocumentKind.APPROVAL, _("This document is not an approving decision."), Refused)
    require(document.signer.strip(), _("Give the signer of the decision."), Refused)
    row = _locked(edition, EditionState.PROPOSED)
    _check_acceptances(row, document)
    _check_own_decision(row, document)
    Edition.objects.filter(pk=row.pk).update(decision=document)
    row.decision = document
    _record(row, actor, "edition.decision_entered", noted={"late": True} if row.is_late else {})


def _check_own_decision(edition: Edition, decision: Document) -> None:
    """A correction rests on a decision of its own, not on that of the edition which it corrects."""
    before = edition.replaces and edition.replaces.decision
    if before is None:
        return
    same = (decision.number.strip(), decision.date) == (before.number.strip(), before.date)
    words = {"number": before.number, "day": f"{before.date:%d/%m/%Y}"}
    own = _("%(number)s of %(day)s approved the result that is corrected. Enter the decision on the correction.")
    require(not same, own % words, Refused)
    early = _("The decision on a correction cannot be older than %(number)s of %(day)s, which it corrects.")
    require(decision.date >= before.date, early % words, Refused)


def _check_acceptances(edition: Edition, decision: Document) -> None:
    """Refused where the edition leaves out what was accepted only after the decision was signed (R5.3)."""
    accepted = exemptions(edition.season).filter(state=ExemptionState.ACCEPTED)
    late = list(accepted.filter(acceptance__date__gt=decision.date))
    names = "; ".join(f"{row.report.season_unit.name} {row.component} ({row.acceptance.number})" for row in late)
    words = _("Accepted after %(day)s, the day of the decision, so not in this edition: %(names)s. Check both dates.")
    require(not late, words % {"day": f"{decision.date:%d/%m/%Y}", "names": names}, Refused)


@transaction.atomic
def replace_decision_file(actor: User, edition: Edition, upload: UploadedFile | None, reason: str) -> None:
    """The right file in place of a wrong one under the approving decision, as long as nobody has checked it; the old
    one is kept with the reason."""
    require(runs_the_season(actor), _("Only the lead department enters the approving decision."))
    row = _locked(edition, EditionState.PROPOSED)
    require(row.decision_id, _("Enter the approving decision first."), Refused)
    replace_file(actor, row.decision, upload, reason)
    _record(row, actor, "edition.decision_file_replaced", reason)


@transaction.atomic
def approve(actor: User, edition: Edition, *, seen: str = "") -> None:
    """A second officer has checked the decision against its original: the edition is approved, its reports final.

    `seen`: SHA-256 of the file that the officer looked at; raises Conflict where it was replaced meanwhile.
    """
    row = _locked(edition, EditionState.PROPOSED)
    require(row.decision_id, _("Enter the approving decision first."), Refused)
    _check_acceptances(row, row.decision)
    check_document(actor, row.decision, seen=seen)
    _become(row, EditionState.APPROVED)
    for report in Report.objects.select_for_update().filter(
        season_unit__season=row.season, state=ReportState.APPRAISED
    ):
        step(actor, report, "report.finalise")
    _record(row, actor, "edition.approved")


@transaction.atomic
def publish(actor: User, edition: Edition, *, co_announcement: str) -> None:
    """Makes an approved edition public, together with the committee office (R4.6c). From then on nothing changes it; a
    correction's replaces the one before.

    Next year's forms show its points beside their own: they are written down here, in place of an earlier edition's. A
    practice season's edition goes the same way, and is shown and written down nowhere.
    """
    require(runs_the_season(actor), _("Only the lead department publishes the result."))
    require(
        co_announcement.strip(),
        _("Record how the committee office announces the result with you (Article 4.6)."),
        Refused,
    )
    row = _locked(edition, EditionState.APPROVED)
    for tier in moving_tiers(row.season):
        move(actor, tier, "season.publish", from_above=True)
    now = clock.now()
    _become(
        row,
        EditionState.PUBLISHED,
        publication=Edition.objects.filter(season=row.season, state=EditionState.PUBLISHED).count() + 1,
        co_announcement=co_announcement,
        published_by=actor,
        published_at=now,
    )
    if row.replaces_id:
        Correction.objects.filter(edition=row.replaces_id, ended_at=None).update(ended_by=actor, ended_at=now)
    if not row.season.is_practice:
        keep_references(actor, row.season, earned(row))
    noted = {"publication": row.publication} | ({"replaces": row.replaces_id} if row.replaces_id else {})
    _record(row, actor, "edition.published", noted=noted)


def _locked(edition: Edition, state: EditionState) -> Edition:
    rows = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("season__pinned_set", "decision", "replaces__decision")
        .defer("replaces__content", "replaces__public")
    )
    row = rows.get(pk=edition.pk)
    require(row.state == state, STATE, Refused)
    return row


def _become(edition: Edition, state: EditionState, **fields: object) -> None:
    Edition.objects.filter(pk=edition.pk).update(state=state, **fields)
    for name, value in {"state": state, **fields}.items():
        setattr(edition, name, value)


def _record(
    edition: Edition, actor: User, act: str, reason: str = "", noted: Mapping[str, object] | None = None
) -> None:
    after = {"state": edition.state, **(noted or {})}
    record(act, actor=actor.pk, subject=f"edition:{edition.pk}", reason=reason, after=after)
