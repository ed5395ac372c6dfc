"""A filled-in workbook on its way back (R4.1)."""

from django.conf import settings
from django.db import models

from thuocdo.reports.models.report import Report


class WaitingWorkbook(models.Model):
    """A file that its person has handed in and not yet applied: what is previewed is what is applied.

    One per person and report; nobody else sees it. Gone once it is applied or taken back, or after a day.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="one_waiting_workbook")]

    def __str__(self) -> str:
        return self.file_name
