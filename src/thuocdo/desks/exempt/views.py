"""Exemption requests on the lead department's side: advised on, accepted in writing, checked by a second (R5.3)."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import oversees, runs_the_season
from thuocdo.appraisal import exemptions
from thuocdo.appraisal.enums import OPEN, ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.proposing import proposable
from thuocdo.appraisal.queries import acceptances, readable_exemptions
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import comes_here
from thuocdo.desks.exempt.effect import effect
from thuocdo.desks.exempt.forms import AdviceForm, RecordedForm
from thuocdo.desks.paper_form import PaperForm, RightFileForm
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.desks.season.views import find
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.documents.views import handed_out

S = ExemptionState


@require_safe
@for_those(comes_here)
def request_list(request: HttpRequest, key: str) -> HttpResponse:
    """Requests of the season by state, those that wait first. 9 queries in all."""
    season = find(key)
    rows = [_row(row) for row in readable_exemptions(request.user, season)]
    wanted = request.GET.get("trang-thai", "")
    context = {
        "season": season,
        "states": [(state, sum(row["row"].state == state for row in rows)) for state in S.values],
        "wanted": wanted if wanted in S.values else "",
        "waiting": [row for row in rows if row["row"].state in OPEN and wanted in ("", row["row"].state)],
        "closed": [row for row in rows if row["row"].state not in OPEN and wanted in ("", row["row"].state)],
        "papers": _papers(season, rows),
        "oversees": oversees(request.user),
        "runs": runs_the_season(request.user),
        "advised": sum(row["row"].state == S.ADVISED for row in rows),
        "proposable": proposable(request.user, season) if runs_the_season(request.user) else [],
    }
    return render(request, "desks/exempt/list.html", context)


def _papers(season: Season, rows: list[dict[str, object]]) -> list[Document]:
    """The acceptances under which any of these requests stands."""
    seen = {row["row"].acceptance_id for row in rows}
    return [paper for paper in acceptances(season) if paper.pk in seen]


def _row(row: Exemption) -> dict[str, object]:
    return {"row": row, "component": form_of(row.report.season_unit).component(row.component)}


def _found(request: HttpRequest, key: str, pk: int) -> tuple[Season, Exemption]:
    season = find(key)
    return season, get_object_or_404(readable_exemptions(request.user, season), pk=pk)


@for_those(comes_here)
def exemption_request(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The request with its next step; each form posts its act to this very address."""
    season, row = _found(request, key, pk)
    forms = _forms(request, season, row)
    if request.method == "POST":
        act = _acts(request, row, forms).get(request.POST.get("act", ""))
        if act is None or not exemptions.deals_with(request.user, row.report):
            raise PermissionDenied(_("Only the lead department deals with exemption requests."))
        form, do, done = act
        if (form is None or form.is_valid()) and attempt(request, lambda: do(form), done):
            return redirect("desks:exemption_request", key, pk)
        row.refresh_from_db()
    return _request_page(request, season, row, forms)


def _forms(request: HttpRequest, season: Season, row: Exemption) -> dict[str, object]:
    """The forms of the page; the one that was posted is bound."""
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    data = {name: request.POST if posted == name else None for name in ("advise", "enter", "choose", "refuse", "back")}
    return {
        "advise": AdviceForm(data["advise"]),
        "enter": PaperForm(data["enter"], request.FILES if posted == "enter" else None),
        "choose": RecordedForm(acceptances(season), data["choose"]),
        "refuse": ReasonForm(data["refuse"], auto_id="refuse_%s"),
        "back": ReasonForm(data["back"], auto_id="back_%s"),
    }


def _acts(request: HttpRequest, row: Exemption, forms: dict) -> dict[str, tuple[object, Callable, object]]:
    """Act -> its form, what it does, what is said then."""
    user = request.user
    entered = _("The acceptance is entered. It counts once a second officer has checked it.")

    @transaction.atomic
    def enter(form: PaperForm) -> None:
        exemptions.enter_acceptance(user, row, form.record(user, DocumentKind.ACCEPTANCE))

    return {
        "advise": (forms["advise"], lambda form: exemptions.advise(user, row, **form.facts()), _("Advice recorded.")),
        "enter": (forms["enter"], enter, entered),
        "choose": (
            forms["choose"],
            lambda form: exemptions.enter_acceptance(user, row, form.cleaned_data["document"]),
            entered,
        ),
        "refuse": (
            forms["refuse"],
            lambda form: exemptions.refuse(user, row, form.cleaned_data["reason"]),
            _("Recorded: not accepted. The component is assessed like any other."),
        ),
        "back": (
            forms["back"],
            lambda form: exemptions.send_back(user, row, form.cleaned_data["reason"]),
            _("Sent back: the acceptance has to be entered anew."),
        ),
    }


def _request_page(request: HttpRequest, season: Season, row: Exemption, forms: dict) -> HttpResponse:
    deals = exemptions.deals_with(request.user, row.report)
    advised = row.state not in (S.ASKED, S.WITHDRAWN)
    context = {
        "season": season,
        "row": row,
        "unit": row.report.season_unit,
        "component": form_of(row.report.season_unit).component(row.component),
        "forms": forms,
        "deals": deals,
        "oversees": oversees(request.user),
        "is_open": row.state in OPEN,
        "papers": forms["choose"].fields["document"].queryset,
        "effect": effect(row) if advised and row.is_advised_for is not None else None,
        "may_send_back": exemptions.may_send_back(request.user, row),
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "desks/exempt/request.html", context, status=422 if wrong else 200)


def _paper(request: HttpRequest, season: Season, pk: int) -> tuple[Document, list[Exemption]]:
    """An acceptance with the requests under it that the person may see; 404 where there are none."""
    rows = list(readable_exemptions(request.user, season).filter(acceptance=pk))
    document = get_object_or_404(acceptances(season), pk=pk)
    if not rows:
        raise Http404
    return document, rows


@for_those(comes_here)
def acceptance(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The written acceptance, what stands under it, and the second officer's check."""
    season = find(key)
    document, rows = _paper(request, season, pk)
    if request.method == "POST":
        done: list[int] = []
        if attempt(
            request,
            lambda: done.append(exemptions.check_acceptance(request.user, document, seen=request.POST.get("seen", ""))),
        ):
            words = ngettext("Checked: %(n)s request counts from now on.", "Checked: %(n)s requests count.", done[0])
            messages.success(request, words % {"n": done[0]})
        return redirect("desks:acceptance", key, pk)
    waiting = [row for row in rows if row.state == S.ENTERED]
    context = {
        "season": season,
        "document": document,
        "rows": [_row(row) for row in rows],
        "waiting": waiting,
        "runs": runs_the_season(request.user),
        "oversees": oversees(request.user),
        "may_replace": exemptions.may_replace(request.user, document),
        "may_check": _may_check(request, document, waiting),
    }
    return render(request, "desks/exempt/acceptance.html", context)


def _may_check(request: HttpRequest, document: Document, waiting: list[Exemption]) -> bool:
    """Somebody else entered the document, or what waits under it where the document was checked before."""
    if not runs_the_season(request.user):
        return False
    if document.checked_by_id is None:
        return document.entered_by_id != request.user.pk
    return any(row.entered_by_id != request.user.pk for row in waiting)


@require_safe
@for_those(comes_here)
def acceptance_file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    document, _rows = _paper(request, find(key), pk)
    return handed_out(document, request.GET.get("ban-cu", ""))


@for_those(comes_here)
def acceptance_replace(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The right file under an acceptance, as long as no second officer has checked it."""
    document, _rows = _paper(request, find(key), pk)
    if not exemptions.may_replace(request.user, document):
        raise PermissionDenied(_("The file is replaced before its check, by who deals with the requests under it."))
    form = RightFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done = _("The file is replaced. An officer other than you now checks it against the original.")
        if attempt(request, lambda: exemptions.replace_acceptance_file(request.user, document, *form.facts()), done):
            return redirect("desks:acceptance", key, pk)
    context = {
        "form": form,
        "title": _("Replace the file of document %(number)s") % {"number": document.number},
        "lead": _("Number and date stay. Whoever replaces the file leaves the check to another officer."),
        "back": reverse("desks:acceptance", args=[key, pk]),
        "back_label": _("Written acceptance"),
    }
    return render(request, "desks/season/paper.html", context, status=422 if form.errors else 200)
