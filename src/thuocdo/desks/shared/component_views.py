"""One component of all units: each unit's own figures beside a shared system's, agreement in bulk where equal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.access import for_those
from thuocdo.desks.shared.compared import component_rows
from thuocdo.desks.shared.import_views import comes_here, find
from thuocdo.desks.unit.answer_form import language
from thuocdo.regulation import Component
from thuocdo.verification.rules import verifies
from thuocdo.verification.shared_agreeing import agree_where_equal

READ_ALONG = gettext_lazy("You read along; checking is done by the lead department and the related agencies.")


@for_those(comes_here)
def component(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Every unit with equal and different figures; posts the units that are agreed with. 13 queries in all."""
    season = find(key)
    chosen = _component(season, code)
    rows = component_rows(request.user, season, code, language())
    if not rows:
        raise Http404(code)
    if request.method == "POST":
        if not verifies(request.user):
            raise PermissionDenied(
                _("You read along; checking is done by the lead department and the related agencies.")
            )
        _agree(request, season, code)
        return redirect("desks:shared_component", key, code)
    context = {
        "season": season,
        "component": chosen,
        "rows": rows,
        "offered": [row for row in rows if row.is_offered],
        "different": sum(bool(row.differing) for row in rows),
    }
    return render(request, "desks/shared/component.html", context)


def _component(season: Season, code: str) -> Component:
    forms = law(season.pinned_set).forms.values()
    found = next((c for form in forms for c in form.components if c.code == code), None)
    if found is None:
        raise Http404(code)
    return found


def _agree(request: HttpRequest, season: Season, code: str) -> None:
    pairs = (value.partition(":") for value in request.POST.getlist("seen"))
    seen = {int(pk): digest for pk, _colon, digest in pairs if pk.isdecimal()}
    done: list = []
    if attempt(request, lambda: done.extend(agree_where_equal(request.user, season, code, seen))):
        names = ", ".join(report.season_unit.name for report in done)
        messages.success(request, _("Agreed with component %(code)s of: %(units)s.") % {"code": code, "units": names})
