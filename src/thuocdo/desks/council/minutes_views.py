"""The minutes of a session as PDF and as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.appraisal.enums import SessionState
from thuocdo.common import clock
from thuocdo.desks.access import for_those
from thuocdo.desks.council.minutes import minutes_paper
from thuocdo.desks.council.session_page import sitting_of
from thuocdo.desks.handing_out import KINDS, handed_paper


@require_safe
@for_those(oversees)
def minutes(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Of a session that sits or is over; while it sits they say that they are a draft."""
    sitting = sitting_of(request, pk)
    if kind not in KINDS or sitting.session.state not in {SessionState.OPEN, SessionState.CLOSED}:
        raise Http404
    name = f"bien-ban-{sitting.session.season.key}-phien-{sitting.session.number}.{kind}"
    return handed_paper(request, "session_minutes", minutes_paper(sitting, clock.now()), name)
