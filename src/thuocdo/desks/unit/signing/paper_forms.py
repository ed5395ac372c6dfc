"""The form that takes in a report which the unit drafted itself."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnDraftForm(forms.Form):
    file = forms.FileField(
        label=_("The unit's own report"),
        help_text=_("PDF or Word (.docx), at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
