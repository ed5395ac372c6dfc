"""Answers by stage, with every state they have had (R4, I9)."""

from django.conf import settings
from django.db import models

from thuocdo.reports.enums import Stage
from thuocdo.reports.models.report import Report


class Answer(models.Model):
    """What was declared, verified or settled for one component: a row per stage, none overwrites another (I9)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="answers")
    component = models.CharField(max_length=30)
    stage = models.CharField(max_length=10, choices=Stage)
    values = models.JSONField(default=dict)  # figure, item or level key -> text as the law reads it
    settled = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - an exact fraction, or none
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "component", "stage"], name="one_answer_per_stage")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component} ({self.stage})"


class AnswerChange(models.Model):
    """Every state an answer has had; the audit keeps digests only, the texts are here."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    # The page's own key of this saving: a repeated request finds that it was done, and does nothing.
    key = models.UUIDField(null=True, blank=True)
    values = models.JSONField()
    settled = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "version"], name="one_change_per_version"),
            models.UniqueConstraint(fields=["answer", "key"], name="one_change_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.version}"
