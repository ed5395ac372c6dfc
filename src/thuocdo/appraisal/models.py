"""The council and the exemptions that the People's Committee accepts (R4.6a-b, R5.3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document
from thuocdo.reports.models import Report


class Council(models.Model):
    """The council of a season, by the decision that set it up; its people hold posts."""

    season = models.OneToOneField(Season, models.CASCADE, related_name="+")
    decision = models.ForeignKey(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.season}: {self.decision}"


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


class Recusal(models.Model):
    """A council member took no part in the council's decision on their own unit (I12)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "member"], name="one_recusal")]

    def __str__(self) -> str:
        return f"{self.member}: {self.report_id}"
