"""What units find difficult, and what the lead department rules for all of them (R9, last paragraph)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Unit
from thuocdo.cycles.models import Season
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.documents.models import Document


class Ruling(models.Model):
    """One written answer to a question that concerns every unit; shown beside the component from then on."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30, blank=True)  # empty: it concerns the season as a whole
    question = models.TextField(_("Question"))
    answer = models.TextField(_("Answer"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField()
    # A later ruling may replace an earlier one; both stay readable.
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.question[:60]


class Difficulty(models.Model):
    """Raised from any page, with the page as its context; answered, or answered for all by a ruling."""

    season = models.ForeignKey(Season, models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # on whose behalf it is raised
    component = models.CharField(max_length=30, blank=True)
    page = models.CharField(max_length=300, blank=True)  # the address without its host
    text = models.TextField(_("Difficulty"))
    proposal = models.TextField(_("What the unit proposes"), blank=True)
    state = models.CharField(max_length=10, choices=DifficultyState, default=DifficultyState.RAISED)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.TextField(_("Answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    ruling = models.ForeignKey(Ruling, models.PROTECT, null=True, blank=True, related_name="difficulties")
    # Beyond the lead department's power: it goes into the summary for the People's Committee.
    is_for_committee = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text[:60]
