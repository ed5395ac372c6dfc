"""What each verifier found of a component, with every verdict there has been; and ready-made reasons (R4.1-2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.common.named import Named
from thuocdo.cycles.models import Season
from thuocdo.reports.models import Report
from thuocdo.verification.enums import Verdict


class Check(models.Model):
    """One verdict of one verifier; never changed. A verifier's newest counts; what is applied stands in the answers.

    Where two check blind to each other, a verdict is applied once both agree, or when somebody has settled their
    difference (`settles_difference`)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    comment = models.TextField(_("Comment"), blank=True)  # the unit reads it
    drafts = models.JSONField(default=dict)  # scored line -> {"values": …, "settled": text or none, "reason": …}
    seen = models.JSONField(default=dict)  # scored line -> version of the declared answer on which it rests
    is_applied = models.BooleanField(default=True)
    settles_difference = models.BooleanField(default=False)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["report", "component"], name="checks_of_a_component")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}: {self.get_verdict_display()}"


class ReasonTemplate(Named):
    """A reason that verifiers use again and again; text in both languages (`name_vi`, `name_en`)."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30, blank=True)  # empty: for every component
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)  # empty: for every verdict
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
