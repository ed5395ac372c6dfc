"""Upload links on the unit's desk: making and closing them, taking or refusing what came in."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Refused
from thuocdo.desks.unit.evidence.finding import own_components, own_report
from thuocdo.desks.unit.finding import check_fills
from thuocdo.documents.views import attachment
from thuocdo.reports.deadlines import last_day_of
from thuocdo.reports.links import (
    MOST_DAYS,
    MOST_FILES,
    close_link,
    links_of,
    make_link,
    outlives,
    refuse_received,
    suggested_title,
    take_received,
)
from thuocdo.reports.models import ReceivedFile, Report, UploadLink
from thuocdo.reports.queries import own_reports
from thuocdo.reports.rules import may_fill


class LinkForm(forms.Form):
    """Who is asked for what, and until when."""

    body = forms.CharField(
        label=gettext_lazy("Body that hands in files"),
        max_length=200,
        help_text=gettext_lazy("For instance a commune, a health station, an office of your unit."),
    )
    wanted = forms.CharField(
        label=gettext_lazy("What is asked for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever opens the link reads this. Write nothing that others may not know."),
    )
    component = forms.ChoiceField(label=gettext_lazy("Component that it is for"), required=False)
    days = forms.IntegerField(label=gettext_lazy("Open for how many days"), min_value=1, max_value=MOST_DAYS, initial=7)

    def __init__(self, *args, components: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["component"].choices = [("", _("None yet")), *components]


def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's links and what came in by them; a new link's address is shown once, in answer to the form."""
    report = own_report(request, pk)
    if request.method == "POST":
        check_fills(request, report)
    components = own_components(report)
    form = LinkForm(request.POST if request.method == "POST" else None, components=components)
    if not form.is_valid():
        return _page(request, report, form, status=422 if form.is_bound else 200)
    try:
        link, secret = make_link(request.user, report, **form.cleaned_data)
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, report, form, status=422)
    made = {
        "link": link,
        "outlives": outlives(link, report),
        "address": request.build_absolute_uri(reverse("desks:hand_in", args=[secret])),
        "code": reverse("desks:hand_in_code", args=[secret]),
    }
    return _page(request, report, LinkForm(components=components), made=made)


def _page(
    request: HttpRequest, report: Report, form: LinkForm, *, made: object = None, status: int = 200
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "made": made,
        "rows": told(report, links_of(report)),
        "last_day": last_day_of(report),
        "components": own_components(report),
        "now": clock.now(),
        "most": MOST_FILES,
        "may_fill": may_fill(request.user, report),
    }
    return render(request, "desks/unit/links.html", context, status=status)


def told(report: Report, rows: Iterable[UploadLink]) -> list[UploadLink]:
    """The links, whether each is open beyond the report's last day, and a title suggested for each file that waits."""
    found = list(rows)
    for link in found:
        link.outlives = outlives(link, report)
        for received in link.received.all():
            received.suggested = suggested_title(received)
    return found


@require_POST
def link_close(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(UploadLink.objects.filter(report__in=own_reports(request.user).values("pk")), pk=pk)
    check_fills(request, own_report(request, link.report_id))
    attempt(request, lambda: close_link(request.user, link), _("The link is closed."))
    return redirect("desks:links", link.report_id)


@require_safe
def received_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What came in, for the unit's own people, before and after it was dealt with."""
    received = _received(request, pk)
    return attachment(received.file, received.file_name)


@require_POST
def received_take(request: HttpRequest, pk: int) -> HttpResponse:
    received = _received(request, pk)
    report = own_report(request, received.link.report_id)
    check_fills(request, report)
    code = request.POST.get("component", "")
    if code not in dict(own_components(report)):
        messages.error(request, _("Choose the component that the file proves."))
    else:
        done = _("%(name)s is on the evidence list.") % {"name": received.file_name}
        attempt(request, lambda: take_received(request.user, received, code, request.POST.get("title", "")), done)
    return redirect("desks:links", report.pk)


@require_POST
def received_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    received = _received(request, pk)
    check_fills(request, own_report(request, received.link.report_id))
    done = _("%(name)s is refused.") % {"name": received.file_name}
    attempt(request, lambda: refuse_received(request.user, received), done)
    return redirect("desks:links", received.link.report_id)


def _received(request: HttpRequest, pk: int) -> ReceivedFile:
    own = ReceivedFile.objects.filter(link__report__in=own_reports(request.user).values("pk"))
    return get_object_or_404(own.select_related("file", "link__report"), pk=pk)
