"""Every time that a report was sent (R4.4-5)."""

from django.conf import settings
from django.db import models

from thuocdo.audit.models import Entry
from thuocdo.reports.models.report import Report


class Sending(models.Model):
    """What a receipt states of one sending; kept when the report is withdrawn or returned. Made by `sending`, never
    changed. The audit's entry attests the digest; the figures themselves are in the answers' history."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sendings")
    number = models.PositiveIntegerField()  # of this report: 1 is its first sending
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    last_day = models.DateField()  # as it then was, extension or return included
    is_late = models.BooleanField()
    content_sha256 = models.CharField(max_length=64, blank=True)  # blank: sent before sendings were kept
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_sending_number")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"
