"""Who checks what: components shared out to the agencies that hold their figures (R4.1-2)."""

from django.db import models

from thuocdo.accounts.models import Unit
from thuocdo.cycles.models import Season, SeasonUnit


class Assignment(models.Model):
    """An agency's verifiers check a component of every unit, or a whole report (the lead department's own, I12)."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    component = models.CharField(max_length=30, blank=True)  # empty: every component
    season_unit = models.ForeignKey(
        SeasonUnit, models.CASCADE, null=True, blank=True, related_name="+"
    )  # none: every unit

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "agency", "component", "season_unit"], name="one_assignment", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(component="") | models.Q(season_unit__isnull=False), name="component_or_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.component or self.season_unit}"
