"""All undisputed components of all reports in one act: listed one by one before, and after (R4.6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, settles
from thuocdo.appraisal.actions import take_over_undisputed
from thuocdo.appraisal.models import CouncilSession, Resolution
from thuocdo.appraisal.queries import exempt
from thuocdo.appraisal.sitting import result_of, to_take_over
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.queries import form_of
from thuocdo.desks.access import for_those
from thuocdo.desks.council.session_page import sitting_of
from thuocdo.regulation import Component, ComponentResult
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_answers


@dataclass(frozen=True)
class UnitLines:
    """A unit's components with the points that stand."""

    report: Report
    lines: list[tuple[Component, ComponentResult]]


def lines_of(report: Report, codes: list[str], stage: Stage, exempted: dict[str, str]) -> UnitLines:
    results = {result.code: result for result in result_of(report, stage, exempted).components}
    lines = form_of(report.season_unit)
    return UnitLines(report, [(lines.component(code), results[code]) for code in codes])


@for_those(settles)
def undisputed(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be taken over, unit by unit, component by component; then the act."""
    sitting = sitting_of(request, pk)
    if request.method == "POST":
        return _take(request, pk)
    season = sitting.session.season
    found, exempted = to_take_over(request.user, season), exempt(season)
    units = [
        lines_of(report, codes, Stage.VERIFIED, exempted.get(report.season_unit_id, {}))
        for report, codes in found.items()
    ]
    context = {
        "sitting": sitting,
        "session": sitting.session,
        "units": units,
        "count": sum(len(unit.lines) for unit in units),
        "versions": " ".join(_versions(found)),
    }
    return render(request, "desks/council/undisputed.html", context)


def _versions(found: dict[Report, list[str]]) -> Iterator[str]:
    """ "12/4.3:1": report, scored line, version of the verified answer that the list shows."""
    for report, codes in found.items():
        form = form_of(report.season_unit)
        leaves = {leaf.code for code in codes for leaf in form.component(code).leaves}
        versions = {a.component: a.version for a in report.answers.all() if a.stage == Stage.VERIFIED}
        yield from (f"{report.pk}/{code}:{versions.get(code, 0)}" for code in sorted(leaves))


def _take(request: HttpRequest, pk: int) -> HttpResponse:
    sitting = sitting_of(request, pk)
    if not sitting.is_open:
        messages.error(request, _("The council is not in session: points are settled in an open session only."))
        return redirect("desks:council_session", pk)
    try:
        count = take_over_undisputed(request.user, sitting.session.season, _seen(request.POST.get("versions", "")))
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect("desks:council_undisputed" if isinstance(fault, Conflict) else "desks:council_session", pk)
    words = ngettext("%(n)s component is taken over.", "%(n)s components are taken over.", count)
    messages.success(request, words % {"n": count})
    return redirect("desks:council_taken", pk)


def _seen(text: str) -> dict[int, dict[str, int]]:
    seen: dict[int, dict[str, int]] = {}
    for part in text.split():
        report, _slash, rest = part.partition("/")
        code, _colon, version = rest.rpartition(":")
        if report.isdecimal() and version.isdecimal():
            seen.setdefault(int(report), {})[code] = int(version)
    return seen


@require_safe
@for_those(oversees)
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """What this session took over, one by one. 9 queries besides the session's."""
    sitting = sitting_of(request, pk)
    units = list(taken_in(sitting.session))
    context = {
        "sitting": sitting,
        "session": sitting.session,
        "units": units,
        "count": sum(len(unit.lines) for unit in units),
    }
    return render(request, "desks/council/taken.html", context)


def taken_in(session: CouncilSession) -> Iterator[UnitLines]:
    """Unit by unit, in official order: the components taken over as verified, without an item."""
    rows = Resolution.objects.filter(session=session, item=None, reason="").order_by("pk")
    codes: dict[int, list[str]] = {}
    for report, component in rows.values_list("report_id", "component"):
        if component not in codes.setdefault(report, []):
            codes[report].append(component)
    exempted = exempt(session.season)
    for report in with_answers(reports(session.season).filter(pk__in=codes)):
        yield lines_of(report, codes[report.pk], Stage.FINAL, exempted.get(report.season_unit_id, {}))
