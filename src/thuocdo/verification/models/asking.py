"""Questions to a unit about a component: clarification requests with due days, answers and files (R4.1-2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.difficulties.models import Ruling
from thuocdo.documents.models import Document, StoredFile
from thuocdo.reports.models import Report
from thuocdo.verification.enums import RequestState


class ClarificationRequest(models.Model):
    """One thread about one component of one report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    due = models.DateField(_("Last day for the answer"))
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    # The letters of both sides, once they have their numbers; of all that was asked in the same go.
    letter = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    answer_number = models.CharField(_("Number and symbol"), max_length=60, blank=True)
    answer_date = models.DateField(_("Date of the document"), null=True, blank=True)
    ruling = models.ForeignKey(Ruling, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}: {self.get_state_display()}"


class ClarificationMessage(models.Model):
    """One message of a thread; never changed. The first is the question."""

    request = models.ForeignKey(ClarificationRequest, models.CASCADE, related_name="messages")
    text = models.TextField(_("Message"))
    is_units = models.BooleanField()  # from the unit, or from those who verify
    is_late = models.BooleanField(default=False)  # answered after the last day
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ClarificationFile(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(ClarificationMessage, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
