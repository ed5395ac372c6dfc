"""The form of one component, made from its rule: figures, items to tick, options to choose; any depth of parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.regulation import AnswerFacts, Component, FactFault, check_answer, format_number, group_digits, parse_value
from thuocdo.regulation.model import Checklist, Choice, Figure, Option, Points
from thuocdo.reports.answers import Draft
from thuocdo.reports.facts import NO, YES, law_values, stored_text
from thuocdo.reports.models import Answer
from thuocdo.reports.typed import doubt, unreadable, without_separators

MOST_SIGNS = 60  # of a field for one number; more is a text pasted by mistake
NONE = "none"  # "no item is met": without it an empty checklist is no answer, not 0 points (I10)


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"


def told(fault: FactFault) -> str:
    return f"{fault.what.get(language())} {fault.mend.get(language())}"


def as_typed(text: str) -> str:
    """A stored number as people here write it: decimal comma in Vietnamese."""
    try:
        return format_number(Fraction(text), language(), None)
    except ValueError:
        return text


class LawField(forms.CharField):
    """Reads one value as the law does; what was typed stays on the page when it cannot be read."""

    def __init__(self, line: Figure | Component, **kwargs):
        self.line = line
        whole = isinstance(line, Figure) and line.type == "integer"
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > MOST_SIGNS:
            words = _("One number belongs here; this text has %(signs)s characters. Delete it and type the number.")
            raise ValidationError(words % {"signs": len(text)})
        if isinstance(self.line, Figure):
            _check_writing(self.line, text)
        try:
            return parse_value(self.line, text)
        except FactFault as fault:
            raise ValidationError(unreadable(self.line, text, fault)) from fault


def _check_writing(figure: Figure, text: str) -> None:
    doubtful = doubt(figure, text, _thousands_mark())
    if doubtful:
        raise ValidationError(doubtful)


def ungrouped(figure: Figure, text: str) -> str:
    """The digits of "1.200"; empty where the text is no number in groups of three."""
    return without_separators(figure, text, _thousands_mark())


def _thousands_mark() -> str:
    return "." if language() == "vi" else ","


def above_other(leaf: Component, fault: FactFault) -> str:
    """A share above its whole, with the whole's name."""
    words = _("This cannot be more than “%(other)s” (%(limit)s). Correct one of the two figures.")
    limit = group_digits(format_number(fault.args_of_words["limit"], language(), None), language())
    return words % {"other": leaf.figure(fault.args_of_words["other"]).name.get(language()), "limit": limit}


class LevelField(forms.ChoiceField):
    """One of a choice's options."""

    def __init__(self, options: tuple[Option, ...], **kwargs):
        choices = [(option.key, option.name.get(language())) for option in options]
        super().__init__(required=False, widget=forms.RadioSelect, choices=choices, **kwargs)


@dataclass
class Section:
    """The fields of one leaf. `items` and `levels` pair a field, or an option of it, with its points; `watched` are
    figures that earn nothing."""

    leaf: Component
    prefix: str
    figures: list = field(default_factory=list)
    watched: list = field(default_factory=list)
    items: list = field(default_factory=list)
    none: object = None
    levels: list = field(default_factory=list)
    level: object = None
    points: object = None


class AnswerForm(forms.Form):
    """`answers`: leaf code -> what is stored. After `is_valid()`: `drafts()` holds what the unit now declares."""

    answered_by = frozenset({"unit"})  # whose lines the form asks for

    def __init__(self, component: Component, answers: Mapping[str, Answer], data=None, files=None) -> None:
        super().__init__(data, files)
        self.component = component
        self.answers = answers
        lines = enumerate(component.leaves)
        self.leaves = {f"p{place}": leaf for place, leaf in lines if leaf.answered_by in self.answered_by}
        for prefix, leaf in self.leaves.items():
            self._add(prefix, leaf, answers.get(leaf.code))
        # The page's own name of this saving; its script takes a new one for everything newly typed.
        self.fields["key"] = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def _add(self, prefix: str, leaf: Component, answer: Answer | None) -> None:
        stored = answer.values if answer else {}
        for key, made in _fields(leaf, stored):
            self.fields[f"{prefix}-{key}"] = made
        self.fields[f"{prefix}-version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=answer.version if answer else 0
        )

    def sections(self) -> list[Section]:
        return [self._section(prefix, leaf) for prefix, leaf in self.leaves.items()]

    def version_fields(self) -> list[forms.BoundField]:
        return [self[f"{prefix}-version"] for prefix in self.leaves]

    def _section(self, prefix: str, leaf: Component) -> Section:
        section = Section(leaf, prefix)
        section.figures = [self[f"{prefix}-{figure.key}"] for figure in leaf.figures if figure.scored]
        section.watched = [self[f"{prefix}-{figure.key}"] for figure in leaf.figures if not figure.scored]
        if isinstance(leaf.score, Checklist):
            section.items = [(self[f"{prefix}-{item.key}"], item.points) for item in leaf.score.items]
            section.none = self[f"{prefix}-{NONE}"]
        elif isinstance(leaf.score, Choice):
            section.level = self[f"{prefix}-level"]
            section.levels = list(zip(section.level, [level.points for level in leaf.score.levels], strict=True))
        elif isinstance(leaf.score, Points):
            section.points = self[f"{prefix}-points"]
        return section

    def clean(self) -> dict:
        for prefix, leaf in self.leaves.items():
            self._check_items(prefix, leaf)
            self._check_figures(prefix, leaf)
        return self.cleaned_data

    def _check_items(self, prefix: str, leaf: Component) -> None:
        if not isinstance(leaf.score, Checklist) or not self.cleaned_data.get(f"{prefix}-{NONE}"):
            return
        if any(self.cleaned_data.get(f"{prefix}-{item.key}") for item in leaf.score.items):
            self.add_error(f"{prefix}-{NONE}", _("Untick this, or untick the items above: both cannot be true."))

    def _check_figures(self, prefix: str, leaf: Component) -> None:
        """A figure above the one that it is a share of."""
        for fault in check_answer(leaf, AnswerFacts(self._law_values(prefix, leaf))):
            if fault.key == "above_other":
                self.add_error(f"{prefix}-{fault.figure}", above_other(leaf, fault))

    def _law_values(self, prefix: str, leaf: Component) -> dict:
        return law_values(leaf, self.declared(prefix, leaf))

    def declared(self, prefix: str, leaf: Component) -> dict[str, str]:
        """Stored texts of one leaf, of the fields that could be read."""
        data = self.cleaned_data
        keys = [figure.key for figure in leaf.figures]
        keys += [key for key, kind in (("level", Choice), ("points", Points)) if isinstance(leaf.score, kind)]
        values = {key: data.get(f"{prefix}-{key}") for key in keys}
        texts = {key: stored_text(value) for key, value in values.items() if value not in (None, "")}
        return texts | self._ticked(prefix, leaf)

    def _ticked(self, prefix: str, leaf: Component) -> dict[str, str]:
        if not isinstance(leaf.score, Checklist):
            return {}
        ticks = {item.key: bool(self.cleaned_data.get(f"{prefix}-{item.key}")) for item in leaf.score.items}
        if not any(ticks.values()) and not self.cleaned_data.get(f"{prefix}-{NONE}"):
            return {}
        return {key: YES if ticked else NO for key, ticked in ticks.items()}

    def drafts(self) -> dict[str, Draft]:
        """Leaf code -> what is to be saved, of the leaves that differ from what is stored; with the version seen."""
        stored = {code: answer.values for code, answer in self.answers.items()}
        return {code: draft for code, draft in self.all_drafts().items() if draft.values != stored.get(code, {})}

    def all_drafts(self) -> dict[str, Draft]:
        """The same of every leaf, for whoever compares them with what is stored under lock."""
        versions = {prefix: self.cleaned_data.get(f"{prefix}-version") or 0 for prefix in self.leaves}
        return {
            leaf.code: Draft(self.declared(prefix, leaf), version=versions[prefix])
            for prefix, leaf in self.leaves.items()
        }

    def preview(self) -> dict[str, AnswerFacts]:
        """Leaf code -> facts of what is typed, as far as it can be read."""
        return {leaf.code: AnswerFacts(self._law_values(prefix, leaf)) for prefix, leaf in self.leaves.items()}


def _fields(leaf: Component, stored: Mapping[str, str]) -> Iterator[tuple[str, forms.Field]]:
    for figure in leaf.figures:
        yield (
            figure.key,
            LawField(
                figure,
                label=figure.name.get(language()),
                help_text=_hint(figure),
                initial=as_typed(stored.get(figure.key, "")),
            ),
        )
    match leaf.score:
        case Checklist(items=items):
            yield from _items(items, stored)
        case Choice(levels=levels):
            yield "level", LevelField(levels, label=_("Choose one"), initial=stored.get("level", ""))
        case Points():
            yield "points", LawField(leaf, label=_("Points"), initial=as_typed(stored.get("points", "")))


def _items(items: tuple[Option, ...], stored: Mapping[str, str]) -> Iterator[tuple[str, forms.Field]]:
    for item in items:
        label, ticked = item.name.get(language()), stored.get(item.key) == YES
        yield item.key, forms.BooleanField(label=label, required=False, initial=ticked)
    answered = [stored[item.key] for item in items if item.key in stored]
    none = bool(answered) and YES not in answered
    yield NONE, forms.BooleanField(label=_("None of these is met"), required=False, initial=none)


def _hint(figure: Figure) -> str:
    kind = _("whole number") if figure.type == "integer" else _("number, decimals allowed")
    words = [f"{figure.unit.get(language())}; {kind}"]
    if not figure.scored:
        words.append(_("for monitoring only, earns no points"))
    return "; ".join(words)
