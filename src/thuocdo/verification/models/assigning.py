"""Who checks what: components shared out to the agencies that hold their figures (R4.1-2)."""

from django.conf import settings
from django.db import models

from thuocdo.accounts.models import Unit
from thuocdo.cycles.models import Season, SeasonTier, SeasonUnit


class Assignment(models.Model):
    """An agency's verifiers check a component of every unit, of a tier's units or of one unit, or a whole report (the
    lead department's own, I12). Where it names a verifier, that officer alone checks for the agency."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    component = models.CharField(max_length=30, blank=True)  # empty: every component
    season_tier = models.ForeignKey(SeasonTier, models.CASCADE, null=True, blank=True, related_name="+")  # none: each
    season_unit = models.ForeignKey(
        SeasonUnit, models.CASCADE, null=True, blank=True, related_name="+"
    )  # none: every unit

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "agency", "verifier", "component", "season_tier", "season_unit"],
                name="one_assignment",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~models.Q(component="") | models.Q(season_unit__isnull=False), name="component_or_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(season_tier__isnull=True) | models.Q(season_unit__isnull=True), name="tier_or_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.component or self.season_unit}"
