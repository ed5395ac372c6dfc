"""The verifiers' form: the decision on a component by the verdict that the person chose; comment, ready-made reason."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.sheet import Sheet
from thuocdo.regulation import AnswerFacts, Component
from thuocdo.regulation.model import Points
from thuocdo.reports.answers import Draft
from thuocdo.verification.enums import Verdict
from thuocdo.verification.models import Check, ReasonTemplate


class VerdictForm(DecisionForm):
    """`last`: the newest verdict that was applied. Where the verifier states the points in person there is nothing to
    choose from: `verdict` is then missing."""

    def __init__(
        self,
        sheet: Sheet,
        component: Component,
        data: QueryDict | None = None,
        *,
        reasons: Iterable[ReasonTemplate] = (),
        last: Check | None = None,
    ) -> None:
        super().__init__(sheet, component, data)
        if data is not None and not data.get("verdict"):  # where the choice is not made, what is typed makes it
            self.data = {**data.dict(), "verdict": self._typed_verdict(data)}
        self.reasons = list(reasons)
        if all(leaf.answered_by == "unit" for leaf in self.leaves.values()):
            self.fields["verdict"] = forms.ChoiceField(
                label=_("Or otherwise"),
                choices=self._verdicts(),
                required=False,
                initial=last.verdict if last and last.verdict != Verdict.AGREED else "",
                widget=forms.RadioSelect,
            )
        self.fields["comment"] = forms.CharField(
            label=_("Comment"),
            help_text=_("The unit will read it."),
            required=False,
            initial=last.comment if last else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        if self.reasons:
            self.fields["template"] = forms.ChoiceField(
                label=_("Ready-made reason"),
                help_text=_("Where you write none of your own, this text is saved."),
                choices=[("", "–"), *self._ready()],
                required=False,
                widget=forms.Select(attrs={"data-fills": ""}),
            )

    def _typed_verdict(self, data: QueryDict) -> str:
        stated = any(data.get(f"{prefix}-settled", "").strip() for prefix in self.leaves)
        return Verdict.POINTS if stated or self._is_points_alone() else Verdict.FIGURES

    def _is_points_alone(self) -> bool:
        return all(isinstance(leaf.score, Points) for leaf in self.leaves.values())

    def _verdicts(self) -> list[tuple[str, str]]:
        choices = [(Verdict.COMMENTED, _("Agree, with a comment"))]
        if not self._is_points_alone():
            choices.append((Verdict.FIGURES, _("Adjust the figures: the points are worked out anew")))
        return [*choices, (Verdict.POINTS, _("Adjust the points, in place of the rule"))]

    def _ready(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Ready-made reasons by the verdict that they are for, those for every verdict first."""
        by_verdict = groupby(sorted(self.reasons, key=lambda row: row.verdict), key=lambda row: row.verdict)
        return [(_for_which(verdict), [(str(row.pk), row.name) for row in rows]) for verdict, rows in by_verdict]

    @property
    def chosen(self) -> str:
        return self.cleaned_data.get("verdict", "") if self.is_bound else ""

    @property
    def shows(self) -> str:
        """The verdict whose fields are open."""
        return str(self["verdict"].value() or "") if "verdict" in self.fields else ""

    def clean(self) -> dict:
        cleaned = super().clean()
        ready = {str(row.pk): row.name for row in self.reasons}.get(cleaned.get("template", ""), "")
        name = "comment" if cleaned.get("verdict") == Verdict.COMMENTED else "reason"
        if ready and not cleaned.get(name, "").strip():
            cleaned[name] = ready
        return cleaned

    def _draft(self, prefix: str, leaf: Component) -> Draft:
        """Figures were chosen: points follow from them, and none stated before stay in their place."""
        if self.chosen == Verdict.FIGURES:
            self.cleaned_data[f"{prefix}-settled"] = None
        return super()._draft(prefix, leaf)

    def preview(self) -> dict[str, AnswerFacts]:
        found = super().preview()
        if self.chosen != Verdict.FIGURES:
            return found
        return {code: AnswerFacts(facts.values) for code, facts in found.items()}


def _for_which(verdict: str) -> str:
    return str(Verdict(verdict).label) if verdict else _("For every verdict")
