"""The season's phases (Article 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    PREPARING = "preparing", _("Preparing")
    REPORTING = "reporting", _("Reporting")
    VERIFYING = "verifying", _("Verifying")
    APPRAISING = "appraising", _("Appraising by the council")
    APPROVING = "approving", _("Submitted for approval")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


OVER = frozenset({Phase.PUBLISHED, Phase.ARCHIVED})
SUBMITTED = OVER | {Phase.APPROVING}


class LevelRule(models.TextChoices):
    """How Article 6 is read (I2); fixed with a document before the season opens."""

    TOTAL = "total", _("By the total")
    TOTAL_AND_GROUPS = "total_and_groups", _("By the total and every group minimum")


class LateReports(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted and marked late")
    REFUSED = "refused", _("Refused")


class SignedCopies(models.TextChoices):
    """What has to come with a report as the head's signature (R4.5)."""

    CERTIFICATE = "certificate", _("A PDF signed by certificate")
    SCAN = "scan", _("A PDF signed by certificate, or a scan of the signed and sealed paper")
    APART = "apart", _("Nothing: the signed report travels apart, through the document management system")
