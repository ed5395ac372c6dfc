"""On-site checks: plan, minutes with findings per component, signers (R9.1)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import SeasonUnit
from thuocdo.documents.models import StoredFile
from thuocdo.verification.enums import Side, VisitState


class Visit(models.Model):
    """One on-site check of one unit. Its findings advise the verification; they change no point by themselves."""

    season_unit = models.ForeignKey(SeasonUnit, models.CASCADE, related_name="+")
    day = models.DateField(_("Day"))
    place = models.CharField(_("Place"), max_length=200)
    purpose = models.TextField(_("What is to be checked"))
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    plan_document = models.CharField(_("Number of the plan"), max_length=60, blank=True)
    minutes = models.TextField(_("Course of the visit"), blank=True)
    unit_opinion = models.TextField(_("Opinion of the unit"), blank=True)
    cancel_reason = models.TextField(blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_file_name = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=1)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.season_unit}: {self.day}"


class VisitSigner(models.Model):
    """Somebody who takes part and signs the minutes."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="signers")
    side = models.CharField(max_length=10, choices=Side)
    full_name = models.CharField(_("Full name"), max_length=120)
    title = models.CharField(_("Position"), max_length=200)

    class Meta:
        ordering = ["side", "pk"]

    def __str__(self) -> str:
        return self.full_name


class VisitFinding(models.Model):
    """What the visit found of one component; planned components have an empty text until then."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="findings")
    component = models.CharField(max_length=30)
    text = models.TextField(_("Finding"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "component"], name="one_finding_per_component")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.component}"
