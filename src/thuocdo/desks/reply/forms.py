"""Opening a round, replying to one component, deciding a disagreement."""

from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import ReplyDecision, Stance
from thuocdo.common.fields import DayField
from thuocdo.desks.ask.forms import AnswerForm
from thuocdo.desks.unit.answer_form import told
from thuocdo.regulation import FactFault
from thuocdo.regulation.facts import parse_amount

LONGEST = 12  # characters of points that somebody may mean


class OpeningForm(forms.Form):
    last_day = DayField(
        label=_("Last day for replies"),
        help_text=_("The units may change their replies until the end of this day. Nothing is taken after it."),
    )


class PointsField(forms.CharField):
    """An exact number, with a decimal comma or point; empty where the unit names none."""

    def __init__(self, **kwargs) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value) -> Fraction | None:
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(_("Give the points in at most %(n)s characters.") % {"n": LONGEST})
        try:
            return parse_amount(text)
        except FactFault as fault:
            raise ValidationError(told(fault)) from fault


class ReplyForm(AnswerForm):
    """Agrees, or disagrees with its explanation. `seen`: the version of the reply that the page showed, 0 for none."""

    stance = forms.ChoiceField(
        label=_("Do you agree with these points?"), choices=Stance.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Explanation"),
        help_text=_("Needed where you do not agree: which figure or document the points leave out, and why it counts."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    wanted = PointsField(label=_("Points that you think right"))
    field_order = ["stance", "text", "wanted", "files"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("stance") == Stance.DISAGREES and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Explain why you do not agree: it is decided by this explanation."))
        return cleaned


class DecidingForm(forms.Form):
    """The points stay, or they were changed, with the reason. `seen`: the version of the reply that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("Decision"), choices=ReplyDecision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason of the decision"),
        help_text=_("The unit will read it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
