"""What stands at the head and foot of a unit's papers, and who signs them, with days (R8.1; Decree 30/2020/NĐ-CP)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts import letterhead_actions as actions
from thuocdo.accounts.enums import KEEPING_LETTERHEADS, Capacity, Role
from thuocdo.accounts.letterheads import head_on, letterhead_on, signature_lines
from thuocdo.accounts.models import Dated, Unit, User
from thuocdo.accounts.rules import heads_papers
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.letterheads.forms import LetterheadForm, SignatoryForm


def keeps_all(user: User) -> bool:
    return user.holds(KEEPING_LETTERHEADS)


def _unit(request: HttpRequest, key: str) -> Unit:
    """The unit, if its papers are the person's to keep; 404 for everybody else."""
    unit = get_object_or_404(Unit, key=key)
    if not heads_papers(request.user, unit.pk):
        raise Http404
    return unit


@require_safe
@for_those(lambda user: user.holds(KEEPING_LETTERHEADS | {Role.COORDINATOR}))
def letterheads(request: HttpRequest) -> HttpResponse:
    """Every unit that there is today, with its letterhead and head: 3 queries. A coordinator goes on to their own."""
    day = clock.today()
    if not keeps_all(request.user):
        own = get_object_or_404(Unit, pk=min(request.user.unit_ids({Role.COORDINATOR})))
        return redirect("desks:letterhead_of", own.key)
    units = Unit.objects.filter(Unit.on(day), tier__isnull=False).select_related("tier")
    rows = units.prefetch_related("letterheads", "signatories")
    return render(request, "desks/letterheads/list.html", {"rows": [_row(unit, day) for unit in rows]})


def _row(unit: Unit, day: date) -> dict[str, object]:
    """The unit with what counts today, out of what was prefetched."""
    letterhead = next((row for row in unit.letterheads.all() if _counts(row, day)), None)
    head = next((row for row in unit.signatories.all() if row.is_head and _counts(row, day)), None)
    return {"unit": unit, "letterhead": letterhead, "head": head}


def _counts(row: Dated, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)


@require_safe
def letterhead_of(request: HttpRequest, unit: str) -> HttpResponse:
    """One unit: how its papers look today, every letterhead and every signatory that it has had."""
    found, day = _unit(request, unit), clock.today()
    today_s, head = letterhead_on(found, day), head_on(found, day)
    name, title = (head.full_name, head.title) if head else ("", _("Head of unit"))
    context = {
        "unit": found,
        "in_use": today_s,
        "head": head,
        "signs": signature_lines(found, today_s, name, title, day),
        "letterheads": found.letterheads.order_by("-valid_from", "-pk"),
        "signatories": found.signatories.order_by("-is_head", "-valid_from", "-pk"),
        "keeps_all": keeps_all(request.user),
    }
    return render(request, "desks/letterheads/unit.html", context)


def letterhead_new(request: HttpRequest, unit: str) -> HttpResponse:
    """Begins with what counts today, or with what the unit's name makes."""
    found, day = _unit(request, unit), clock.today()
    known = letterhead_on(found, day)
    initial = {name: getattr(known, name) for name in ("above", "name", "symbol", "place", "recipients")}
    form = LetterheadForm(request.POST or None, initial=initial | {"valid_from": day})
    return _page(request, found, form, _("New letterhead"), partial(actions.add_letterhead, request.user, found))


def letterhead(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _unit(request, unit)
    row = get_object_or_404(found.letterheads, pk=pk)
    form = LetterheadForm(request.POST or None, instance=row)
    act = partial(actions.correct_letterhead, request.user, row)
    return _page(request, found, form, _("Correct the letterhead"), act)


def signatory_new(request: HttpRequest, unit: str) -> HttpResponse:
    found, day = _unit(request, unit), clock.today()
    in_office = head_on(found, day)
    capacity = Capacity.DEPUTY if in_office else Capacity.HEAD
    initial = {"valid_from": day, "is_head": in_office is None, "capacity": capacity}
    form = SignatoryForm(request.POST or None, initial=initial)
    return _page(request, found, form, _("New signatory"), partial(actions.add_signatory, request.user, found))


def signatory(request: HttpRequest, unit: str, pk: int) -> HttpResponse:
    found = _unit(request, unit)
    row = get_object_or_404(found.signatories, pk=pk)
    form = SignatoryForm(request.POST or None, instance=row)
    act = partial(actions.correct_signatory, request.user, row)
    return _page(request, found, form, _("Correct a signatory"), act)


def _page(request: HttpRequest, unit: Unit, form, title: str, act: Callable[..., object]) -> HttpResponse:
    """A form; what was typed stays where the act is refused."""
    if request.method == "POST" and form.is_valid():
        if attempt(request, lambda: act(**form.cleaned_data), _("Saved")):
            return redirect("desks:letterhead_of", unit.key)
        return render(request, "desks/letterheads/form.html", _of(unit, form, title), status=422)
    status = 422 if form.errors else 200
    return render(request, "desks/letterheads/form.html", _of(unit, form, title), status=status)


def _of(unit: Unit, form, title: str) -> dict[str, object]:
    return {"unit": unit, "form": form, "title": title}
