"""Correcting a published result (điều chỉnh, R4.6): the council takes reports up again, and either another edition
replaces the published one or it is found right. Part of this floor's actions.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.reply_rounds import named, undecided_replies
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.actions import move
from thuocdo.cycles.models import SeasonTier
from thuocdo.reports.actions import step
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.queries import UNIT
from thuocdo.results.corrections import content_of, correction_under_way, draft, in_force, moving_tiers
from thuocdo.results.differences import differences
from thuocdo.results.models import Correction, Edition
from thuocdo.results.queries import obstacles, under_way
from thuocdo.verification.back_news import tell_phase_back, tell_report_back


@transaction.atomic
def open_correction(actor: User, edition: Edition, reason: str, reports: Collection[int]) -> Correction:
    """These reports of a published season, and their tiers, go back to the council; everyone concerned is told. The
    edition stays public as it is until another replaces it.

    Raises NotAllowed for anyone but the lead department; Refused without a reason or reports, for an edition that was
    replaced, and while a correction is under way."""
    require(runs_the_season(actor), _("Only the lead department opens a correction."))
    season = edition.season
    tiers = SeasonTier.objects.select_for_update(of=("self",)).select_related("tier", "season__pinned_set")
    of_season = {tier.pk: tier for tier in tiers.filter(season=season)}
    _check_correctable(edition)
    require(reason.strip(), _("Give the reason: it is published with the corrected result."), Refused)
    chosen = _chosen(edition, reports)
    row = Correction.objects.create(
        edition_id=edition.pk, reason=reason.strip(), opened_by=actor, opened_at=clock.now()
    )
    row.reports.set(chosen)
    for pk in dict.fromkeys(report.season_unit.season_tier_id for report in chosen):
        move(actor, of_season[pk], "season.correct", reason=reason, from_above=True)
        tell_phase_back(of_season[pk])
    for report in chosen:
        tell_report_back(step(actor, report, "report.correct", reason=reason))
    _record(row, actor, "correction.opened", reason, {"reports": [report.pk for report in chosen]})
    return row


def _check_correctable(edition: Edition) -> None:
    newest = in_force(edition.season)
    require(newest, _("Only a published result can be corrected. Take the proposal back instead."), Refused)
    words = {"nth": newest.publication}
    old = _("Publication %(nth)s has replaced this result. Correct that one.")
    require(newest.pk == edition.pk, old % words, Refused)
    open_one = correction_under_way(edition.season)
    if open_one:
        by = {"who": open_one.opened_by.full_name, "day": f"{clock.local(open_one.opened_at):%d/%m/%Y}"}
        said = _("A correction is under way already, opened by %(who)s on %(day)s. Only one at a time.")
        raise Refused(said % by)


def _chosen(edition: Edition, reports: Collection[int]) -> list[Report]:
    """The reports under lock, each final: what never came in has no points to correct."""
    rows = Report.objects.select_for_update(of=("self",)).select_related(*UNIT[:3])
    chosen = list(rows.filter(pk__in=reports, season_unit__season=edition.season_id).order_by("season_unit__order"))
    require(chosen, _("Choose the units whose points the council looks at again."), Refused)
    others = len(chosen) != len(set(reports)) or any(report.state != ReportState.FINAL for report in chosen)
    require(not others, _("Choose among the units that this result gives points to. Reload the page."), Refused)
    return chosen


@transaction.atomic
def uphold(actor: User, correction: Correction, reason: str) -> None:
    """The council has looked again and the published result stands: its tiers are published as before, the correction
    is over. Raises Refused while the council has not finished, and where its points now differ from that result."""
    require(runs_the_season(actor), _("Only the lead department ends a correction."))
    season = correction.edition.season
    tiers = moving_tiers(season)
    row = correction_under_way(season)
    require(row and row.pk == correction.pk, _("This correction is over. Reload the page."), Refused)
    require(reason.strip(), _("Give a reason."), Refused)
    _check_unmoved(row)
    for report in Report.objects.select_for_update().filter(season_unit__season=season, state=ReportState.APPRAISED):
        step(actor, report, "report.finalise")
    for tier in tiers:
        move(actor, tier, "season.uphold", from_above=True)
    ended = {"ended_by": actor, "ended_at": clock.now(), "ending_reason": reason.strip()}
    Correction.objects.filter(pk=row.pk).update(**ended)
    _record(row, actor, "correction.upheld", reason)


def _check_unmoved(correction: Correction) -> None:
    """The council has nothing open, and its points are those of the edition."""
    season = correction.edition.season
    require(under_way(season) is None, _("A corrected result was submitted: take it back first."), Refused)
    names = ", ".join(report.season_unit.name for report, _rest in obstacles(season))
    require(not names, _("The council has not finished with: %(units)s.") % {"units": names}, Refused)
    disputed = named(undecided_replies(season))
    require(not disputed, _("Replies of units wait for a decision: %(codes)s.") % {"codes": disputed}, Refused)
    moved = differences(content_of(correction.edition), draft(season))
    words = _("The council's points differ from the published result now. Propose the corrected result instead.")
    require(not moved, words, Refused)


def _record(correction: Correction, actor: User, act: str, reason: str, noted: dict[str, object] | None = None) -> None:
    record(act, actor=actor.pk, subject=f"edition:{correction.edition_id}", reason=reason, after=noted or {})
