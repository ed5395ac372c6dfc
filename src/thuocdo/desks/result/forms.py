"""The form of the announcement."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnnouncementForm(forms.Form):
    co_announcement = forms.CharField(
        label=_("Announced together with the committee office"),
        max_length=250,
        help_text=_("How and when, or by which document (Article 4.6)."),
    )
