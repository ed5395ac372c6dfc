"""Who may verify what. Nobody verifies their own unit (I12)."""

from typing import TYPE_CHECKING

from thuocdo.accounts.enums import Role
from thuocdo.accounts.rules import belongs_to, oversees, runs_the_season

if TYPE_CHECKING:
    from thuocdo.accounts.models import User
    from thuocdo.reports.models import Report
    from thuocdo.verification.models import Assignment
    from thuocdo.verification.queries import Assignments


def verifies(user: "User") -> bool:
    """Has a place at the verifiers' desk at all."""
    return runs_the_season(user) or user.holds(Role.VERIFIER)


def is_own(user: "User", report: "Report", assignments: "Assignments") -> bool:
    """Of a unit at which the person holds a post, or from which that unit has taken over (I12)."""
    unit = report.season_unit.unit_id
    return any(belongs_to(user, place) for place in {unit, *assignments.heirs.get(unit, ())})


def may_verify(user: "User", report: "Report", component: str, assignments: "Assignments") -> bool:
    """The lead department checks every component of every unit but its own; an agency what is assigned to it, or to an
    agency that it has taken over from; where an assignment names an officer, that officer alone."""
    if is_own(user, report, assignments):
        return False
    return runs_the_season(user) or any(
        _covers(assignment, report, component) and _holds(user, assignment, assignments) for assignment in assignments
    )


def may_read(user: "User", report: "Report", component: str, assignments: "Assignments") -> bool:
    """Sees a component of a report that was sent: who oversees the season, and who verifies it."""
    return oversees(user) or may_verify(user, report, component, assignments)


def may_finish(user: "User", report: "Report", assignments: "Assignments") -> bool:
    """Returns a report or ends its verification: the lead department, or the agency to which the whole report went."""
    if is_own(user, report, assignments):
        return False
    return runs_the_season(user) or any(
        not assignment.component
        and assignment.season_unit_id == report.season_unit_id
        and _holds(user, assignment, assignments)
        for assignment in assignments
    )


def _holds(user: "User", assignment: "Assignment", assignments: "Assignments") -> bool:
    """An agency that was merged verifies nothing more, not even by somebody whose post there was not ended."""
    if assignment.verifier_id not in (None, user.pk):
        return False
    places = assignments.heirs.get(assignment.agency_id) or {assignment.agency_id}
    return any(user.holds(Role.VERIFIER, place) for place in places)


def _covers(assignment: "Assignment", report: "Report", component: str) -> bool:
    unit = report.season_unit
    return (
        assignment.season_id == unit.season_id
        and assignment.component in ("", component)
        and assignment.season_unit_id in (None, unit.pk)
        and assignment.season_tier_id in (None, unit.season_tier_id)
    )
