"""The minutes of an on-site check: written, kept as a draft, held, signed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.visit.finding import Seen, seen, written
from thuocdo.desks.visit.forms import MinutesForm, SignedForm
from thuocdo.verification import visiting


def visit_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft as often as one likes; with `held` the minutes are whole and the unit reads them."""
    found = written(request, pk)
    if not found.may_minute:
        raise PermissionDenied(_("The minutes are signed, or the visit was cancelled: nothing can be changed."))
    form = MinutesForm(found.visit, found.lines, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, 422 if form.errors else 200)
    held = "held" in request.POST
    try:
        visiting.write_minutes(request.user, found.visit, held=held, **form.facts())
    except Conflict as fault:
        return _again(request, pk, form, str(fault))
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, found, form, 422)
    messages.success(request, _("The minutes are recorded; the unit reads them.") if held else _("Saved as a draft."))
    return redirect("desks:visit" if held else "desks:visit_minutes", pk)


def _again(request: HttpRequest, pk: int, form: MinutesForm, fault: str) -> HttpResponse:
    """What a colleague saved meanwhile stands beside what was typed, which the next saving puts in its place."""
    fresh = seen(request.user, pk)
    form.data = form.data.copy()
    form.data["version"] = fresh.visit.version
    form.add_error(None, fault)
    return _page(request, fresh, form, 409, stored=True)


def _page(request: HttpRequest, found: Seen, form: MinutesForm, status: int, *, stored: bool = False) -> HttpResponse:
    context = {"seen": found, "visit": found.visit, "unit": found.visit.season_unit, "form": form, "stored": stored}
    return render(request, "desks/visit/minutes.html", context, status=status)


@require_POST
def visit_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the minutes as signed."""
    found = written(request, pk)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            visiting.put_signed(request.user, found.visit, form.cleaned_data["file"])
        except Refused as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, _("The signed minutes are kept."))
            return redirect("desks:visit", pk)
    context = {"seen": found, "visit": found.visit, "unit": found.visit.season_unit, "signed": form}
    return render(request, "desks/visit/visit.html", context, status=422)
