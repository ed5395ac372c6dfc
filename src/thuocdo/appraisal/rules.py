"""Who decides for the council. Nobody decides on their own unit (I12)."""

from thuocdo.accounts.enums import CALLING, CHAIRING, COUNCIL, Role
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to, settles
from thuocdo.reports.models import Report


def may_decide(user: User, report: Report) -> bool:
    """The council's chair, its secretary or a deputy, who enter what it decided; never on a unit where they hold a
    post. A deputy only in a session that they chair: the act asks for that."""
    return settles(user) and not belongs_to(user, report.season_unit.unit_id)


def calls_sessions(user: User) -> bool:
    return user.holds(CALLING)


def chairs_sessions(user: User) -> bool:
    """May open a session, and so chair it."""
    return user.holds(CHAIRING)


def sits(user: User) -> bool:
    """Is a member of the council today."""
    return user.holds(COUNCIL)


def enters_for_the_council(user: User) -> bool:
    """Chair and secretary, whoever chairs the session."""
    return user.holds({Role.CHAIR, Role.SECRETARY})
