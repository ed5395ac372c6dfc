"""Which components of a report a page shows: all, one's own, those still open, those that contradict."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.desks.unit.lines import GroupLines, Line
from thuocdo.desks.unit.workspace import Workspace

PARAMETER = "xem"
MINE, OPEN, CONTRADICTING = "cua-toi", "chua-tra-loi", "mau-thuan"


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    lines: list[Line]
    current: bool


def choices(request: HttpRequest, workspace: Workspace) -> list[Choice]:
    """The four views in their order; the address says which one is looked at."""
    chosen = request.GET.get(PARAMETER, "")
    views = [
        ("", _("All"), workspace.lines),
        (MINE, _("Mine"), mine(workspace, request.user)),
        (OPEN, _("Unanswered"), workspace.open_lines),
        (CONTRADICTING, _("Contradicting"), [line for line in workspace.lines if line.contradictions]),
    ]
    keys = {key for key, _label, _lines in views}
    chosen = chosen if chosen in keys else ""
    return [Choice(key, label, lines, current=key == chosen) for key, label, lines in views]


def mine(workspace: Workspace, user: User) -> list[Line]:
    """What was given to this person."""
    given = {code for code, row in workspace.delegations.items() if row.person_id == user.pk}
    return [line for line in workspace.lines if line.component.code in given]


def shown_groups(workspace: Workspace, choice: Choice) -> list[tuple[GroupLines, list[Line]]]:
    """Groups that have some of the chosen components, each with these."""
    codes = {line.component.code for line in choice.lines}
    pairs = [(group, [line for line in group.lines if line.component.code in codes]) for group in workspace.groups]
    return [(group, lines) for group, lines in pairs if lines]
