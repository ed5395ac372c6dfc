"""Who of a unit's people fills which component (R8.1)."""

from django.conf import settings
from django.db import models

from thuocdo.reports.models.report import Report


class Delegation(models.Model):
    """The coordinator gives a component to a colleague; it is theirs to fill, others still may (R8.1)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="delegations")
    component = models.CharField(max_length=30)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["component"]
        constraints = [models.UniqueConstraint(fields=["report", "component"], name="one_delegation_per_component")]

    def __str__(self) -> str:
        return f"{self.component} → {self.person}"
