"""Why an act was not done. Pages turn each into words for the person who asked.

PermissionDenied        Django's: answered with 403 and its words, wherever it comes from
  NotAllowed            this person may not do it
Refused                 the act cannot be done; the message says why and what to do
  AlreadyThere          the same thing is on record already; the page leads to it
  Conflict              somebody else changed the same thing meanwhile (409)
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Model


class Refused(Exception):
    """The act cannot be done now; `str()` is a translated sentence for the person who tried."""


class NotAllowed(PermissionDenied):
    """The person may see the object but not do this with it. No page catches it: it is the page's answer."""


class AlreadyThere(Refused):
    """`row` is what is on record already."""

    def __init__(self, message: str, row: Model) -> None:
        super().__init__(message)
        self.row = row


class Conflict(Refused):
    """The row was changed by someone else since it was read; nothing was overwritten."""


def require(condition: object, message: object, fault: type[Exception] = NotAllowed) -> None:
    if not condition:
        raise fault(message)
