"""The form of a new key to the feed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("Who reads with it"),
        max_length=120,
        help_text=_("The system or the office, for instance: personnel records of the Department of Home Affairs."),
    )
