"""The on-site check that an address names, with what the person may see and do of it; else 404."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.verification.enums import VisitState
from thuocdo.verification.models import Visit, VisitFinding
from thuocdo.verification.queries import assignments
from thuocdo.verification.visits import checks_by_visit, is_visited, leads_visit, visits


@dataclass(frozen=True)
class Seen:
    """`is_teams`: from the side of those who check, with what is not in the minutes yet."""

    visit: Visit
    is_teams: bool
    may_write: bool

    @property
    def lines(self) -> list[tuple[Component, VisitFinding]]:
        form = form_of(self.visit.season_unit)
        return [(form.component(row.component), row) for row in self.visit.findings.all()]

    @property
    def shows_minutes(self) -> bool:
        return self.visit.state == VisitState.HELD or (self.is_teams and bool(self.visit.minutes))

    @property
    def is_planned(self) -> bool:
        return self.visit.state == VisitState.PLANNED

    @property
    def may_plan(self) -> bool:
        return self.may_write and self.is_planned

    @property
    def may_minute(self) -> bool:
        return self.may_write and self.visit.state != VisitState.CANCELLED and self.visit.signed_file_id is None


def seen(user: User, pk: int) -> Seen:
    """5 queries."""
    row = get_object_or_404(visits(), pk=pk)
    shared = assignments(row.season_unit.season)
    teams = checks_by_visit(user, row, shared)
    if not teams and not is_visited(user, row):
        raise Http404
    codes = [finding.component for finding in row.findings.all()]
    return Seen(row, teams, leads_visit(user, row.season_unit, codes, shared))


def written(request: HttpRequest, pk: int) -> Seen:
    """The same for who writes plan and minutes; 403 for who only reads."""
    found = seen(request.user, pk)
    if not found.may_write:
        raise PermissionDenied(_("Only who verifies every component of this visit writes its plan and minutes."))
    return found
