"""The forms of the announcement and of a correction."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.reports.models import Report


class AnnouncementForm(forms.Form):
    co_announcement = forms.CharField(
        label=_("Announced together with the committee office"),
        max_length=250,
        help_text=_("How and when, or by which document (Article 4.6)."),
    )


class CorrectionForm(forms.Form):
    """Why, and of which units the council looks at the points again: those that the result gives points to."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is published with the corrected result: no personal data, nothing that is not public."),
    )
    units = forms.MultipleChoiceField(
        label=_("Units"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the units whose points the council looks at again.")},
    )

    def __init__(self, rows: Iterable[Report], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = [(str(row.pk), row.season_unit.name) for row in rows]

    def facts(self) -> dict[str, object]:
        chosen = [int(pk) for pk in self.cleaned_data["units"]]
        return {"reason": self.cleaned_data["reason"], "reports": chosen}
