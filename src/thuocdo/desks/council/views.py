"""The council's desk: the reports before it, taking over what is undisputed, finishing, taking up again (R4.6)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.rules import oversees, runs_the_season, settles
from thuocdo.appraisal import actions
from thuocdo.appraisal.queries import can_take_over, council_of
from thuocdo.appraisal.sitting import open_session
from thuocdo.common.acting import attempt
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.back_form import BackForm, codes_of
from thuocdo.desks.check.queue_views import chosen_season
from thuocdo.desks.check.sheet import Line
from thuocdo.desks.council.agenda import agenda
from thuocdo.desks.council.finding import Appraised, appraised
from thuocdo.desks.reading.units import flags_of
from thuocdo.reports.enums import ReportState, Stage


@require_safe
@for_those(oversees)
def council(request: HttpRequest) -> HttpResponse:
    """The season's reports before the council, those it has not finished first; whose level hangs on the reading of
    Article 6 or on rounding. 18 queries in all."""
    every = list(seasons())
    season = chosen_season(request, every)
    rows = agenda(request.user, season) if season else []
    context = {
        "seasons": every,
        "season": season,
        "council": council_of(season) if season else None,
        "sitting_now": open_session(season) if season else None,
        "waiting": [row for row in rows if row.waits],
        "others": [row for row in rows if not row.waits],
        "runs": runs_the_season(request.user),
        "settles": settles(request.user),
        "flags": flags_of(season) if season and rows else None,
    }
    return render(request, "desks/council/agenda.html", context)


@require_safe
@for_those(oversees)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Three columns, what verification changed, and the council's next step. 17 queries in all."""
    found = appraised(request, pk)
    state = found.report.state
    context = {
        "found": found,
        "sheet": found.sheet,
        "report": found.report,
        "settles": settles(request.user),
        "ready": _ready(found),
        "may_take_up_again": found.may_decide and state == ReportState.APPRAISED,
        "everything_decided": not found.sheet.open_lines,
    }
    return render(request, "desks/council/report.html", context)


def _ready(found: Appraised) -> list[Line]:
    """What can be taken over: neither the council's own to answer, nor what came back to be decided anew."""
    return [line for line in found.sheet.my_open_lines if can_take_over(line.component) and not line.is_again]


@for_those(oversees)
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Lists what can be taken over one by one: undisputed components are ticked, disputed ones are the council's to
    tick; then takes them over in one act."""
    found = appraised(request, pk)
    if not found.may_decide:
        raise PermissionDenied(_("Only the council's chair or secretary enters its decisions."))
    ready = _ready(found)
    if request.method == "POST":
        return _take_over(request, found)
    if not ready:
        return redirect("desks:council_report", pk)
    context = {
        "found": found,
        "sheet": found.sheet,
        "report": found.report,
        "undisputed": [line for line in ready if not line.is_disputed],
        "disputed": [line for line in ready if line.is_disputed],
        "versions": _versions(found, ready),
    }
    return render(request, "desks/council/take_over.html", context)


def _versions(found: Appraised, lines: list) -> str:
    """What the person sees, so that nothing else is taken over: "4.3:1 4.4:2"."""
    answers = found.sheet.report.answers.all()
    codes = {leaf.code for line in lines for leaf in line.component.leaves}
    return " ".join(f"{a.component}:{a.version}" for a in answers if a.stage == Stage.VERIFIED and a.component in codes)


def _take_over(request: HttpRequest, found: Appraised) -> HttpResponse:
    codes = request.POST.getlist("code")
    pairs = (pair.rpartition(":") for pair in request.POST.get("versions", "").split())
    seen = {Stage.VERIFIED: {code: int(version) for code, _colon, version in pairs if version.isdecimal()}}
    done: list[int] = []
    if not codes:
        messages.error(request, _("Nothing was ticked: nothing was taken over."))
    elif attempt(request, lambda: done.append(actions.take_over(request.user, found.report, codes, seen=seen))):
        words = ngettext("%(n)s component taken over.", "%(n)s components taken over.", done[0])
        messages.success(request, words % {"n": done[0]})
    return redirect("desks:council_report", found.report.pk)


@require_POST
@for_those(oversees)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = appraised(request, pk)
    attempt(
        request,
        lambda: actions.finish(request.user, found.report),
        _("The council has finished with this report."),
    )
    return redirect("desks:council_report", pk)


@for_those(oversees)
def take_up_again(request: HttpRequest, pk: int) -> HttpResponse:
    """An appraised report back to the council, with a reason."""
    found = appraised(request, pk)
    if not found.may_decide:
        raise PermissionDenied(_("Only the council's chair or secretary enters its decisions."))
    form = BackForm(request.POST or None, known=codes_of(found.report))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        act = lambda: actions.take_up_again(request.user, found.report, **facts)  # noqa: E731 - said once
        attempt(request, act, _("The council takes the report up again."))
        return redirect("desks:council_report", pk)
    unit = found.report.season_unit
    context = {
        "title": _("Back to the council"),
        "question": f"{unit.name} · {unit.season.label}",
        "consequences": [
            _("Decisions can be changed; what was decided is kept until then."),
            _("The result cannot be proposed until the council has finished again."),
            _("The unit and those who verified are told and read your reason."),
        ],
        "form": form,
        "submit_label": _("Back to the council"),
        "cancel_url": reverse("desks:council_report", args=[pk]),
        "danger": True,
    }
    return render(request, "common/confirm.html", context, status=422 if form.errors else 200)
