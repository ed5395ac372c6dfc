"""The file of a shared system, and what it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.common import clock
from thuocdo.common.fields import DayField


class ImportForm(forms.Form):
    """Which system, as of which day, and its file."""

    system = forms.CharField(
        label=_("Shared system"),
        max_length=200,
        help_text=_("For instance: Cổng dịch vụ công, Trục liên thông văn bản."),
    )
    as_of = DayField(label=_("Figures as of"))
    file = forms.FileField(
        label=_("File of figures"),
        help_text=_("Excel (.xlsx) or CSV, at most 10 MB, made from the template."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come. Give the day of which the figures are."))
        return day
