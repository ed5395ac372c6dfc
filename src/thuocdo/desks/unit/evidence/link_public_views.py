"""The page behind an upload link: for somebody without an account, who sees what is asked for and nothing else."""

from io import BytesIO

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thuocdo.common.faults import Refused
from thuocdo.desks.unit.evidence.forms import FilesField, file_limit
from thuocdo.reports.links import MOST_FILES, LinkOver, check_link_open, digest_of, receive_files
from thuocdo.reports.models import UploadLink


class HandInForm(forms.Form):
    file = FilesField(label=gettext_lazy("Files"))
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Your name and telephone number, if there may be questions."),
    )


@login_not_required
@never_cache
def hand_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Takes files until the link is over, which answers 410; an address that never was answers 404."""
    link = _link(secret)
    form = HandInForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    try:
        check_link_open(link)
        received = receive_files(link, form.cleaned_data["file"], form.cleaned_data["note"]) if form.is_valid() else []
    except LinkOver:
        return _page(request, link, "desks/unit/hand_in_over.html", status=410)
    except Refused as fault:
        form.add_error("file", str(fault))
        received = []
    for row in received:
        messages.success(request, _("%(name)s: received.") % {"name": row.file_name})
    if received:
        return redirect("desks:hand_in", secret)
    told = {"form": form, "limit": file_limit(), "room": MOST_FILES - link.received.count()}
    return _page(request, link, "desks/unit/hand_in.html", status=422 if form.errors else 200, **told)


def _page(request: HttpRequest, link: UploadLink, name: str, *, status: int, **told: object) -> HttpResponse:
    response = render(request, name, {"link": link, "unit": link.report.season_unit, **told}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@never_cache
@require_safe
def hand_in_code(request: HttpRequest, secret: str) -> HttpResponse:
    """The address as a QR code, for whoever holds the address."""
    import segno

    _link(secret)
    address = request.build_absolute_uri(reverse("desks:hand_in", args=[secret]))
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=4, svgclass=None, lineclass=None)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _link(secret: str) -> UploadLink:
    rows = UploadLink.objects.select_related("report__season_unit__season_tier", "report__season_unit__season")
    return get_object_or_404(rows, secret_sha256=digest_of(secret))
