"""Going back, from the top down: what stands on a phase or on a verified report is undone first; the refusal names it.
Part of this floor's actions. A result that was submitted is taken back in `results.actions`."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import ItemState
from thuocdo.appraisal.models import DisputedItem, ReplyRound
from thuocdo.appraisal.reply_rounds import PHASES
from thuocdo.appraisal.sitting import open_session
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.actions import move
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import SeasonTier
from thuocdo.cycles.transitions import SEASON
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.verification import actions as verification
from thuocdo.verification.back_news import tell_phase_back

BEYOND = [ReportState.APPRAISED, ReportState.FINAL]
ON_THE_TABLE = [ItemState.OPEN, ItemState.VOTING]
ABOVE = gettext_lazy("First undo what stands on it. %(what)s")


@transaction.atomic
def step_back(actor: User, season_tier: SeasonTier, act: str, reason: str) -> None:
    """Takes a tier from verification back to reporting, or from the council back to verification; everyone concerned is
    told. Raises NotAllowed for anyone but the lead department, Refused without a reason and while something stands on
    the phase: reports that the council has finished, its open session, a round of replies."""
    rows = SeasonTier.objects.select_for_update(of=("self",)).select_related("season__pinned_set", "tier")
    tier = rows.get(pk=season_tier.pk)
    phase = tier.phase
    move(actor, tier, act, reason=reason, from_above=True)
    above = list(_above(tier, Phase(phase), Phase(SEASON[act].target)))
    require(not above, ABOVE % {"what": " ".join(above)}, Refused)
    season_tier.phase = tier.phase
    tell_phase_back(tier)


def _above(tier: SeasonTier, phase: Phase, target: Phase) -> Iterator[str]:
    """What stands on the tier's phase, a sentence each, with what to do."""
    done = Report.objects.filter(season_unit__season_tier=tier, state__in=BEYOND).select_related("season_unit")
    units = ", ".join(row.season_unit.name for row in done.order_by("season_unit__order"))
    if units:
        yield _("The council has finished with: %(units)s. It takes these reports up again.") % {"units": units}
    session = open_session(tier.season)
    if session and (phase == Phase.APPRAISING or _items(session.pk, season_unit__season_tier=tier)):
        yield _("Session %(number)s of the council is open: it is closed first.") % {"number": session.number}
    for round_ in ReplyRound.objects.filter(season_tier=tier, closed_at=None):
        if target not in PHASES[round_.kind]:
            yield _("A round of replies is open (%(kind)s): it is closed first.") % {"kind": round_.get_kind_display()}


def _items(session: int, **of_report: object) -> bool:
    which = {f"report__{name}": value for name, value in of_report.items()}
    return DisputedItem.objects.filter(session=session, state__in=ON_THE_TABLE, **which).exists()


@transaction.atomic
def verify_again(actor: User, report: Report, reason: str, components: Collection[str] = ()) -> Report:
    """A verified report back to verification, unless an open session has it on its table; everyone concerned is told.
    Raises like `verification.actions.take_up_again`."""
    row = verification.take_up_again(actor, report, reason, components)
    session = open_session(row.season_unit.season)
    if session and _items(session.pk, pk=row.pk):
        what = _("Session %(number)s of the council has components of this report on its list: it settles them first.")
        raise Refused(ABOVE % {"what": what % {"number": session.number}})
    return row
