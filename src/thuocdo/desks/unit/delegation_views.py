"""Who of the unit fills which component: the coordinator's table, and handing everything over."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thuocdo.accounts.models import User
from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.reports.delegating import delegate, fillers, hand_over
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.rules import delegates

NOBODY = "none"  # of a group's choice: taken back from whoever has them


def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of the unit reads it, its coordinator changes it. 12 queries in all."""
    workspace = own_workspace(request, pk)
    people = {str(person.pk): person for person in fillers(workspace.report.season_unit.unit_id)}
    if request.method == "POST":
        given = _given(request, workspace, people)
        attempt(request, lambda: delegate(request.user, workspace.report, given), _done(len(given)))
        return redirect("desks:delegation", pk)
    row = workspace.report
    context = {
        "ws": workspace,
        "report": row,
        "people": people.values(),
        "past": sorted({given.name for given in workspace.delegations.values() if not given.is_held}),
        "holders": _holders(workspace),
        "may_delegate": delegates(request.user, row.season_unit.unit_id) and row.state in EDITABLE,
        "nobody": NOBODY,
    }
    return render(request, "desks/unit/delegation.html", context)


def _given(request: HttpRequest, workspace: Workspace, people: dict[str, User]) -> dict[str, User | None]:
    """What was changed on the page. A component that somebody else gave away meanwhile stays as they gave it, unless it
    was changed here too: each row says what it showed."""
    chosen = {}
    for group in workspace.groups:
        whole = request.POST.get(f"g-{group.group.code}", "")
        for code in [line.component.code for line in group.lines if line.is_own]:
            was, now = (request.POST.get(f"{name}-{code}", "") for name in ("was", "c"))
            if whole or now != was:
                chosen[code] = _person("" if whole == NOBODY else whole or now, people)
    return chosen


def _person(choice: str, people: dict[str, User]) -> User | None:
    if not choice:
        return None
    if choice not in people:
        raise Http404(choice)
    return people[choice]


def _done(count: int) -> str:
    if not count:
        return _("Nothing was changed.")
    return ngettext("%(count)s component was shared out.", "%(count)s components were shared out.", count) % {
        "count": count
    }


def _holders(workspace: Workspace) -> list[tuple[int, str, int]]:
    """People who have components: key, name, how many."""
    counts = Counter((given.person_id, given.name) for given in workspace.delegations.values())
    return [(key, name, count) for (key, name), count in counts.items()]


@require_POST
def handing_over(request: HttpRequest, pk: int) -> HttpResponse:
    """All that one colleague has goes to another."""
    workspace = own_workspace(request, pk)
    if not delegates(request.user, workspace.report.season_unit.unit_id):
        raise PermissionDenied(_("Only the unit's coordinator shares out its components."))
    predecessor, successor = (_chosen(request, name) for name in ("from", "to"))
    if predecessor and successor:
        done = _("Everything of %(one)s is now %(other)s's.")
        names = {"one": predecessor.full_name, "other": successor.full_name}
        attempt(request, lambda: hand_over(request.user, workspace.report, predecessor, successor), done % names)
    return redirect("desks:delegation", pk)


def _chosen(request: HttpRequest, name: str) -> User | None:
    """Whoever was chosen; whether they belong to the unit is the action's question."""
    given = request.POST.get(name, "")
    return get_object_or_404(User, pk=given) if given.isdecimal() else None
