"""Form fields that read what people here write, in either language of the page."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

# Day first in both languages: read month first, as Django does in English, 09/11 would silently be 11 September.
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
WRITTEN = re.compile(r"([0-9]{1,2}[/.-]){2}[0-9]{4}|[0-9]{4}(-[0-9]{1,2}){2}")


class DayField(forms.DateField):
    """A day as 19/10/2022. Not the browser's own date input, which speaks the browser's language."""

    default_error_messages = {
        "invalid": _("Write the day as 19/10/2022."),
        "no_such_day": _("Not a day in the calendar."),
    }

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "placeholder": _("dd/mm/yyyy"), "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(format=DAY_FORMATS[0], attrs=attrs))
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def to_python(self, value):
        """A day that is written well, and is none ("31/02/2022"), is told so."""
        try:
            return super().to_python(value)
        except forms.ValidationError as fault:
            if WRITTEN.fullmatch(str(value).strip()):
                raise forms.ValidationError(self.error_messages["no_such_day"], code="no_such_day") from fault
            raise
