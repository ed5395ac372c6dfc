"""Difficulties: raised from any page, listed, answered (R9, last paragraph)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts.rules import belongs_to, runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.common.faults import Conflict, Refused
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import seasons_of
from thuocdo.desks.access import for_those
from thuocdo.desks.difficulty.forms import AnswerForm, DifficultyForm
from thuocdo.desks.difficulty.link import place
from thuocdo.difficulties import actions
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty
from thuocdo.difficulties.queries import readable_difficulties
from thuocdo.difficulties.rules import may_raise, reads_rulings

A_PAGE = 50
S = DifficultyState


@for_those(may_raise)
def difficulty_new(request: HttpRequest) -> HttpResponse:
    """The page from which it is raised goes with it. 7 queries."""
    every = list(seasons_of(request.user))
    told = request.GET
    if request.method == "POST":  # the form says what it was made for
        told = {"trang": request.POST.get("page", ""), "ky": request.POST.get("season", "")}
    where = place(request.user, told, every)
    first = {
        "component": where.component,
        "unit": where.unit,
        "page": where.page,
        "season": where.season and where.season.key,
    }
    form = DifficultyForm(request.user.unit_ids(), where.season, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        row = _raise(request, form, where.season, where.page)
        if row:
            return redirect("desks:difficulty", row.pk)
    context = {"form": form, "where": where, "one_unit": len(request.user.unit_ids()) == 1}
    return render(request, "desks/difficulty/new.html", context, status=422 if form.errors else 200)


def _raise(request: HttpRequest, form: DifficultyForm, season: Season | None, page: str) -> Difficulty | None:
    facts = form.cleaned_data
    texts = {name: facts[name] for name in ("text", "proposal", "component")}
    try:
        row = actions.raise_difficulty(request.user, facts["unit"], season=season, page=page, **texts)
    except Refused as fault:
        form.add_error(None, str(fault))
        return None
    messages.success(request, _("The lead department has it. You are told when it is answered."))
    return row


@require_safe
@for_those(may_raise)
def difficulty_list(request: HttpRequest) -> HttpResponse:
    """All for the lead department, those of their own units for everybody else; by season, state, component and unit.
    6 queries."""
    every = list(seasons_of(request.user))
    key = request.GET.get("ky", "")
    season = next((row for row in every if row.key == key), every[0] if every else None)
    rows = [row for row in readable_difficulties(request.user) if row.season_id in (None, season and season.pk)]
    filters = _filters(request, rows)
    shown = [row for row in rows if all(choice.lets(row) for choice in filters)]
    context = {
        "seasons": every,
        "season": season,
        "leads": runs_the_season(request.user),
        "reads_rulings": reads_rulings(request.user),
        "filters": [choice for choice in filters if len(choice.options) > 1],
        "is_filtered": any(choice.wanted for choice in filters),
        "page_obj": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "total": len(rows),
    }
    return render(request, "desks/difficulty/list.html", context)


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list: its parameter, what is asked for, how a row's value is read, and its words."""

    parameter: str
    wanted: str
    value: Callable[[Difficulty], str]
    options: list[tuple[str, str, int]]

    def lets(self, row: Difficulty) -> bool:
        return self.wanted in ("", self.value(row))


VALUES: dict[str, tuple[Callable[[Difficulty], str], Callable[[Difficulty], object]]] = {
    "trang-thai": (lambda row: row.state, lambda row: row.get_state_display()),
    "chi-so": (lambda row: row.component or "-", lambda row: row.component or _("No single component")),
    "don-vi": (lambda row: row.unit.key, lambda row: row.unit.name),
    "ubnd": (
        lambda row: "1" if row.is_for_committee else "0",
        lambda row: _("For the People's Committee") if row.is_for_committee else _("Within the lead department"),
    ),
}


def _filters(request: HttpRequest, rows: list[Difficulty]) -> list[Filter]:
    """With how many rows each of their options has."""
    found = []
    for parameter, (value, words) in VALUES.items():
        counts, names = Counter(value(row) for row in rows), {value(row): str(words(row)) for row in rows}
        wanted = request.GET.get(parameter, "")
        options = [(key, names[key], counts[key]) for key in sorted(counts)]
        found.append(Filter(parameter, wanted if wanted in counts else "", value, options))
    return found


@for_those(may_raise)
def difficulty(request: HttpRequest, pk: int) -> HttpResponse:
    """What was raised, its answer, and the next act; each form posts its act to this very address. 5 queries."""
    row = get_object_or_404(readable_difficulties(request.user), pk=pk)
    posted = request.POST.get("act", "") if request.method == "POST" else ""
    form = AnswerForm(request.POST if posted == "answer" else None, initial={"answer": row.answer, "seen": row.answer})
    if request.method != "POST":
        return _page(request, row, form)
    if posted == "answer" and runs_the_season(request.user):
        return _answer(request, row, form)
    acts = {
        "withdraw": (lambda: actions.withdraw(request.user, row), _("Withdrawn.")),
        "pass_on": (lambda: actions.pass_on(request.user, row, wanted=True), _("It goes into the report.")),
        "keep": (lambda: actions.pass_on(request.user, row, wanted=False), _("It stays out of the report.")),
    }
    if posted not in acts:
        raise PermissionDenied(_("Only the lead department answers difficulties."))
    act, done = acts[posted]
    attempt(request, act, done)
    return redirect("desks:difficulty", pk)


def _answer(request: HttpRequest, row: Difficulty, form: AnswerForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, row, form, 422)
    try:
        actions.answer(request.user, row, form.cleaned_data["answer"], seen=form.cleaned_data["seen"])
    except Conflict as fault:
        row.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = row.answer
        form.add_error(None, str(fault))
        return _page(request, row, form, 409)
    messages.success(request, _("The unit is told of the answer."))
    return redirect("desks:difficulty", row.pk)


def _page(request: HttpRequest, row: Difficulty, form: AnswerForm, status: int = 200) -> HttpResponse:
    is_open = row.state in actions.UNRULED
    leads = runs_the_season(request.user)
    context = {
        "row": row,
        "form": form if leads and is_open else None,
        "unsent": form if form.is_bound and not is_open else None,
        "leads": leads,
        "is_open": is_open,
        "may_withdraw": row.state == S.RAISED and belongs_to(request.user, row.unit_id),
        "was_answered": bool(row.answer),
    }
    return render(request, "desks/difficulty/difficulty.html", context, status=status)
