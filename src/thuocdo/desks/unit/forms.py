"""The unit's other forms: contacts, an exemption request, the confirmation before sending."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.appraisal.enums import Ground
from thuocdo.reports.models import CONTACTS, Report

# Somebody sent the report, or its reporting closed, while a form stood open: what was typed stays on the page.
CLOSED = _(
    "This was not saved: the report has been sent, or reporting has closed. What you typed is still on this page; it "
    "can be saved once the report is withdrawn or returned."
)


class ContactsForm(forms.ModelForm):
    """Preparer and signer (R4.5). May be saved unfinished; sending asks for all of it."""

    class Meta:
        model = Report
        fields = CONTACTS
        help_texts = {
            "preparer_name": _("The officer who filled in the form and can be rung up about it."),
            "landline": _("With the area code, for instance 0234 3822 123. The switchboard's number counts."),
            "signer_name": _("The head of the unit, who answers for the figures."),
            "signer_title": _("For instance: Director of the department, Chairman of the district committee."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {"landline": "tel", "mobile": "tel", "email": "email", "preparer_name": "name"}
        for name, kind in kinds.items():
            self.fields[name].widget.attrs |= {"inputmode": kind} if kind in ("tel", "email") else {}
            self.fields[name].widget.attrs["autocomplete"] = "off"


class ExemptionForm(forms.Form):
    """A ground of Article 5.3 and the reason."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Say which document or which fact shows that there is nothing to assess here."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SendForm(forms.Form):
    """Asks for a tick where something is unanswered, so that nobody sends half a report by accident."""

    sure = forms.BooleanField(
        label=_("I know that unanswered components earn no points, and send the report as it is."),
        error_messages={"required": _("Tick this to send the report as it is, or go back and answer the rest.")},
    )

    def __init__(self, data=None, *, asks: bool) -> None:
        super().__init__(data)
        if not asks:
            del self.fields["sure"]
