"""Criteria that the People's Committee accepts as not to be assessed (R5.3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.documents.models import Document
from thuocdo.reports.models import Report


class Exemption(models.Model):
    """A criterion that a unit asks not to be assessed on. Asked and advised alone it counts nothing; only the written
    acceptance, entered by one officer and checked by a second, makes it count (I3)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    ground = models.CharField(_("Ground"), max_length=12, choices=Ground)
    reason = models.TextField(_("Reason"))
    state = models.CharField(max_length=10, choices=ExemptionState, default=ExemptionState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    is_leads = models.BooleanField(default=False)  # proposed by the lead department, not by the unit
    is_advised_for = models.BooleanField(null=True, blank=True)
    advice = models.TextField(_("Advice"), blank=True)
    advised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    acceptance = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    # One officer puts the request under the document, a second checks that it stands there.
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["report", "component"]
        constraints = [
            models.UniqueConstraint(fields=["report", "component"], name="one_exemption_per_component"),
            models.CheckConstraint(
                condition=~models.Q(state=ExemptionState.ACCEPTED) | models.Q(acceptance__isnull=False),
                name="accepted_by_a_document",
            ),
            models.CheckConstraint(
                condition=~models.Q(checked_by=models.F("entered_by")), name="exemption_checked_by_a_second"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}: {self.get_state_display()}"
