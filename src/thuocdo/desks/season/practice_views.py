"""Practice seasons: opened beside the real ones, wiped without a trace but the audit's."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.faults import Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.season.practice_forms import PracticeForm, WipeForm
from thuocdo.documents.models import Document, StoredFile
from thuocdo.notices.models import Mail, Notice
from thuocdo.reports.models import Answer, Evidence, Report
from thuocdo.results.models import Edition
from thuocdo.results.wiping import Belongings, belongings, wipe
from thuocdo.verification.practising import begin_practice


@for_those(runs_the_season)
def practice_new(request: HttpRequest) -> HttpResponse:
    form = PracticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            season = begin_practice(request.user, form.cleaned_data["year"], form.chosen_set, **form.settings())
        except Refused as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The practice season is prepared. Go on as in a real one."))
            return redirect("desks:season", season.key)
    return render(request, "desks/season/practice_new.html", {"form": form}, status=422 if form.errors else 200)


@for_those(runs_the_season)
def season_wipe(request: HttpRequest, key: str) -> HttpResponse:
    """What goes, in figures, and the name to be typed; a real season has no such page."""
    season = get_object_or_404(seasons(), key=key, is_practice=True)
    form = WipeForm(season, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            gone = wipe(request.user, season, typed=form.cleaned_data["name"])
        except Refused as fault:
            form.add_error("name", str(fault))
        else:
            total = {"rows": sum(gone.values())}
            messages.success(request, _("The practice season is wiped: %(rows)s rows. The audit keeps that.") % total)
            return redirect("desks:seasons")
    context = _confirmation(season, form)
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)


def _confirmation(season: Season, form: WipeForm) -> dict[str, object]:
    return {
        "title": _("Wipe the practice season"),
        "question": _("Season %(year)s") % {"year": season.label},
        "consequences": list(_what_goes(belongings(season))),
        "form": form,
        "submit_label": _("Wipe it for good"),
        "cancel_url": reverse("desks:season", args=[season.key]),
        "cancel_label": _("Season %(year)s") % {"year": season.label},
        "danger": True,
        "season": season,
    }


def _what_goes(found: Belongings) -> Iterator[str]:
    gone = found.counts
    for model, name in (
        (Report, _("reports")),
        (Answer, _("answers")),
        (Evidence, _("evidence documents")),
        (Document, _("numbered documents that nothing else cites")),
        (StoredFile, _("files that nothing else holds")),
        (Notice, _("notices")),
        (Mail, _("e-mails on record")),
        (Edition, _("results")),
    ):
        if count := gone.pop(model._meta.label, 0):
            yield _("Goes: %(count)s %(what)s") % {"count": count, "what": name}
    yield _("Goes: %(count)s further rows of what was checked, asked and decided") % {"count": sum(gone.values())}
    yield _("Everything of this practice season goes at once and cannot be brought back. Nothing else is touched.")
    yield _("The audit keeps who did what and when, and that the season was wiped.")
