"""The plan letter and the minutes of an on-site check, as PDF and as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.common import clock
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.visit.finding import seen
from thuocdo.desks.visit.papers import file_name, minutes_paper, plan_paper
from thuocdo.documents import files
from thuocdo.documents.official import as_word, typeset

SET = {"pdf": (typeset, files.PDF), "docx": (as_word, files.WORD)}
PLAN, MINUTES = "ke-hoach", "bien-ban"


@require_safe
def visit_paper(request: HttpRequest, pk: int, which: str, kind: str) -> HttpResponse:
    """The minutes before they are whole are for the team alone, as a form to be filled by hand."""
    found = seen(request.user, pk)
    if which not in (PLAN, MINUTES) or kind not in SET:
        raise Http404(which)
    if which == MINUTES and not (found.shows_minutes or found.is_teams):
        raise Http404(which)
    how, media_type = SET[kind]
    made = (plan_paper if which == PLAN else minutes_paper)(found.visit, clock.now())
    return handed_out(how(made), media_type, file_name(which, found.visit.day, kind))
