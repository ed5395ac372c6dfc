"""States of a report, stages of an answer (I9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    DRAFTING = "drafting", _("Drafting")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned for completion")
    VERIFIED = "verified", _("Verified")
    APPRAISED = "appraised", _("Appraised by the council")
    FINAL = "final", _("Final")


EDITABLE = {ReportState.NOT_STARTED, ReportState.DRAFTING, ReportState.RETURNED}
ARRIVED = {ReportState.SENT, ReportState.VERIFIED, ReportState.APPRAISED, ReportState.FINAL}


class Stage(models.TextChoices):
    """Whose points: three columns side by side, never overwritten (I9)."""

    SELF = "self", _("Self-assessed points")
    VERIFIED = "verified", _("Verified points")
    FINAL = "final", _("Council points")


STAGES = [Stage.SELF, Stage.VERIFIED, Stage.FINAL]


class Standing(models.TextChoices):
    """Why a document counts for the data period (I6)."""

    ISSUED = "issued", _("Issued in the period")
    IN_FORCE = "in_force", _("Issued earlier, in force in the period")


class CopyKind(models.TextChoices):
    """How the report that came back is signed (R4.5)."""

    SIGNED = "signed", _("Signed by certificate")
    SCANNED = "scanned", _("Scanned copy, signed and sealed by hand")
