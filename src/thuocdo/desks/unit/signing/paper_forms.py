"""The form that takes in a report which the unit drafted itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.documents.files import with_limit


class OwnDraftForm(forms.Form):
    file = forms.FileField(
        label=_("The unit's own report"),
        help_text=with_limit(_("PDF or Word (.docx), at most %(limit)s MB.")),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
