"""The form by which a Word template is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=_("Word template"),
        help_text=_("A Word file (.docx) of at most 2 MB. Nothing changes before you have looked at a sample."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
