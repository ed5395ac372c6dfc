"""The form with which a report is taken back a step: why, and which of its components have to be done anew."""

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.queries import form_of
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.reports.models import Report


def codes_of(report: Report) -> list[str]:
    """Needs season__pinned_set and season_tier__tier selected."""
    return [component.code for component in form_of(report.season_unit).components]


class BackForm(ReasonForm):
    components = forms.CharField(
        label=_("Components that have to be done anew"),
        required=False,
        max_length=300,
        help_text=_("Their codes, for instance 4.3, 5.1. Leave it empty where it is about the whole report."),
    )

    def __init__(self, *args, known: Iterable[str], **kwargs) -> None:
        """`known`: codes of the report's form, in order."""
        super().__init__(*args, **kwargs)
        self.known = list(known)

    def clean_components(self) -> list[str]:
        """In the order of the form, each once."""
        typed = [code for code in re.split(r"[\s,;]+", self.cleaned_data["components"]) if code]
        unknown = [code for code in typed if code not in self.known]
        if unknown:
            raise forms.ValidationError(_("Not on this form: %(codes)s.") % {"codes": ", ".join(unknown)})
        return [code for code in self.known if code in typed]
