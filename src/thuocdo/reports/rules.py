"""Who may do what with a report, and while it stands how; the actions and the buttons both ask here."""

from typing import TYPE_CHECKING

from thuocdo.accounts.enums import FILLING, SENDING, Role
from thuocdo.cycles.enums import Phase
from thuocdo.reports.enums import EDITABLE

if TYPE_CHECKING:
    from thuocdo.accounts.models import User
    from thuocdo.reports.models import Report

# Verification begins while some reports are still to come: late, returned, or in time by an extension. Whether a report
# is in time is the deadline's matter alone (I5).
OPEN_PHASES = {Phase.REPORTING, Phase.VERIFYING}


def fills(user: "User", unit_id: int) -> bool:
    return user.holds(FILLING, unit_id)


def sends(user: "User", unit_id: int) -> bool:
    return user.holds(SENDING, unit_id)


def delegates(user: "User", unit_id: int) -> bool:
    """Shares out the components among the unit's people (glossary 31)."""
    return user.holds(Role.COORDINATOR, unit_id)


def is_open(report: "Report") -> bool:
    """Whether the report may be changed as it stands: not sent, and its tier's phase lets reports in."""
    return report.state in EDITABLE and report.season_unit.season_tier.phase in OPEN_PHASES


def may_fill(user: "User", report: "Report") -> bool:
    return fills(user, report.season_unit.unit_id) and is_open(report)


def may_send(user: "User", report: "Report") -> bool:
    return sends(user, report.season_unit.unit_id) and is_open(report)


def may_print(report: "Report") -> bool:
    """The official report can be taken out, and its signed copy come back, from the opening of reporting on."""
    return report.season_unit.season_tier.phase != Phase.PREPARING
