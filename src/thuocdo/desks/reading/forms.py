"""The forms with which the reading of Article 6 is settled and changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.cycles.enums import LevelRule
from thuocdo.desks.paper_form import PaperForm


class SettlingForm(PaperForm):
    """Before the season opens: the reading, and the document that settles it."""

    level_rule = forms.ChoiceField(
        label=_("Reading of Article 6"),
        choices=LevelRule.choices,
        widget=forms.RadioSelect,
        help_text=_("Both readings are always computed; this one decides the level."),
    )
    field_order = ["level_rule"]


class ChangeForm(PaperForm):
    """After that: the document of the People's Committee, and why it changes the reading."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the document gives it. It is published with the result."),
    )
