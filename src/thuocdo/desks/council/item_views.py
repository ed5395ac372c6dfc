"""The items of a session: the list, one component with its positions, what becomes of it (R4.6, I9, I12)."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.accounts.rules import belongs_to, oversees
from thuocdo.appraisal import voting
from thuocdo.appraisal.models import DisputedItem, Position, Resolution
from thuocdo.appraisal.positions import is_outdated
from thuocdo.appraisal.queries import before_the_council
from thuocdo.appraisal.rules import calls_sessions, enters_for_the_council, sits
from thuocdo.appraisal.sitting import items_of, staying_away
from thuocdo.common.faults import Refused
from thuocdo.cycles.queries import law
from thuocdo.desks.access import for_those
from thuocdo.desks.check import component_page
from thuocdo.desks.check.decision_form import DecisionForm
from thuocdo.desks.check.finding import line_of
from thuocdo.desks.council.finding import appraised
from thuocdo.desks.council.session_forms import ItemForm
from thuocdo.desks.council.session_page import Sitting, sitting_of
from thuocdo.desks.council.tally import row_of
from thuocdo.reports.enums import ReportState


@for_those(calls_sessions)
def item_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts every disputed component on the session's list, or one by hand."""
    sitting = sitting_of(request, pk)
    season = sitting.session.season
    reports = list(before_the_council(season).filter(state=ReportState.VERIFIED))
    form = ItemForm(
        reports, law(season.pinned_set).forms.values(), request.POST if "component" in request.POST else None
    )
    if request.method == "POST" and not form.is_bound:
        _list_disputed(request, sitting)
        return redirect("desks:council_session", pk)
    if form.is_bound and form.is_valid():
        report = form.reports[form.cleaned_data["report"]]
        code = form.cleaned_data["component"]
        try:
            voting.list_item(request.user, sitting.session, report, code)
        except Refused as fault:
            form.add_error(None, str(fault))
        except KeyError:
            form.add_error("component", _("This unit's form has no such component."))
        else:
            messages.success(request, _("It is on the list."))
            return redirect("desks:council_session", pk)
    context = {"sitting": sitting, "session": sitting.session, "form": form, "season": season}
    return render(request, "desks/council/item_list.html", context, status=422 if form.errors else 200)


def _list_disputed(request: HttpRequest, sitting: Sitting) -> None:
    try:
        new = voting.list_disputed(request.user, sitting.session)
    except Refused as fault:
        messages.error(request, str(fault))
        return
    words = ngettext(
        "%(n)s disputed component is new on the list.", "%(n)s disputed components are new on the list.", new
    )
    messages.success(request, words % {"n": new})


def _item(pk: int) -> DisputedItem:
    return get_object_or_404(DisputedItem.objects.select_related("session"), pk=pk)


@for_those(oversees)
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The component's columns and evidence, its positions and votes; for who chairs it the next step."""
    bare = _item(pk)
    if request.method == "POST":
        return _act(request, bare)
    return _page(request, bare)


ACTS: dict[str, Callable] = {
    "begin": lambda request, row: voting.begin_vote(request.user, row),
    "end": lambda request, row: voting.end_vote(request.user, row),
    "renew": lambda request, row: voting.renew(request.user, row),
    "put_off": lambda request, row: voting.put_off(request.user, row, request.POST.get("put_off_reason", "")),
    "settle": lambda request, row: voting.settle_item(
        request.user, row, _chosen(request, row), request.POST.get("reason", "")
    ),
}
DONE = {
    "begin": lambda: _("The members vote now."),
    "end": lambda: _("The vote is over."),
    "renew": lambda: _("The positions are made anew."),
    "put_off": lambda: _("The item is put off."),
    "settle": lambda: _("The item is settled."),
}


def _chosen(request: HttpRequest, row: DisputedItem) -> Position:
    chosen = request.POST.get("position", "")
    found = row.positions.filter(pk=chosen).first() if chosen.isdecimal() else None
    if found is None:
        raise Refused(_("Choose the position on which the item is settled."))
    return found


def _act(request: HttpRequest, row: DisputedItem) -> HttpResponse:
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](request, row)
    except Refused as fault:
        messages.error(request, str(fault))
        return _page(request, row, status=422)
    messages.success(request, DONE[act]())
    return redirect("desks:council_item", row.pk)


def _page(request: HttpRequest, bare: DisputedItem, status: int = 200) -> HttpResponse:
    sitting = sitting_of(request, bare.session_id)
    row = next(row for row in sitting.rows if row.item.pk == bare.pk)
    found = appraised(request, row.item.report_id)
    line = line_of(found.sheet, row.item.component)
    place = sitting.rows.index(row)
    context = component_page.context(found.sheet, line, None) | standing(request, sitting, row.item)
    context |= {
        "found": found,
        "sitting": sitting,
        "session": sitting.session,
        "row": row,
        "before_item": sitting.rows[place - 1] if place else None,
        "after_item": sitting.rows[place + 1] if place + 1 < len(sitting.rows) else None,
        "typed": request.POST,
        "shows_settling": row.item.state == "open" and (context["may_chair"] or _typed_a_reason(request)),
        "resolution": Resolution.objects.filter(item=row.item).select_related("settled_by").first(),
        "is_outdated": row.item.state == "open" and is_outdated(row.item),
    }
    return render(request, "desks/council/item.html", context, status=status)


def _typed_a_reason(request: HttpRequest) -> bool:
    """A refused act loses nothing: what was typed stays on the page until the act can be done."""
    return any(request.POST.get(name, "").strip() for name in ("reason", "put_off_reason"))


def standing(request: HttpRequest, sitting: Sitting, item: DisputedItem) -> dict[str, object]:
    """Who chairs the item, who stays away, and what the person may do with it as things are: no query more."""
    unit = item.report.season_unit.unit_id
    chair, own = sitting.chair_of(item), belongs_to(request.user, unit)
    settles_here = chair is not None and (chair.pk == request.user.pk or enters_for_the_council(request.user))
    on_the_table = sitting.is_open and sitting.has_quorum and not own
    return {
        "chair": chair,
        "away": staying_away(sitting.members, unit),
        "is_own": own,
        "may_chair": on_the_table and settles_here,
        "may_propose": on_the_table and sitting.votes and item.state == "open" and not item.votes.all(),
        "may_vote": on_the_table and sitting.votes and item.state == "voting" and not _has_voted(request, item),
        "voters": len(sitting.voters_of(item)),
    }


def _has_voted(request: HttpRequest, item: DisputedItem) -> bool:
    return any(vote.member_id == request.user.pk for vote in item.votes.all())


@for_those(sits)
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """A member proposes other figures, or points, with the reason."""
    bare = _item(pk)
    row = row_of(items_of(bare.session).get(pk=pk), anonymous=True)
    found = appraised(request, row.item.report_id)
    if belongs_to(request.user, found.report.season_unit.unit_id):
        raise PermissionDenied(voting.OWN_UNIT)
    line = line_of(found.sheet, row.item.component)
    form = DecisionForm(found.sheet, line.component, request.POST or None)
    form.fields["reason"].help_text = _("It stands beside the position, for the council.")
    if request.method == "POST" and form.is_valid():
        act = lambda: voting.propose(request.user, bare, form.drafts(), form.cleaned_data["reason"])  # noqa: E731
        try:
            act()
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Your position stands beside the others."))
            return redirect("desks:council_item", pk)
    context = component_page.context(found.sheet, line, form)
    context |= {"found": found, "row": row, "session": bare.session, "stage": found.sheet.stage}
    return render(request, "desks/council/position.html", context, status=422 if form.errors else 200)
