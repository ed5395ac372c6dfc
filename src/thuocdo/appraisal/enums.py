"""Exemptions: why they are asked for, how far they have come (R5.3, I3)."""

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
