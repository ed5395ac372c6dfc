"""Why an act was not done. Pages turn each into words for the person who asked.

Refused                 the act cannot be done; the message says why and what to do
  NotAllowed            this person may not do it (403)
  Conflict              somebody else changed the same thing meanwhile (409)
"""


class Refused(Exception):
    """The act cannot be done now; `str()` is a translated sentence for the person who tried."""


class NotAllowed(Refused):
    """The person may see the object but not do this with it."""


class Conflict(Refused):
    """The row was changed by someone else since it was read; nothing was overwritten."""


def require(condition: object, message: object, fault: type[Refused] = NotAllowed) -> None:
    if not condition:
        raise fault(message)
