"""The letter that presses late units, as PDF and as Word."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.season.board import board
from thuocdo.desks.season.press_letter import late_rows, press_paper
from thuocdo.desks.season.views import find


@require_safe
@for_those(runs_the_season)
def press_letter(request: HttpRequest, key: str, tier: str, kind: str) -> HttpResponse:
    """To the units of one tier whose report has not come; where all have come, back to the season."""
    found = next((row for row in board(find(key), clock.today()) if row.tier.tier.code == tier), None)
    if found is None or kind not in KINDS:
        raise Http404
    if not late_rows(found):
        messages.info(request, _("Every report of this tier has come: there is nobody to press."))
        return redirect("desks:season", key)
    return handed_paper(request, "press", press_paper(found, clock.now()), f"don-doc-{key}-{tier}.{kind}")
