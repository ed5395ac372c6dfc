"""Who raises, reads and answers difficulties (R9, last paragraph)."""

from typing import TYPE_CHECKING

from thuocdo.accounts.enums import OVERSEEING, REPORTING, Role
from thuocdo.accounts.rules import belongs_to, runs_the_season

if TYPE_CHECKING:
    from thuocdo.accounts.models import User
    from thuocdo.difficulties.models import Difficulty


def may_raise(user: "User") -> bool:
    """Everybody in office, on behalf of a unit of theirs."""
    return bool(user.posts)


def may_read(user: "User", difficulty: "Difficulty") -> bool:
    return runs_the_season(user) or belongs_to(user, difficulty.unit_id)


def reads_rulings(user: "User") -> bool:
    """Answers for all units are for everybody who reports, verifies or oversees."""
    return user.holds({*REPORTING, *OVERSEEING, Role.VERIFIER})
