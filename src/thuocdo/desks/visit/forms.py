"""The plan of an on-site check, its minutes, the signed copy."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.common.fields import DayField
from thuocdo.common.templatetags.words import language
from thuocdo.documents.files import with_limit
from thuocdo.regulation import Component
from thuocdo.verification.enums import Side
from thuocdo.verification.models import Visit
from thuocdo.verification.visiting import Plan

MOST_NAME, MOST_TITLE = 120, 200  # letters that the database takes
NAMES = _("One person a line: full name, then a comma and the position.")


class PeopleField(forms.CharField):
    """One person a line: "Trần Thị A, Trưởng phòng". `clean` gives pairs of name and position."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), help_text=NAMES, **kwargs)

    def clean(self, value) -> list[tuple[str, str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        people = [tuple(part.strip() for part in line.partition(",")[::2]) for line in lines]
        for name, title in people:
            if not name or not title:
                words = _("Write “%(line)s” as: full name, position.")
                raise forms.ValidationError(words % {"line": name or title})
            if len(name) > MOST_NAME or len(title) > MOST_TITLE:
                raise forms.ValidationError(_("“%(line)s” is too long for one person.") % {"line": name[:40]})
        return people


class PlanForm(forms.Form):
    """When, where, why; which components; who comes and who receives them."""

    day = DayField(label=_("Day"))
    place = forms.CharField(label=_("Place of the visit"), max_length=200)
    purpose = forms.CharField(
        label=_("What is to be checked"),
        help_text=_("Which figures and files are to be looked at on the spot."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    components = forms.MultipleChoiceField(label=_("Components"), widget=forms.CheckboxSelectMultiple)
    team = PeopleField(label=_("Inspection team"))
    unit_side = PeopleField(label=_("Who signs for the unit"), required=False)
    document = forms.CharField(
        label=_("Number of the plan"),
        required=False,
        max_length=60,
        help_text=_("Once the clerk has given it, for instance 1502/KH-STTTT."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, components: Iterable[Component], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["components"].choices = [(c.code, f"{c.code} {c.name.get(language())}") for c in components]

    @staticmethod
    def stored(visit: Visit) -> dict[str, object]:
        """What the form begins with."""
        people = {side: _lines(visit, side) for side in Side.values}
        return {
            "day": visit.day,
            "place": visit.place,
            "purpose": visit.purpose,
            "components": [row.component for row in visit.findings.all()],
            "team": people[Side.TEAM],
            "unit_side": people[Side.UNIT],
            "document": visit.plan_document,
            "version": visit.version,
        }

    def plan(self) -> Plan:
        facts = self.cleaned_data
        signers = [(Side.TEAM, *person) for person in facts["team"]]
        signers += [(Side.UNIT, *person) for person in facts["unit_side"]]
        texts = {name: facts[name] for name in ("day", "place", "purpose", "components", "document")}
        return Plan(signers=signers, **texts)


def _lines(visit: Visit, side: str) -> str:
    return "\n".join(f"{row.full_name}, {row.title}" for row in visit.signers.all() if row.side == side)


class MinutesForm(forms.Form):
    """The course of the visit, a finding for each component, what the unit says to it."""

    minutes = forms.CharField(label=_("Course of the visit"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    unit_opinion = forms.CharField(
        label=_("Opinion of the unit"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, visit: Visit, lines, *args, **kwargs) -> None:
        first = {"minutes": visit.minutes, "unit_opinion": visit.unit_opinion, "version": visit.version}
        self.names = {row.component: f"finding_{place}" for place, (_c, row) in enumerate(lines)}
        first |= {self.names[row.component]: row.text for _c, row in lines}
        super().__init__(*args, initial=first, **kwargs)
        for component, row in lines:
            self.fields[self.names[row.component]] = forms.CharField(
                label=f"{component.code} {component.name.get(language())}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def findings(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names.values()]

    def facts(self) -> dict[str, object]:
        said = self.cleaned_data
        texts = {name: said[name] for name in ("minutes", "unit_opinion", "version")}
        return {**texts, "findings": {code: said[name] for code, name in self.names.items()}}


class SignedForm(forms.Form):
    file = forms.FileField(
        label=_("Signed minutes"),
        help_text=with_limit(_("PDF, at most %(limit)s MB. From then on the minutes can no longer be changed.")),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
