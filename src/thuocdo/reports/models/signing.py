"""The official report on its way out, and its signed copy on its way back (R4.5)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.audit.models import Checkpoint
from thuocdo.documents.models import StoredFile
from thuocdo.reports.enums import CopyKind
from thuocdo.reports.models.report import Report


class PrintedReport(models.Model):
    """The official report that was handed out for signing, and the content that it goes with.

    `is_own`: the unit drafted it itself (PDF or Word) and handed it in; what is declared stays what the form says."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="printed")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    beside_sha256 = models.CharField(max_length=64, blank=True)  # requests and signer; blank on what was kept earlier
    is_own = models.BooleanField(default=False)
    file_name = models.CharField(max_length=255, blank=True)  # of what the unit handed in
    # Printed in it: whoever keeps the paper is a witness of the record as it then stood.
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, null=True, blank=True, related_name="+")
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.content_sha256[:12]}"


class SignedCopy(models.Model):
    """The report as it came back: signed, numbered, stamped. The newest counts; the others stay on record."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="signed_copies")
    kind = models.CharField(max_length=10, choices=CopyKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    document_number = models.CharField(_("Number of the report"), max_length=60)
    document_date = models.DateField(_("Date of the report"))
    through_dms_at = models.DateTimeField(_("Sent through the document management system"), null=True, blank=True)
    content_sha256 = models.CharField(max_length=64)  # what the report declared when this copy came in
    beside_sha256 = models.CharField(max_length=64, blank=True)  # its requests and signer; blank on earlier copies
    verdicts = models.JSONField(default=list)  # of `documents.signatures`, as they were found
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.document_number
