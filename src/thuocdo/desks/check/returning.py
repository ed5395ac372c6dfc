"""The form with which a verifier returns a report."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.common import clock
from thuocdo.common.fields import DayField
from thuocdo.common.templatetags.words import day
from thuocdo.desks.season.forms import ReasonForm


class ReturnForm(ReasonForm):
    """Why, and until when the unit may have it in again."""

    until = DayField(
        label=_("New last day"),
        help_text=_("Sent again by the end of this day, the report counts as before; later it is late."),
    )

    def __init__(self, *args, latest: date, **kwargs) -> None:
        """`latest`: the last day of the season's approving decision."""
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if until < clock.today():
            raise forms.ValidationError(_("The new last day is over already. Give today or a later day."))
        if until > self.latest:
            raise forms.ValidationError(
                _("The result of the season is due by %(day)s. Give that day or an earlier one.")
                % {"day": day(self.latest)}
            )
        return until
