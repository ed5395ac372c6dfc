"""The life of an edition of the result (R4.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionState(models.TextChoices):
    PROPOSED = "proposed", _("Submitted for approval")
    TAKEN_BACK = "taken_back", _("Taken back")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class BundleKind(models.TextChoices):
    """What a results bundle tells: what the public may see, or everything, for auditors."""

    PUBLIC = "public", _("Public bundle")
    FULL = "full", _("Full bundle for auditors")
