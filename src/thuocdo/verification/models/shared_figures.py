"""Figures that shared systems hold for all units, beside what the units declare themselves (R4.1-2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.documents.models import StoredFile


class SharedImport(models.Model):
    """One file of figures from a shared system (online services, e-documents), taken in after a preview."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    system = models.CharField(_("System"), max_length=200)
    as_of = models.DateField(_("Figures as of"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.system} ({self.as_of})"


class SharedFigure(models.Model):
    """One figure of one unit; of several imports the newest counts."""

    source = models.ForeignKey(SharedImport, models.CASCADE, related_name="figures")
    season_unit = models.ForeignKey(SeasonUnit, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)  # the scored line
    figure = models.CharField(max_length=60)
    value = models.CharField(max_length=60)  # text as the law reads it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "season_unit", "component", "figure"], name="one_shared_figure_per_import"
            )
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.figure}: {self.value}"


class WaitingImport(models.Model):
    """A file that its person has handed in and not yet applied: what is previewed is what is applied.

    One per person and season; nobody else sees it. Gone once it is applied or taken back, or after a day.
    """

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    system = models.CharField(max_length=200)
    as_of = models.DateField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "person"], name="one_waiting_import")]

    def __str__(self) -> str:
        return self.file_name
