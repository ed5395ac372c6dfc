"""Who decides for the council. Nobody decides on their own unit (I12)."""

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to, settles
from thuocdo.reports.models import Report


def may_decide(user: User, report: Report) -> bool:
    """The council's chair or secretary, who enter what it decided; never on a unit where they hold a post."""
    return settles(user) and not belongs_to(user, report.season_unit.unit_id)
