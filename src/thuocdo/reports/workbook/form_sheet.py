"""The form's sheet: a row for every group, component and figure; only the entry cells can be written in."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.worksheet import Worksheet

from thuocdo.regulation import Component, Group, format_number
from thuocdo.regulation.model import Checklist
from thuocdo.reports.workbook.checks import Checks
from thuocdo.reports.workbook.contents import Contents
from thuocdo.reports.workbook.instructions import PAPER_A4
from thuocdo.reports.workbook.layout import MARK, Asked, Column, Kind, asked_of, column_of, language
from thuocdo.reports.workbook.looks import DECIMAL, WHOLE, Looks
from thuocdo.tables.rules_in_words import rule_in_words

WIDTHS = {
    Column.KEY: 2,
    Column.CODE: 7,
    Column.ASKED: 46,
    Column.UNIT: 11,
    Column.ENTRY: 22,
    Column.STORED: 15,
    Column.PRIOR: 15,
    Column.POINTS: 38,
    Column.GUIDANCE: 42,
    Column.EVIDENCE: 36,
}
COUNCIL_SCORES = gettext_lazy("The council scores this: nothing to fill in")
VERIFIER_SCORES = gettext_lazy("The verifier scores this: nothing to fill in")
HIDDEN_ROW, TITLE_ROW, HEAD_ROW = 0, 1, 2
MOST_EXACT = 15  # digits that a spreadsheet keeps of a number


def at(column: Column) -> int:
    """From 0, as the writing library counts."""
    return column_of(column) - 1


class FormSheet:
    def __init__(self, sheet: Worksheet, options: Worksheet, looks: Looks, contents: Contents) -> None:
        self.sheet, self.looks, self.contents = sheet, looks, contents
        self.checks = Checks(sheet, options, looks)
        self.row = HEAD_ROW

    def write(self) -> None:
        self._head()
        for group in self.contents.form.groups:
            self._group(group)
        self._set_up()

    def _text(self, column: Column, text: str, look: str) -> None:
        if text:
            self.sheet.write_string(self.row, at(column), text, self.looks(look))
        else:
            self.sheet.write_blank(self.row, at(column), None, self.looks(look))

    def _head(self) -> None:
        for column in Column:
            self.sheet.write_string(HIDDEN_ROW, at(column), MARK if column == Column.KEY else column.value)
        title = f"{self.contents.unit_name} · {_('season %(year)s') % {'year': self.contents.year}}"
        self.sheet.write_string(TITLE_ROW, at(Column.CODE), title, self.looks("title"))
        for column, text in _headings().items():
            self._text(column, text, "head")

    def _group(self, group: Group) -> None:
        self.row += 1
        name = _("Group %(code)s. %(name)s") % {"code": group.code, "name": group.name.get(language())}
        for column in list(Column)[1:]:
            self._text(column, "", "group")
        self._text(
            Column.CODE, f"{name} ({_points(group.max)})", "group_name"
        )  # runs on over the empty cells beside it
        for component in group.components:
            self._component(component)

    def _component(self, component: Component) -> None:
        self._line(component, self.contents.notes.get(component.code, ""))
        for part in component.parts:
            self._component(part)
        if not component.parts:
            self._leaf(component)

    def _line(self, component: Component, note: str) -> None:
        self.row += 1
        lang = language()
        evidence = "\n".join(f"- {text.get(lang)}" for text in component.evidence)
        guidance = "\n".join(filter(None, [note, component.guidance.get(lang) if component.guidance else ""]))
        self._text(Column.CODE, component.code, "component")
        self._text(Column.ASKED, component.name.get(lang), "component")
        for column in (Column.UNIT, Column.ENTRY, Column.STORED, Column.PRIOR):
            self._text(column, "", "about")
        self._text(Column.POINTS, _rule(component), "about")
        self._text(Column.GUIDANCE, guidance, "about")
        self._text(Column.EVIDENCE, evidence, "about")

    def _leaf(self, leaf: Component) -> None:
        if leaf.answered_by != "unit":
            return self._not_own(leaf)
        rows = {}
        for asked in asked_of(leaf):
            self.row += 1
            rows[asked.key] = self.row
            self._asked(asked)
        return self.checks.above_other(leaf, rows)

    def _not_own(self, leaf: Component) -> None:
        self.row += 1
        who = COUNCIL_SCORES if leaf.answered_by == "council" else VERIFIER_SCORES
        self._text(Column.ASKED, str(who), "council")
        self._text(Column.UNIT, "", "council")
        self._text(Column.ENTRY, "", "council")

    def _asked(self, asked: Asked) -> None:
        stored = self.contents.stored.get(asked.leaf.code, {})
        prior = self.contents.prior.get(asked.leaf.code, {})
        self.sheet.write_string(self.row, at(Column.KEY), asked.address)
        self._text(Column.ASKED, asked.label, "asked")
        self._text(Column.UNIT, asked.figure.unit.get(language()) if asked.figure else "", "soft")
        self._value(Column.STORED, asked, stored, "stored")
        self._value(Column.PRIOR, asked, prior, "stored")
        self._text(Column.POINTS, _points(asked.option.points) if asked.option else _aside(asked), "soft")
        self._entry(asked, stored, prior)

    def _entry(self, asked: Asked, stored: Mapping[str, str], prior: Mapping[str, str]) -> None:
        if not self.contents.is_open:
            return self._value(Column.ENTRY, asked, stored, "closed")
        begins = self.contents.starts and not stored and bool(prior)
        self._value(Column.ENTRY, asked, prior if begins else stored, "begun" if begins else "entry")
        return self.checks.allow(self.row, asked)

    def _value(self, column: Column, asked: Asked, values: Mapping[str, str], look: str) -> None:
        """A number as a number, where the spreadsheet keeps it exactly; all else as a text."""
        text = values.get(asked.key, "")
        if asked.kind not in (Kind.FIGURE, Kind.POINTS):
            self._text(column, asked.shown(values), look)
            return
        form = self.looks(look, WHOLE if asked.figure and asked.figure.type == "integer" else DECIMAL)
        exact = _exact(text)
        if exact is not None:
            self.sheet.write_number(self.row, at(column), exact, form)
        elif text:
            self.sheet.write_string(self.row, at(column), asked.shown(values), form)
        else:
            self.sheet.write_blank(self.row, at(column), None, form)

    def _set_up(self) -> None:
        sheet = self.sheet
        for column, width in WIDTHS.items():
            hidden = {"hidden": True} if column == Column.KEY or self._is_unused(column) else {}
            sheet.set_column(at(column), at(column), width, None, hidden)
        sheet.set_row(HIDDEN_ROW, None, None, {"hidden": True})
        sheet.freeze_panes(HEAD_ROW + 1, at(Column.UNIT))
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.print_area(TITLE_ROW, at(Column.CODE), self.row, at(Column.EVIDENCE))
        name = self.contents.unit_name.replace("&", "&&")
        sheet.set_footer(f"&L{name}, {self.contents.year}&R{_('Page')} &P/&N")
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})

    def _is_unused(self, column: Column) -> bool:
        return column == Column.PRIOR and not self.contents.prior


def _headings() -> dict[Column, str]:
    return {
        Column.CODE: _("Code"),
        Column.ASKED: _("Component and what is asked"),
        Column.UNIT: _("Unit of measure"),
        Column.ENTRY: _("Fill in here"),
        Column.STORED: _("Stored now"),
        Column.PRIOR: _("Last year"),
        Column.POINTS: _("How points are earned"),
        Column.GUIDANCE: _("Guidance"),
        Column.EVIDENCE: _("Evidence"),
    }


def _points(amount: Fraction) -> str:
    return _("%(points)s points") % {"points": format_number(amount, language(), None)}


def _rule(component: Component) -> str:
    """The maximum, then the rule; items of a checklist have their points beside them."""
    most = _("Maximum points: %(max)s") % {"max": format_number(component.max, language(), None)}
    if component.parts:
        return most
    lines = rule_in_words(component, language(), keyed=False)
    return "\n".join([most, *(lines[:1] if isinstance(component.score, Checklist) else lines)])


def _aside(asked: Asked) -> str:
    return "" if asked.figure is None or asked.figure.scored else _("for monitoring only, earns no points")


def _exact(text: str) -> float | None:
    """The number, where the spreadsheet will give the same back."""
    try:
        value = Fraction(text)
    except ValueError:
        return None
    near = float(value)
    return near if Fraction(f"{near:.{MOST_EXACT}g}") == value else None
