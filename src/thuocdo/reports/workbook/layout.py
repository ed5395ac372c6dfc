"""What the form asks, row by row, and where: the same for the way out and the way in."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from thuocdo.regulation import Component, Form, format_number
from thuocdo.regulation.model import Checklist, Choice, Figure, Option, Points
from thuocdo.reports.facts import YES

SCHEMA = "1"  # of the layout; a workbook of another one is not read
MACHINE = "_thuocdo"  # the very hidden sheet that says what the workbook belongs to
OPTIONS = "_phuongan"  # the very hidden sheet of the drop-downs
MARK = "thuocdo:form"  # in the first cell of the form's sheet, whatever the sheet is called


class Column(StrEnum):
    """The form's columns in order. Each name stands, hidden, in the first row, so that a moved column is found."""

    KEY = "key"
    CODE = "code"
    ASKED = "asked"
    UNIT = "unit"
    ENTRY = "entry"
    STORED = "stored"
    PRIOR = "prior"
    POINTS = "points"
    GUIDANCE = "guidance"
    EVIDENCE = "evidence"


class Kind(StrEnum):
    FIGURE = "figure"
    ITEM = "item"
    NONE = "none"  # "no item is met": without it an empty checklist is no answer, not 0 points (I10)
    LEVEL = "level"
    POINTS = "points"


@dataclass(frozen=True)
class Asked:
    """One row to fill in: a figure, an item of a checklist, a choice, stated points."""

    leaf: Component
    kind: Kind
    key: str
    figure: Figure | None = None
    option: Option | None = None

    @property
    def address(self) -> str:
        """What the hidden first column says."""
        return f"{self.leaf.code}|{self.kind}|{self.key}"

    @property
    def label(self) -> str:
        named = self.figure or self.option
        return named.name.get(language()) if named else LABELS[self.kind]()

    @property
    def labels(self) -> set[str]:
        """In both languages: a workbook may come back to the pages of the other one."""
        named = self.figure or self.option
        if named:
            return {named.name.vi, named.name.en}
        return {_in(lang, LABELS[self.kind]) for lang in ("vi", "en")}

    def shown(self, values: Mapping[str, str]) -> str:
        """What is declared here, as it is written in the cell; empty where there is nothing, which is not 0."""
        match self.kind:
            case Kind.ITEM:
                return yes_or_no(values[self.key] == YES) if self.key in values else ""
            case Kind.NONE:
                return yes_or_no(True) if none_is_met(self.leaf, values) else ""
            case Kind.LEVEL:
                return option_names(self.leaf).get(values.get("level", ""), "")
        return number(values.get(self.key, ""))


LABELS = {
    Kind.NONE: lambda: _("None of these is met"),
    Kind.LEVEL: lambda: _("Choose one"),
    Kind.POINTS: lambda: _("Points"),
}


def _in(lang: str, words: Callable[[], str]) -> str:
    with override(lang):
        return words()


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"


def asked_of(leaf: Component) -> list[Asked]:
    """The rows of one scored line, in the order of its page."""
    figures = [Asked(leaf, Kind.FIGURE, figure.key, figure) for figure in leaf.figures]
    scored = [row for row in figures if row.figure.scored]
    watched = [row for row in figures if not row.figure.scored]
    return scored + _of_the_rule(leaf) + watched


def _of_the_rule(leaf: Component) -> list[Asked]:
    match leaf.score:
        case Checklist(items=items):
            return [Asked(leaf, Kind.ITEM, item.key, option=item) for item in items] + [Asked(leaf, Kind.NONE, "none")]
        case Choice():
            return [Asked(leaf, Kind.LEVEL, "level")]
        case Points():
            return [Asked(leaf, Kind.POINTS, "points")]
    return []


def own_leaves(form: Form) -> list[Component]:
    """The scored lines that the unit itself answers."""
    return [leaf for component in form.components for leaf in component.leaves if leaf.answered_by == "unit"]


def none_is_met(leaf: Component, values: Mapping[str, str]) -> bool:
    keys = [item.key for item in leaf.score.items]
    return any(key in values for key in keys) and all(values.get(key) != YES for key in keys)


def option_names(leaf: Component, lang: str = "") -> dict[str, str]:
    """Key -> how the drop-down calls the option: by its name; of two alike, with the key."""
    named = {level.key: level.name.get(lang or language()) for level in leaf.score.levels}
    often = Counter(named.values())
    return {key: name if often[name] == 1 else f"{name} ({key})" for key, name in named.items()}


def yes_or_no(answer: bool) -> str:
    return _("yes") if answer else _("no")


def number(text: str) -> str:
    """A stored number as people here write it: decimal comma in Vietnamese."""
    try:
        return format_number(Fraction(text), language(), None)
    except ValueError:
        return text


def column_of(column: Column) -> int:
    """From 1, as the spreadsheet counts."""
    return list(Column).index(column) + 1


def cell_name(row: int, column: int) -> str:
    """Row 14, column 6 is F14."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
