"""The right of reply: units answer on their verified points, and on the draft result (R4.6b)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.cycles.models import SeasonTier
from thuocdo.documents.models import StoredFile
from thuocdo.reports.models import Report


class ReplyRound(models.Model):
    """A set time in which the units of a tier read their own points with the reasons and answer. Opened at most once
    after the verification and once after the draft result of an edition under way; a later one follows a way back."""

    season_tier = models.ForeignKey(SeasonTier, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=RoundKind)
    last_day = models.DateField(_("Last day for replies"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    shown = models.JSONField(default=dict)  # report -> component -> points as they were shown, exact text or none

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season_tier"], condition=models.Q(closed_at__isnull=True), name="one_round_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.season_tier}: {self.get_kind_display()}"


class Reply(models.Model):
    """What a unit says of one component's points; a disagreement needs its explanation and is decided with a reason."""

    round = models.ForeignKey(ReplyRound, models.CASCADE, related_name="replies")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    stance = models.CharField(max_length=10, choices=Stance)
    text = models.TextField(_("Explanation"), blank=True)
    wanted_points = models.CharField(max_length=40, blank=True)  # an exact fraction, where the unit names one
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=ReplyDecision, blank=True)
    decision_reason = models.TextField(_("Reason of the decision"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "report", "component"], name="one_reply_per_round")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}: {self.get_stance_display()}"


class ReplyFile(models.Model):
    """Evidence that came with a reply."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
