"""The council's sessions: called, opened, attended, closed; their papers and the lines of their minutes (R4.6)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.rules import oversees
from thuocdo.appraisal import sessions
from thuocdo.appraisal.models import CouncilSession, SessionPaper
from thuocdo.appraisal.queries import council_of
from thuocdo.appraisal.rules import calls_sessions, chairs_sessions
from thuocdo.common.acting import attempt
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons
from thuocdo.desks.access import for_those
from thuocdo.desks.check.queue_views import chosen_season
from thuocdo.desks.council.session_forms import AttendanceForm, FileForm, SessionForm, SignedMinutesForm
from thuocdo.desks.council.session_page import Sitting, sitting_of
from thuocdo.desks.season.forms import ReasonForm
from thuocdo.documents.views import attachment


@require_safe
@for_those(oversees)
def session_list(request: HttpRequest) -> HttpResponse:
    """The season's sessions, the latest first. 7 queries in all."""
    every = list(seasons())
    season = chosen_season(request, every)
    rows = CouncilSession.objects.filter(season=season).select_related("chaired_by").order_by("-number")
    context = {
        "seasons": every,
        "season": season,
        "council": council_of(season) if season else None,
        "sessions": rows,
        "may_call": calls_sessions(request.user),
    }
    return render(request, "desks/council/sessions.html", context)


@for_those(calls_sessions)
def session_new(request: HttpRequest, key: str) -> HttpResponse:
    season = get_object_or_404(Season, key=key)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("The session is called; its members are told.")
        if attempt(request, lambda: sessions.call(request.user, season, **form.facts()), done):
            latest = CouncilSession.objects.filter(season=season).latest("number")
            return redirect("desks:council_session", latest.pk)
    back = f"{reverse('desks:council_sessions')}?ky={key}"
    context = {"form": form, "title": _("Call a session"), "back": back, "season": season}
    return render(request, "desks/council/session_form.html", context, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, papers, attendance, items, minutes. 17 queries in all, whatever there is of each."""
    sitting = sitting_of(request, pk)
    context = {
        "sitting": sitting,
        "session": sitting.session,
        "season": sitting.session.season,
        "papers": sitting.session.papers.all(),
        "lines": sitting.session.minutes.select_related("report__season_unit", "written_by"),
        "paper_form": FileForm(),
    }
    return render(request, "desks/council/session.html", context)


@for_those(calls_sessions)
def session_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CouncilSession.objects.select_related("season"), pk=pk)
    form = SessionForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: sessions.change(request.user, found, **form.facts()), _("Saved"))
        return redirect("desks:council_session", pk)
    back = reverse("desks:council_session", args=[pk])
    context = {"form": form, "title": _("Change the session"), "back": back, "season": found.season}
    return render(request, "desks/council/session_form.html", context, status=422 if form.errors else 200)


@for_those(calls_sessions)
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk).session
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: sessions.cancel(request.user, found, form.cleaned_data["reason"])  # noqa: E731 - said once
        attempt(request, act, _("The session is cancelled."))
        return redirect("desks:council_session", pk)
    consequences = [_("It keeps its number and this reason; the next session gets a new number.")]
    return _confirm(request, found, _("Cancel the session"), consequences, form=form, danger=True)


@for_those(oversees)
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    sitting = sitting_of(request, pk)
    if request.method == "POST":
        attempt(request, lambda: sessions.close(request.user, sitting.session), _("The session is closed."))
        return redirect("desks:council_session", pk)
    consequences = [_("Nothing is settled any more, until the next session is opened.")]
    if sitting.waiting:
        left = ", ".join(f"{row.unit_name} {row.item.component}" for row in sitting.waiting)
        consequences.append(_("Put off to a later session: %(items)s.") % {"items": left})
    return _confirm(request, sitting.session, _("Close the session"), consequences)


def _confirm(request: HttpRequest, found: CouncilSession, title: str, consequences: list[str], **more) -> HttpResponse:
    form = more.get("form")
    context = {
        "title": title,
        "question": _("Session %(number)s of the council, season %(year)s")
        % {"number": found.number, "year": found.season.label},
        "consequences": consequences,
        "submit_label": title,
        "cancel_url": reverse("desks:council_session", args=[found.pk]),
        "cancel_label": _("Session %(number)s") % {"number": found.number},
        **more,
    }
    return render(request, "common/confirm.html", context, status=422 if form and form.errors else 200)


@for_those(chairs_sessions)
def session_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair or a deputy opens it, with who is there."""
    sitting = sitting_of(request, pk)
    form = AttendanceForm(sitting.seats, request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: _open(request, sitting, form), _("The session is open."))
        return redirect("desks:council_session", pk)
    return _attendance_page(request, sitting, form, _("Open the session"))


def _open(request: HttpRequest, sitting: Sitting, form: AttendanceForm) -> None:
    states, notes = form.states(), form.notes()
    present = [pk for pk, state in states.items() if state == "present"]
    excused = {pk: notes[pk] for pk, state in states.items() if state == "excused"}
    sessions.begin(request.user, sitting.session, present, excused)


@for_those(oversees)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody came later, or left."""
    sitting = sitting_of(request, pk)
    form = AttendanceForm(sitting.seats, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        states = {member: state for member, state in _typed(form).items() if state}
        act = lambda: sessions.attend(request.user, sitting.session, states, form.notes())  # noqa: E731 - said once
        attempt(request, act, _("Saved"))
        return redirect("desks:council_session", pk)
    return _attendance_page(request, sitting, form, _("Attendance"))


def _typed(form: AttendanceForm) -> dict[int, str]:
    return {seat.member.pk: form.cleaned_data.get(f"state-{seat.member.pk}", "") for seat in form.seats}


def _attendance_page(request: HttpRequest, sitting: Sitting, form: AttendanceForm, title: str) -> HttpResponse:
    context = {"sitting": sitting, "session": sitting.session, "form": form, "title": title}
    return render(request, "desks/council/attendance.html", context, status=422 if form.errors else 200)


@require_POST
@for_those(calls_sessions)
def paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(CouncilSession, pk=pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        facts = form.cleaned_data
        attempt(
            request,
            lambda: sessions.put_paper(request.user, found, facts["title"], facts["file"]),
            _("The paper is before the council."),
        )
    else:
        messages.error(request, _("Give the paper's title and choose its file."))
    return redirect("desks:council_session", pk)


@require_safe
@for_those(oversees)
def paper_file(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    found = get_object_or_404(SessionPaper.objects.select_related("file"), pk=paper, session=pk)
    return attachment(found.file, found.file_name)


@require_POST
@for_those(oversees)
def line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the minutes, written while the session goes on."""
    found = get_object_or_404(CouncilSession, pk=pk)
    text = request.POST.get("text", "")
    attempt(request, lambda: sessions.note(request.user, found, text), _("The line is in the minutes."))
    return redirect(f"{reverse('desks:council_session', args=[pk])}#minutes")


@for_those(calls_sessions)
def signed_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes come back as chair and secretary signed them."""
    found = sitting_of(request, pk).session
    form = SignedMinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        act = lambda: sessions.keep_signed_minutes(request.user, found, facts["number"], facts["file"])  # noqa: E731
        attempt(request, act, _("The signed minutes are kept."))
        return redirect("desks:council_session", pk)
    back = reverse("desks:council_session", args=[pk])
    context = {"form": form, "title": _("Signed minutes"), "back": back, "season": found.season}
    return render(request, "desks/council/session_form.html", context, status=422 if form.errors else 200)


@require_safe
@for_those(oversees)
def signed_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = sitting_of(request, pk).session
    if found.signed_minutes is None:
        raise Http404
    return attachment(found.signed_minutes, found.signed_minutes_name)
