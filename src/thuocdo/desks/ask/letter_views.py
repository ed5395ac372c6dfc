"""The letters behind a clarification request, as PDF and as Word; their numbers once they have gone out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.desks.ask.answer_letter import answer_letter
from thuocdo.desks.ask.forms import NumberForm
from thuocdo.desks.ask.letter import request_letter
from thuocdo.desks.ask.thread_views import found
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.desks.paper_form import PaperForm
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.views import handed_out
from thuocdo.verification.asking import answers_for
from thuocdo.verification.letters import asked_together, issue_request, number_answer
from thuocdo.verification.models import ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify
from thuocdo.verification.threads import clarification_requests, visible_to, with_messages


@require_safe
def letter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """With everything that was asked of the report in the same go; for who reads from the verifiers' side."""
    seen = found(request.user, pk)
    if kind not in KINDS or not seen.is_checkers:
        raise Http404
    made = request_letter(_together(request.user, seen.request), clock.now())
    return handed_paper(request, "request", made, f"yeu-cau-lam-ro-{pk}.{kind}")


@require_safe
def answer(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The unit's letter with what it has answered of it so far; for both sides, once there is an answer."""
    rows = [row for row in _together(request.user, found(request.user, pk).request) if _is_answered(row)]
    if kind not in KINDS or not rows:
        raise Http404
    return handed_paper(request, "answer", answer_letter(rows, clock.now()), f"giai-trinh-{pk}.{kind}")


def _is_answered(row: ClarificationRequest) -> bool:
    return any(message.is_units for message in row.messages.all())


def _together(user: User, row: ClarificationRequest) -> list[ClarificationRequest]:
    """Of what was asked in one go, what the person may read."""
    rows = clarification_requests().filter(pk__in=asked_together(row).values("pk"))
    shared = assignments(row.report.season_unit.season)
    return [one for one in with_messages(rows).order_by("pk") if visible_to(user, one, shared)]


@require_safe
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it went out; for both sides."""
    row = found(request.user, pk).request
    if row.letter is None:
        raise Http404
    return handed_out(row.letter)


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Who verifies the component records number, date and file of the letter."""
    row = found(request.user, pk).request
    if not may_verify(request.user, row.report, row.component, assignments(row.report.season_unit.season)):
        raise PermissionDenied(_("This component of this unit is verified by somebody else."))
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():

        @transaction.atomic
        def act() -> None:
            issue_request(request.user, row, form.record(request.user, DocumentKind.REQUEST))

        if attempt(request, act, _("The letter of the request is recorded.")):
            return redirect("desks:request", pk)
    return _page(request, row, form, _("Letter of the request"))


def number(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit records the number under which its answer went out."""
    row = found(request.user, pk).request
    if not answers_for(request.user, row.report.season_unit.unit_id):
        raise PermissionDenied(_("Only the unit's preparer, coordinator or head answers for it."))
    first = {"number": row.answer_number, "date": row.answer_date}
    form = NumberForm(request.POST) if request.method == "POST" else NumberForm(initial=first)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        act = lambda: number_answer(request.user, row, facts["number"], facts["date"])  # noqa: E731 - attempt calls it
        if attempt(request, act, _("The number of the answer is recorded.")):
            return redirect("desks:request", pk)
    return _page(request, row, form, _("Number of the answer"))


def _page(request: HttpRequest, row: ClarificationRequest, form, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": _("It stands for everything that was asked of this report in the same go."),
        "back": reverse("desks:request", args=[row.pk]),
        "back_label": _("Clarification request"),
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)
