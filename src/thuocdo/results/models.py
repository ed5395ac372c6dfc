"""Editions: the result as it was proposed, approved and published (R4.6, R6, R7)."""

from django.conf import settings
from django.db import models

from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document
from thuocdo.results.enums import EditionState


class Edition(models.Model):
    """One computed result of a season. Written by `actions`; its content never changes once it is proposed, a published
    one changes nothing any more: a trigger of the database holds this too."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.PROPOSED)
    content = models.JSONField()  # everything, for those who may see it
    public = models.JSONField()  # what the set lets the public see (I11), complete in itself
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    co_announcement = models.CharField(max_length=250, blank=True)  # R4.6c: with the committee office
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-season__year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="one_edition_number"),
            models.UniqueConstraint(
                fields=["season"],
                condition=models.Q(state__in=[EditionState.PROPOSED, EditionState.APPROVED]),
                name="one_edition_under_way",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[EditionState.APPROVED, EditionState.PUBLISHED])
                | models.Q(decision__isnull=False),
                name="approved_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season} ({self.number})"
