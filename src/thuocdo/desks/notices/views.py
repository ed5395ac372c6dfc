"""Everybody's own notices, what of them comes by e-mail, and the calendar file of a unit's last day."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.common import clock
from thuocdo.desks.notices.forms import PreferenceForm
from thuocdo.desks.notices.rows import Row
from thuocdo.notices import actions
from thuocdo.notices.calendar_file import NAME, TYPE, calendar_file
from thuocdo.notices.queries import is_sample, notices_of, preference_of
from thuocdo.reports.deadlines import day_sequence, last_day_of
from thuocdo.reports.news import facts_of, subject
from thuocdo.reports.queries import own_reports

PER_PAGE = 20


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first: 2 queries besides those of every page."""
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desks/notices/list.html", {"page": page, "rows": [Row(notice) for notice in page]})


@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the page that the notice is about; from then on it counts as read."""
    row = get_object_or_404(notices_of(request.user), pk=pk)
    actions.read(request.user, row)
    return redirect(row.event.path(get_language()))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all(request.user)
    return redirect("desks:notices")


def settings(request: HttpRequest) -> HttpResponse:
    """What comes by e-mail, and in which language."""
    chosen = preference_of(request.user)
    start = {"by_mail": chosen.by_mail, "language": chosen.language}
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.user, **form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("desks:notice_settings")
    context = {"form": form, "is_sample": is_sample()}
    return render(request, "desks/notices/settings.html", context, status=422 if form.errors else 200)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of the unit's own report, for the person's own calendar."""
    report = get_object_or_404(own_reports(request.user), pk=pk)
    facts = {**facts_of(report), "last_day": last_day_of(report).isoformat(), "sequence": day_sequence(report)}
    url = request.build_absolute_uri(reverse("desks:report", args=[pk]))
    response = HttpResponse(calendar_file(subject(report), facts, clock.now(), url), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response
