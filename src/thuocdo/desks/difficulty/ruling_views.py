"""Answers for all units: listed for everybody who reports, made by the lead department."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.desks.access import for_those
from thuocdo.desks.difficulty.forms import RulingForm, component_choices
from thuocdo.desks.season.views import find
from thuocdo.difficulties.actions import codes
from thuocdo.difficulties.models import Ruling
from thuocdo.difficulties.queries import difficulties, open_difficulties, rulings, rulings_in_force
from thuocdo.difficulties.rules import reads_rulings
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import attachment
from thuocdo.verification.ruling import rule_for_all
from thuocdo.verification.threads import open_requests, with_questions


@require_safe
@for_those(reads_rulings)
def ruling_list(request: HttpRequest, key: str) -> HttpResponse:
    """Those in force, then those that were replaced. 5 queries."""
    season = find(key)
    rows = list(rulings(season))
    context = {
        "season": season,
        "names": dict(component_choices(season)),
        "current": [row for row in rows if row.replaced_by_id is None],
        "replaced": [row for row in rows if row.replaced_by_id],
        "leads": runs_the_season(request.user),
    }
    return render(request, "desks/difficulty/rulings.html", context)


@require_safe
@for_those(reads_rulings)
def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Question, answer, document, what it replaces or is replaced by; to the lead department also what it has answered.
    5 queries."""
    row = found(pk)
    leads = runs_the_season(request.user)
    answered = list(difficulties().filter(ruling=row)) if leads else []
    context = {
        "row": row,
        "name": dict(component_choices(row.season)).get(row.component, ""),
        "leads": leads,
        "answered": answered,
    }
    return render(request, "desks/difficulty/ruling.html", context)


def found(pk: int) -> Ruling:
    rows = Ruling.objects.select_related("season__pinned_set", "document__file", "ruled_by", "replaced_by", "replaces")
    return get_object_or_404(rows, pk=pk)


@require_safe
@for_those(reads_rulings)
def ruling_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    row = found(pk)
    if row.document is None:
        raise Http404
    return attachment(row.document.file, row.document.file_name)


@for_those(runs_the_season)
def ruling_new(request: HttpRequest, key: str) -> HttpResponse:
    """About one component, or the season as a whole; with the open questions that it answers. 9 queries."""
    season = find(key)
    component = request.GET.get("chi-so", "")
    if component and component not in codes(season):
        raise Http404(component)
    rows = _linkable(request, season, component)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RulingForm(rows, *given, initial=_first(request, rows))
    if request.method == "POST" and form.is_valid() and (made := _rule(request, season, component, form)):
        return redirect("desks:ruling", made.pk)
    context = {
        "season": season,
        "component": component,
        "choices": component_choices(season),
        "name": dict(component_choices(season)).get(component, ""),
        "form": form,
        "has": {name: queryset.exists() for name, queryset in rows.items()},
    }
    return render(request, "desks/difficulty/ruling_new.html", context, status=422 if form.errors else 200)


def _linkable(request: HttpRequest, season: Season, component: str) -> dict[str, object]:
    """Open questions on the same component; requests to the person's own unit are another's to close (I12)."""
    own = request.user.unit_ids()
    asked = open_requests(season, component).exclude(report__season_unit__unit_id__in=own)
    return {
        "difficulties": open_difficulties(season, component),
        "requests": with_questions(asked),
        "replaces": rulings_in_force(season, component),
    }


def _first(request: HttpRequest, rows: dict[str, object]) -> dict[str, object]:
    """What the form begins with: the difficulty from which it is made, or every open question on the component."""
    wanted = request.GET.get("vuong-mac", "")
    row = rows["difficulties"].filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 10 else None
    if row:
        return {"question": row.text, "answer": row.answer, "difficulties": [row.pk]}
    return {}


def _rule(request: HttpRequest, season: Season, component: str, form: RulingForm) -> Ruling | None:
    facts = {name: form.cleaned_data[name] for name in ("question", "answer", "difficulties", "requests", "replaces")}
    try:
        with transaction.atomic():
            document = form.document(request.user, DocumentKind.RULING)
            made = rule_for_all(request.user, season, component=component, document=document, **facts)
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
    messages.success(request, _("Every unit is told of the answer; what it answers is closed."))
    return made
