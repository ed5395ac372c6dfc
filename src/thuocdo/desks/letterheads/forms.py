"""The forms of a unit's letterhead and of whoever signs for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Letterhead, Signatory
from thuocdo.common.fields import DayField


class Dated(forms.ModelForm):
    """With its first and last day."""

    valid_from = DayField(label=_("First day"), required=False, help_text=_("Empty: since before the records begin."))
    valid_until = DayField(label=_("Last day"), required=False, help_text=_("Empty: still in use."))


class LetterheadForm(Dated):
    class Meta:
        model = Letterhead
        fields = ["above", "name", "symbol", "place", "recipients", "valid_from", "valid_until"]
        widgets = {
            "above": forms.Textarea(attrs={"rows": 2}),
            "name": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "above": _("In capitals, as it stands above the unit's name; a new line where the line breaks."),
            "name": _("In capitals, as on the unit's documents."),
            "symbol": _("What follows BC- in the number of a report, for instance SYT."),
            "place": _("The place before the date, for instance Thừa Thiên Huế."),
            "recipients": _("One a line, the files last. Empty: as usual for such reports."),
        }


class SignatoryForm(Dated):
    class Meta:
        model = Signatory
        fields = ["full_name", "title", "is_head", "capacity", "mandate", "valid_from", "valid_until"]
        labels = {"capacity": _("In what capacity")}
        widgets = {"capacity": forms.RadioSelect}
        help_texts = {
            "title": _("For instance: Director, Deputy Director, Chairman."),
            "is_head": _(
                "The head answers for the report (Article 8.1). Leave it empty for whoever signs in their place."
            ),
            "mandate": _("Number and date of the document; needed for KT., TL. and TUQ."),
        }
