"""The unit's side: reading its own points, agreeing, disagreeing with an explanation, until the last day (R4.6b)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.enums import REPORTING
from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees
from thuocdo.appraisal import replies as acts
from thuocdo.appraisal.enums import RoundKind
from thuocdo.appraisal.models import Reply, ReplyFile, ReplyRound
from thuocdo.appraisal.reply_rounds import rounds_of, whole_replies
from thuocdo.common import clock
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.common.templatetags.words import points
from thuocdo.desks.reply.forms import ReplyForm
from thuocdo.desks.reply.rows import Row, Sheet, sheet
from thuocdo.documents.views import attachment
from thuocdo.reports.models import Report
from thuocdo.reports.queries import own_reports, with_answers
from thuocdo.verification.asking import answers_for
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_read


def _found(request: HttpRequest, pk: int, number: int | None = None) -> tuple[Report, list[ReplyRound], Sheet | None]:
    """One's own report with the rounds that showed its points; the round of this number, else the latest."""
    report = get_object_or_404(with_answers(own_reports(request.user)), pk=pk)
    rounds = rounds_of(report)
    chosen = next((row for row in rounds if number in (None, row.pk)), None)
    if number is not None and chosen is None:
        raise Http404
    return report, rounds, sheet(chosen, report, clock.today()) if chosen else None


@require_safe
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's own points with their reasons and its replies; `?vong=` asks for an earlier round. 15 queries."""
    wanted = request.GET.get("vong", "")
    report, rounds, seen = _found(request, pk, int(wanted) if wanted.isdecimal() else None)
    context = {
        "report": report,
        "unit": report.season_unit,
        "rounds": rounds,
        "sheet": seen,
        "answers": answers_for(request.user, report.season_unit.unit_id),
    }
    return render(request, "desks/reply/unit.html", context)


@require_POST
def agree(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """With every component that the page listed, in one act."""
    report, _rounds, seen = _found(request, pk, number)
    done: list[int] = []
    codes = request.POST.getlist("code")
    act = lambda: done.append(acts.agree_with_the_rest(request.user, seen.round, report, codes))  # noqa: E731 - once
    if attempt(request, act):
        words = ngettext("You agree with %(n)s component.", "You agree with %(n)s components.", done[0])
        messages.success(request, words % {"n": done[0]})
    return redirect("desks:reply", pk)


@never_cache
def component(request: HttpRequest, pk: int, number: int, code: str) -> HttpResponse:
    """One component: its points with their reasons, and the reply. What is refused stays in the page."""
    report, _rounds, seen = _found(request, pk, number)
    row = seen.row(code)
    if row is None:
        raise Http404(code)
    form = _form(request, report, seen, row)
    if request.method != "POST":
        return _page(request, seen, row, form)
    may = answers_for(request.user, report.season_unit.unit_id)
    require(may, _("Only the unit's preparer, coordinator or head replies for it."))
    if form.is_valid():
        form.take_files()
    if form.errors:
        return _page(request, seen, row, form, 422)
    facts = form.cleaned_data
    words = acts.Words(facts["stance"], facts["text"], facts["wanted"], form.stored)
    try:
        acts.reply(request.user, seen.round, report, code, words, version=facts["seen"])
    except Refused as fault:
        return _refused(request, pk, number, code, form, fault)
    messages.success(request, _("%(code)s: your reply is saved.") % {"code": code})
    return redirect("desks:reply", pk)


def _form(request: HttpRequest, report: Report, seen: Sheet, row: Row) -> ReplyForm:
    said = row.reply
    first = {"seen": said.version if said else 0}
    if said:
        first |= {"stance": said.stance, "text": said.text, "wanted": points(row.wanted)}
    salt = f"reply:{seen.round.pk}:{report.pk}:{row.component.code}:{request.user.pk}"
    # An empty posting is a posting all the same: it is told what is missing.
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return ReplyForm(*sent, salt=salt, initial=first)


def _refused(request: HttpRequest, pk: int, number: int, code: str, form: ReplyForm, fault: Refused) -> HttpResponse:
    """The page as it now stands, with what was typed still in its form."""
    _report, _rounds, seen = _found(request, pk, number)
    row = seen.row(code)
    if isinstance(fault, Conflict) and row.reply:
        form.data = form.data.copy()
        form.data["seen"] = row.reply.version
    form.add_error(None, str(fault))
    return _page(request, seen, row, form, 409 if isinstance(fault, Conflict) else 422)


def _page(request: HttpRequest, seen: Sheet, row: Row, form: ReplyForm, status: int = 200) -> HttpResponse:
    may = answers_for(request.user, seen.report.season_unit.unit_id)
    is_open = not seen.is_over and not (row.reply and row.reply.decision)
    context = {
        "sheet": seen,
        "report": seen.report,
        "unit": seen.report.season_unit,
        "row": row,
        "form": form if may and (is_open or form.is_bound) else None,
        "is_open": is_open,
        "answers": may,
    }
    return render(request, "desks/reply/component.html", context, status=status)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that came with a reply; for its own unit and for who decides or oversees."""
    row = get_object_or_404(ReplyFile.objects.select_related("file"), pk=pk)
    answer = get_object_or_404(whole_replies(), pk=row.reply_id)
    own = request.user.holds(REPORTING, answer.report.season_unit.unit_id)
    if not own and not reads(request.user, answer):
        raise Http404
    return attachment(row.file, row.file_name)


def reads(user: User, answer: Reply) -> bool:
    """From the side that decides: who oversees the season; after verification also who verifies the component."""
    if oversees(user):
        return True
    shared = assignments(answer.report.season_unit.season)
    return answer.round.kind == RoundKind.VERIFIED and may_read(user, answer.report, answer.component, shared)
