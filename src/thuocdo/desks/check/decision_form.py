"""The form in which a verifier or the council decides on one component: other figures, or points beside the rule."""

from collections.abc import Mapping
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thuocdo.desks.check.sheet import Sheet
from thuocdo.desks.unit.answer_form import AnswerForm, Section, as_typed, told
from thuocdo.regulation import AnswerFacts, Component, FactFault
from thuocdo.regulation.facts import parse_amount, points_fault
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import STAGES, Stage
from thuocdo.reports.models import Answer
from thuocdo.verification.checking import Versions


class SettledField(forms.CharField):
    """Points stated in place of the rule, 0 to the line's maximum; empty: points follow from the figures."""

    def __init__(self, line: Component, **kwargs):
        self.line = line
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value) -> Fraction | None:
        text = super().to_python(value)
        if not text:
            return None
        try:
            points = parse_amount(text)
        except FactFault as fault:
            raise ValidationError(told(fault)) from fault
        fault = points_fault(self.line, points)
        if fault:
            raise ValidationError(told(fault))
        return points


def before(stage: Stage) -> Stage:
    """The column on which this one's decision rests."""
    return STAGES[STAGES.index(stage) - 1]


class DecisionForm(AnswerForm):
    """Begins with what counts in the desk's column. `drafts()`: one per scored line, with the reason where it differs
    from the column before; `seen()`: on which versions the person decides."""

    def __init__(self, sheet: Sheet, component: Component, data=None) -> None:
        if sheet.stage == Stage.VERIFIED:
            self.answered_by = frozenset({"unit", "verifier"})
        else:
            self.answered_by = frozenset({"unit", "verifier", "council"})
        self.stage = sheet.stage
        self.rests_on = sheet.standing(component, before(sheet.stage))
        self.own = sheet.own(component, sheet.stage)
        super().__init__(component, {**self.rests_on, **self.own}, data)
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            help_text=_("The unit will read it."),
            required=False,
            initial=" ".join(dict.fromkeys(row.reason for row in self.own.values() if row.reason)),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def _add(self, prefix: str, leaf: Component, answer: Answer | None) -> None:
        super()._add(prefix, leaf, answer)
        self.fields[f"{prefix}-version"].initial = _version(self.own.get(leaf.code))
        self.fields[f"{prefix}-seen"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=_version(self.rests_on.get(leaf.code))
        )
        settled = answer.settled if answer else None
        self.fields[f"{prefix}-settled"] = SettledField(
            leaf,
            label=_("Points in place of the rule"),
            help_text=_("Only where the figures cannot decide. Empty: the points follow from the figures."),
            initial=as_typed(settled) if settled is not None else "",
        )

    def _section(self, prefix: str, leaf: Component) -> Section:
        section = super()._section(prefix, leaf)
        section.settled = self[f"{prefix}-settled"]
        return section

    def drafts(self) -> dict[str, Draft]:
        return {leaf.code: self._draft(prefix, leaf) for prefix, leaf in self.leaves.items()}

    def _draft(self, prefix: str, leaf: Component) -> Draft:
        values, settled = self.declared(prefix, leaf), self.cleaned_data.get(f"{prefix}-settled")
        rests_on = self.rests_on.get(leaf.code)
        same = values == (rests_on.values if rests_on else {}) and settled == _settled(rests_on)
        version = self.cleaned_data.get(f"{prefix}-version") or 0
        return Draft(values, settled, "" if same else self.cleaned_data.get("reason", ""), version)

    def differs(self) -> bool:
        """Anything typed differs from the column before."""
        return any(
            draft.settled != _settled(self.rests_on.get(code))
            or draft.values != (self.rests_on[code].values if code in self.rests_on else {})
            for code, draft in self.drafts().items()
        )

    def seen(self) -> Versions:
        versions = {leaf.code: self.cleaned_data.get(f"{p}-seen") or 0 for p, leaf in self.leaves.items()}
        return _by_stage(versions, self.rests_on, before(self.stage))

    def seen_whole(self) -> Versions:
        """With the desk's own column too, for an act that would undo what stands there."""
        own = {leaf.code: self.cleaned_data.get(f"{p}-version") or 0 for p, leaf in self.leaves.items()}
        return {**self.seen(), self.stage: own}

    def preview(self) -> dict[str, AnswerFacts]:
        return {
            leaf.code: AnswerFacts(self._law_values(prefix, leaf), self.cleaned_data.get(f"{prefix}-settled"))
            for prefix, leaf in self.leaves.items()
        }


def _by_stage(versions: Mapping[str, int], rests_on: Mapping[str, Answer], usual: Stage) -> Versions:
    """What the council sees before it is the verified answer, or the declared one where nobody verified."""
    found: dict[Stage, dict[str, int]] = {}
    for code, version in versions.items():
        stage = Stage(rests_on[code].stage) if code in rests_on else usual
        found.setdefault(stage, {})[code] = version
    return found


def _version(answer: Answer | None) -> int:
    return answer.version if answer else 0


def _settled(answer: Answer | None) -> Fraction | None:
    return None if answer is None or answer.settled is None else Fraction(answer.settled)
