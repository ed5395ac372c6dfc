"""Every write of the verification: sharing out, returning, finishing here; what is said of a component in `checking`,
whose acts stand here too."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused, require
from thuocdo.cycles.actions import create_season
from thuocdo.cycles.models import Season
from thuocdo.regulation import CriteriaSet
from thuocdo.reports.actions import locked, prepare_reports, step
from thuocdo.reports.models import Report
from thuocdo.reports.news import tell_returned
from thuocdo.reports.rules import OPEN_PHASES
from thuocdo.verification.assigning import share_out
from thuocdo.verification.back_news import tell_report_back
from thuocdo.verification.blind import open_of
from thuocdo.verification.checking import (
    Versions,
    adjust,
    adjust_lines,
    agree,
    agree_with_the_rest,
    check_decisions,
    check_seen,
    to_agree_with,
)
from thuocdo.verification.queries import assignments, sent_back, unchecked
from thuocdo.verification.rules import may_finish

__all__ = [
    "Versions",
    "adjust",
    "adjust_lines",
    "agree",
    "agree_with_the_rest",
    "begin_season",
    "check_decisions",
    "check_seen",
    "finish",
    "return_report",
    "share_out",
    "take_up_again",
    "to_agree_with",
]


@transaction.atomic
def finish(actor: User, report: Report) -> Report:
    """The report is verified: every component that the unit or the verifier answers was checked."""
    row = _finishing(actor, report)
    rest, waiting = [*unchecked(row), *sent_back([row]).get(row.pk, ())], open_of(row)
    require(not rest, _("Still to be checked: %(codes)s.") % {"codes": ", ".join(rest)}, Refused)
    require(
        not waiting,
        _("Of two verdicts one is missing, or the two differ: %(codes)s.") % {"codes": ", ".join(waiting)},
        Refused,
    )
    return step(actor, row, "report.verify")


@transaction.atomic
def take_up_again(actor: User, report: Report, reason: str, components: Collection[str] = ()) -> Report:
    """`components`: those that have to be checked anew, each of them, before the verification is finished again.
    Everyone concerned is told. What the council has on its table is asked after in `appraisal.going_back`."""
    row = step(actor, _finishing(actor, report), "report.verify_again", reason=reason, about=components)
    tell_report_back(row)
    return row


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
