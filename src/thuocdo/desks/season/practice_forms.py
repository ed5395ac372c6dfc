"""Opening a practice season, and naming the one that is to be wiped."""

from collections.abc import Collection
from datetime import date, timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Unit
from thuocdo.common import clock
from thuocdo.common.fields import DayField
from thuocdo.cycles.actions import Calendar
from thuocdo.cycles.enums import LevelRule
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.season.forms import ONE_DAY
from thuocdo.regulation import CriteriaSet, builtin_sets, load_set

REPORTING, DECIDING = timedelta(days=7), timedelta(days=21)  # from today on, unless somebody says otherwise
SEVERAL = forms.CheckboxSelectMultiple


class PracticeForm(forms.Form):
    """What a practice season is a copy of, who practises, and until when."""

    year = forms.IntegerField(
        label=_("Year that is practised"),
        min_value=2000,
        max_value=2100,
        help_text=_("Data period and rules are those of this year. Its real season is not touched."),
    )
    criteria_set = forms.ChoiceField(label=_("Criteria set"))
    tiers = forms.MultipleChoiceField(label=_("Tiers"), widget=SEVERAL)
    units = forms.ModelMultipleChoiceField(
        label=_("Units that practise"),
        queryset=Unit.objects.none(),
        required=False,
        widget=SEVERAL,
        help_text=_("None marked: every unit of these tiers. People take part in the posts that they hold."),
    )
    takes_sharing = forms.BooleanField(
        label=_("Share out the verification as in the latest real season"),
        required=False,
        help_text=_("With the same agencies and officers. Otherwise as the criteria set names the agencies."),
    )
    last_report = DayField(label=_("Last day for reports"))
    last_approval = DayField(label=_("Last day for the approving decision"))

    def __init__(self, data=None) -> None:
        self.real = seasons().filter(is_practice=False).first()
        self.today = clock.today()
        super().__init__(data, initial=self._first())
        sets = [load_set(name) for name in builtin_sets()]
        choices = [(s.id, f"{s.instrument.number} · {s.title.get(get_language())}") for s in sets]
        self.fields["criteria_set"].choices = choices
        names = {code: tier.name.get(get_language()) for s in sets for code, tier in s.tiers.items()}
        self.fields["tiers"].choices = list(names.items())
        self.fields["tiers"].initial = list(names)
        units = Unit.objects.filter(Unit.on(self.today), tier__code__in=names)
        self.fields["units"].queryset = units.select_related("tier").order_by("tier__order", "order")
        if self.real is None:
            del self.fields["takes_sharing"]

    def _first(self) -> dict[str, object]:
        year = self.real.year if self.real else self.today.year
        return {"year": year, "last_report": self.today + REPORTING, "last_approval": self.today + DECIDING}

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if Season.objects.filter(year=year, is_practice=True).exists():
            words = _("A practice season of %(year)s is open already. Wipe it first, or take another year.")
            raise forms.ValidationError(words % {"year": year})
        return year

    def clean_last_report(self) -> date:
        day = self.cleaned_data["last_report"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Give a day from today on."))
        return day

    def clean(self) -> dict:
        cleaned = super().clean()
        report, approval = cleaned.get("last_report"), cleaned.get("last_approval")
        if report and approval and approval <= report:
            self.add_error("last_approval", _("Give a day after the last day for reports."))
        if not self.errors and not self.chosen_units:
            self.add_error("units", _("None of these units belongs to the tiers that you have chosen."))
        return cleaned

    @property
    def chosen_units(self) -> Collection[int]:
        """Primary keys, of the tiers that practise."""
        marked = self.cleaned_data["units"] or self.fields["units"].queryset
        return {unit.pk for unit in marked if unit.tier.code in self.cleaned_data["tiers"]}

    @property
    def chosen_set(self) -> CriteriaSet:
        return load_set(self.cleaned_data["criteria_set"])

    def settings(self) -> dict[str, object]:
        """For `verification.practising.begin_practice`."""
        facts = self.cleaned_data
        days = dict.fromkeys(facts["tiers"], facts["last_report"] + ONE_DAY)
        return {
            "calendar": Calendar("", days, facts["last_approval"] + ONE_DAY),
            "units": self.chosen_units,
            "like": self.real if facts.get("takes_sharing") else None,
            "level_rule": self.real.level_rule if self.real else LevelRule.TOTAL,
            "level_rule_document": str(_("Practice")),
        }


class WipeForm(forms.Form):
    """The name typed by hand: nobody wipes by a slip of the mouse."""

    name = forms.CharField(max_length=40)

    def __init__(self, season: Season, data=None) -> None:
        super().__init__(data)
        self.fields["name"].label = _("To wipe it, type: %(name)s") % {"name": season.key}
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
