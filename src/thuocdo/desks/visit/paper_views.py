"""The plan letter and the minutes of an on-site check, as PDF and as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.common import clock
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.visit.finding import seen
from thuocdo.desks.visit.papers import file_name, minutes_paper, plan_paper

PLAN, MINUTES = "ke-hoach", "bien-ban"


@require_safe
def visit_paper(request: HttpRequest, pk: int, which: str, kind: str) -> HttpResponse:
    """The minutes before they are whole are for the team alone, as a form to be filled by hand."""
    found = seen(request.user, pk)
    if which not in (PLAN, MINUTES) or kind not in KINDS:
        raise Http404(which)
    if which == MINUTES and not (found.shows_minutes or found.is_teams):
        raise Http404(which)
    made = (plan_paper if which == PLAN else minutes_paper)(found.visit, clock.now())
    key = "visit_plan" if which == PLAN else "visit_minutes"
    return handed_paper(request, key, made, file_name(which, found.visit.day, kind))
