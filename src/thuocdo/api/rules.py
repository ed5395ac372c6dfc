"""Who does what about the feed."""

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import User

KEEPING_TOKENS = {Role.LEAD, Role.ADMINISTRATOR}


def keeps_tokens(user: User) -> bool:
    """Makes and revokes keys to the feed for home affairs."""
    return user.holds(KEEPING_TOKENS)
