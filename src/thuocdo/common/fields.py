"""Form fields that read what people here write, in either language of the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

# Day first in both languages: read month first, as Django does in English, 09/11 would silently be 11 September.
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day as 19/10/2022. Not the browser's own date input, which speaks the browser's language."""

    default_error_messages = {"invalid": _("Write the day as 19/10/2022.")}

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "placeholder": _("dd/mm/yyyy"), "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(format=DAY_FORMATS[0], attrs=attrs))
        super().__init__(input_formats=DAY_FORMATS, **kwargs)
