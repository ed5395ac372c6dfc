"""The forms with which the council is set up."""

from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import Opinion
from thuocdo.desks.paper_form import PaperForm


class FoundingForm(PaperForm):
    """The founding decision, with what it says of quorum and votes."""

    quorum = forms.CharField(
        label=_("Quorum"),
        max_length=10,
        initial="2/3",
        help_text=_("Share of the members who have to be present, as the decision or the working rules say: 2/3."),
    )
    votes_anonymously = forms.BooleanField(
        label=_("Votes are anonymous"),
        required=False,
        help_text=_("Only where the decision or the working rules say so. Otherwise the minutes name who voted what."),
    )

    def clean_quorum(self) -> str:
        text = self.cleaned_data["quorum"].replace(" ", "")
        try:
            share = Fraction(text)
        except (ValueError, ZeroDivisionError):
            share = Fraction(0)
        if not 0 < share <= 1:
            raise forms.ValidationError(_("Give the quorum as a share of the members above 0, at most 1: 2/3."))
        return str(share)

    def rules(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("quorum", "votes_anonymously")}


class OpinionForm(PaperForm):
    """What an agency says of the proposal, and its document."""

    opinion = forms.ChoiceField(label=_("Opinion"), choices=Opinion.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Content"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What it wants changed, or why it does not agree."),
    )
    field_order = ["opinion", "text"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("opinion") not in (None, "", Opinion.AGREES) and not cleaned.get("text", "").strip():
            self.add_error("text", _("Write down what the agency wants changed, or why it does not agree."))
        return cleaned
