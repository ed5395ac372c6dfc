"""Choosing the file, and choosing between two versions of a line."""

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from thuocdo.reports.workbook.plan import Move, Plan

CLOSED_TO_FILES = _(
    "Nothing was changed: the report has been sent, or reporting is not open. The file is kept here for a day; it can "
    "be applied once the report is withdrawn or returned."
)
CHOICE = "line-"  # name of the choice for one line in conflict
FROM_FILE = "file"


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("The workbook that you filled in"),
        help_text=_("The .xlsx file that was downloaded here, at most 10 MB. Nothing changes before you have seen it."),
        error_messages={
            "required": _("Choose the workbook that you filled in."),
            "empty": _("The file is empty. Choose the workbook that you downloaded here and filled in."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class Choice(NamedTuple):
    """A line in conflict with the name of its choice. `takes_file`: what was chosen so far."""

    move: Move
    name: str
    takes_file: bool


def choices_of(plan: Plan, given: Mapping[str, str]) -> list[Choice]:
    """What is stored stays unless a person chooses otherwise."""
    names = [(move, f"{CHOICE}{move.leaf.code}") for move in plan.conflicts]
    return [Choice(move, name, given.get(name) == FROM_FILE) for move, name in names]


def chosen(given: Mapping[str, str]) -> set[str]:
    """The lines that the file decides."""
    return {
        name.removeprefix(CHOICE) for name, value in given.items() if name.startswith(CHOICE) and value == FROM_FILE
    }
