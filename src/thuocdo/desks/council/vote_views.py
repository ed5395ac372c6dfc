"""The members' voting page, and the list on the wall while the council sits."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import belongs_to, oversees
from thuocdo.appraisal import voting
from thuocdo.appraisal.models import DisputedItem, MinuteLine
from thuocdo.appraisal.rules import sits
from thuocdo.common.faults import Refused
from thuocdo.desks.access import for_those
from thuocdo.desks.council.session_page import Sitting, sitting_of
from thuocdo.desks.council.tally import ItemRow

ABSTAINS = "none"
LINES = 5  # of the minutes, on the wall


@for_those(sits)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """What is voted on now, for one member: the page waits for the next vote by itself. 13 queries in all."""
    if request.method == "POST":
        return _cast(request, pk)
    sitting = sitting_of(request, pk)
    row = sitting.now_voting
    context = {
        "sitting": sitting,
        "session": sitting.session,
        "row": row,
        "has_voted": row is not None and any(v.member_id == request.user.pk for v in row.item.votes.all()),
        "is_own": row is not None and belongs_to(request.user, row.item.report.season_unit.unit_id),
        "number": row and row.item.pk,
    }
    if request.headers.get("HX-Request") == "true":
        same = request.GET.get("dang") == str(context["number"] or "") and not context["has_voted"]
        if same and row is not None:  # what is being read and chosen is not replaced under the finger
            return HttpResponse(status=204)
        return render(request, "desks/council/vote_now.html", context)
    return render(request, "desks/council/vote.html", context)


def _cast(request: HttpRequest, pk: int) -> HttpResponse:
    wanted, chosen = request.POST.get("item", ""), request.POST.get("position", "")
    item = DisputedItem.objects.filter(pk=wanted if wanted.isdecimal() else None, session=pk).first()
    if item is None:
        messages.error(request, _("No vote is running"))
        return redirect("desks:council_vote", pk)
    position = item.positions.filter(pk=chosen).first() if chosen.isdecimal() else None
    if position is None and chosen != ABSTAINS:
        messages.error(request, _("Choose a position, or abstain."))
        return redirect("desks:council_vote", pk)
    try:
        voting.cast_vote(request.user, item, position)
    except Refused as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Your vote is counted."))
    return redirect("desks:council_vote", pk)


@require_safe
@for_those(oversees)
def projection(request: HttpRequest, pk: int) -> HttpResponse:
    """Large, for the wall: one disputed component at a time, as it stands, with the minutes as they are written. 12
    queries in all."""
    sitting = sitting_of(request, pk)
    chosen = request.GET.get("muc", "")
    row = next((row for row in sitting.rows if str(row.item.pk) == chosen), None)
    shown = row or _now(sitting)
    place = sitting.rows.index(shown) if shown else 0
    context = {
        "sitting": sitting,
        "session": sitting.session,
        "row": shown,
        "follows": row is None,
        "chosen": chosen if row else "",
        "place": place + 1,
        "chair": sitting.chair_of(shown.item) if shown else None,
        "voters": len(sitting.voters_of(shown.item)) if shown else 0,
        "lines": _written(sitting, shown),
        "before_item": sitting.rows[place - 1] if shown and place else None,
        "after_item": sitting.rows[place + 1] if shown and place + 1 < len(sitting.rows) else None,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"desks/council/projection{'_now' if part else ''}.html", context)


def _written(sitting: Sitting, shown: ItemRow | None) -> list[MinuteLine]:
    """The latest lines about this component and about the session itself; what is noted of others is not for now."""
    here = Q(report=None)
    if shown:
        here |= Q(report=shown.item.report_id, component=shown.item.component)
    return list(sitting.session.minutes.filter(here).order_by("-pk")[:LINES])[::-1]


def _now(sitting: Sitting) -> ItemRow | None:
    """The item that is voted on; else the first that waits; else the last."""
    waiting = sitting.waiting
    return sitting.now_voting or (waiting[0] if waiting else None) or (sitting.rows[-1] if sitting.rows else None)
