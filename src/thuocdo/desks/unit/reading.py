"""Declared values as people read them, where they are shown and not asked for."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from thuocdo.desks.unit.answer_form import as_typed, language
from thuocdo.regulation import Component, group_digits
from thuocdo.regulation.model import Checklist, Choice, Points
from thuocdo.reports.facts import YES
from thuocdo.tables.rules_in_words import rule_in_words


class Value(NamedTuple):
    """`text` is empty where nothing was declared, which is not 0."""

    label: str
    text: str
    unit: str = ""


def as_read(text: str) -> str:
    """A stored number where it is read: with thousands apart, which a field never has (12.000 might be 12)."""
    return group_digits(as_typed(text), language())


def declared_values(leaf: Component, stored: Mapping[str, str]) -> list[Value]:
    """Figures first, then items, the option or the points."""
    lang = language()
    values = [
        Value(figure.name.get(lang), as_read(stored.get(figure.key, "")), figure.unit.get(lang))
        for figure in leaf.figures
    ]
    match leaf.score:
        case Checklist(items=items):
            values += [Value(item.name.get(lang), _yes_or_no(stored.get(item.key))) for item in items]
        case Choice(levels=levels):
            names = {level.key: level.name.get(lang) for level in levels}
            values.append(Value(_("Chosen option"), names.get(stored.get("level", ""), "")))
        case Points():
            values.append(Value(_("Points"), as_read(stored.get("points", ""))))
    return values


def _yes_or_no(text: str | None) -> str:
    if text is None:
        return ""
    return _("Met") if text == YES else _("Not met")


def rule(leaf: Component) -> tuple[str, list[str]]:
    """How points are earned: the sentence, then its bands, items or options."""
    first, *others = rule_in_words(leaf, language(), keyed=False)
    return first, [line.removeprefix("- ") for line in others]
