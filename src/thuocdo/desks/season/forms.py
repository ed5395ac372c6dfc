"""The forms of the lead department's season pages."""

from datetime import timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuocdo.common.fields import DayField
from thuocdo.cycles.actions import Calendar
from thuocdo.cycles.enums import LateReports, LevelRule, SignedCopies
from thuocdo.cycles.models import Season
from thuocdo.desks.paper_form import PaperForm
from thuocdo.regulation import CriteriaSet, builtin_sets, load_set

ONE_DAY = timedelta(days=1)  # people give the last day; the law names the first day too late (I5)


class SeasonForm(forms.Form):
    """What is settled before a season opens; all of it can be read in the opening letter."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    criteria_set = forms.ChoiceField(label=_("Criteria set"))
    level_rule = forms.ChoiceField(
        label=_("Reading of Article 6"),
        choices=LevelRule.choices,
        widget=forms.RadioSelect,
        initial=LevelRule.TOTAL,
        help_text=_("Both readings are always computed; this one decides the level."),
    )
    level_rule_document = forms.CharField(
        label=_("Document that settles this reading"), max_length=200, help_text=_("Number and date.")
    )
    late_reports = forms.ChoiceField(
        label=_("Late reports"), choices=LateReports.choices, widget=forms.RadioSelect, initial=LateReports.ACCEPTED
    )
    signed_copies = forms.ChoiceField(
        label=_("Signed report"),
        choices=SignedCopies.choices,
        widget=forms.RadioSelect,
        initial=SignedCopies.APART,
        help_text=_("What has to be attached before a report can be sent (Article 4.5)."),
    )
    double_checks = forms.BooleanField(
        label=_("Two verifiers check each component, blind to each other"),
        required=False,
        help_text=_("A verdict counts once a second one comes to the same; differences are listed and settled."),
    )
    budget_document = forms.CharField(label=_("Budget document"), max_length=200, required=False)
    calendar_document = forms.CharField(
        label=_("Document that sets other dates"),
        max_length=200,
        required=False,
        help_text=_("Number and date."),
    )

    def __init__(self, data=None) -> None:
        super().__init__(data)
        sets = [load_set(name) for name in builtin_sets()]
        choices = [(s.id, f"{s.instrument.number} · {s.title.get(get_language())}") for s in sets]
        self.fields["criteria_set"].choices = choices
        self.tiers = {code: tier for s in sets for code, tier in s.tiers.items()}
        for code, tier in self.tiers.items():
            label = _("Last day for reports: %(tier)s") % {"tier": tier.name.get(get_language())}
            self.fields[f"last_{code}"] = DayField(label=label, required=False)
        self.fields["last_approval"] = DayField(label=_("Last day for the approving decision"), required=False)

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if Season.objects.filter(year=year, is_practice=False).exists():
            raise forms.ValidationError(_("There is a season for this year already."))
        return year

    @property
    def _day_names(self) -> list[str]:
        return [*(f"last_{code}" for code in self.tiers), "last_approval"]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in self._day_names]

    @property
    def sets_other_dates(self) -> bool:
        return any(self[name].value() for name in ("calendar_document", *self._day_names))

    def clean(self) -> dict:
        cleaned = super().clean()
        together = ["calendar_document", *self._day_names]
        if any(cleaned.get(name) for name in together):
            for name in together:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Give the document and all dates, or none of them."))
        return cleaned

    @property
    def chosen_set(self) -> CriteriaSet:
        return load_set(self.cleaned_data["criteria_set"])

    @property
    def calendar(self) -> Calendar | None:
        facts = self.cleaned_data
        if not facts["calendar_document"]:
            return None
        days = {code: facts[f"last_{code}"] + ONE_DAY for code in self.tiers}
        return Calendar(facts["calendar_document"], days, facts["last_approval"] + ONE_DAY)

    def settings(self) -> dict[str, object]:
        names = ("level_rule", "level_rule_document", "late_reports", "signed_copies", "double_checks")
        names += ("budget_document",)
        return {**{name: self.cleaned_data[name] for name in names}, "calendar": self.calendar}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


class AbsenceForm(forms.Form):
    """Why there is no report (I8): the public reads it in either language."""

    reason = forms.CharField(label=_("Reason, in Vietnamese"), widget=forms.Textarea(attrs={"rows": 3}))
    english = forms.CharField(
        label=_("Reason, in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Not required. Without it English pages show the Vietnamese words."),
    )


class ExtensionForm(PaperForm):
    """A later last day, and the document that grants it (I5)."""

    last_day = DayField(label=_("New last day"))
    field_order = ["last_day"]
