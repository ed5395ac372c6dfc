"""A unit's evidence: one numbered list that components cite; files, revisions, what came in by a link (R4.3)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.documents.models import StoredFile
from thuocdo.documents.previews import KINDS
from thuocdo.reports.enums import Standing
from thuocdo.reports.models.report import Report


class Evidence(models.Model):
    """One document of the list: "tài liệu số 7". Any number of components may cite it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    number = models.PositiveIntegerField()
    title = models.CharField(_("Title or summary"), max_length=300)
    symbol = models.CharField(_("Number and symbol"), max_length=60, blank=True)
    date = models.DateField(_("Date of issue"), null=True, blank=True)
    issuer = models.CharField(_("Issued by"), max_length=200, blank=True)
    standing = models.CharField(_("In the data period"), max_length=10, choices=Standing, default=Standing.ISSUED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_evidence_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def current_files(self) -> "list[EvidenceFile]":
        """The files that count: no later revision has taken their place."""
        files = list(self.files.all())
        replaced = {row.revision_of_id for row in files}
        return [row for row in files if row.pk not in replaced]


class EvidenceFile(models.Model):
    """A file of a document; a revision names the file whose place it takes, which stays on record."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    revision_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "file"], name="one_file_per_evidence"),
            models.UniqueConstraint(fields=["revision_of"], name="one_revision_per_file"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def can_be_shown(self) -> bool:
        """Whether there may be pictures of its pages."""
        return self.file.media_type in KINDS


class Citation(models.Model):
    """A component rests on a document, on these pages, in these words."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="citations")
    component = models.CharField(max_length=30)
    page = models.CharField(_("Page"), max_length=60, blank=True)
    quote = models.TextField(_("Quote"), blank=True)

    class Meta:
        ordering = ["component"]
        constraints = [models.UniqueConstraint(fields=["evidence", "component"], name="one_citation_per_component")]

    def __str__(self) -> str:
        return f"{self.component} ← {self.evidence_id}"


class UploadLink(models.Model):
    """For a subordinate body without accounts: whoever has the address may hand in files until it expires.

    Only the digest of the address's secret is kept."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30, blank=True)
    body = models.CharField(_("Body that hands in files"), max_length=200)
    wanted = models.TextField(_("What is asked for"), blank=True)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body} → {self.report_id}"


class ReceivedFile(models.Model):
    """A file that came in by a link: evidence only once an officer of the unit has taken it."""

    link = models.ForeignKey(UploadLink, models.CASCADE, related_name="received")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    note = models.TextField(blank=True)
    received_at = models.DateTimeField()
    taken_as = models.ForeignKey(EvidenceFile, models.SET_NULL, null=True, blank=True, related_name="+")
    dealt_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dealt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name


class BreakdownRow(models.Model):
    """A row of a component's breakdown (bảng kê): one commune's or office's figures, which sum to the declared ones."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="breakdown")
    component = models.CharField(max_length=30)  # the scored line whose figures are broken down
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("Commune or office"), max_length=200)
    values = models.JSONField(default=dict)  # figure key -> text as the law reads it
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        ordering = ["component", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "component", "order"], name="one_breakdown_row")]

    def __str__(self) -> str:
        return f"{self.component}: {self.name}"
