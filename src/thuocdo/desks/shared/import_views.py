"""Taking in what shared systems hold of all units: template, file, preview, all or nothing (R4.1-2)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import season_units, seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.handing_out import handed_out
from thuocdo.desks.shared.compared import summary
from thuocdo.desks.shared.forms import ImportForm
from thuocdo.desks.shared.template import template_of
from thuocdo.documents.files import EXCEL
from thuocdo.documents.views import attachment
from thuocdo.verification import shared_figures
from thuocdo.verification.rules import verifies

SHOWN = 200  # figures and faults that a preview lists; the rest is counted


def comes_here(user: User) -> bool:
    return verifies(user) or oversees(user)


def find(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


@for_those(comes_here)
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """What was taken in, and by component how much of it is equal; the lead department hands a file in."""
    season = find(key)
    if request.method == "POST" and not runs_the_season(request.user):
        raise PermissionDenied(_("Only the lead department takes in figures of shared systems."))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _hand_in(request, season, form):
        return redirect("desks:shared_preview", key)
    context = {
        "season": season,
        "form": form,
        "runs": runs_the_season(request.user),
        "oversees": oversees(request.user),
        "imports": shared_figures.imports(season),
        "kept": shared_figures.waiting(request.user, season),
        "components": summary(request.user, season),
    }
    return render(request, "desks/shared/shared.html", context, status=422 if form.errors else 200)


def _hand_in(request: HttpRequest, season: Season, form: ImportForm) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        shared_figures.hand_in(request.user, season, said["file"], system=said["system"], as_of=said["as_of"])
    except Refused as fault:
        form.add_error("file", str(fault))
        return False
    return True


@require_safe
@for_those(comes_here)
def template(request: HttpRequest, key: str) -> HttpResponse:
    """All units x figures of the season, without values."""
    season = find(key)
    return handed_out(template_of(season, season_units(season)), EXCEL, f"so-lieu-dung-chung-{key}.xlsx")


@for_those(runs_the_season)
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the waiting file says, what is wrong with it; applied or let go from here."""
    season = find(key)
    if request.method == "POST":
        return _decided(request, season)
    kept = shared_figures.waiting(request.user, season)
    if kept is None:
        messages.info(request, _("There is no file waiting to be applied. Choose the file again."))
        return redirect("desks:shared", key)
    reading = shared_figures.reading_of(kept, season)
    language = "en" if get_language() == "en" else "vi"
    named = {unit.pk for unit in reading.units}
    context = {
        "season": season,
        "kept": kept,
        "reading": reading,
        "faults": [(row.row, row.what.get(language), row.mend.get(language)) for row in reading.faults[:SHOWN]],
        "figures": reading.figures[:SHOWN],
        "shown": SHOWN,
        "without": [unit for unit in season_units(season) if unit.pk not in named] if reading.figures else [],
    }
    return render(request, "desks/shared/preview.html", context)


def _decided(request: HttpRequest, season: Season) -> HttpResponse:
    if request.POST.get("act") == "drop":
        shared_figures.let_go(request.user, season)
        messages.success(request, _("The file was let go; nothing was written."))
        return redirect("desks:shared", season.key)
    taken: list = []
    digest = request.POST.get("seen", "")
    if not attempt(request, lambda: taken.append(shared_figures.apply_import(request.user, season, digest))):
        return redirect("desks:shared_preview", season.key)
    n = taken[0].figures.count()
    words = ngettext("%(n)s figure was taken in.", "%(n)s figures were taken in.", n)
    messages.success(request, words % {"n": n})
    return redirect("desks:shared", season.key)


@require_safe
@for_those(comes_here)
def shared_file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The file as it was taken in; of all units, hence for who oversees the season alone."""
    season = find(key)
    found = next((row for row in shared_figures.imports(season) if row.pk == pk), None)
    if found is None or not oversees(request.user):
        raise Http404
    return attachment(found.file, found.file_name)
