"""The answer for all units as a letter, and its number once it has gone out."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.difficulty.ruling_paper import ruling_paper
from thuocdo.desks.difficulty.ruling_views import found
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.paper_form import PaperForm
from thuocdo.difficulties.actions import issue_ruling
from thuocdo.documents.models import DocumentKind


@require_safe
@for_those(runs_the_season)
def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    row = found(pk)
    if kind not in KINDS:
        raise Http404
    return handed_paper(request, "ruling", ruling_paper(row, clock.now()), f"tra-loi-chung-{row.pk}.{kind}")


@for_those(runs_the_season)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Records number, date and file of the letter by which the answer went out."""
    row = found(pk)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act() -> None:
            issue_ruling(request.user, row, form.record(request.user, DocumentKind.RULING))

        if attempt(request, act, _("The document of the answer is recorded.")):
            return redirect("desks:ruling", pk)
    context = {
        "form": form,
        "title": _("Document of the answer"),
        "lead": row.question[:160],
        "back": reverse("desks:ruling", args=[pk]),
        "back_label": _("Answer for all units"),
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)
