"""Advice on a request, and the written acceptance under which it is put."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import belongs_to
from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.common.templatetags.words import day, language
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.desks.paper_form import PaperForm
from thuocdo.documents.models import Document
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports

FOR, AGAINST = "for", "against"


class AdviceForm(forms.Form):
    """For or against, with the reason; no effect on points is known yet."""

    is_for = forms.ChoiceField(
        label=_("Advice to the People's Committee"),
        choices=[
            (FOR, _("In favour: there are grounds not to assess it")),
            (AGAINST, _("Against: it can be assessed")),
        ],
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


class ProposalForm(forms.Form):
    """A component that the lead department proposes not to assess, of a unit whose requests it deals with."""

    unit = forms.ChoiceField(label=_("Unit"))
    component = forms.CharField(
        label=_("Component"),
        max_length=30,
        help_text=_("The code of a component of the unit's form, for instance 4.5."),
    )
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Which function, task or document of the unit shows it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, season: Season, user: User, data=None) -> None:
        super().__init__(data)
        self.reports = {str(row.pk): row for row in reports(season) if not belongs_to(user, row.season_unit.unit_id)}
        self.fields["unit"].choices = [
            ("", "—"),
            *((key, row.season_unit.name) for key, row in self.reports.items()),
        ]

    @property
    def report(self) -> Report:
        return self.reports[self.cleaned_data["unit"]]

    def clean_component(self) -> str:
        return self.cleaned_data["component"].strip()

    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("ground", "reason")}


class AcceptanceForm(PaperForm):
    """One written acceptance, and the requests that stand in it."""

    requests = forms.MultipleChoiceField(
        label=_("Requests that stand in the document"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the requests that stand in the document.")},
    )
    field_order = ["requests"]

    def __init__(self, rows: Sequence[Exemption], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        self.fields["requests"].choices = [(key, _named(row)) for key, row in self.rows.items()]

    def chosen(self) -> list[Exemption]:
        return [self.rows[key] for key in self.cleaned_data["requests"]]


def _named(row: Exemption) -> str:
    unit = row.report.season_unit
    return f"{unit.name} · {row.component} {form_of(unit).component(row.component).name.get(language())}"
