"""Verdicts of the verification, states of its questions and visits (R4.1-2, R9.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What a verifier says of a component. Asking the unit is none of these: the component stays open."""

    AGREED = "agreed", _("Agreed")
    COMMENTED = "commented", _("Agreed, with a comment")
    FIGURES = "figures", _("Figures adjusted")
    POINTS = "points", _("Points adjusted")


ADJUSTING = {Verdict.FIGURES, Verdict.POINTS}


class RequestState(models.TextChoices):
    """A clarification request waits for the unit, then for the verifier, and is closed with a reason."""

    ASKED = "asked", _("Waiting for the unit")
    ANSWERED = "answered", _("Waiting for the verifier")
    CLOSED = "closed", _("Closed")


class VisitState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Side(models.TextChoices):
    """For whom a person signs the minutes of a visit."""

    TEAM = "team", _("Inspection team")
    UNIT = "unit", _("The unit visited")
