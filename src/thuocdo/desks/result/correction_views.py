"""A published result before the council once more: opened with a reason, ended by another edition or found right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.result.forms import CorrectionForm
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.reports.enums import ReportState
from thuocdo.reports.queries import reports
from thuocdo.results.correcting import open_correction, uphold
from thuocdo.results.corrections import correction_under_way, in_force


@for_those(runs_the_season)
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Opens a correction: why, and of which units the council looks at the points again."""
    season = _season(key)
    edition = in_force(season)
    if edition is None:
        raise Http404
    if correction_under_way(season):
        return redirect("desks:result", key)
    final = reports(season).filter(state=ReportState.FINAL)
    form = CorrectionForm(final, request.POST) if request.method == "POST" else CorrectionForm(final)
    if request.method == "POST" and form.is_valid():
        done = _("The correction is open. The units' reports are before the council; everyone concerned is told.")
        if attempt(request, lambda: open_correction(request.user, edition, **form.facts()), done):
            return redirect("desks:result", key)
    consequences = [
        _("The published result stays public as it is until another edition replaces it."),
        _("The reports that you tick and their tiers go back to the council; everyone concerned is told the reason."),
        _("The council takes each report up, decides anew and finishes. Then the result is proposed once more."),
        _("It is published by a decision of its own; the old one stays readable and is marked as replaced."),
    ]
    return _confirm(request, season, _("Correct the published result"), consequences, form)


@for_those(runs_the_season)
def correction_end(request: HttpRequest, key: str) -> HttpResponse:
    """The council has looked again, and the published result stands."""
    season = _season(key)
    correction = correction_under_way(season)
    if correction is None:
        raise Http404
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("The correction is ended: the published result stands.")
        attempt(request, lambda: uphold(request.user, correction, reason), done)
        return redirect("desks:result", key)
    consequences = [
        _("The reports become final again and the tiers published, without a new edition."),
        _("This is possible only once the council has finished and its points are those of the published result."),
    ]
    return _confirm(request, season, _("End the correction: the result stands"), consequences, form)


def _season(key: str) -> Season:
    return get_object_or_404(seasons(), key=key)


def _confirm(
    request: HttpRequest, season: Season, title: str, consequences: list[str], form: CorrectionForm | ReasonForm
) -> HttpResponse:
    context = {
        "title": title,
        "question": _("Season %(year)s") % {"year": season.label},
        "consequences": consequences,
        "form": form,
        "submit_label": title,
        "cancel_url": reverse("desks:result", args=[season.key]),
        "cancel_label": _("Result of season %(year)s") % {"year": season.label},
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)
