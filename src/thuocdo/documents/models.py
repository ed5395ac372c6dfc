"""Numbered official documents and the files behind them (R4.5)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file kept once under its SHA-256; never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.sha256[:12]


class DocumentKind(models.TextChoices):
    OPENING = "opening", _("Opening letter")
    EXTENSION = "extension", _("Document of an extension")
    ACCEPTANCE = "acceptance", _("Written acceptance of the People's Committee")
    COUNCIL = "council", _("Decision setting up the council")
    APPROVAL = "approval", _("Approving decision")
    CORRECTION = "correction", _("Document of a correction")
    COUNCIL_SUBMISSION = "council_submission", _("Submission to set up the council")
    OPINION = "opinion", _("Opinion on setting up the council")
    EXEMPTION_SUBMISSION = "exemption_submission", _("Submission on criteria not to be assessed")
    READING = "reading", _("Document on how Article 6 is read")
    REQUEST = "request", _("Clarification request")
    RULING = "ruling", _("Answer for all units")
    VISIT_MINUTES = "visit_minutes", _("Minutes of an on-site check")
    SESSION_MINUTES = "session_minutes", _("Minutes of a session")
    DIFFICULTIES = "difficulties", _("Report on difficulties")


class Document(models.Model):
    """A document of an authority, as its number, date and signer make it known; its file proves it."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(_("Number and symbol"), max_length=60)
    date = models.DateField(_("Date"))
    signer = models.CharField(_("Signer"), max_length=120, blank=True)
    issuer = models.CharField(_("Issued by"), max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    # A body that does not sign in speaks through its document: entered by one officer, checked by a second.
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "date"], name="one_document_per_number"),
            models.CheckConstraint(condition=~models.Q(checked_by=models.F("entered_by")), name="checked_by_a_second"),
        ]

    def __str__(self) -> str:
        return self.number


class ReplacedFile(models.Model):
    """A file that stood under a document by mistake, until somebody put the right one in its place before the second
    officer's check. Kept for whoever asks later; never counts again."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="replaced_files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()
    reason = models.TextField(blank=True)  # blank where the document was recorded once more by who entered it

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.document}: {self.file_name}"


class PaperTemplate(models.Model):
    """A Word template by which the lead department replaces the built-in form of a paper; the newest of a kind counts,
    and one without a file goes back to the built-in form."""

    paper = models.CharField(max_length=40)  # which paper: a key of `documents.templates`
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.paper}: {self.file_name}"
