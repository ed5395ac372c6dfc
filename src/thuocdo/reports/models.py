"""A unit's report: its answers by stage, its evidence, its preparer (R4, R8)."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import SeasonUnit
from thuocdo.documents.models import StoredFile
from thuocdo.reports.enums import ReportState, Stage

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .()-]{6,20}$", _("Give a telephone number: digits, spaces and dots, at least 7 digits.")
)

# R4.5: without these nothing can be sent.
CONTACTS = ("preparer_name", "landline", "mobile", "email", "signer_name", "signer_title")


class Report(models.Model):
    """One unit's report of one season. Every change goes through `actions`."""

    season_unit = models.OneToOneField(SeasonUnit, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.NOT_STARTED)
    preparer_name = models.CharField(_("Preparer's full name"), max_length=120, blank=True)
    landline = models.CharField(_("Landline"), max_length=30, blank=True, validators=[PHONE])
    mobile = models.CharField(_("Mobile"), max_length=30, blank=True, validators=[PHONE])
    email = models.EmailField(_("E-mail"), blank=True)
    signer_name = models.CharField(_("Head of unit who signs"), max_length=120, blank=True)
    signer_title = models.CharField(_("Signer's position"), max_length=120, blank=True)
    document_number = models.CharField(_("Number of the report"), max_length=60, blank=True)
    document_date = models.DateField(_("Date of the report"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_late = models.BooleanField(default=False)
    return_reason = models.TextField(blank=True)
    absence_reason = models.TextField(blank=True)  # why there is no report (I8)

    def __str__(self) -> str:
        return f"{self.season_unit} · {self.get_state_display()}"

    @property
    def missing_contacts(self) -> list[str]:
        """Names of the contacts that are still to be filled in."""
        blank = [name for name in CONTACTS if not getattr(self, name).strip()]
        return [str(self._meta.get_field(name).verbose_name) for name in blank]


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
    values = models.JSONField()
    settled = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="one_change_per_version")]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.version}"


class Evidence(models.Model):
    """A file that proves a component's figures."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    component = models.CharField(max_length=30)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        ordering = ["component", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "component", "file"], name="one_file_per_component")]

    def __str__(self) -> str:
        return self.file_name
