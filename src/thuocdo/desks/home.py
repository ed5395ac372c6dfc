"""Where each person begins: what is due, and the next step."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import COUNCIL, REPORTING, Role
from thuocdo.accounts.models import User
from thuocdo.cycles.enums import Phase
from thuocdo.desks.unit.workspace import Workspace, own_workspaces, workspaces
from thuocdo.reports.enums import EDITABLE
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill

OVER = [Phase.PUBLISHED, Phase.ARCHIVED]


class Door(NamedTuple):
    """A desk behind the first page: who goes there, by which URL name, what it is for."""

    roles: frozenset[str]
    name: str
    icon: str
    label: Promise
    purpose: Promise


DOORS = [
    Door(
        frozenset({Role.LEAD}),
        "desks:seasons",
        "calendar",
        _("Seasons"),
        _("Open a season, follow who has reported, record documents."),
    ),
    Door(
        frozenset({Role.LEAD, Role.VERIFIER}),
        "desks:verification",
        "search",
        _("Verification"),
        _("Check figures and evidence of the reports that have arrived."),
    ),
    Door(
        frozenset({*COUNCIL, Role.LEAD}),
        "desks:council",
        "people",
        _("Assessment council"),
        _("Settle final points of verified reports."),
    ),
    Door(
        frozenset({Role.LEAD, *COUNCIL, Role.OBSERVER}),
        "desks:results",
        "document",
        _("Result of the season"),
        _("Draft result, approving decision, publication."),
    ),
    Door(
        frozenset({Role.ADMINISTRATOR}),
        "desks:people",
        "person",
        _("People and posts"),
        _("Accounts of this installation, and who does what at which unit."),
    ),
]


def home(request: HttpRequest) -> HttpResponse:
    """10 queries besides those of every page, however many seasons there are."""
    user = request.user
    context = {"doors": list(_doors(user)), "reports_for_a_unit": user.holds(REPORTING)}
    if context["reports_for_a_unit"]:
        running = own_workspaces(user).exclude(season_unit__season_tier__phase__in=OVER)
        context["running"] = [_card(user, workspace) for workspace in workspaces(running)]
        context["older"] = list(own_reports(user).filter(season_unit__season_tier__phase__in=OVER))
    return render(request, "desks/home.html", context)


def _card(user: User, workspace: Workspace) -> dict[str, object]:
    report = workspace.report
    return {
        "ws": workspace,
        "report": report,
        "may_fill": may_fill(user, report),
        "is_editable": report.state in EDITABLE,
        "is_preparing": report.season_unit.season_tier.phase == Phase.PREPARING,
    }


def _doors(user: User) -> Iterator[dict[str, object]]:
    for door in DOORS:
        if user.holds(set(door.roles)):
            try:
                yield {"url": reverse(door.name), **door._asdict()}
            except NoReverseMatch:
                continue  # a desk that this release does not have
