"""Last year's figures as a starting point for the whole report: asked once, taken back as easily."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.common.acting import attempt
from thuocdo.desks.unit.finding import own_workspace
from thuocdo.desks.unit.workspace import Workspace
from thuocdo.reports.actions import check_filling
from thuocdo.reports.rules import may_fill
from thuocdo.reports.starting import start_from_last_year


def starting(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets or takes back the mark by which open forms begin from last year; no answer is written."""
    workspace = own_workspace(request, pk)
    report = workspace.report
    check_filling(request.user, report)
    if not workspace.last or not may_fill(request.user, report):
        return redirect("desks:report", pk)
    on = not report.starts_from_last_year
    if request.method == "POST":
        wanted = request.POST.get("on", "1" if on else "0") == "1"
        attempt(request, lambda: start_from_last_year(request.user, report, on=wanted), _done(workspace, on=wanted))
        return redirect("desks:report", pk)
    return render(request, "common/confirm.html", _asked(workspace, on=on))


def _done(workspace: Workspace, *, on: bool) -> str:
    words = (
        _("Open components now begin with the figures of %(year)s. Check and save each.")
        if on
        else _("Open components are empty again.")
    )
    return words % {"year": workspace.last.year} if on else words


def _asked(workspace: Workspace, *, on: bool) -> dict[str, object]:
    year = {"year": workspace.last.year}
    title = _("Begin from the figures of %(year)s") if on else _("No longer begin from the figures of %(year)s")
    return {
        "title": title % year,
        "question": _("This changes no answer that your unit has given."),
        "consequences": _beginning(workspace) if on else [_("Components that nobody has saved yet open empty again.")],
        "submit_label": title % year,
        "cancel_label": _("Report"),
        "cancel_url": reverse("desks:report", args=[workspace.report.pk]),
    }


def _beginning(workspace: Workspace) -> list[str]:
    offered = sum(line.may_start for line in workspace.lines)
    rest = sum(line.is_open for line in workspace.lines) - offered
    numbers = {"count": offered, "year": workspace.last.year}
    open_with = ngettext(
        "%(count)s unanswered component opens with the figures of %(year)s in its form.",
        "%(count)s unanswered components open with the figures of %(year)s in their forms.",
        offered,
    )
    stay = ngettext(
        "%(count)s component stays empty: it has changed since, or was not answered then.",
        "%(count)s components stay empty: they have changed since, or were not answered then.",
        rest,
    )
    return [
        open_with % numbers,
        *([stay % {"count": rest}] if rest else []),
        _("They stay unanswered and earn nothing until you have checked each and pressed “Save”."),
    ]
