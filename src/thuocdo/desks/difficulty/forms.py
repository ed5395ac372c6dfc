"""Raising a difficulty, answering it, and the one answer for all units."""

from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Unit, User
from thuocdo.common.templatetags.words import day, language
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.cycles.queries import law
from thuocdo.desks.paper_form import PaperForm
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.documents.models import Document
from thuocdo.verification.models import ClarificationRequest

PAPER = ("number", "date", "signer", "issuer", "file")


def component_choices(season: Season, tiers: Collection[str] = ()) -> list[tuple[str, str]]:
    """Every component of the season's forms, of these tiers' alone where they are given, each code once: with the name
    of each form where they differ."""
    named: dict[str, dict[str, None]] = {}
    for form in law(season.pinned_set).forms.values():
        for component in form.components if not tiers or form.tier in tiers else ():
            named.setdefault(component.code, {})[component.name.get(language())] = None
    return [(code, f"{code} {' / '.join(names)}"[:160]) for code, names in named.items()]


class DifficultyForm(forms.Form):
    """What is difficult, on behalf of which unit, about what."""

    text = forms.CharField(
        label=_("What is difficult"),
        help_text=_("One matter at a time: what you are to do, and what stands in the way."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    proposal = forms.CharField(label=_("What you propose"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    component = forms.ChoiceField(label=_("Component"), required=False)
    unit = forms.ModelChoiceField(label=_("On behalf of"), queryset=Unit.objects.none(), empty_label=None)
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    season = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, units: Iterable[int], season: Season | None, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units)
        choices = component_choices(season, _tiers(season, units)) if season else []
        self.fields["component"].choices = [("", _("No single component")), *choices]


def _tiers(season: Season, units: Iterable[int]) -> set[str]:
    """Whose forms these units fill: 1 query."""
    rows = SeasonUnit.objects.filter(season=season, unit__in=units)
    return set(rows.values_list("season_tier__tier__code", flat=True))


class AnswerForm(forms.Form):
    """The lead department's answer; `seen` is the one that stood there."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class SeveralOf(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Difficulty | ClarificationRequest) -> str:
        if isinstance(row, Difficulty):
            return f"{row.unit.name}: {row.text[:160]}"
        first = next(iter(row.messages.all()), None)
        return f"{row.report.season_unit.name}: {first.text[:160] if first else ''}"


class RulingForm(PaperForm):
    """The answer for all units; the document behind it may be left out, but not half of it."""

    question = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}))
    answer = forms.CharField(
        label=_("Answer for all units"),
        help_text=_("Every unit reads it beside the component from now on."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    difficulties = SeveralOf(
        label=_("Difficulties that it answers"), queryset=Difficulty.objects.none(), required=False
    )
    requests = SeveralOf(
        label=_("Open clarification requests that it answers and closes"),
        queryset=ClarificationRequest.objects.none(),
        required=False,
    )
    replaces = forms.ModelChoiceField(
        label=_("Replaces an earlier answer"),
        queryset=Ruling.objects.none(),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, rows: dict[str, object], *args, **kwargs) -> None:
        """`rows`: what may be linked, by the name of the field."""
        super().__init__(*args, **kwargs)
        for name in PAPER:
            self.fields[name].required = False
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset
        self.fields["replaces"].label_from_instance = lambda row: f"{day(row.ruled_at)}: {row.question[:120]}"

    def clean(self) -> dict:
        cleaned = super().clean()
        if any(cleaned.get(name) for name in PAPER):
            for name in ("number", "date", "file"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Give number, date and file of the document, or none of them."))
        return cleaned

    def document(self, actor: User, kind: str) -> Document | None:
        """Inside the caller's transaction. Raises Refused."""
        return self.record(actor, kind) if self.cleaned_data["file"] else None
