"""One clarification request, for both sides: what was said, and the next word."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused
from thuocdo.desks.ask.forms import AnswerForm, AskOnForm, CloseForm
from thuocdo.desks.ask.rows import Row
from thuocdo.documents.views import attachment
from thuocdo.verification import asking
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationFile, ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_read, may_verify
from thuocdo.verification.threads import clarification_requests, visible_to, with_messages

ACTS = ("answer", "ask_on", "close")


@dataclass(frozen=True)
class Thread:
    """A request with what the person who looks at it may do."""

    row: Row
    is_checkers: bool  # seen from the side of those who verify
    may: frozenset[str]

    @property
    def request(self) -> ClarificationRequest:
        return self.row.request

    @property
    def is_answered(self) -> bool:
        return any(message.is_units for message in self.request.messages.all())


def found(user: User, pk: int) -> Thread:
    """404 for whoever is of neither side. 5 queries."""
    row = get_object_or_404(with_messages(clarification_requests()), pk=pk)
    shared = assignments(row.report.season_unit.season)
    if not visible_to(user, row, shared):
        raise Http404
    verifies = may_verify(user, row.report, row.component, shared)
    may = {"close"} if verifies else set()
    may |= {"ask_on"} if verifies and row.report.state in asking.ASKABLE else set()
    may |= {"answer"} if asking.answers_for(user, row.report.season_unit.unit_id) else set()
    is_open = row.state != RequestState.CLOSED
    is_checkers = may_read(user, row.report, row.component, shared)
    numbering = {"issue"} if verifies and row.letter_id is None else set()
    numbering |= {"number"} if "answer" in may else set()
    return Thread(Row(row, clock.today()), is_checkers, frozenset(may | numbering if is_open else numbering))


@never_cache
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Every message with its files; each form posts its act to this very address. 8 queries besides those of every
    page."""
    seen = found(request.user, pk)
    bound = _forms(request, seen)
    if request.method != "POST":
        return _page(request, seen, bound)
    act = request.POST.get("act", "")
    if act not in ACTS or not _may_ever(request.user, seen, act):
        raise PermissionDenied(_("This is for the other side of the request."))
    return _act(request, seen, bound, act)


def _may_ever(user: User, seen: Thread, act: str) -> bool:
    """Whether it is the person's act at all; a request that was closed meanwhile is told otherwise."""
    report = seen.request.report
    if act == "answer":
        return asking.answers_for(user, report.season_unit.unit_id)
    return may_verify(user, report, seen.request.component, assignments(report.season_unit.season))


def _forms(request: HttpRequest, seen: Thread) -> dict[str, forms.Form]:
    """The forms of the page; the one that was posted is bound."""
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    last = max((message.pk for message in seen.request.messages.all()), default=0)
    due = asking.usual_due(seen.row.today)
    data = {act: request.POST if posted == act else None for act in ACTS}
    salt = f"answer:{seen.request.pk}:{request.user.pk}"
    given = request.FILES if posted == "answer" else None
    first = {"initial": {"seen": last, "due": due}}
    return {
        "answer": AnswerForm(data["answer"], given, salt=salt, **first),
        "ask_on": AskOnForm(data["ask_on"], auto_id="on_%s", **first),
        "close": CloseForm(data["close"], auto_id="close_%s", **first),
    }


def _act(request: HttpRequest, seen: Thread, bound: dict[str, forms.Form], act: str) -> HttpResponse:
    form, row, user = bound[act], seen.request, request.user
    valid = form.is_valid()
    if act == "answer":
        form.take_files()
        valid = not form.errors
    if not valid:
        return _page(request, seen, bound, 422)
    facts = form.cleaned_data
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "answer": (
            lambda: asking.answer(user, row, facts["text"], form.stored, seen=facts["seen"]),
            _("Your answer has been sent to those who verify."),
        ),
        "ask_on": (
            lambda: asking.ask_on(user, row, facts["text"], due=facts["due"], seen=facts["seen"]),
            _("The question has been sent to the unit."),
        ),
        "close": (
            lambda: asking.close(user, row, facts["reason"], seen=facts["seen"]),
            _("The request is closed. The unit reads the reason."),
        ),
    }
    do, done = acts[act]
    try:
        do()
    except Conflict as fault:
        return _again(request, bound, act, str(fault))
    except Refused as fault:
        form.add_error(None, str(fault))
        return _page(request, seen, bound, 422)
    messages.success(request, done)
    return redirect("desks:request", row.pk)


def _again(request: HttpRequest, bound: dict[str, forms.Form], act: str, fault: str) -> HttpResponse:
    """The thread as it now stands, with what was typed still in its form: sent again, it is after what is read now."""
    fresh = found(request.user, request.resolver_match.kwargs["pk"])
    form = bound[act]
    form.data = form.data.copy()
    form.data["seen"] = max(message.pk for message in fresh.request.messages.all())
    form.add_error(None, fault)
    return _page(request, fresh, bound, 409)


def _page(request: HttpRequest, seen: Thread, bound: dict[str, forms.Form], status: int = 200) -> HttpResponse:
    unsent = next((form for form in bound.values() if form.is_bound), None)
    typed = unsent and (unsent.data.get("text") or unsent.data.get("reason"))
    context = {
        "thread": seen,
        "row": seen.row,
        "request_": seen.request,
        "report": seen.request.report,
        "unit": seen.request.report.season_unit,
        "forms": bound,
        "unsent": typed if seen.request.state == RequestState.CLOSED else None,
        "may_open_component": seen.is_checkers,
    }
    return render(request, "desks/ask/thread.html", context, status=status)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that came with an answer; for the two sides and who oversees the season."""
    row = get_object_or_404(ClarificationFile.objects.select_related("file", "message"), pk=pk)
    asked = get_object_or_404(clarification_requests(), pk=row.message.request_id)
    if not visible_to(request.user, asked, assignments(asked.report.season_unit.season)):
        raise Http404
    return attachment(row.file, row.file_name)
