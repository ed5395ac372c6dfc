"""Who may verify what. Nobody verifies their own unit (I12)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from thuocdo.accounts.enums import Role
from thuocdo.accounts.rules import belongs_to, oversees, runs_the_season

if TYPE_CHECKING:
    from thuocdo.accounts.models import User
    from thuocdo.reports.models import Report
    from thuocdo.verification.models import Assignment


def verifies(user: "User") -> bool:
    """Has a place at the verifiers' desk at all."""
    return runs_the_season(user) or user.holds(Role.VERIFIER)


def may_verify(user: "User", report: "Report", component: str, assignments: "Iterable[Assignment]") -> bool:
    """The lead department checks every component of every unit but its own; an agency what is assigned to it."""
    if belongs_to(user, report.season_unit.unit_id):
        return False
    return runs_the_season(user) or any(
        _covers(assignment, report, component) and user.holds(Role.VERIFIER, assignment.agency_id)
        for assignment in assignments
    )


def may_read(user: "User", report: "Report", component: str, assignments: "Iterable[Assignment]") -> bool:
    """Sees a component of a report that was sent: who oversees the season, and who verifies it."""
    return oversees(user) or may_verify(user, report, component, assignments)


def may_finish(user: "User", report: "Report", assignments: "Iterable[Assignment]") -> bool:
    """Returns a report or ends its verification: the lead department, or the agency to which the whole report went."""
    if belongs_to(user, report.season_unit.unit_id):
        return False
    return runs_the_season(user) or any(
        not assignment.component
        and assignment.season_unit_id == report.season_unit_id
        and user.holds(Role.VERIFIER, assignment.agency_id)
        for assignment in assignments
    )


def _covers(assignment: "Assignment", report: "Report", component: str) -> bool:
    return (
        assignment.season_id == report.season_unit.season_id
        and assignment.component in ("", component)
        and assignment.season_unit_id in (None, report.season_unit_id)
    )
