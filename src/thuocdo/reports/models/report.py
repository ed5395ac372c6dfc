"""A unit's report: its state, its preparer, its signer (R4, R8)."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.models import SeasonUnit
from thuocdo.reports.enums import ReportState

# A switchboard with an extension is how most offices can be rung up.
PHONE = RegexValidator(
    r"^\+?\(?[0-9][0-9 .()/-]{6,20}(,? *(máy lẻ|số lẻ|nhánh|ext\.?) *[0-9]{1,5})?$",
    _(
        "Give a telephone number: digits, spaces and dots, at least 7 digits; an extension as in "
        "“0234 3822 123 máy lẻ 12”."
    ),
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
    through_dms_at = models.DateTimeField(_("Sent through the document management system"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_late = models.BooleanField(default=False)
    return_reason = models.TextField(blank=True)
    return_until = models.DateField(null=True, blank=True)  # last day for a report that was returned for completion
    last_evidence_number = models.PositiveIntegerField(default=0)  # numbers of the evidence list are never given twice
    starts_from_last_year = models.BooleanField(default=False)  # open forms show last year's figures to begin from
    absence_reason_vi = models.TextField(blank=True)  # why there is no report (I8)
    absence_reason_en = models.TextField(blank=True)  # blank: the Vietnamese words stand in

    def __str__(self) -> str:
        return f"{self.season_unit} · {self.get_state_display()}"

    @property
    def absence_reason(self) -> str:
        """In the language of the page."""
        return (get_language() == "en" and self.absence_reason_en) or self.absence_reason_vi

    @property
    def missing_contacts(self) -> list[str]:
        """Names of the contacts that are still to be filled in."""
        blank = [name for name in CONTACTS if not getattr(self, name).strip()]
        return [str(self._meta.get_field(name).verbose_name) for name in blank]
