"""Small predicates about people, from which the higher floors compose theirs."""

from typing import TYPE_CHECKING

from thuocdo.accounts.enums import KEEPING_LETTERHEADS, OVERSEEING, SETTLING, Role

if TYPE_CHECKING:
    from thuocdo.accounts.models import User


def runs_the_season(user: "User") -> bool:
    return user.holds(Role.LEAD)


def oversees(user: "User") -> bool:
    """Sees every report that was sent: the lead department, the council, observers."""
    return user.holds(OVERSEEING)


def settles(user: "User") -> bool:
    """Enters what the council decided: its chair, its secretary, a deputy where they chair."""
    return user.holds(SETTLING)


def belongs_to(user: "User", unit_id: int) -> bool:
    """Holds any post there; such a person neither verifies nor decides on that unit (I12)."""
    return unit_id in user.unit_ids()


def heads_papers(user: "User", unit_id: int) -> bool:
    """Keeps a unit's letterhead and signatories: its own coordinator, the lead department, an administrator."""
    return user.holds(KEEPING_LETTERHEADS) or user.holds(Role.COORDINATOR, unit_id)
