"""Advice on a request, and the written acceptance under which it is put."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.common.templatetags.words import day
from thuocdo.documents.models import Document

FOR, AGAINST = "for", "against"


class AdviceForm(forms.Form):
    """For or against, with the reason; no effect on points is known yet."""

    is_for = forms.ChoiceField(
        label=_("Advice to the People's Committee"),
        choices=[(FOR, _("In favour: nothing is to be assessed here")), (AGAINST, _("Against: it can be assessed"))],
        widget=forms.RadioSelect,
    )
    advice = forms.CharField(
        label=_("Reason for the advice"),
        help_text=_("Which function, task or document of the unit shows it. Advice is given once."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def facts(self) -> dict[str, object]:
        return {"is_for": self.cleaned_data["is_for"] == FOR, "advice": self.cleaned_data["advice"]}


class RecordedForm(forms.Form):
    """One of the acceptances that are recorded already: one document may name many requests."""

    document = forms.ModelChoiceField(
        label=_("Acceptances recorded in this season"),
        queryset=Document.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, documents: Iterable[Document], data=None) -> None:
        super().__init__(data)
        self.fields["document"].queryset = documents
        self.fields["document"].label_from_instance = lambda row: f"{row.number}, {day(row.date)}"
