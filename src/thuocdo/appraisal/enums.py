"""Exemptions, sessions of the council, replies: their kinds and how far they have come (R4.6, R5.3, I3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """The two grounds of Article 5.3."""

    PERMITTED = "permitted", _("Permitted not to carry out")
    NO_CONTENT = "no_content", _("Nothing to carry out")


class ExemptionState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    ADVISED = "advised", _("Advised")
    ENTERED = "entered", _("Acceptance entered, to be checked")
    ACCEPTED = "accepted", _("Accepted in writing")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = {ExemptionState.ASKED, ExemptionState.ADVISED, ExemptionState.ENTERED}


class Opinion(models.TextChoices):
    """What an agency says of the proposal to set the council up (R4.6a)."""

    AGREES = "agrees", _("Agrees")
    CHANGES = "changes", _("Agrees with changes")
    OBJECTS = "objects", _("Does not agree")


class SessionState(models.TextChoices):
    CALLED = "called", _("Called")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


class AttendanceState(models.TextChoices):
    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Absent with leave")
    ABSENT = "absent", _("Absent")


class ItemState(models.TextChoices):
    """A disputed component before the council."""

    OPEN = "open", _("Waiting")
    VOTING = "voting", _("Voting")
    SETTLED = "settled", _("Settled")
    PUT_OFF = "put_off", _("Put off")


class RoundKind(models.TextChoices):
    """After the verification the unit explains; after the draft result it asks the council to look again."""

    VERIFIED = "verified", _("Reply to the verified points")
    DRAFT = "draft", _("Appeal against the draft result")


class Stance(models.TextChoices):
    AGREES = "agrees", _("We agree")
    DISAGREES = "disagrees", _("We do not agree")


class ReplyDecision(models.TextChoices):
    UPHELD = "upheld", _("The points stay")
    CHANGED = "changed", _("The points were changed")
